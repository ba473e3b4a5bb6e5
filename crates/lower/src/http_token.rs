/// Whether `text` is a token (RFC 9110, section 5.6.2): what names of methods, headers, cookies and
/// authentication schemes are made of.
pub(crate) fn is_token(text: &str) -> bool {
    let holds = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    !text.is_empty() && text.bytes().all(holds)
}
