//! A form as it arrives: texts are held in memory, long files are spooled, all within limits.

use super::part::{Part, PartHead};
use super::spool::Spool;
use super::{Found, PartDecoder};
use crate::http::Buffer;
use crate::server::body::{BodyFailure, Incoming};
use crate::server::settings::Settings;

/// How much of a file that is spooled its schema sees.
const SAMPLE: usize = 1024;

/// Takes in the parts of a form, in their order; none where it has no bytes at all.
pub(in crate::server) async fn take_in(
    content_type: &str,
    mut incoming: Incoming,
    settings: &Settings,
) -> Result<Option<Vec<Part>>, BodyFailure> {
    let mut decoder = PartDecoder::new(content_type).map_err(BodyFailure::malformed)?;
    let mut intake = Intake {
        settings,
        parts: Vec::new(),
        open: None,
        held: 0,
    };
    let mut is_empty = true;
    loop {
        match decoder.next().map_err(BodyFailure::malformed)? {
            Some(Found::Head(head)) => intake.open(head)?,
            Some(Found::Bytes(bytes)) => intake.push(bytes).await?,
            Some(Found::PartEnd) => intake.close().await?,
            Some(Found::End) => return Ok(Some(intake.parts)),
            None => match incoming.next().await {
                Some(piece) => {
                    let piece = piece?;
                    is_empty &= piece.is_empty();
                    decoder.push(&piece);
                }
                None if is_empty => return Ok(None),
                None => return Err(BodyFailure::malformed(decoder.broken_off())),
            },
        }
    }
}

struct Intake<'s> {
    settings: &'s Settings,
    parts: Vec<Part>,
    open: Option<Open>,
    /// How many bytes are in memory.
    held: usize,
}

/// A part that is not at its end.
struct Open {
    part: Part,
    spool: Option<Spool>,
    length: usize,
}

impl Intake<'_> {
    fn open(&mut self, head: PartHead) -> Result<(), BodyFailure> {
        if self.parts.len() >= self.settings.part_count_limit {
            return Err(BodyFailure::TooManyParts);
        }
        let texts = [
            Some(&head.name),
            head.file_name.as_ref(),
            head.content_type.as_ref(),
        ];
        self.hold(texts.into_iter().flatten().map(String::len).sum())?;
        self.open = Some(Open {
            part: Part::whole(head, Buffer::default()),
            spool: None,
            length: 0,
        });
        Ok(())
    }

    async fn push(&mut self, bytes: &[u8]) -> Result<(), BodyFailure> {
        let Some(mut open) = self.open.take() else {
            return Ok(());
        };
        open.length = open.length.saturating_add(bytes.len());
        if open.length > self.settings.part_limit {
            return Err(BodyFailure::TooLarge);
        }
        match &mut open.spool {
            Some(spool) => spool.push(bytes).await?,
            None if open.part.head.is_file() && self.is_much(bytes.len()) => {
                self.held = self.held.saturating_sub(open.part.bytes.len());
                let mut spool = Spool::new(open.part.bytes.as_slice()).await?;
                spool.push(bytes).await?;
                open.spool = Some(spool);
                open.sample(bytes);
            }
            None => {
                self.hold(bytes.len())?;
                open.part.bytes.push(bytes);
            }
        }
        self.open = Some(open);
        Ok(())
    }

    async fn close(&mut self) -> Result<(), BodyFailure> {
        if let Some(open) = self.open.take() {
            let mut part = open.part;
            if let Some(spool) = open.spool {
                part.spooled = Some(spool.finish().await?);
            }
            self.parts.push(part);
        }
        Ok(())
    }

    /// Whether so many bytes of a file are too many to be held: half of the room is for texts.
    fn is_much(&self, bytes: usize) -> bool {
        self.held.saturating_add(bytes) > self.settings.body_limit / 2
    }

    fn hold(&mut self, bytes: usize) -> Result<(), BodyFailure> {
        self.held = self.held.saturating_add(bytes);
        match self.held > self.settings.body_limit {
            true => Err(BodyFailure::TooLarge),
            false => Ok(()),
        }
    }
}

impl Open {
    /// Keeps the beginning of what was held, and of `more`.
    fn sample(&mut self, more: &[u8]) {
        let bytes = &mut self.part.bytes;
        if bytes.len() > SAMPLE {
            *bytes = Buffer::copy(bytes.as_slice().get(..SAMPLE).unwrap_or_default());
        }
        let room = SAMPLE.saturating_sub(bytes.len()).min(more.len());
        bytes.push(more.get(..room).unwrap_or_default());
    }
}
