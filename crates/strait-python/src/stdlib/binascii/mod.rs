//! `binascii`: bytes as printable text, and checksums.

mod base64;
mod quoted;
mod uu;

use super::checksum;
use crate::{
    heap::value::{Kind, Value},
    vm::{
        Vm,
        native::{Escape, Outcome, natives},
    },
};

pub(super) fn module(vm: &mut Vm) -> Value {
    let module = vm.new_module("binascii");
    let dict = vm.names_of(module);
    vm.add_error_class(dict, "binascii", "Error", vm.classes.value_error);
    vm.add_error_class(dict, "binascii", "Incomplete", vm.classes.exception);
    vm.add_functions(
        dict,
        natives! {
            "a2b_base64"("data, /, *, strict_mode=False") => |vm, args| {
                let data = ascii(vm, args[0])?;
                let strict = vm.truth(args[1]).unwrap_or_default();
                made(vm, base64::decode(&data, strict))
            };
            "b2a_base64"("data, /, *, newline=True") => |vm, args| {
                let data = vm.wanted_bytes(args[0])?;
                vm.heap.reserve(data.len().saturating_mul(2))?;
                let newline = vm.truth(args[1]).unwrap_or_default();
                bytes(vm, base64::encode(&data, newline))
            };
            "a2b_hex"("hexstr, /") => unhexlify;
            "unhexlify"("hexstr, /") => unhexlify;
            "b2a_hex"("data, sep=..., bytes_per_sep=1") => hexlify;
            "hexlify"("data, sep=..., bytes_per_sep=1") => hexlify;
            "a2b_uu"("data, /") => |vm, args| { let data = ascii(vm, args[0])?; made(vm, uu::decode(&data)) };
            "b2a_uu"("data, /, *, backtick=False") => |vm, args| {
                let data = vm.wanted_bytes(args[0])?;
                let backtick = vm.truth(args[1]).unwrap_or_default();
                made(vm, uu::encode(&data, backtick))
            };
            "a2b_qp"("data, header=False") => |vm, args| {
                let data = ascii(vm, args[0])?;
                let header = vm.truth(args[1]).unwrap_or_default();
                bytes(vm, quoted::decode(&data, header))
            };
            "b2a_qp"("data, quotetabs=False, istext=True, header=False") => |vm, args| {
                let data = vm.wanted_bytes(args[0])?;
                vm.heap.reserve(data.len().saturating_mul(4))?;
                let mut flags = [false; 3];
                for (flag, &argument) in flags.iter_mut().zip(&args[1..]) {
                    *flag = vm.truth(argument).unwrap_or_default();
                }
                let [tabs, text, header] = flags;
                bytes(vm, quoted::encode(&data, quoted::Style { tabs, text, header }))
            };
            "crc32"("data, crc=0, /") => crc32;
            "crc_hqx"("data, crc, /") => crc_hqx;
        },
    );
    module
}

/// The bytes of an argument that may be a string of ASCII characters.
fn ascii(vm: &mut Vm, value: Value) -> Outcome<Vec<u8>> {
    let content = vm.heap.content(value);
    if content.is(Kind::Str) {
        let text = vm.heap.text(content);
        if !text.is_ascii() {
            return Err(vm.value_error("string argument should contain only ASCII characters"));
        }
        return Ok(text.as_bytes().to_vec());
    }
    match vm.bytes_of(content) {
        Some(bytes) => Ok(bytes),
        None => {
            let name = vm.type_name(value);
            let message = format!("argument should be bytes, buffer or ASCII string, not '{name}'");
            Err(vm.type_error(message))
        }
    }
}

fn bytes(vm: &mut Vm, bytes: Vec<u8>) -> Outcome {
    vm.spend(bytes.len());
    Ok(vm.heap.new_bytes(bytes.into()))
}

fn made(vm: &mut Vm, made: Result<Vec<u8>, String>) -> Outcome {
    match made {
        Ok(made) => bytes(vm, made),
        Err(message) => Err(error(vm, &message)),
    }
}

fn error(vm: &mut Vm, message: &str) -> Escape {
    let class = vm.known_class("binascii", "Error");
    vm.error(class, message)
}

fn hexlify(vm: &mut Vm, args: &[Value]) -> Outcome {
    let data = vm.wanted_bytes(args[0])?;
    let text = crate::builtins::hex_text(vm, &data, args[1], args, 2)?;
    let digits = vm.heap.text(text).as_bytes().into();
    Ok(vm.heap.new_bytes(digits))
}

fn unhexlify(vm: &mut Vm, args: &[Value]) -> Outcome {
    let digits = ascii(vm, args[0])?;
    if !digits.len().is_multiple_of(2) {
        return Err(error(vm, "Odd-length string"));
    }
    let digit = |byte: u8| char::from(byte).to_digit(16).map(|digit| digit as u8);
    let pairs = digits.chunks_exact(2).map(|pair| Some(digit(pair[0])? << 4 | digit(pair[1])?));
    match pairs.collect::<Option<Vec<u8>>>() {
        Some(found) => bytes(vm, found),
        None => Err(error(vm, "Non-hexadecimal digit found")),
    }
}

/// The lower 32 bits of an argument.
pub(super) fn start(vm: &mut Vm, value: Value) -> Outcome<u32> {
    match vm.integer_of(value) {
        Some(number) => Ok(number
            .to_signed_bytes_le()
            .iter()
            .take(4)
            .enumerate()
            .fold(if number.sign() == num_bigint::Sign::Minus { u32::MAX } else { 0 }, |bits, (place, &byte)| {
                bits & !(0xFF << (place * 8)) | u32::from(byte) << (place * 8)
            })),
        None => vm.index(value).map(|number| number as u32),
    }
}

pub(super) fn crc32(vm: &mut Vm, args: &[Value]) -> Outcome {
    let crc = start(vm, args[1])?;
    checksum_of(vm, args[0], |bytes| checksum::crc32(bytes, crc))
}

/// A checksum of an argument's bytes.
pub(super) fn checksum_of(vm: &mut Vm, data: Value, sum: impl FnOnce(&[u8]) -> u32) -> Outcome {
    let Some(bytes) = vm.buffer(data) else { return Err(vm.not_bytes(data)) };
    let (sum, length) = (sum(&bytes), bytes.len());
    vm.spend(length);
    Ok(vm.heap.int(i64::from(sum)))
}

fn crc_hqx(vm: &mut Vm, args: &[Value]) -> Outcome {
    let crc = start(vm, args[1])? & 0xFFFF;
    checksum_of(vm, args[0], |bytes| {
        bytes.iter().fold(crc, |crc, &byte| {
            (0..8).fold(crc ^ u32::from(byte) << 8, |crc, _| {
                if crc & 0x8000 == 0 { crc << 1 & 0xFFFF } else { (crc << 1 ^ 0x1021) & 0xFFFF }
            })
        })
    })
}
