//! UTF-8 that comes in pieces.
//!
//! `encoding_rs` could do this too; but its one function for all encodings refers to the tables of all of them, which a guest
//! that has to be downloaded does without until they are needed.

/// https://encoding.spec.whatwg.org/#utf-8-decoder
#[derive(Debug, Default)]
pub(super) struct Utf8Decoder {
    /// The beginning of a character whose end has not come, three bytes at most.
    unfinished: Vec<u8>,
    /// Whether the byte order mark can come no more, or is to be kept.
    is_past_mark: bool,
}

impl Utf8Decoder {
    pub(super) fn new(ignore_bom: bool) -> Self {
        Self { unfinished: Vec::new(), is_past_mark: ignore_bom }
    }

    /// The text of the next piece; each malformed sequence becomes U+FFFD, or makes the whole `None` if `fatal`.
    pub(super) fn decode(&mut self, piece: &[u8], fatal: bool, is_last: bool) -> Option<String> {
        let mut bytes = std::mem::take(&mut self.unfinished);
        bytes.extend_from_slice(piece);
        let mut text = String::with_capacity(bytes.len());
        let mut chunks = bytes.utf8_chunks().peekable();
        while let Some(chunk) = chunks.next() {
            text.push_str(chunk.valid());
            let malformed = chunk.invalid();
            let is_unfinished = !is_last && chunks.peek().is_none() && is_beginning(malformed);
            if malformed.is_empty() {
                continue;
            } else if is_unfinished {
                self.unfinished = malformed.to_vec();
            } else if fatal {
                return None;
            } else {
                text.push(char::REPLACEMENT_CHARACTER);
            }
        }
        if !self.is_past_mark && !text.is_empty() {
            self.is_past_mark = true;
            if text.starts_with('\u{feff}') {
                text.drain(..'\u{feff}'.len_utf8());
            }
        }
        Some(text)
    }
}

/// Whether more bytes could make a character of these, which are none yet.
fn is_beginning(bytes: &[u8]) -> bool {
    std::str::from_utf8(bytes).is_err_and(|error| error.error_len().is_none())
}
