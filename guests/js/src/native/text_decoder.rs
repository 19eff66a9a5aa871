//! The encodings of the WHATWG Encoding standard, by `encoding_rs`.

use encoding_rs::{CoderResult, Decoder, DecoderResult, Encoding, UTF_8};
use rquickjs::{Ctx, Exception, Result, class::Class, function::This};

use super::{class::native_class, utf8_decoder::Utf8Decoder};
use crate::bytes::{Bytes, Text};

/// The canonical name of an encoding label, in lower case.
pub(super) fn encoding_name(label: Text<'_>) -> Option<String> {
    Encoding::for_label_no_replacement(label.as_bytes()).map(|encoding| encoding.name().to_ascii_lowercase())
}

/// A decoder that keeps what is unfinished between chunks.
pub(crate) struct TextDecoder {
    encoding: &'static Encoding,
    fatal: bool,
    ignore_bom: bool,
    /// Present between a chunk that announced more and the one that does not.
    unfinished: Option<Unfinished>,
}

enum Unfinished {
    Utf8(Utf8Decoder),
    Other(Decoder),
}

pub(super) fn decoder_new<'js>(
    ctx: Ctx<'js>,
    label: Text<'js>,
    fatal: bool,
    ignore_bom: bool,
) -> Result<Class<'js, TextDecoder>> {
    match Encoding::for_label_no_replacement(label.as_bytes()) {
        Some(encoding) => Class::instance(ctx, TextDecoder { encoding, fatal, ignore_bom, unfinished: None }),
        None => Err(Exception::throw_range(&ctx, &format!("`{}` is not an encoding", label.as_str()))),
    }
}

impl TextDecoder {
    fn decode(&mut self, bytes: &[u8], more: bool) -> Option<String> {
        let mut unfinished = self.unfinished.take().unwrap_or_else(|| self.begin());
        let text = match &mut unfinished {
            Unfinished::Utf8(decoder) => decoder.decode(bytes, self.fatal, !more)?,
            Unfinished::Other(decoder) => decode_other(decoder, bytes, self.fatal, !more)?,
        };
        if more {
            self.unfinished = Some(unfinished);
        }
        Some(text)
    }

    fn begin(&self) -> Unfinished {
        match self.ignore_bom {
            _ if self.encoding == UTF_8 => Unfinished::Utf8(Utf8Decoder::new(self.ignore_bom)),
            true => Unfinished::Other(self.encoding.new_decoder_without_bom_handling()),
            false => Unfinished::Other(self.encoding.new_decoder_with_bom_removal()),
        }
    }
}

/// A function of its own, whose tables need not be there until it is called.
#[inline(never)]
fn decode_other(decoder: &mut Decoder, bytes: &[u8], fatal: bool, is_last: bool) -> Option<String> {
    match fatal {
        true => decode_strictly(decoder, bytes, is_last),
        false => Some(decode_replacing(decoder, bytes, is_last)),
    }
}

fn decode_replacing(decoder: &mut Decoder, mut bytes: &[u8], last: bool) -> String {
    let mut text = String::with_capacity(decoder.max_utf8_buffer_length(bytes.len()).unwrap_or(bytes.len()));
    loop {
        let (result, read, _) = decoder.decode_to_string(bytes, &mut text, last);
        bytes = &bytes[read..];
        match result {
            CoderResult::InputEmpty => return text,
            CoderResult::OutputFull => text.reserve(bytes.len().max(64)),
        }
    }
}

fn decode_strictly(decoder: &mut Decoder, mut bytes: &[u8], last: bool) -> Option<String> {
    let size = decoder.max_utf8_buffer_length_without_replacement(bytes.len()).unwrap_or(bytes.len());
    let mut text = String::with_capacity(size);
    loop {
        let (result, read) = decoder.decode_to_string_without_replacement(bytes, &mut text, last);
        bytes = &bytes[read..];
        match result {
            DecoderResult::InputEmpty => return Some(text),
            DecoderResult::OutputFull => text.reserve(bytes.len().max(64)),
            DecoderResult::Malformed(..) => return None,
        }
    }
}

fn decode<'js>(this: This<Class<'js, TextDecoder>>, ctx: Ctx<'js>, bytes: Bytes<'js>, more: bool) -> Result<String> {
    match this.0.try_borrow_mut()?.decode(bytes.as_slice(), more) {
        Some(text) => Ok(text),
        None => Err(Exception::throw_type(&ctx, "the encoded data is not valid")),
    }
}

native_class!(TextDecoder, "NativeTextDecoder", { "decode": decode });
