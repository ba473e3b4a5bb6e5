//! Files that are too long to be held in memory: they wait in a file of the system's, which has no name
//! and is gone once nobody reads it.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use futures_core::Stream;
use tokio::task::JoinHandle;

use crate::http::{Body, Buffer};

/// How many bytes are written or read at once.
const PIECE: usize = 128 * 1024;

/// A file that is being written.
#[derive(Debug)]
pub(super) struct Spool {
    file: Option<File>,
    pending: Buffer,
    length: u64,
}

/// A file that was written. Each of its streams reads it from the beginning.
#[derive(Clone, Debug)]
pub(crate) struct Spooled {
    file: Arc<Mutex<File>>,
    length: u64,
}

impl Spool {
    /// An empty file, which begins with `bytes`.
    pub(super) async fn new(bytes: &[u8]) -> io::Result<Self> {
        let mut spool = Self {
            file: Some(blocking(tempfile::tempfile).await?),
            pending: Buffer::default(),
            length: 0,
        };
        spool.push(bytes).await?;
        Ok(spool)
    }

    /// Adds bytes.
    pub(super) async fn push(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.pending.push(bytes);
        self.length = self
            .length
            .saturating_add(u64::try_from(bytes.len()).unwrap_or(u64::MAX));
        match self.pending.len() < PIECE {
            true => Ok(()),
            false => self.flush().await,
        }
    }

    async fn flush(&mut self) -> io::Result<()> {
        let pending = std::mem::take(&mut self.pending);
        let mut file = self.file.take().ok_or_else(lost)?;
        let write = move || file.write_all(pending.as_slice()).map(|()| file);
        self.file = Some(blocking(write).await?);
        Ok(())
    }

    /// Ends it.
    pub(super) async fn finish(mut self) -> io::Result<Spooled> {
        self.flush().await?;
        Ok(Spooled {
            file: Arc::new(Mutex::new(self.file.ok_or_else(lost)?)),
            length: self.length,
        })
    }
}

impl Spooled {
    /// How many bytes it has.
    pub(crate) fn length(&self) -> u64 {
        self.length
    }

    /// All of it, as a body.
    pub(crate) fn body(&self) -> Body {
        let reader = Reader {
            spooled: self.clone(),
            at: 0,
            pending: None,
        };
        Body::stream(reader).with_length(self.length)
    }

    fn read(&self, at: u64) -> io::Result<Vec<u8>> {
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        file.seek(SeekFrom::Start(at))?;
        let mut piece = Vec::new();
        let limit = u64::try_from(PIECE).unwrap_or(u64::MAX);
        Read::take(&mut *file, limit).read_to_end(&mut piece)?;
        Ok(piece)
    }
}

/// Reads a file piece by piece.
struct Reader {
    spooled: Spooled,
    at: u64,
    pending: Option<JoinHandle<io::Result<Vec<u8>>>>,
}

impl Stream for Reader {
    type Item = io::Result<Bytes>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<io::Result<Bytes>>> {
        let this = self.get_mut();
        let piece = if tokio::runtime::Handle::try_current().is_ok() {
            let (spooled, at) = (&this.spooled, this.at);
            let pending = this.pending.get_or_insert_with(|| {
                let spooled = spooled.clone();
                tokio::task::spawn_blocking(move || spooled.read(at))
            });
            let read = ready!(Pin::new(pending).poll(context));
            this.pending = None;
            read.unwrap_or_else(|_| Err(lost()))
        } else {
            this.spooled.read(this.at)
        };
        let piece = piece?;
        if piece.is_empty() {
            return Poll::Ready(None);
        }
        this.at = this
            .at
            .saturating_add(u64::try_from(piece.len()).unwrap_or(u64::MAX));
        Poll::Ready(Some(Ok(piece.into())))
    }
}

/// Runs what waits for a disk where that holds up nobody else, if there is such a place.
async fn blocking<T: Send + 'static>(work: impl FnOnce() -> io::Result<T> + Send + 'static) -> io::Result<T> {
    if tokio::runtime::Handle::try_current().is_err() {
        return work();
    }
    let done = tokio::task::spawn_blocking(work).await;
    done.unwrap_or_else(|_| Err(lost()))
}

fn lost() -> io::Error {
    io::Error::other("the file was lost while it was written or read")
}
