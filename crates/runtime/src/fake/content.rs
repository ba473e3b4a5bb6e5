//! Bodies made up from schemas, as they travel.

use bytes::Bytes;
use http::StatusCode;

use super::maker::Maker;
use crate::Json;
use crate::http::content::encode;
use crate::http::{Body, Content, Encoding, Event, Events, JsonLines, JsonSequence, Media, Payload};
use crate::schema::Schema;

/// How many items a made sequence has at most.
const FEW: u64 = 3;
/// How many bytes a made body has at most that may be any.
const MANY: u64 = 64;

impl Maker {
    /// A body of this type; `None` where none was found, or it cannot be written so.
    pub(crate) fn content(&mut self, media: Media, schema: &'static Schema) -> Option<Content> {
        match media.encoding {
            Encoding::Binary => Some(Content {
                content_type: media.sent_type().into(),
                body: Body::whole(self.bytes()),
            }),
            Encoding::Events(_) => {
                let items = self.items(schema)?;
                sent(
                    Events::from(items.into_iter().map(Event::new).collect::<Vec<_>>()),
                    media,
                )
            }
            Encoding::JsonLines => {
                let items = self.items(schema)?;
                sent(JsonLines::from(items), media)
            }
            Encoding::JsonSequence => {
                let items = self.items(schema)?;
                sent(JsonSequence::from(items), media)
            }
            Encoding::Json | Encoding::Form | Encoding::Multipart | Encoding::Text => {
                encode(media, &self.value_of::<Json>(schema)?).ok()
            }
        }
    }

    fn bytes(&mut self) -> Bytes {
        let length = self.random.between(1, MANY);
        let bytes = (0..length).map(|_| u8::try_from(self.random.below(256)).unwrap_or(0));
        bytes.collect::<Vec<u8>>().into()
    }

    fn items(&mut self, schema: &'static Schema) -> Option<Vec<Json>> {
        let count = self.random.between(0, FEW);
        (0..count).map(|_| self.value_of::<Json>(schema)).collect()
    }
}

fn sent(items: impl Payload, media: Media) -> Option<Content> {
    items.write(StatusCode::OK, &[media]).ok()?.content
}
