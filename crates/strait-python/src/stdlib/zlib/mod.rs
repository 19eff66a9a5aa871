//! `_zlib`: deflated data, bare or in the wrappings of zlib and gzip. What is unpacked stays within the limit of memory.

mod deflate;
mod inflate;

use deflate::Deflater;
use inflate::{Failure, Inflater};

use super::{binascii::checksum_of, checksum, library::plain_foreign};
use crate::{
    heap::{saturated, value::Value},
    vm::{
        Vm,
        native::{Escape, Outcome, natives},
    },
};

/// What is around the deflated data.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Wrapping {
    Bare,
    Zlib,
    Gzip,
    /// Zlib's or gzip's: the first byte tells.
    Either,
}

impl Wrapping {
    /// What `wbits` says.
    fn of(bits: i64) -> Option<Self> {
        match bits {
            -15..=-8 => Some(Self::Bare),
            0 | 8..=15 => Some(Self::Zlib),
            24..=31 => Some(Self::Gzip),
            32 | 40..=47 => Some(Self::Either),
            _ => None,
        }
    }
}

/// `zlib.compressobj()`.
#[derive(Clone, Debug)]
struct Compress(Deflater);

/// `zlib.decompressobj()`.
#[derive(Clone, Debug)]
struct Decompress {
    inflater: Inflater,
    unused: Vec<u8>,
    tail: Vec<u8>,
}

plain_foreign!(Compress, |_| 320_000);
plain_foreign!(Decompress, |decompress| 45_000 + decompress.unused.len() + decompress.tail.len());

pub(super) fn module(vm: &mut Vm) -> Value {
    let module = vm.new_module("_zlib");
    let dict = vm.names_of(module);
    vm.add_error_class(dict, "zlib", "error", vm.classes.exception);
    let class = vm.add_foreign_class(dict, "zlib", "Compress");
    vm.add_methods(
        class,
        natives! {
            "compress"("self, data, /") => compress_part;
            "flush"("self, mode=4, /") => flush_compress;
            "copy"("self, /") => |vm, args| {
                let Some(copy) = vm.foreign_content::<Compress>(args[0]).cloned() else { return Err(Escape::Bail) };
                let class = vm.known_class("zlib", "Compress");
                Ok(vm.heap.foreign(class, copy))
            };
        },
    );
    let class = vm.add_foreign_class(dict, "zlib", "Decompress");
    vm.add_methods(
        class,
        natives! {
            "decompress"("self, data, /, max_length=0") => decompress_part;
            "flush"("self, length=16384, /") => flush_decompress;
            "copy"("self, /") => |vm, args| {
                let Some(copy) = vm.foreign_content::<Decompress>(args[0]).cloned() else { return Err(Escape::Bail) };
                let class = vm.known_class("zlib", "Decompress");
                Ok(vm.heap.foreign(class, copy))
            };
        },
    );
    vm.add_attributes(
        class,
        &[
            ("eof", |vm, value| Ok(Value::bool(state(vm, value)?.inflater.is_done())), None),
            (
                "unused_data",
                |vm, value| {
                    let bytes = state(vm, value)?.unused.clone();
                    Ok(vm.heap.new_bytes(bytes.into()))
                },
                None,
            ),
            (
                "unconsumed_tail",
                |vm, value| {
                    let bytes = state(vm, value)?.tail.clone();
                    Ok(vm.heap.new_bytes(bytes.into()))
                },
                None,
            ),
        ],
    );
    vm.add_functions(
        dict,
        natives! {
            "adler32"("data, value=1, /") => |vm, args| {
                let before = super::binascii::start(vm, args[1])?;
                checksum_of(vm, args[0], |bytes| checksum::adler32(bytes, before))
            };
            "crc32"("data, value=0, /") => super::binascii::crc32;
            "compress"("data, /, level=-1, wbits=15") => compress;
            "compressobj"("level=-1, method=8, wbits=15, memLevel=8, strategy=0, zdict=...") => compressobj;
            "decompress"("data, /, wbits=15, bufsize=16384") => decompress;
            "decompressobj"("wbits=15, zdict=...") => decompressobj;
        },
    );
    module
}

fn error(vm: &mut Vm, message: &str) -> Escape {
    let class = vm.known_class("zlib", "error");
    vm.error(class, message)
}

/// What an error while unpacking says.
fn failed(vm: &mut Vm, failure: Failure) -> Escape {
    match failure {
        Failure::Memory => Escape::Memory,
        Failure::Dictionary => error(vm, "Error 2 while decompressing data"),
        Failure::Broken(what) => error(vm, &format!("Error -3 while decompressing data: {what}")),
    }
}

// --- packing ---------------------------------------------------------------------------------------------------------

fn deflater(vm: &mut Vm, level: Value, bits: Value) -> Outcome<Deflater> {
    let (level, bits) = (vm.index(level)?, vm.index(bits)?);
    if !(-1..=9).contains(&level) {
        return Err(error(vm, "Bad compression level"));
    }
    match Wrapping::of(bits).filter(|&wrapping| wrapping != Wrapping::Either && bits != 0) {
        Some(wrapping) => Ok(Deflater::new(level, wrapping)),
        None => Err(vm.value_error("Invalid initialization option")),
    }
}

fn compress(vm: &mut Vm, args: &[Value]) -> Outcome {
    let data = vm.wanted_bytes(args[0])?;
    let mut deflater = deflater(vm, args[1], args[2])?;
    // Data that cannot be packed grows a little.
    vm.heap.reserve(data.len().saturating_add(400_000))?;
    vm.spend(data.len().saturating_mul(8));
    let mut out = Vec::new();
    deflater.feed(&data, &mut out);
    deflater.finish(&mut out);
    Ok(vm.heap.new_bytes(out.into()))
}

fn compressobj(vm: &mut Vm, args: &[Value]) -> Outcome {
    let deflater = deflater(vm, args[0], args[2])?;
    no_dictionary(vm, args[5])?;
    let class = vm.known_class("zlib", "Compress");
    Ok(vm.heap.foreign(class, Compress(deflater)))
}

fn no_dictionary(vm: &mut Vm, dictionary: Value) -> Outcome<()> {
    if dictionary.is_unbound() {
        return Ok(());
    }
    let class = vm.classes.not_implemented_error;
    Err(vm.error(class, "dictionaries for compression are not supported"))
}

fn compress_part(vm: &mut Vm, args: &[Value]) -> Outcome {
    let data = vm.wanted_bytes(args[1])?;
    vm.heap.reserve(data.len().saturating_add(400_000))?;
    vm.spend(data.len().saturating_mul(8));
    let mut out = Vec::new();
    match vm.foreign_content_mut::<Compress>(args[0]) {
        Some(Compress(deflater)) if !deflater.is_done() => deflater.feed(&data, &mut out),
        _ => return Err(error(vm, "Error -2 while compressing data: inconsistent stream state")),
    }
    Ok(vm.heap.new_bytes(out.into()))
}

fn flush_compress(vm: &mut Vm, args: &[Value]) -> Outcome {
    let mode = vm.index(args[1])?;
    let mut out = Vec::new();
    match (vm.foreign_content_mut::<Compress>(args[0]), mode) {
        (Some(_), 0) => {}
        (Some(Compress(deflater)), _) if deflater.is_done() => {
            return Err(error(vm, "Error -2 while flushing: inconsistent stream state"));
        }
        (Some(Compress(deflater)), 4) => deflater.finish(&mut out),
        (Some(Compress(deflater)), 1..=3 | 5 | 6) => deflater.flush(mode == 3, &mut out),
        _ => return Err(error(vm, "Error -2 while flushing: inconsistent stream state")),
    }
    Ok(vm.heap.new_bytes(out.into()))
}

// --- unpacking -------------------------------------------------------------------------------------------------------

fn inflater(vm: &mut Vm, bits: Value) -> Outcome<Inflater> {
    let bits = vm.index(bits)?;
    match Wrapping::of(bits) {
        Some(wrapping) => Ok(Inflater::new(wrapping)),
        None => Err(vm.value_error("Invalid initialization option")),
    }
}

fn decompress(vm: &mut Vm, args: &[Value]) -> Outcome {
    let data = vm.wanted_bytes(args[0])?;
    let mut inflater = inflater(vm, args[1])?;
    let mut out = Vec::new();
    let fed = inflater.feed(&data, usize::MAX, &mut out, &|bytes| vm.heap.reserve(bytes).is_ok());
    vm.spend(data.len() + out.len());
    if let Err(failure) = fed {
        return Err(failed(vm, failure));
    }
    if !inflater.is_done() {
        return Err(error(vm, "Error -5 while decompressing data: incomplete or truncated stream"));
    }
    Ok(vm.heap.new_bytes(out.into()))
}

fn decompressobj(vm: &mut Vm, args: &[Value]) -> Outcome {
    no_dictionary(vm, args[1])?;
    let inflater = inflater(vm, args[0])?;
    let class = vm.known_class("zlib", "Decompress");
    Ok(vm.heap.foreign(class, Decompress { inflater, unused: Vec::new(), tail: Vec::new() }))
}

fn state(vm: &mut Vm, value: Value) -> Outcome<&mut Decompress> {
    if vm.foreign_content::<Decompress>(value).is_none() {
        return Err(vm.type_error("a Decompress object is required"));
    }
    vm.foreign_content_mut(value).ok_or(Escape::Bail)
}

fn decompress_part(vm: &mut Vm, args: &[Value]) -> Outcome {
    let data = vm.wanted_bytes(args[1])?;
    let most = match vm.index_argument(args, 2)? {
        0 => usize::MAX,
        most @ 1.. => saturated(most),
        _ => return Err(vm.value_error("max_length must be non-negative")),
    };
    feed(vm, args[0], &data, most)
}

fn flush_decompress(vm: &mut Vm, args: &[Value]) -> Outcome {
    if vm.index_argument(args, 1)? <= 0 {
        return Err(vm.value_error("length must be greater than zero"));
    }
    let tail = std::mem::take(&mut state(vm, args[0])?.tail);
    feed(vm, args[0], &tail, usize::MAX)
}

fn feed(vm: &mut Vm, object: Value, data: &[u8], most: usize) -> Outcome {
    let state = state(vm, object)?;
    if state.inflater.is_done() {
        state.unused.extend_from_slice(data);
        state.tail.clear();
        return Ok(vm.heap.new_bytes(Box::default()));
    }
    let mut inflater = state.inflater.clone();
    let mut out = Vec::new();
    let fed = inflater.feed(data, most, &mut out, &|bytes| vm.heap.reserve(bytes).is_ok());
    vm.spend(data.len() + out.len());
    let used = match fed {
        Ok(used) => used,
        Err(failure) => return Err(failed(vm, failure)),
    };
    let rest = data.get(used..).unwrap_or_default().to_vec();
    vm.heap.charge(rest.len());
    let state = self::state(vm, object)?;
    state.inflater = inflater;
    state.tail.clear();
    if state.inflater.is_done() {
        state.unused = rest;
    } else {
        state.tail = rest;
    }
    Ok(vm.heap.new_bytes(out.into()))
}
