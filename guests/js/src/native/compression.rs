//! Deflate, zlib and gzip (RFC 1950 to 1952), by zlib-rs.

use rquickjs::{ArrayBuffer, Ctx, Exception, Result, class::Class, function::This};
use zlib_rs::{Deflate, DeflateConfig, DeflateFlush, Inflate, InflateError, InflateFlush, Status, Strategy};

use super::class::native_class;
use crate::{bytes::Bytes, outcome::buffer};

/// More output at a time would be a copy of it that counts for nobody.
const MOST_OUTPUT: usize = 1 << 20;

/// Stands around the compressed bytes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Frame {
    Raw,
    Zlib,
    Gzip,
    /// Zlib or gzip, whichever comes.
    Either,
}

impl Frame {
    fn of(number: u32) -> Option<Self> {
        [Self::Raw, Self::Zlib, Self::Gzip, Self::Either].get(number as usize).copied()
    }

    /// What zlib adds to the window's bits to tell the frame.
    fn window(self, bits: u8) -> u8 {
        match self {
            Self::Raw | Self::Zlib => bits,
            Self::Gzip => bits + 16,
            Self::Either => bits + 32,
        }
    }
}

/// A compressor, as `native.deflateNew` gives it.
pub(crate) struct Compressor {
    deflate: Deflate,
    consumed: usize,
    status: i32,
}

/// A decompressor, as `native.inflateNew` gives it.
pub(crate) struct Decompressor {
    inflate: Inflate,
    frame: Frame,
    window_bits: u8,
    consumed: usize,
    status: i32,
}

/// The library has checked the ranges: those of `deflateInit2` of zlib, whose numbers these are.
pub(super) fn deflate_new<'js>(
    ctx: Ctx<'js>,
    frame: u32,
    level: i32,
    window_bits: u8,
    memory_level: i32,
    strategy: i32,
) -> Result<Class<'js, Compressor>> {
    let out_of_range = || Exception::throw_range(&ctx, "a parameter of deflate is out of range");
    let frame = Frame::of(frame).filter(|frame| *frame != Frame::Either).ok_or_else(out_of_range)?;
    let strategy = Strategy::try_from(strategy).map_err(|()| out_of_range())?;
    let in_range = (-1..=9).contains(&level) && (8..=15).contains(&window_bits) && (1..=9).contains(&memory_level);
    if !in_range {
        return Err(out_of_range());
    }
    // As zlib, which takes 8 for 9 where the window is not written down.
    let bits = i32::from(frame.window(window_bits.max(9)));
    let config = DeflateConfig {
        level,
        window_bits: if frame == Frame::Raw { -bits } else { bits },
        mem_level: memory_level,
        strategy,
        ..DeflateConfig::default()
    };
    let deflate = Deflate::new_with_config(config);
    Class::instance(ctx, Compressor { deflate, consumed: 0, status: 0 })
}

/// Window bits of 0 are those that the stream's header says.
pub(super) fn inflate_new<'js>(ctx: Ctx<'js>, frame: u32, window_bits: u8) -> Result<Class<'js, Decompressor>> {
    let frame = Frame::of(frame).filter(|_| window_bits == 0 || (8..=15).contains(&window_bits));
    let Some(frame) = frame else {
        return Err(Exception::throw_range(&ctx, "a parameter of inflate is out of range"));
    };
    let inflate = new_inflate(frame, window_bits);
    Class::instance(ctx, Decompressor { inflate, frame, window_bits, consumed: 0, status: 0 })
}

fn new_inflate(frame: Frame, window_bits: u8) -> Inflate {
    let window_bits = if frame == Frame::Raw { window_bits.max(8) } else { window_bits };
    Inflate::new(frame != Frame::Raw, frame.window(window_bits))
}

/// Takes input from `offset` on and gives output, at most `limit` bytes. `consumed()` then tells how much was taken, and
/// `status()` says, in zlib's numbers, how it went.
fn compress<'js>(
    this: This<Class<'js, Compressor>>,
    ctx: Ctx<'js>,
    input: Bytes<'js>,
    offset: usize,
    flush: i32,
    limit: usize,
) -> Result<Option<ArrayBuffer<'js>>> {
    let flush = DeflateFlush::try_from(flush).map_err(|()| Exception::throw_range(&ctx, "no such flush"))?;
    let mut output = vec![0; limit.clamp(1, MOST_OUTPUT)];
    let mut state = this.0.try_borrow_mut()?;
    let (before_in, before_out) = (state.deflate.total_in(), state.deflate.total_out());
    let input = input.as_slice().get(offset..).unwrap_or_default();
    let result = state.deflate.compress(input, &mut output, flush);
    state.consumed = (state.deflate.total_in() - before_in) as usize;
    state.status = match result {
        Ok(status) => number_of(status),
        Err(error) => error as i32,
    };
    let written = (state.deflate.total_out() - before_out) as usize;
    drop(state);
    (written > 0).then(|| buffer(&ctx, &output[..written])).transpose()
}

fn decompress<'js>(
    this: This<Class<'js, Decompressor>>,
    ctx: Ctx<'js>,
    input: Bytes<'js>,
    offset: usize,
    flush: i32,
    limit: usize,
) -> Result<Option<ArrayBuffer<'js>>> {
    // Decompressing knows fewer kinds of flush; what it does not know flushes all the same.
    let flush = InflateFlush::try_from(flush).unwrap_or(InflateFlush::SyncFlush);
    let mut output = vec![0; limit.clamp(1, MOST_OUTPUT)];
    let mut state = this.0.try_borrow_mut()?;
    let (before_in, before_out) = (state.inflate.total_in(), state.inflate.total_out());
    let input = input.as_slice().get(offset..).unwrap_or_default();
    let result = state.inflate.decompress(input, &mut output, flush);
    state.consumed = (state.inflate.total_in() - before_in) as usize;
    state.status = match result {
        Ok(status) => number_of(status),
        Err(InflateError::NeedDict { .. }) => NEEDS_DICTIONARY,
        Err(InflateError::StreamError) => -2,
        Err(InflateError::DataError) => -3,
        Err(InflateError::MemError) => -4,
    };
    let written = (state.inflate.total_out() - before_out) as usize;
    drop(state);
    (written > 0).then(|| buffer(&ctx, &output[..written])).transpose()
}

/// Z_NEED_DICT
const NEEDS_DICTIONARY: i32 = 2;

/// Z_OK, Z_STREAM_END, Z_BUF_ERROR
fn number_of(status: Status) -> i32 {
    match status {
        Status::Ok => 0,
        Status::StreamEnd => 1,
        Status::BufError => -5,
    }
}

fn compress_consumed<'js>(this: This<Class<'js, Compressor>>) -> Result<usize> {
    Ok(this.0.try_borrow()?.consumed)
}

fn decompress_consumed<'js>(this: This<Class<'js, Decompressor>>) -> Result<usize> {
    Ok(this.0.try_borrow()?.consumed)
}

fn compress_status<'js>(this: This<Class<'js, Compressor>>) -> Result<i32> {
    Ok(this.0.try_borrow()?.status)
}

fn decompress_status<'js>(this: This<Class<'js, Decompressor>>) -> Result<i32> {
    Ok(this.0.try_borrow()?.status)
}

/// What was wrong with the compressed bytes, in zlib's words.
fn message<'js>(this: This<Class<'js, Decompressor>>) -> Result<Option<&'static str>> {
    Ok(this.0.try_borrow()?.inflate.error_message())
}

fn reset_compressor<'js>(this: This<Class<'js, Compressor>>) -> Result<()> {
    this.0.try_borrow_mut()?.deflate.reset();
    Ok(())
}

fn reset_decompressor<'js>(this: This<Class<'js, Decompressor>>) -> Result<()> {
    let mut state = this.0.try_borrow_mut()?;
    match state.frame {
        // zlib-rs resets to the largest window, which reads all streams.
        Frame::Raw => state.inflate.reset(false),
        frame => state.inflate = new_inflate(frame, state.window_bits),
    }
    Ok(())
}

/// Whether the level could be changed; if not, what waits has to be flushed first.
fn set_level<'js>(this: This<Class<'js, Compressor>>, level: i32) -> Result<bool> {
    Ok(matches!(this.0.try_borrow_mut()?.deflate.set_level(level), Ok(Status::Ok)))
}

fn set_compressor_dictionary<'js>(this: This<Class<'js, Compressor>>, dictionary: Bytes<'js>) -> Result<bool> {
    Ok(this.0.try_borrow_mut()?.deflate.set_dictionary(dictionary.as_slice()).is_ok())
}

fn set_decompressor_dictionary<'js>(this: This<Class<'js, Decompressor>>, dictionary: Bytes<'js>) -> Result<bool> {
    Ok(this.0.try_borrow_mut()?.inflate.set_dictionary(dictionary.as_slice()).is_ok())
}

/// The CRC-32 of gzip, going on from that of the bytes before.
pub(super) fn crc32<'js>(bytes: Bytes<'js>, before: u32) -> u32 {
    zlib_rs::crc32::crc32(before, bytes.as_slice())
}

native_class!(Compressor, "NativeCompressor", {
    "run": compress,
    "consumed": compress_consumed,
    "status": compress_status,
    "reset": reset_compressor,
    "setLevel": set_level,
    "setDictionary": set_compressor_dictionary,
});

native_class!(Decompressor, "NativeDecompressor", {
    "run": decompress,
    "consumed": decompress_consumed,
    "status": decompress_status,
    "message": message,
    "reset": reset_decompressor,
    "setDictionary": set_decompressor_dictionary,
});
