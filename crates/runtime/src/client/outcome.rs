//! A response as an operation's answer.

use super::error::Error;
use super::future::{Intake, Taken};
use super::page;
use super::response::Response;
use crate::decode::DecodeOwned;
use crate::http::{Answer, Declared, Head, MemberPath, Operation, ReadError, Received};
use crate::json;

/// How the answer with this head takes its body.
pub(crate) fn intake<T: Answer, E: Answer>(operation: &Operation, head: &Head<'_>) -> Taken {
    let declared = Declared::of::<T, E>(operation, head);
    let intake = match declared.map(|declared| match declared {
        Declared::Success(row) => T::streams(operation, row, head),
        Declared::Failure(row) => E::streams(operation, row, head),
    }) {
        Some(true) => Intake::Streamed,
        Some(false) => Intake::Whole,
        None => Intake::Beginning,
    };
    Taken { intake, declared }
}

/// Reads the answer that the document declares for the response.
pub(crate) fn read<T: Answer, E: Answer>(
    operation: &'static Operation,
    mut response: Response,
) -> Result<T, Error<E>> {
    let declared = response.declared;
    let received = response.received_mut();
    let result = match declared {
        Some(Declared::Success(row)) => T::read(operation, row, received).map(Ok),
        Some(Declared::Failure(row)) => E::read(operation, row, received).map(Err),
        None => return Err(Error::UnexpectedStatus(Box::new(response))),
    };
    result
        .map_err(|error| unreadable(error, response))?
        .map_err(Error::Api)
}

/// Reads the items of a page of the type `T`: the array at `path`.
pub(crate) fn read_items<T: Answer, I: DecodeOwned, E: Answer>(
    operation: &'static Operation,
    path: MemberPath,
    mut response: Response,
) -> Result<Vec<I>, Error<E>> {
    let declared = response.declared;
    let received = response.received_mut();
    let result = match declared {
        Some(Declared::Success(row)) => items::<T, I>(operation, row, path, received).map(Ok),
        Some(Declared::Failure(row)) => E::read(operation, row, received).map(Err),
        None => return Err(Error::UnexpectedStatus(Box::new(response))),
    };
    result
        .map_err(|error| unreadable(error, response))?
        .map_err(Error::Api)
}

/// A page must be one as a whole, or what it lacks would pass for the end of the list. An array that it may
/// leave out is an empty one.
fn items<T: Answer, I: DecodeOwned>(
    operation: &Operation,
    row: usize,
    path: MemberPath,
    received: &mut Received,
) -> Result<Vec<I>, ReadError> {
    drop(T::read(operation, row, received)?);
    let page = std::str::from_utf8(received.body()).unwrap_or_default();
    let array = page::find(page, path).unwrap_or("[]");
    json::from_str(array).map_err(ReadError::Decode)
}

fn unreadable<E>(error: ReadError, response: Response) -> Error<E> {
    match error {
        ReadError::ContentType { expected } => Error::UnexpectedContentType {
            expected,
            response: Box::new(response),
        },
        ReadError::Decode(error) => Error::Decode {
            error,
            response: Box::new(response),
        },
        ReadError::Header { name, error } => Error::Header {
            name,
            error,
            response: Box::new(response),
        },
        ReadError::TooLarge => Error::too_large(response),
    }
}
