use super::{MAX_DEPTH, Scanner, SyntaxError};

/// Whether arrays and objects stand in each other no deeper than they may, in a text that is known to be JSON.
pub(crate) fn check_depth(text: &str) -> Result<(), SyntaxError> {
    // A level takes two bytes at least, and most texts have fewer brackets than there may be levels.
    let is_opening = |byte: &u8| u8::from(matches!(byte, b'{' | b'['));
    let count = |bytes: &[u8]| usize::from(bytes.iter().map(is_opening).sum::<u8>());
    let most = MAX_DEPTH as usize;
    if text.len() <= 2 * most || text.as_bytes().chunks(255).map(count).sum::<usize>() <= most {
        return Ok(());
    }
    Scanner::new(text).skip().map(drop)
}
