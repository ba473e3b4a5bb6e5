//! Files on their way through serde, which has no words for a name, a type or a stream.
//!
//! A form listens while it writes a member; a [`Binary`] then hands itself over instead of its bytes. The
//! other way round, the reader of a form announces a file's name and type before its bytes. Neither leaves
//! the thread, and neither outlives the call.

use std::cell::{Cell, RefCell};

use super::binary::{Binary, File};
use crate::http::{Body, ByteStream};

thread_local! {
    static OFFER: RefCell<Offer> = const { RefCell::new(Offer::Unwanted) };
    static FILE: Cell<Option<Box<Announced>>> = const { Cell::new(None) };
}

/// What is known of a file whose bytes are about to be read.
#[derive(Default)]
pub(crate) struct Announced {
    /// Its name and its type.
    pub(crate) file: File,
    /// Its bytes, where they are more than is in memory.
    pub(crate) body: Option<Body>,
}

/// What a form that is being written was handed.
enum Offer {
    /// Nobody listens.
    Unwanted,
    /// Nothing yet.
    Awaited,
    /// A file.
    Made(Binary),
}

/// Writes a value while binaries hand themselves over; see [`take`].
pub(crate) fn listening<R>(write: impl FnOnce() -> R) -> R {
    struct Restore(Offer);
    impl Drop for Restore {
        fn drop(&mut self) {
            let before = std::mem::replace(&mut self.0, Offer::Unwanted);
            OFFER.with_borrow_mut(|offer| *offer = before);
        }
    }
    let _restore = Restore(OFFER.with_borrow_mut(|offer| std::mem::replace(offer, Offer::Awaited)));
    write()
}

/// Hands a file over, if someone listens.
pub(super) fn offer(binary: &Binary) -> bool {
    OFFER.with_borrow_mut(|offer| match offer {
        Offer::Unwanted => false,
        Offer::Awaited | Offer::Made(_) => {
            *offer = Offer::Made(binary.clone());
            true
        }
    })
}

/// The file that was handed over last.
pub(crate) fn take() -> Option<Binary> {
    OFFER.with_borrow_mut(|offer| match offer {
        Offer::Unwanted | Offer::Awaited => None,
        Offer::Made(_) => match std::mem::replace(offer, Offer::Awaited) {
            Offer::Made(binary) => Some(binary),
            Offer::Unwanted | Offer::Awaited => None,
        },
    })
}

/// Says what is known of the file whose bytes are about to be read.
#[cfg(feature = "webhooks")]
pub(crate) fn announce(announced: Announced) {
    FILE.set(Some(Box::new(announced)));
}

/// Reads bytes, and takes what was announced of them meanwhile.
pub(super) fn receive<E>(read: impl FnOnce() -> Result<Binary, E>) -> Result<Binary, E> {
    FILE.set(None);
    let binary = read();
    let Some(announced) = FILE.take() else {
        return binary;
    };
    let Announced { file, body } = *announced;
    binary.map(|binary| {
        let binary = body.map_or(binary, |body| ByteStream::new(body).into());
        binary.with_file(Some(Box::new(file)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_handed_over_unless_someone_listens() {
        let file = Binary::from("a").with_file_name("a.txt");
        assert!(!offer(&file));
        let taken = listening(|| {
            assert!(take().is_none());
            assert!(offer(&file));
            take()
        });
        assert_eq!(taken, Some(file.clone()));
        let _ = std::panic::catch_unwind(|| listening(|| panic!("expected")));
        assert!(!offer(&file));
    }
}
