//! `str.translate` with a dictionary of plain values. Other tables, and mistakes in this one, are the prelude's part.

use crate::{
    heap::value::{Kind, Value},
    text::unicode::surrogate::{code_point, from_code_point},
    vm::{Vm, native::Outcome},
};

pub(super) fn translate(vm: &mut Vm, args: &[Value]) -> Outcome {
    match plain(vm, args[0], args[1])? {
        Some(text) => Ok(vm.heap.string(text)),
        None => Err(vm.prelude_call("_str_translate", args)),
    }
}

fn plain(vm: &mut Vm, text: Value, table: Value) -> Outcome<Option<String>> {
    let Some(table) = table.of(Kind::Dict) else { return Ok(None) };
    let text = vm.heap.text(vm.heap.content(text)).to_owned();
    vm.fuel -= (text.len() / 16) as i64;
    let mut out = String::with_capacity(text.len());
    for (place, character) in text.chars().enumerate() {
        let key = Value::small_unchecked(i64::from(code_point(character)));
        let Some(found) = vm.dict_get(table, key)? else {
            out.push(character);
            continue;
        };
        if let Some(code) = found.as_small() {
            let Some(other) = u32::try_from(code).ok().and_then(from_code_point) else { return Ok(None) };
            out.push(other);
        } else if found.is(Kind::Str) {
            let wanted = out.len().saturating_add(vm.heap.strs.get(found.index()).bytes());
            if wanted > out.capacity() {
                vm.heap.reserve(wanted.saturating_mul(3))?;
            }
            out.push_str(vm.heap.text(found));
        } else if !found.is_none() {
            return Ok(None);
        }
        if place % 1024 == 0 {
            vm.heap.reserve(out.len())?;
        }
    }
    vm.heap.reserve(out.len())?;
    Ok(Some(out))
}
