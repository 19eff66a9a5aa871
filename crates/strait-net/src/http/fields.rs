//! Header blocks, as they cross the boundary, to header maps and back.
//!
//! A block is field lines as RFC 9112 section 5 writes them. Values are bytes (RFC 9110 section 5.5), so a byte above
//! 0x7F is written as the code point of the same number, which is what WHATWG fetch calls isomorphic decoding.

use http::{
    HeaderMap,
    header::{HeaderName, HeaderValue},
};
use strait_abi::ErrorCode;

use crate::NetError;

/// Writes a block, names in lower case.
pub(crate) fn write_block(headers: &HeaderMap) -> String {
    let length = headers.iter().map(|(name, value)| name.as_str().len() + value.len() + ": \r\n".len()).sum();
    let mut block = String::with_capacity(length);
    for (name, value) in headers {
        block.push_str(name.as_str());
        block.push_str(": ");
        match std::str::from_utf8(value.as_bytes()) {
            Ok(text) if text.is_ascii() => block.push_str(text),
            _ => block.extend(value.as_bytes().iter().map(|byte| char::from(*byte))),
        }
        block.push_str("\r\n");
    }
    block
}

/// Reads a block of at most `limit_bytes` bytes.
///
/// # Errors
///
/// `TooLarge` for a longer block; `Invalid` for a line without a colon, a name that is not an RFC 9110 token, or a
/// value with a control character or a character that is not a byte.
pub(crate) fn parse_block(block: &str, limit_bytes: usize) -> Result<HeaderMap, NetError> {
    if block.len() > limit_bytes {
        let message = format!("a header block of {} bytes is more than the {limit_bytes} allowed", block.len());
        return Err(NetError::new(ErrorCode::TooLarge, message));
    }
    let mut headers = HeaderMap::new();
    let mut rest = block;
    while !rest.is_empty() {
        let (line, after) = split_line(rest);
        rest = after;
        let Some((name, value)) = line.split_once(':') else {
            return Err(invalid(format!("the header line `{}` has no colon", line.escape_debug())));
        };
        let Ok(parsed) = HeaderName::from_bytes(name.as_bytes()) else {
            return Err(invalid(format!("`{}` is not a header name", name.escape_debug())));
        };
        let Some(value) = parse_value(value.trim_matches([' ', '\t'])) else {
            return Err(invalid(format!(
                "the value of the header `{parsed}` has a character that HTTP does not allow"
            )));
        };
        if headers.try_append(parsed, value).is_err() {
            return Err(NetError::new(ErrorCode::TooLarge, "there are too many headers"));
        }
    }
    Ok(headers)
}

/// The first line and what follows it. A line feed without its carriage return stays in the line, whose value is refused
/// for it.
///
/// It looks for one character, which costs less than the search for two that `split_once("\r\n")` has to prepare.
fn split_line(block: &str) -> (&str, &str) {
    let mut from = 0;
    while let Some(feed) = block[from..].find('\n') {
        let end = from + feed;
        if let Some(line) = block[..end].strip_suffix('\r') {
            return (line, &block[end + 1..]);
        }
        from = end + 1;
    }
    (block, "")
}

fn parse_value(value: &str) -> Option<HeaderValue> {
    if value.is_ascii() {
        return HeaderValue::from_bytes(value.as_bytes()).ok();
    }
    let bytes = value.chars().map(|character| u8::try_from(character).ok()).collect::<Option<Vec<u8>>>()?;
    HeaderValue::from_maybe_shared(bytes::Bytes::from(bytes)).ok()
}

fn invalid(message: String) -> NetError {
    NetError::new(ErrorCode::Invalid, message)
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIMIT: usize = 200;

    #[track_caller]
    fn check(block: &str, expected: Result<&str, (ErrorCode, &str)>) {
        let written = parse_block(block, LIMIT).map(|headers| write_block(&headers));
        match expected {
            Ok(expected) => assert_eq!(written.as_deref(), Ok(expected)),
            Err((code, message)) => assert_eq!(written, Err(NetError::new(code, message))),
        }
    }

    #[test]
    fn accepted_blocks_are_written_in_lower_case() {
        check("", Ok(""));
        check("Content-Type: text/plain\r\n", Ok("content-type: text/plain\r\n"));
        check("A:1\r\nb: \t 2 \t\r\nA: 3\r\n", Ok("a: 1\r\na: 3\r\nb: 2\r\n"));
        check("x-empty:\r\n", Ok("x-empty: \r\n"));
        check("x: a:b\r\n", Ok("x: a:b\r\n"));
        check("last: without end", Ok("last: without end\r\n"));
    }

    #[test]
    fn bytes_above_127_keep_their_number() {
        check("x: caf\u{e9}\u{80}\u{ff}\r\n", Ok("x: caf\u{e9}\u{80}\u{ff}\r\n"));
        let headers = parse_block("x: \u{e9}\r\n", LIMIT).unwrap();
        assert_eq!(headers["x"].as_bytes(), [0xe9]);
    }

    #[test]
    fn rejected_blocks_say_why() {
        let invalid = ErrorCode::Invalid;
        check("no colon\r\n", Err((invalid, "the header line `no colon` has no colon")));
        check("a: 1\r\n\r\nb: 2\r\n", Err((invalid, "the header line `` has no colon")));
        check("a b: 1\r\n", Err((invalid, "`a b` is not a header name")));
        check(": 1\r\n", Err((invalid, "`` is not a header name")));
        check("a : 1\r\n", Err((invalid, "`a ` is not a header name")));
        check("\u{e9}: 1\r\n", Err((invalid, "`é` is not a header name")));
        let value = "the value of the header `a` has a character that HTTP does not allow";
        for bad in ["a: 1\r2\r\n", "a: 1\n2\r\n", "a: 1\u{0}2\r\n", "a: \u{7f}\r\n", "a: \u{100}\r\n", "a: 1\nb: 2\r\n"]
        {
            check(bad, Err((invalid, value)));
        }
    }

    #[test]
    fn the_limit_is_of_the_whole_block() {
        let exact = format!("a: {}\r\n", "x".repeat(LIMIT - 5));
        check(&exact, Ok(&exact));
        let longer = format!("a: {}\r\n", "x".repeat(LIMIT - 4));
        check(&longer, Err((ErrorCode::TooLarge, "a header block of 201 bytes is more than the 200 allowed")));
    }
}
