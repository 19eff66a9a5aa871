//! Methods that give other bytes: letters, padding, replacing, tables.

use memchr::memmem;

use super::{is_space, like, own, search::occurrences, unchanged};
use crate::{
    heap::{
        saturated,
        value::{Kind, Value},
    },
    vm::{
        Vm,
        native::{Escape, Outcome},
    },
};

pub(super) fn cased(vm: &mut Vm, args: &[Value], change: fn(&mut [u8])) -> Outcome {
    let mut bytes = own(vm, args[0]).to_vec();
    vm.heap.reserve(bytes.len())?;
    vm.spend(bytes.len());
    change(&mut bytes);
    Ok(like(vm, args[0], bytes))
}

pub(super) fn capitalize(bytes: &mut [u8]) {
    bytes.make_ascii_lowercase();
    if let Some(first) = bytes.first_mut() {
        first.make_ascii_uppercase();
    }
}

pub(super) fn swap_case(bytes: &mut [u8]) {
    for byte in bytes.iter_mut().filter(|byte| byte.is_ascii_alphabetic()) {
        *byte ^= 0x20;
    }
}

pub(super) fn title(bytes: &mut [u8]) {
    let mut inside = false;
    for byte in bytes {
        if inside {
            byte.make_ascii_lowercase();
        } else {
            byte.make_ascii_uppercase();
        }
        inside = byte.is_ascii_alphabetic();
    }
}

/// Whether there are letters, and all of them are of one case.
pub(super) fn is_cased(bytes: &[u8], test: fn(&u8) -> bool) -> bool {
    let mut letters = bytes.iter().filter(|byte| byte.is_ascii_alphabetic()).peekable();
    letters.peek().is_some() && letters.all(test)
}

pub(super) fn is_title(bytes: &[u8]) -> bool {
    let (mut inside, mut any) = (false, false);
    for byte in bytes {
        if byte.is_ascii_alphabetic() {
            if byte.is_ascii_uppercase() == inside {
                return false;
            }
            any = true;
        }
        inside = byte.is_ascii_alphabetic();
    }
    any
}

/// Where padding goes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Left,
    Right,
    Both,
}

pub(super) fn justify(vm: &mut Vm, args: &[Value], side: Side) -> Outcome {
    let width = saturated(vm.index_argument(args, 1)?);
    let fill = if args[2].is_unbound() {
        b' '
    } else {
        let content = vm.heap.content(args[2]);
        match vm.buffer(content).as_deref() {
            Some(&[byte]) if !content.is(Kind::MemoryView) => byte,
            _ => {
                let name = match side {
                    Side::Left => "rjust",
                    Side::Right => "ljust",
                    Side::Both => "center",
                };
                let message =
                    format!("{name}() argument 2 must be a byte string of length 1, not {}", vm.type_name(args[2]));
                return Err(vm.type_error(message));
            }
        }
    };
    let length = own(vm, args[0]).len();
    let Some(missing) = width.checked_sub(length).filter(|&missing| missing > 0) else {
        return Ok(unchanged(vm, args[0]));
    };
    vm.heap.reserve(width)?;
    vm.spend(width);
    let left = match side {
        Side::Left => missing,
        Side::Right => 0,
        Side::Both => missing / 2 + (missing & width & 1),
    };
    let mut bytes = vec![fill; left];
    bytes.extend_from_slice(own(vm, args[0]));
    bytes.resize(width, fill);
    Ok(like(vm, args[0], bytes))
}

pub(super) fn zero_fill(vm: &mut Vm, args: &[Value]) -> Outcome {
    let width = saturated(vm.index_argument(args, 1)?);
    let whole = own(vm, args[0]);
    let Some(missing) = width.checked_sub(whole.len()).filter(|&missing| missing > 0) else {
        return Ok(unchanged(vm, args[0]));
    };
    vm.heap.reserve(width)?;
    vm.spend(width);
    let whole = own(vm, args[0]);
    let (sign, digits) = whole.split_at(usize::from(matches!(whole.first(), Some(b'+' | b'-'))));
    let mut bytes = sign.to_vec();
    bytes.resize(sign.len() + missing, b'0');
    bytes.extend_from_slice(digits);
    Ok(like(vm, args[0], bytes))
}

pub(super) fn expand_tabs(vm: &mut Vm, args: &[Value]) -> Outcome {
    let size = vm.index_argument(args, 1)?;
    if i32::try_from(size).is_err() {
        return Err(vm.overflow_error("Python int too large to convert to C int"));
    }
    let size = size.max(0) as usize;
    let whole = own(vm, args[0]);
    let tabs = whole.iter().filter(|&&byte| byte == b'\t').count();
    let most = tabs.saturating_mul(size).saturating_add(whole.len());
    vm.heap.reserve(most)?;
    vm.spend(most);
    let (mut out, mut column) = (Vec::new(), 0);
    for &byte in own(vm, args[0]) {
        if byte == b'\t' {
            let spaces = if size == 0 { 0 } else { size - column % size };
            out.resize(out.len() + spaces, b' ');
            column += spaces;
        } else {
            out.push(byte);
            column = if matches!(byte, b'\n' | b'\r') { 0 } else { column + 1 };
        }
    }
    Ok(like(vm, args[0], out))
}

pub(super) fn strip(vm: &mut Vm, args: &[Value], left: bool, right: bool) -> Outcome {
    let chars = if args[1].is_none() { None } else { Some(vm.wanted_bytes(args[1])?) };
    let goes = |byte: &u8| match &chars {
        None => is_space(*byte),
        Some(chars) => chars.contains(byte),
    };
    let whole = own(vm, args[0]);
    let mut rest = whole;
    if left {
        let start = rest.iter().position(|byte| !goes(byte)).unwrap_or(rest.len());
        rest = &rest[start..];
    }
    if right {
        let end = rest.iter().rposition(|byte| !goes(byte)).map_or(0, |last| last + 1);
        rest = &rest[..end];
    }
    if rest.len() == whole.len() {
        return Ok(unchanged(vm, args[0]));
    }
    let rest = rest.to_vec();
    Ok(like(vm, args[0], rest))
}

pub(super) fn remove_affix(vm: &mut Vm, args: &[Value], is_prefix: bool) -> Outcome {
    let part = vm.wanted_bytes(args[1])?;
    let whole = own(vm, args[0]);
    let rest = if is_prefix { whole.strip_prefix(&*part) } else { whole.strip_suffix(&*part) };
    match rest.map(<[u8]>::to_vec) {
        Some(rest) => Ok(like(vm, args[0], rest)),
        None => Ok(unchanged(vm, args[0])),
    }
}

pub(super) fn replace(vm: &mut Vm, args: &[Value]) -> Outcome {
    let (old, new) = (vm.wanted_bytes(args[1])?, vm.wanted_bytes(args[2])?);
    let most = usize::try_from(vm.index_argument(args, 3)?).unwrap_or(usize::MAX);
    let whole = own(vm, args[0]);
    let times = occurrences(whole, &old).min(most);
    if times == 0 {
        return Ok(unchanged(vm, args[0]));
    }
    let size = whole.len().saturating_add(times.saturating_mul(new.len()));
    vm.heap.reserve(size)?;
    vm.spend(size);
    let mut rest = own(vm, args[0]);
    let mut out = Vec::with_capacity(size - times * old.len());
    for time in 0..times {
        // Nothing is found before every byte and at the end.
        let place = match old.is_empty() {
            true => usize::from(time > 0),
            false => memmem::find(rest, &old).unwrap_or_default(),
        };
        let (before, after) = rest.split_at(place.min(rest.len()));
        out.extend_from_slice(before);
        out.extend_from_slice(&new);
        rest = after.get(old.len()..).unwrap_or_default();
    }
    out.extend_from_slice(rest);
    Ok(like(vm, args[0], out))
}

pub(super) fn translate(vm: &mut Vm, args: &[Value]) -> Outcome {
    let table = if args[1].is_none() { None } else { Some(vm.wanted_bytes(args[1])?) };
    if table.as_ref().is_some_and(|table| table.len() != 256) {
        return Err(vm.value_error("translation table must be 256 characters long"));
    }
    let doomed = if args[2].is_unbound() { Vec::new() } else { vm.wanted_bytes(args[2])? };
    let mut goes = [false; 256];
    for byte in doomed {
        goes[usize::from(byte)] = true;
    }
    let whole = own(vm, args[0]);
    let length = whole.len();
    let kept = whole.iter().filter(|&&byte| !goes[usize::from(byte)]);
    let bytes: Vec<u8> = match &table {
        Some(table) => kept.map(|&byte| table[usize::from(byte)]).collect(),
        None => kept.copied().collect(),
    };
    vm.spend(length);
    Ok(like(vm, args[0], bytes))
}

pub(super) fn make_table(vm: &mut Vm, args: &[Value]) -> Outcome {
    let (from, to) = (vm.wanted_bytes(args[0])?, vm.wanted_bytes(args[1])?);
    if from.len() != to.len() {
        return Err(vm.value_error("maketrans arguments must have same length"));
    }
    let mut table: Vec<u8> = (0..=255).collect();
    for (&from, &to) in from.iter().zip(&to) {
        table[usize::from(from)] = to;
    }
    Ok(vm.heap.new_bytes(table.into()))
}

pub(super) fn hex(vm: &mut Vm, args: &[Value]) -> Outcome {
    let bytes = vm.wanted_bytes(args[0])?;
    hex_text(vm, &bytes, args[1], args, 2)
}

/// The digits of bytes, with separators if one is given; the number of bytes between them is the argument at a place.
pub(crate) fn hex_text(vm: &mut Vm, bytes: &[u8], separator: Value, args: &[Value], place: usize) -> Outcome {
    vm.heap.reserve(bytes.len().saturating_mul(3))?;
    vm.spend(bytes.len());
    let groups = if separator.is_unbound() {
        None
    } else {
        let count = vm.index_argument(args, place)?;
        let content = vm.heap.content(separator);
        let groups = if content.is(Kind::Str) {
            crate::text::HexGroups::new(vm.heap.text(content), count)
        } else {
            match vm.buffer(content) {
                Some(bytes) => crate::text::HexGroups::from_bytes(&bytes, count),
                None => return Err(vm.length(separator).err().unwrap_or(Escape::Bail)),
            }
        };
        match groups {
            Ok(groups) => Some(groups),
            Err(error) => return Err(text_error(vm, &error)),
        }
    };
    let mut out = String::new();
    crate::text::write_hex(bytes, groups, &mut out);
    Ok(vm.heap.string(out))
}

fn text_error(vm: &mut Vm, error: &crate::text::TextError) -> Escape {
    crate::builtins::number::text_error(vm, error)
}
