//! A response as an operation's answer.

use super::error::Error;
use super::response::Response;
use crate::http::{Answer, Operation, ReadError};

/// Reads the answer that the document declares for the response's status: the exact status before
/// its range, the range before `default`.
pub(crate) fn read<T: Answer, E: Answer>(
    operation: &'static Operation,
    response: Response,
) -> Result<T, Error<E>> {
    let status = response.status().as_u16();
    let result = match (T::find(operation, status), E::find(operation, status)) {
        (Some(success), failure) if failure.is_none_or(|failure| success.precision >= failure.precision) => {
            T::read(operation, success.row, &response.received()).map(Ok)
        }
        (_, Some(failure)) => E::read(operation, failure.row, &response.received()).map(Err),
        _ => return Err(Error::UnexpectedStatus(Box::new(response))),
    };
    result
        .map_err(|error| unreadable(error, response))?
        .map_err(Error::Api)
}

fn unreadable<E>(error: ReadError, response: Response) -> Error<E> {
    let response = Box::new(response);
    match error {
        ReadError::ContentType { expected } => Error::UnexpectedContentType { expected, response },
        ReadError::Decode(error) => Error::Decode { error, response },
    }
}
