//! `%` and `str.format` where all values are plain built-in ones. Whatever is out of the ordinary, mistakes included, is
//! left to the prelude, which begins anew.

use crate::{
    heap::value::{Kind, Value},
    text::{
        int::DEFAULT_MAX_STR_DIGITS,
        percent::{self, Ending, Format, Kind as PercentKind, pieces_of_str},
        template::{First, Numbering, Pieces, split_name},
    },
    vm::{Vm, native::Outcome, number::Number},
};

/// `template % values`.
pub(super) fn percent(vm: &mut Vm, template: Value, values: Value) -> Outcome {
    if template.is(Kind::Str)
        && let Some(text) = plain_percent(vm, template, values)
    {
        return Ok(vm.heap.string(text));
    }
    Err(vm.prelude_call("_percent", &[template, values]))
}

/// A value whose text takes no script's code, and little memory.
fn is_plain(vm: &Vm, value: Value) -> bool {
    match value.kind() {
        None => true,
        Some(Kind::Str) => vm.heap.text(value).len() < 4096,
        _ => false,
    }
}

fn plain_percent(vm: &mut Vm, template: Value, values: Value) -> Option<String> {
    let text = vm.heap.text(template).to_owned();
    let is_tuple = values.is(Kind::Tuple);
    let count = if is_tuple { vm.heap.tuples.get(values.index()).len() } else { 1 };
    let mut used = 0;
    let mut out = String::with_capacity(text.len() + 16);
    for piece in pieces_of_str(&text, 0) {
        let conversion = match piece {
            percent::Piece::Literal(literal) => {
                out.push_str(literal);
                continue;
            }
            percent::Piece::Conversion(conversion) => conversion,
        };
        let Ending::Kind(kind) = conversion.ending else { return None };
        if conversion.format.wants_width() || conversion.format.wants_precision() {
            return None;
        }
        let value = match conversion.key {
            Some(key) => {
                let key = vm.heap.str(key);
                vm.get_name(values.of(Kind::Dict)?, key)?
            }
            None if is_tuple => {
                used += 1;
                *vm.heap.tuples.get(values.index()).get(used - 1)?
            }
            None if used == 0 && !values.is(Kind::Dict) => {
                used = 1;
                values
            }
            None => return None,
        };
        if !is_plain(vm, value) {
            return None;
        }
        write_percent(vm, kind, &conversion.format, value, &mut out)?;
    }
    if used < count && !values.is(Kind::Dict) { None } else { Some(out) }
}

/// Widths that are no matter.
const SMALL: u64 = 1 << 16;

fn write_percent(vm: &mut Vm, kind: PercentKind, format: &Format, value: Value, out: &mut String) -> Option<()> {
    if format.text_size_bound(0) > SMALL {
        return None;
    }
    match kind {
        PercentKind::Text => {
            let text = super::str_of(vm, value).ok()?;
            format.write_text(vm.heap.text(text), out).ok()
        }
        PercentKind::Repr => {
            let text = super::repr::repr(vm, value).ok()?;
            format.write_text(&text, out).ok()
        }
        PercentKind::Decimal | PercentKind::Radix => match vm.number_of(value)? {
            number @ Number::Small(_) => {
                super::number::with_int(&number, |int| format.write_int(int, DEFAULT_MAX_STR_DIGITS, out))?.ok()
            }
            _ => None,
        },
        PercentKind::Float if format.float_size_bound() < SMALL => {
            let value = vm.number_of(value)?.to_float()?;
            format.write_float(value, out).ok()
        }
        _ => None,
    }
}

/// `template.format(*args, **kwargs)`.
pub(super) fn str_format(vm: &mut Vm, args: &[Value]) -> Outcome {
    match plain_format(vm, args) {
        Some(text) => Ok(vm.heap.string(text)),
        None => Err(vm.prelude_call("_str_format", args)),
    }
}

fn plain_format(vm: &mut Vm, args: &[Value]) -> Option<String> {
    let template = vm.heap.content(args[0]);
    let text = vm.heap.text(template).to_owned();
    let mut numbering = Numbering::default();
    let mut out = String::with_capacity(text.len() + 16);
    for piece in Pieces::new(&text) {
        let piece = piece.ok()?;
        out.push_str(piece.literal);
        let Some(field) = piece.field else { continue };
        if field.spec_has_fields || field.conversion.is_some() {
            return None;
        }
        let (first, rest) = split_name(field.name, Some(&mut numbering)).ok()?;
        if !rest.rest().is_empty() {
            return None;
        }
        let value = match first {
            First::Index(index) => *vm.heap.items(args[1])?.get(usize::try_from(index).ok()?)?,
            First::Key(key) => {
                let key = vm.heap.str(key);
                vm.get_name(args[2].of(Kind::Dict)?, key)?
            }
        };
        if !is_plain(vm, value) {
            return None;
        }
        let formatted = super::string::format_spec(vm, value, field.spec).ok()?;
        out.push_str(vm.heap.text(formatted));
    }
    Some(out)
}
