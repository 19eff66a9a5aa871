//! `_struct`: values as bytes in the layouts of C.

use num_traits::ToPrimitive as _;

use crate::{
    heap::value::{Kind, Value},
    packed::{self, Class},
    vm::{
        Vm,
        native::{Escape, Outcome, natives},
    },
};

pub(super) fn module(vm: &mut Vm) -> Value {
    let module = vm.new_module("_struct");
    let dict = vm.names_of(module);
    vm.add_error_class(dict, "struct", "error", vm.classes.exception);
    vm.add_functions(
        dict,
        natives! {
            "calcsize"("format, /") => |vm, args| { let layout = layout(vm, args[0])?; Ok(vm.heap.int(layout.size as i64)) };
            "pack"("*values") => pack, twin "_struct_pack";
            "pack_into"("*values") => pack_into, twin "_struct_pack_into";
            "unpack"("format, buffer, /") => unpack;
            "unpack_from"("format, /, buffer, offset=0") => unpack_from;
            "_unpack_all"("format, buffer, /") => unpack_all;
        },
    );
    module
}

/// What a format string says.
struct Layout {
    fields: Vec<Field>,
    /// It may be more than memory holds: then nothing is packed or unpacked.
    size: u64,
    /// How many values it takes.
    values: u64,
    big_endian: bool,
}

/// So many values, or one string of so many bytes, after so much padding.
struct Field {
    letter: u8,
    count: usize,
    /// Of one value.
    size: usize,
    class: Class,
    offset: usize,
}

const LONGEST: u64 = i64::MAX.unsigned_abs();

fn error(vm: &mut Vm, message: impl AsRef<str>) -> Escape {
    let class = vm.known_class("struct", "error");
    vm.error(class, message.as_ref())
}

fn layout(vm: &mut Vm, format: Value) -> Outcome<Layout> {
    let content = vm.heap.content(format);
    let text = match content.kind() {
        Some(Kind::Str) => {
            let (name, errors) = (vm.heap.name("ascii"), vm.heap.name("strict"));
            crate::builtins::codec::encoded(vm, content, name, errors)?
        }
        Some(Kind::Bytes | Kind::ByteArray) => vm.wanted_bytes(content)?,
        _ => {
            let message = format!("Struct() argument 1 must be a str or bytes object, not {}", vm.type_name(format));
            return Err(vm.type_error(message));
        }
    };
    read_layout(&text).map_err(|message| error(vm, message))
}

fn read_layout(text: &[u8]) -> Result<Layout, &'static str> {
    let (native, big_endian, mut rest) = match text.split_first() {
        Some((b'@', rest)) => (true, false, rest),
        Some((b'=' | b'<', rest)) => (false, false, rest),
        Some((b'>' | b'!', rest)) => (false, true, rest),
        _ => (true, false, text),
    };
    let too_long = "total struct size too long";
    let mut layout = Layout { fields: Vec::new(), size: 0, values: 0, big_endian };
    while let Some((&first, after)) = rest.split_first() {
        rest = after;
        if matches!(first, b' ' | b'\t'..=b'\r') {
            continue;
        }
        let (mut count, mut letter) = (1_u64, first);
        if first.is_ascii_digit() {
            count = u64::from(first - b'0');
            loop {
                let Some((&next, after)) = rest.split_first() else {
                    return Err("repeat count given without format specifier");
                };
                rest = after;
                if !next.is_ascii_digit() {
                    letter = next;
                    break;
                }
                let digit = u64::from(next - b'0');
                count = count.checked_mul(10).and_then(|count| count.checked_add(digit)).ok_or(too_long)?;
            }
        }
        let (class, size) = match letter {
            b'x' | b's' | b'p' => (Class::Char, 1),
            _ => packed::letter(letter, native).ok_or("bad char in struct format")?,
        };
        if native && size > 1 {
            layout.size = layout.size.checked_next_multiple_of(size as u64).ok_or(too_long)?;
        }
        let offset = layout.size;
        let bytes = count.checked_mul(size as u64).ok_or(too_long)?;
        layout.size = offset.checked_add(bytes).filter(|&size| size <= LONGEST).ok_or(too_long)?;
        let values = match letter {
            b'x' => continue,
            b's' | b'p' => 1,
            _ => count,
        };
        layout.values = layout.values.checked_add(values).ok_or(too_long)?;
        // Where they do not fit, the layout's size does not either.
        let [count, offset] = [count, offset].map(|number| usize::try_from(number).unwrap_or(usize::MAX));
        layout.fields.push(Field { letter, count, size, class, offset });
    }
    Ok(layout)
}

// --- packing ---------------------------------------------------------------------------------------------------------

fn arguments(vm: &Vm, args: &[Value]) -> Vec<Value> {
    vm.heap.items(args[0]).map(<[Value]>::to_vec).unwrap_or_default()
}

fn pack(vm: &mut Vm, args: &[Value]) -> Outcome {
    let arguments = arguments(vm, args);
    let Some((&format, values)) = arguments.split_first() else {
        return Err(vm.type_error("missing format argument"));
    };
    let layout = layout(vm, format)?;
    let bytes = packed_values(vm, &layout, values, "pack")?;
    Ok(vm.heap.new_bytes(bytes.into()))
}

fn packed_values(vm: &mut Vm, layout: &Layout, values: &[Value], name: &str) -> Outcome<Vec<u8>> {
    if values.len() as u64 != layout.values {
        let message = format!("{name} expected {} items for packing (got {})", layout.values, values.len());
        return Err(error(vm, message));
    }
    let size = usize::try_from(layout.size).unwrap_or(usize::MAX);
    vm.heap.reserve(size)?;
    vm.spend(size);
    vm.fuel -= values.len() as i64;
    let mut out = Vec::with_capacity(size);
    let mut values = values.iter().copied();
    for field in &layout.fields {
        out.resize(field.offset, 0);
        if matches!(field.letter, b's' | b'p') {
            let value = values.next().unwrap_or(Value::NONE);
            put_string(vm, field, value, &mut out)?;
            continue;
        }
        for value in values.by_ref().take(field.count) {
            let raw = raw(vm, field, value)?;
            packed::write(raw, field.size, layout.big_endian, &mut out);
        }
    }
    out.resize(size, 0);
    Ok(out)
}

fn put_string(vm: &mut Vm, field: &Field, value: Value, out: &mut Vec<u8>) -> Outcome<()> {
    let content = vm.heap.content(value);
    let Some(bytes) = vm.buffer(content).filter(|_| !content.is(Kind::MemoryView)) else {
        let message = format!("argument for '{}' must be a bytes object", field.letter as char);
        return Err(error(vm, message));
    };
    let end = field.offset + field.count;
    if field.letter == b'p' {
        if field.count == 0 {
            return Ok(());
        }
        let length = bytes.len().min(field.count - 1);
        out.push(length.min(255) as u8);
        out.extend_from_slice(&bytes[..length]);
    } else {
        out.extend_from_slice(&bytes[..bytes.len().min(field.count)]);
    }
    out.resize(end, 0);
    Ok(())
}

/// The bits of a value.
fn raw(vm: &mut Vm, field: &Field, value: Value) -> Outcome<u64> {
    let letter = field.letter as char;
    match field.class {
        Class::Char => match vm.buffer(value).as_deref() {
            Some(&[byte]) => Ok(u64::from(byte)),
            _ => Err(error(vm, "char format requires a bytes object of length 1")),
        },
        Class::Bool => match vm.truth(vm.heap.content(value)) {
            Some(truth) => Ok(u64::from(truth)),
            None => Err(Escape::Bail),
        },
        Class::Float => {
            let number = vm.number_of(value);
            let is_number = number.is_some();
            let Some(number) = number.and_then(|number| number.to_float()) else {
                let class = vm.class_of(value);
                let special = [vm.names.float_, vm.names.index];
                if !is_number && special.into_iter().any(|name| vm.lookup_own(class, name).is_some()) {
                    return Err(Escape::Bail);
                }
                return Err(error(vm, "required argument is not a float"));
            };
            match packed::float_bits(number, field.size) {
                Some(bits) => Ok(bits),
                None => {
                    let message = format!("float too large to pack with {letter} format");
                    Err(vm.overflow_error(message))
                }
            }
        }
        class => {
            let Some(number) = vm.integer_of(value) else {
                if vm.lookup_own(vm.class_of(value), vm.names.index).is_some() {
                    return Err(Escape::Bail);
                }
                return Err(error(vm, "required argument is not an integer"));
            };
            // An address may be given as a negative number.
            let class = if letter == 'P' && number.sign() == num_bigint::Sign::Minus { Class::Signed } else { class };
            match number.to_i128().filter(|&number| packed::fits(number, class, field.size)) {
                Some(number) => Ok(number as u64),
                None => {
                    let bits = field.size as u32 * 8;
                    let (least, most) = match class {
                        Class::Signed => (-(1_i128 << (bits - 1)), (1_i128 << (bits - 1)) - 1),
                        _ => (0, (1_i128 << bits) - 1),
                    };
                    Err(error(vm, format!("'{letter}' format requires {least} <= number <= {most}")))
                }
            }
        }
    }
}

fn pack_into(vm: &mut Vm, args: &[Value]) -> Outcome {
    let arguments = arguments(vm, args);
    let Some((&format, rest)) = arguments.split_first() else {
        return Err(vm.type_error("missing format argument"));
    };
    let layout = layout(vm, format)?;
    let Some((&target, rest)) = rest.split_first() else {
        return Err(error(vm, "pack_into expected buffer argument"));
    };
    let Some((&offset, values)) = rest.split_first() else {
        return Err(error(vm, "pack_into expected offset argument"));
    };
    if values.len() as u64 != layout.values {
        let message = format!("pack_into expected {} items for packing (got {})", layout.values, values.len());
        return Err(error(vm, message));
    }
    let length = vm.writable_length(target, "argument must be read-write bytes-like object, not {}")?;
    let offset = match vm.index(offset) {
        Err(Escape::Call(_)) => return Err(Escape::Bail),
        other => other?,
    };
    let start = place(vm, offset, length, layout.size, true)?;
    let bytes = packed_values(vm, &layout, values, "pack_into")?;
    vm.write_into(target, start, &bytes);
    Ok(Value::NONE)
}

/// Where an offset is in a buffer that must have room from there on.
fn place(vm: &mut Vm, offset: i64, length: usize, size: u64, packs: bool) -> Outcome<usize> {
    let start = if offset < 0 { offset.saturating_add(length as i64) } else { offset };
    if offset < 0 {
        if offset.saturating_add(size as i64) > 0 {
            let message = if packs {
                format!("no space to pack {size} bytes at offset {offset}")
            } else {
                format!("not enough data to unpack {size} bytes at offset {offset}")
            };
            return Err(error(vm, message));
        }
        if start < 0 {
            return Err(error(vm, format!("offset {offset} out of range for {length}-byte buffer")));
        }
    }
    let start = start.unsigned_abs();
    if (length as u64).checked_sub(start).is_none_or(|room| room < size) {
        let (function, doing) = if packs { ("pack_into", "packing") } else { ("unpack_from", "unpacking") };
        let message = format!(
            "{function} requires a buffer of at least {} bytes for {doing} {size} bytes at offset {start} (actual \
             buffer size is {length})",
            start.saturating_add(size)
        );
        return Err(error(vm, message));
    }
    Ok(start as usize)
}

// --- unpacking -------------------------------------------------------------------------------------------------------

fn values(vm: &mut Vm, layout: &Layout, bytes: &[u8]) -> Outcome {
    let count = usize::try_from(layout.values).unwrap_or(usize::MAX);
    vm.heap.reserve(count.saturating_mul(8))?;
    vm.fuel -= count as i64;
    let mut values = Vec::with_capacity(count);
    for field in &layout.fields {
        let part = bytes.get(field.offset..).unwrap_or_default();
        match field.letter {
            b's' => values.push(vm.heap.new_bytes(part.get(..field.count).unwrap_or_default().into())),
            b'p' => {
                let part = part.get(..field.count).unwrap_or_default();
                let length = part.first().map_or(0, |&length| usize::from(length).min(part.len() - 1));
                values.push(vm.heap.new_bytes(part.get(1..=length).unwrap_or_default().into()));
            }
            _ => {
                for part in part.chunks_exact(field.size).take(field.count) {
                    let item = packed::read(field.class, part, layout.big_endian);
                    values.push(crate::builtins::unpacked(vm, item));
                }
            }
        }
    }
    Ok(vm.heap.new_tuple(values.into()))
}

fn unpack(vm: &mut Vm, args: &[Value]) -> Outcome {
    let layout = layout(vm, args[0])?;
    let bytes = vm.wanted_bytes(args[1])?;
    if bytes.len() as u64 != layout.size {
        return Err(error(vm, format!("unpack requires a buffer of {} bytes", layout.size)));
    }
    values(vm, &layout, &bytes)
}

fn unpack_from(vm: &mut Vm, args: &[Value]) -> Outcome {
    let layout = layout(vm, args[0])?;
    let Some(length) = vm.buffer(args[1]).map(|bytes| bytes.len()) else { return Err(vm.not_bytes(args[1])) };
    let offset = vm.index_argument(args, 2)?;
    let start = place(vm, offset, length, layout.size, false)?;
    let part = vm.buffer(args[1]).and_then(|bytes| bytes.get(start..start + layout.size as usize).map(<[u8]>::to_vec));
    values(vm, &layout, &part.unwrap_or_default())
}

/// `_unpack_all(format, buffer)`: a list of tuples.
fn unpack_all(vm: &mut Vm, args: &[Value]) -> Outcome {
    let layout = layout(vm, args[0])?;
    let bytes = vm.wanted_bytes(args[1])?;
    if layout.size == 0 {
        return Err(error(vm, "cannot iteratively unpack with a struct of length 0"));
    }
    if !(bytes.len() as u64).is_multiple_of(layout.size) {
        let message = format!("iterative unpacking requires a buffer of a multiple of {} bytes", layout.size);
        return Err(error(vm, message));
    }
    if bytes.is_empty() {
        return Ok(vm.heap.new_list(Vec::new()));
    }
    // It is a part of what is there, so it fits.
    let (size, count) = (layout.size as usize, layout.values as usize);
    vm.heap.reserve((bytes.len() / size).saturating_mul(32 + count * 8))?;
    let mut tuples = Vec::with_capacity(bytes.len() / size);
    for part in bytes.chunks_exact(size) {
        tuples.push(values(vm, &layout, part)?);
    }
    Ok(vm.heap.new_list(tuples))
}
