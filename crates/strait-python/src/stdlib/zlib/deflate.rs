//! Packing.

use std::fmt;

use miniz_oxide::{
    MZFlush,
    deflate::{
        core::{CompressorOxide, create_comp_flags_from_zip_params},
        stream::deflate,
    },
};

use super::{Wrapping, checksum};

/// Packs data that comes in parts.
#[derive(Clone)]
pub(super) struct Deflater {
    wrapping: Wrapping,
    level: i64,
    state: Box<CompressorOxide>,
    /// Of what came: Adler's for zlib, the CRC for gzip.
    check: u32,
    length: u32,
    started: bool,
    done: bool,
}

impl fmt::Debug for Deflater {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Deflater").field("wrapping", &self.wrapping).finish_non_exhaustive()
    }
}

/// What is written at once.
const PART: usize = 32 << 10;

impl Deflater {
    pub(super) fn new(level: i64, wrapping: Wrapping) -> Self {
        let number = if level < 0 { 6 } else { level as i32 };
        // Windows below zero: without a wrapping.
        let state = Box::new(CompressorOxide::new(create_comp_flags_from_zip_params(number, -15, 0)));
        let check = if wrapping == Wrapping::Zlib { 1 } else { 0 };
        Self { wrapping, level, state, check, length: 0, started: false, done: false }
    }

    pub(super) const fn is_done(&self) -> bool {
        self.done
    }

    pub(super) fn feed(&mut self, data: &[u8], out: &mut Vec<u8>) {
        match self.wrapping {
            Wrapping::Zlib => self.check = checksum::adler32(data, self.check),
            Wrapping::Gzip => {
                self.check = checksum::crc32(data, self.check);
                self.length = self.length.wrapping_add(data.len() as u32);
            }
            Wrapping::Bare | Wrapping::Either => {}
        }
        self.start(out);
        self.run(data, MZFlush::None, out);
    }

    fn start(&mut self, out: &mut Vec<u8>) {
        if std::mem::replace(&mut self.started, true) {
            return;
        }
        match self.wrapping {
            Wrapping::Zlib => out.extend(match self.level {
                0 | 1 => [0x78, 0x01],
                2..=5 => [0x78, 0x5E],
                -1 | 6 => [0x78, 0x9C],
                _ => [0x78, 0xDA],
            }),
            Wrapping::Gzip => {
                let extra = match self.level {
                    9 => 2,
                    1 => 4,
                    _ => 0,
                };
                out.extend([0x1F, 0x8B, 8, 0, 0, 0, 0, 0, extra, 3]);
            }
            Wrapping::Bare | Wrapping::Either => {}
        }
    }

    pub(super) fn flush(&mut self, is_full: bool, out: &mut Vec<u8>) {
        self.start(out);
        self.run(&[], if is_full { MZFlush::Full } else { MZFlush::Sync }, out);
    }

    pub(super) fn finish(&mut self, out: &mut Vec<u8>) {
        self.start(out);
        self.run(&[], MZFlush::Finish, out);
        match self.wrapping {
            Wrapping::Zlib => out.extend(self.check.to_be_bytes()),
            Wrapping::Gzip => {
                out.extend(self.check.to_le_bytes());
                out.extend(self.length.to_le_bytes());
            }
            Wrapping::Bare | Wrapping::Either => {}
        }
        self.done = true;
    }

    fn run(&mut self, mut data: &[u8], flush: MZFlush, out: &mut Vec<u8>) {
        loop {
            let before = out.len();
            out.resize(before + PART, 0);
            let result = deflate(&mut self.state, data, &mut out[before..], flush);
            out.truncate(before + result.bytes_written);
            data = data.get(result.bytes_consumed..).unwrap_or_default();
            // Room that is left over means that there is nothing more to write.
            if result.status.is_err() || (data.is_empty() && result.bytes_written < PART) {
                return;
            }
        }
    }
}
