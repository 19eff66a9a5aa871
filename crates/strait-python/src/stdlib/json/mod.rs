//! `_json`: JSON text to objects and back, for everything that needs no script's code. Where that has a say, or an error
//! is to be raised, the answer is `NotImplemented` and the Python part of `json` does the work.

mod decode;
mod encode;
mod string;

use crate::{
    heap::value::{Kind, Value},
    vm::{
        Vm,
        native::{Outcome, natives},
    },
};

/// Nested deeper than this, a text or object is refused, as it is in CPython.
const MOST_DEPTH: usize = 1497;

pub(super) fn module(vm: &mut Vm) -> Value {
    let module = vm.new_module("_json");
    let dict = vm.heap.modules.get(module.index()).dict;
    vm.add_functions(
        dict,
        natives! {
            "decode"("text, strict, /") => decode::whole;
            "scan"("text, start, strict, /") => decode::one;
            "scan_string"("text, start, strict, /") => scan_string;
            "encode"("object, skipkeys, ensure_ascii, check_circular, allow_nan, indent, item_separator, key_separator, sort_keys, level, open, /") => encode::encode;
            "encode_string"("text, ensure_ascii, /") => encode_string;
        },
    );
    module
}

/// `encode_string(text, ensure_ascii)`: a JSON string.
fn encode_string(vm: &mut Vm, args: &[Value]) -> Outcome {
    let content = vm.heap.content(args[0]);
    if !content.is(Kind::Str) {
        let message = format!("first argument must be a string, not {}", vm.type_name(args[0]));
        return Err(vm.type_error(message));
    }
    let text = vm.heap.text(content);
    vm.heap.reserve(text.len().saturating_mul(2))?;
    let mut out = String::with_capacity(text.len() + 2);
    string::write(text, args[1] == Value::TRUE, &mut out);
    vm.heap.reserve(out.len())?;
    Ok(vm.heap.string(out))
}

/// `scan_string(text, start, strict)`: the string whose quote is before `start`, and the place after its end.
fn scan_string(vm: &mut Vm, args: &[Value]) -> Outcome {
    let content = vm.heap.content(args[0]);
    let (Ok(start), true) = (usize::try_from(vm.index(args[1])?), content.is(Kind::Str)) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    let whole = vm.heap.strs.get(content.index());
    if start > whole.len() {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let offset = whole.offset(start);
    let Some(found) = string::scan(whole.as_str(), offset, args[2] == Value::TRUE) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    let end = whole.position(found.end);
    let text = found.text.into_owned();
    let text = vm.heap.string(text);
    let end = vm.heap.int(end as i64);
    Ok(vm.heap.tuple(&[text, end]))
}
