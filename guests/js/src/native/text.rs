//! UTF-8, Latin-1, base64 and hexadecimal.

use base64_simd::{STANDARD, STANDARD_NO_PAD, URL_SAFE_NO_PAD};
use rquickjs::{Ctx, Result, String as JsString, TypedArray, prelude::Opt};

use crate::bytes::{Bytes, Text};

fn bytes_of<'js>(ctx: &Ctx<'js>, bytes: &[u8]) -> Result<TypedArray<'js, u8>> {
    TypedArray::new_copy(ctx.clone(), bytes)
}

pub(super) fn utf8_encode<'js>(ctx: Ctx<'js>, text: Text<'js>) -> Result<TypedArray<'js, u8>> {
    bytes_of(&ctx, text.as_str().as_bytes())
}

pub(super) fn utf8_decode<'js>(ctx: Ctx<'js>, bytes: Bytes<'js>) -> Result<JsString<'js>> {
    JsString::from_str(ctx, &String::from_utf8_lossy(bytes.as_slice()))
}

pub(super) fn utf8_length(text: Text<'_>) -> usize {
    text.as_str().len()
}

pub(super) fn latin1_decode<'js>(ctx: Ctx<'js>, bytes: Bytes<'js>) -> Result<JsString<'js>> {
    JsString::from_str(ctx, &encoding_rs::mem::decode_latin1(bytes.as_slice()))
}

/// Each code unit's low byte, as Node's `latin1` does.
pub(super) fn latin1_encode<'js>(ctx: Ctx<'js>, text: Text<'js>) -> Result<TypedArray<'js, u8>> {
    let bytes: Vec<u8> = text.as_str().encode_utf16().map(|unit| unit as u8).collect();
    bytes_of(&ctx, &bytes)
}

pub(super) fn base64_encode(bytes: Bytes<'_>, url_safe: Opt<bool>) -> String {
    match url_safe.0.unwrap_or(false) {
        true => URL_SAFE_NO_PAD.encode_to_string(bytes.as_slice()),
        false => STANDARD.encode_to_string(bytes.as_slice()),
    }
}

/// Decodes base64: by the rules of `atob` (WHATWG infra, forgiving-base64 decode), or leniently as Node's Buffer does.
pub(super) fn base64_decode<'js>(
    ctx: Ctx<'js>,
    text: Text<'js>,
    lenient: Opt<bool>,
) -> Result<Option<TypedArray<'js, u8>>> {
    let lenient = lenient.0.unwrap_or(false);
    let mut kept: Vec<u8> = if lenient {
        let significant = text.as_bytes().split(|byte| *byte == b'=').next().unwrap_or_default();
        significant
            .iter()
            .filter_map(|byte| match byte {
                b'-' => Some(b'+'),
                b'_' => Some(b'/'),
                b'+' | b'/' => Some(*byte),
                byte => byte.is_ascii_alphanumeric().then_some(*byte),
            })
            .collect()
    } else {
        let is_space = |byte: &u8| matches!(byte, b'\t' | b'\n' | b'\x0c' | b'\r' | b' ');
        let mut kept: Vec<u8> = text.as_bytes().iter().filter(|byte| !is_space(byte)).copied().collect();
        if kept.len().is_multiple_of(4) {
            let padding = kept.iter().rev().take(2).take_while(|byte| **byte == b'=').count();
            kept.truncate(kept.len() - padding);
        }
        kept
    };
    if kept.len() % 4 == 1 {
        if !lenient {
            return Ok(None);
        }
        kept.pop();
    }
    clear_unused_bits(&mut kept);
    match STANDARD_NO_PAD.decode_to_vec(&kept) {
        Ok(bytes) => bytes_of(&ctx, &bytes).map(Some),
        Err(_) => Ok(None),
    }
}

/// Both rules ignore the bits of the last character that no byte uses; the decoder insists that they are zero.
fn clear_unused_bits(text: &mut [u8]) {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mask = match text.len() % 4 {
        2 => 0b11_0000,
        3 => 0b11_1100,
        _ => return,
    };
    if let Some(last) = text.last_mut()
        && let Some(value) = ALPHABET.iter().position(|character| character == last)
    {
        *last = ALPHABET[value & mask];
    }
}

pub(super) fn hex_encode(bytes: Bytes<'_>) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digit = |value: u8| char::from(DIGITS[usize::from(value)]);
    bytes.as_slice().iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}
