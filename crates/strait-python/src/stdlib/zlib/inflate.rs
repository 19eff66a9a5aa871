//! Unpacking.

use std::fmt;

use miniz_oxide::{
    DataFormat, MZError, MZFlush, MZStatus,
    inflate::stream::{InflateState, inflate},
};

use super::{Wrapping, checksum};

/// Why data cannot be unpacked.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Failure {
    Memory,
    Dictionary,
    Broken(&'static str),
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Stage {
    Header,
    Body,
    Trailer,
    Done,
}

/// Unpacks data that comes in parts.
#[derive(Clone)]
pub(super) struct Inflater {
    wrapping: Wrapping,
    stage: Stage,
    /// Bytes of a header or trailer that is not complete yet.
    waiting: Vec<u8>,
    state: Box<InflateState>,
    check: u32,
    length: u32,
    /// A byte that was unpacked to see whether there is more than was asked for.
    spare: Option<u8>,
    /// Bytes of the input that were used, though they were given back so that the caller comes again.
    ahead: usize,
}

impl fmt::Debug for Inflater {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Inflater").field("wrapping", &self.wrapping).field("stage", &self.stage).finish_non_exhaustive()
    }
}

/// What is unpacked at once.
const PART: usize = 64 << 10;

impl Inflater {
    pub(super) fn new(wrapping: Wrapping) -> Self {
        let stage = if wrapping == Wrapping::Bare { Stage::Body } else { Stage::Header };
        let state = InflateState::new_boxed(DataFormat::Raw);
        Self { wrapping, stage, waiting: Vec::new(), state, check: 0, length: 0, spare: None, ahead: 0 }
    }

    pub(super) fn is_done(&self) -> bool {
        self.stage == Stage::Done
    }

    /// Unpacks what is there, up to so many bytes, and tells how much of the data it took.
    pub(super) fn feed(
        &mut self,
        data: &[u8],
        most: usize,
        out: &mut Vec<u8>,
        room: &dyn Fn(usize) -> bool,
    ) -> Result<usize, Failure> {
        let mut used = std::mem::take(&mut self.ahead).min(data.len());
        if self.stage == Stage::Header {
            used += self.header(&data[used..])?;
        }
        if self.stage == Stage::Body {
            used += self.body(&data[used..], most, out, room)?;
            if self.spare.is_some() && used == data.len() && used > 0 {
                used -= 1;
                self.ahead = 1;
            }
        }
        if self.stage == Stage::Trailer {
            used += self.trailer(&data[used..])?;
        }
        Ok(used)
    }

    fn header(&mut self, data: &[u8]) -> Result<usize, Failure> {
        let before = self.waiting.len();
        self.waiting.extend_from_slice(data);
        let is_gzip = match (self.wrapping, self.waiting.first()) {
            (_, None) => return Ok(0),
            (Wrapping::Either, Some(&first)) => first == 0x1F,
            (wrapping, _) => wrapping == Wrapping::Gzip,
        };
        let length = if is_gzip { gzip_header(&self.waiting)? } else { zlib_header(&self.waiting)? };
        let Some(length) = length else { return Ok(data.len()) };
        self.wrapping = if is_gzip { Wrapping::Gzip } else { Wrapping::Zlib };
        self.check = u32::from(!is_gzip);
        self.waiting.clear();
        self.stage = Stage::Body;
        Ok(length - before)
    }

    fn body(
        &mut self,
        data: &[u8],
        most: usize,
        out: &mut Vec<u8>,
        room: &dyn Fn(usize) -> bool,
    ) -> Result<usize, Failure> {
        let mut used = 0;
        if let Some(spare) = self.spare.take() {
            out.push(spare);
        }
        loop {
            let before = out.len();
            let part = PART.min(most - before.min(most));
            if part == 0 {
                // Whether there is more shows in one byte.
                let mut probe = [0];
                let (taken, written) = self.step(&data[used..], &mut probe)?;
                used += taken;
                if written > 0 {
                    self.spare = Some(probe[0]);
                    self.count(&probe);
                }
                return Ok(used);
            }
            if !room(before.saturating_mul(2).saturating_add(part)) {
                return Err(Failure::Memory);
            }
            out.resize(before + part, 0);
            let step = self.step(&data[used..], &mut out[before..]);
            let (taken, written) = step.inspect_err(|_| out.truncate(before))?;
            out.truncate(before + written);
            self.count(&out[before..]);
            used += taken;
            if self.stage != Stage::Body || (taken == 0 && written == 0) {
                return Ok(used);
            }
            if used == data.len() && written < part {
                return Ok(used);
            }
        }
    }

    fn step(&mut self, data: &[u8], out: &mut [u8]) -> Result<(usize, usize), Failure> {
        let result = inflate(&mut self.state, data, out, MZFlush::None);
        match result.status {
            Ok(MZStatus::StreamEnd) => {
                self.stage = if self.wrapping == Wrapping::Bare { Stage::Done } else { Stage::Trailer };
            }
            Ok(MZStatus::NeedDict) => return Err(Failure::Dictionary),
            Ok(MZStatus::Ok) | Err(MZError::Buf) => {}
            Err(_) => return Err(Failure::Broken("invalid block type")),
        }
        Ok((result.bytes_consumed, result.bytes_written))
    }

    fn count(&mut self, bytes: &[u8]) {
        match self.wrapping {
            Wrapping::Zlib => self.check = checksum::adler32(bytes, self.check),
            Wrapping::Gzip => {
                self.check = checksum::crc32(bytes, self.check);
                self.length = self.length.wrapping_add(bytes.len() as u32);
            }
            Wrapping::Bare | Wrapping::Either => {}
        }
    }

    fn trailer(&mut self, data: &[u8]) -> Result<usize, Failure> {
        let wanted = if self.wrapping == Wrapping::Gzip { 8 } else { 4 };
        let taken = data.len().min(wanted - self.waiting.len().min(wanted));
        self.waiting.extend_from_slice(&data[..taken]);
        match *self.waiting.as_slice() {
            [a, b, c, d] if wanted == 4 => {
                if u32::from_be_bytes([a, b, c, d]) != self.check {
                    return Err(Failure::Broken("incorrect data check"));
                }
            }
            [a, b, c, d, e, f, g, h] => {
                if u32::from_le_bytes([a, b, c, d]) != self.check {
                    return Err(Failure::Broken("incorrect data check"));
                }
                if u32::from_le_bytes([e, f, g, h]) != self.length {
                    return Err(Failure::Broken("incorrect length check"));
                }
            }
            _ => return Ok(taken),
        }
        self.stage = Stage::Done;
        Ok(taken)
    }
}

/// The length of zlib's header; `None` while it is not complete.
fn zlib_header(bytes: &[u8]) -> Result<Option<usize>, Failure> {
    let &[method, flags, ..] = bytes else { return Ok(None) };
    if (u32::from(method) << 8 | u32::from(flags)) % 31 != 0 {
        return Err(Failure::Broken("incorrect header check"));
    }
    if method & 0x0F != 8 {
        return Err(Failure::Broken("unknown compression method"));
    }
    if method >> 4 > 7 {
        return Err(Failure::Broken("invalid window size"));
    }
    if flags & 0x20 != 0 {
        return Err(Failure::Dictionary);
    }
    Ok(Some(2))
}

/// The length of gzip's header; `None` while it is not complete.
fn gzip_header(bytes: &[u8]) -> Result<Option<usize>, Failure> {
    for (wanted, &byte) in [0x1F, 0x8B].into_iter().zip(bytes) {
        if byte != wanted {
            return Err(Failure::Broken("incorrect header check"));
        }
    }
    let &[_, _, method, flags, _, _, _, _, _, _, ..] = bytes else { return Ok(None) };
    if method != 8 {
        return Err(Failure::Broken("unknown compression method"));
    }
    if flags & 0xE0 != 0 {
        return Err(Failure::Broken("unknown header flags set"));
    }
    let mut place = 10;
    if flags & 4 != 0 {
        let Some(&[low, high]) = bytes.get(place..).and_then(<[u8]>::first_chunk) else { return Ok(None) };
        place += 2 + usize::from(u16::from_le_bytes([low, high]));
    }
    // A name and a comment, each up to a zero.
    for flag in [8, 16] {
        if flags & flag != 0 {
            let rest = bytes.get(place..).unwrap_or_default();
            let Some(end) = rest.iter().position(|&byte| byte == 0) else { return Ok(None) };
            place += end + 1;
        }
    }
    if flags & 2 != 0 {
        place += 2;
    }
    Ok(if bytes.len() < place { None } else { Some(place) })
}
