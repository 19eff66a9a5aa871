//! Header blocks: field lines as the ABI carries them.

use rquickjs::{Ctx, Exception, Result};

use crate::bytes::Text;

/// Name and value of each line of a block.
fn lines(block: &str) -> impl Iterator<Item = (&str, &str)> {
    block.split_terminator("\r\n").filter_map(|line| {
        let (name, value) = line.split_once(':')?;
        Some((name, value.strip_prefix(' ').unwrap_or(value)))
    })
}

pub(super) fn parse_headers(block: Text<'_>) -> Vec<String> {
    let block = block.as_str();
    lines(&block).flat_map(|(name, value)| [name.to_owned(), value.to_owned()]).collect()
}

/// The value of a field; several lines are joined as RFC 9110 section 5.3 allows.
pub(super) fn find_header(block: Text<'_>, name: Text<'_>) -> Option<String> {
    let (block, name) = (block.as_str(), name.as_str());
    let mut values = lines(&block).filter(|(line, _)| *line == name).map(|(_, value)| value);
    let mut found = values.next()?.to_owned();
    for value in values {
        found.push_str(", ");
        found.push_str(value);
    }
    Some(found)
}

/// One field line, checked (RFC 9110 section 5.1 and 5.5, and WHATWG fetch "normalize a byte sequence").
pub(super) fn header_line(ctx: Ctx<'_>, name: Text<'_>, value: Text<'_>) -> Result<String> {
    let (name, value) = (name.as_str(), value.as_str());
    if !is_token(&name) {
        return Err(Exception::throw_type(&ctx, &format!("`{}` is not a header name", name.escape_debug())));
    }
    let value = value.trim_matches(['\t', '\n', '\r', ' ']);
    let is_refused = |character: &char| {
        (character.is_control() && *character < '\u{80}' && *character != '\t') || *character > '\u{ff}'
    };
    let refused = value.chars().find(is_refused);
    if let Some(refused) = refused {
        let message = format!("the value of header `{name}` has a character that no header may have: {refused:?}");
        return Err(Exception::throw_type(&ctx, &message));
    }
    Ok(format!("{name}: {value}\r\n"))
}

pub(super) fn is_token_text(text: Text<'_>) -> bool {
    is_token(&text.as_str())
}

/// RFC 9110 section 5.6.2.
fn is_token(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte))
}
