use super::declared_answer::DeclaredAnswer;
use crate::http::{Encoding, Reply, essence};
use crate::schema::{Invalid, Violations, validate};

/// What is wrong with an answer that is about to be sent: its JSON is not what the document declares for its status. It
/// never holds what the answer says.
///
/// # Errors
/// All of it.
pub(super) fn check(reply: &Reply, declared: &[DeclaredAnswer]) -> Result<(), Violations> {
    let Some(content) = &reply.content else {
        return Ok(());
    };
    let Some(text) = content.body.as_whole() else {
        return Ok(());
    };
    let precision = declared
        .iter()
        .filter_map(|row| row.precision(reply.status))
        .max();
    let sent = essence(&content.content_type);
    let is_sent = |row: &&DeclaredAnswer| row.precision(reply.status) == precision;
    let bodies = declared.iter().filter(is_sent).filter_map(|row| row.content);
    let mut of_type = bodies.filter(|(media, _)| {
        media.encoding == Encoding::Json && essence(media.content_type).eq_ignore_ascii_case(sent)
    });
    let Some((_, schema)) = of_type.next() else {
        return Ok(());
    };
    match validate(schema, text) {
        Ok(()) => Ok(()),
        Err(Invalid::Violations(violations)) => Err(violations),
        Err(Invalid::Json(error)) => Err(Violations::of_error(&error)),
    }
}
