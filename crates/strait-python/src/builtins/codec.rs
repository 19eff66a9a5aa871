//! `str.encode` and `bytes.decode`, and the errors they raise.

use crate::{
    codec::{self, Encoding, Handler, Trouble},
    heap::value::{Kind, Value},
    vm::{
        Vm,
        native::{Escape, Outcome, natives},
    },
};

pub(super) fn install(vm: &mut Vm) {
    let prelude = vm.prelude;
    vm.add_functions(
        prelude,
        natives! {
            "_encode"("text, encoding='utf-8', errors='strict', /") => |vm, args| {
                let bytes = encoded(vm, args[0], args[1], args[2])?;
                Ok(vm.heap.new_bytes(bytes.into()))
            };
            "_decode"("data, encoding='utf-8', errors='strict', /") => |vm, args| decoded(vm, args[0], args[1], args[2]);
            "_encode_step"("text, encoding, start, /") => encode_step;
            "_decode_step"("data, encoding, start, /") => decode_step;
        },
    );
}

/// The functions of the module `_codecs`.
pub(crate) fn install_module(vm: &mut Vm, dict: u32) {
    vm.add_functions(
        dict,
        natives! {
            "decode_part"("data, encoding, errors, final, /") => decode_part;
            "name"("encoding, /") => |vm, args| match encoding(vm, args[0]) {
                Some(encoding) => Ok(vm.heap.name(encoding.name())),
                None => Ok(Value::NONE),
            };
            "is_handler"("name, /") => |vm, args| Ok(Value::bool(Handler::find(vm.heap.text(args[0])).is_some()));
            "character_name"("character, /") => |vm, args| {
                let name = vm.heap.text(args[0]).chars().next().and_then(unicode_names2::name);
                Ok(name.map_or(Value::NONE, |name| vm.heap.str(&name.to_string())))
            };
        },
    );
    for name in ["_error_handlers", "_codec_searches"] {
        let name = vm.heap.name(name);
        if let Some(value) = vm.get_name(vm.prelude, name) {
            vm.set_name(dict, name, value);
        }
    }
}

fn encoding(vm: &Vm, value: Value) -> Option<Encoding> {
    Encoding::find(vm.heap.text(vm.heap.content(value)))
}

/// The bytes of a text.
pub(crate) fn encoded(vm: &mut Vm, text: Value, encoding_name: Value, errors: Value) -> Outcome<Vec<u8>> {
    let content = vm.heap.content(text);
    let Some(encoding) = encoding(vm, encoding_name) else {
        return Err(vm.prelude_call("_encode_otherwise", &[text, encoding_name, errors]));
    };
    let length = vm.heap.text(content).len();
    let most = if matches!(encoding, Encoding::Utf8 | Encoding::Ascii | Encoding::Latin1) { 1 } else { 4 };
    vm.heap.reserve(length.saturating_mul(most))?;
    vm.spend(length);
    let handler = Handler::find(vm.heap.text(vm.heap.content(errors)));
    match codec::encode(encoding, vm.heap.text(content), handler.unwrap_or(Handler::Strict)) {
        Ok(bytes) => Ok(bytes),
        Err(_) if handler.is_none() => Err(vm.prelude_call("_encode_handled", &[content, encoding_name, errors])),
        Err(trouble) => Err(encode_error(vm, content, trouble)),
    }
}

/// The text of bytes.
pub(crate) fn decoded(vm: &mut Vm, data: Value, encoding_name: Value, errors: Value) -> Outcome {
    if vm.buffer(data).is_some_and(|bytes| bytes.is_empty()) {
        return Ok(vm.names.empty);
    }
    let Some(encoding) = encoding(vm, encoding_name) else {
        return Err(vm.prelude_call("_decode_otherwise", &[data, encoding_name, errors]));
    };
    let handler = Handler::find(vm.heap.text(vm.heap.content(errors)));
    match decode(vm, data, encoding, handler.unwrap_or(Handler::Strict), true)? {
        Ok((text, _)) => Ok(vm.heap.string(text)),
        Err(_) if handler.is_none() => Err(vm.prelude_call("_decode_handled", &[data, encoding_name, errors])),
        Err(trouble) => Err(decode_error(vm, data, trouble)),
    }
}

type Decoded = Result<(String, usize), Trouble>;

fn decode(vm: &mut Vm, data: Value, encoding: Encoding, handler: Handler, is_final: bool) -> Outcome<Decoded> {
    let Some(bytes) = vm.buffer(data) else { return Err(vm.not_bytes(data)) };
    let length = bytes.len();
    let most = match (encoding, handler) {
        (_, Handler::BackslashReplace | Handler::Replace | Handler::SurrogateEscape) => 4,
        (Encoding::Utf8 | Encoding::Utf8Signed | Encoding::Ascii, _) => 1,
        _ => 3,
    };
    vm.heap.reserve(length.saturating_mul(most))?;
    let decoded = codec::decode_part(encoding, &bytes, handler, is_final);
    vm.spend(length);
    Ok(decoded)
}

/// `decode_part(data, encoding, errors, final)`: the text, and how many bytes it took.
fn decode_part(vm: &mut Vm, args: &[Value]) -> Outcome {
    let Some(encoding) = encoding(vm, args[1]) else { return Err(unknown_encoding(vm, args[1])) };
    let Some(handler) = Handler::find(vm.heap.text(args[2])) else {
        let message = format!("unknown error handler name '{}'", vm.heap.text(args[2]));
        return Err(vm.error(vm.classes.lookup_error, &message));
    };
    let is_final = vm.truth(args[3]).unwrap_or_default();
    match decode(vm, args[0], encoding, handler, is_final)? {
        Ok((text, used)) => {
            let parts = [vm.heap.string(text), vm.heap.int(used as i64)];
            Ok(vm.heap.tuple(&parts))
        }
        Err(trouble) => Err(decode_error(vm, args[0], trouble)),
    }
}

fn unknown_encoding(vm: &mut Vm, name: Value) -> Escape {
    let message = format!("unknown encoding: {}", vm.heap.text(name));
    vm.error(vm.classes.lookup_error, &message)
}

/// `_encode_step(text, encoding, start)`: the bytes up to the first character that cannot be encoded; if there is one,
/// also the encoding's name, where the trouble begins and ends, and the reason.
fn encode_step(vm: &mut Vm, args: &[Value]) -> Outcome {
    let Some(encoding) = encoding(vm, args[1]) else { return Err(unknown_encoding(vm, args[1])) };
    let start = usize::try_from(vm.index(args[2])?).unwrap_or_default();
    let content = vm.heap.content(args[0]);
    let Some(index) = content.of(Kind::Str) else { return Err(Escape::Bail) };
    let text = vm.heap.strs.get(index);
    let mut out = Vec::new();
    let outcome = codec::encode_step(encoding, text.as_str(), text.offset(start), &mut out);
    let trouble = outcome.err().map(|trouble| (trouble, text.position(trouble.start), text.position(trouble.end)));
    let bytes = vm.heap.new_bytes(out.into());
    Ok(step(vm, bytes, trouble))
}

/// The same for bytes.
fn decode_step(vm: &mut Vm, args: &[Value]) -> Outcome {
    let Some(encoding) = encoding(vm, args[1]) else { return Err(unknown_encoding(vm, args[1])) };
    let start = usize::try_from(vm.index(args[2])?).unwrap_or_default();
    let Some(bytes) = vm.buffer(args[0]) else { return Err(vm.not_bytes(args[0])) };
    let mut out = String::new();
    let outcome = codec::decode_step(encoding, &bytes, start, true, &mut out);
    let trouble = outcome.err().map(|trouble| (trouble, trouble.start, trouble.end));
    let text = vm.heap.string(out);
    Ok(step(vm, text, trouble))
}

fn step(vm: &mut Vm, converted: Value, trouble: Option<(Trouble, usize, usize)>) -> Value {
    let Some((trouble, start, end)) = trouble else { return vm.heap.tuple(&[converted]) };
    let name = vm.heap.name(trouble.encoding.error_name());
    let (start, end) = (vm.heap.int(start as i64), vm.heap.int(end as i64));
    let reason = vm.heap.name(trouble.reason);
    vm.heap.tuple(&[converted, name, start, end, reason])
}

// --- errors ----------------------------------------------------------------------------------------------------------

fn encode_error(vm: &mut Vm, text: Value, trouble: Trouble) -> Escape {
    if trouble.unfit {
        return unfit(vm, "UnicodeEncodeError");
    }
    let whole = vm.heap.strs.get(text.index());
    let (start, end) = (whole.position(trouble.start), whole.position(trouble.end));
    error(vm, vm.classes.unicode_encode_error, text, trouble, start, end)
}

fn decode_error(vm: &mut Vm, data: Value, trouble: Trouble) -> Escape {
    if trouble.unfit {
        return unfit(vm, "UnicodeDecodeError");
    }
    let content = vm.heap.content(data);
    let data = if content.is(Kind::Bytes) {
        content
    } else {
        let bytes = vm.bytes_of(content).unwrap_or_default();
        vm.heap.new_bytes(bytes.into())
    };
    error(vm, vm.classes.unicode_decode_error, data, trouble, trouble.start, trouble.end)
}

fn unfit(vm: &mut Vm, name: &str) -> Escape {
    vm.type_error(format!("don't know how to handle {name} in error callback"))
}

fn error(vm: &mut Vm, class: u32, object: Value, trouble: Trouble, start: usize, end: usize) -> Escape {
    let name = vm.heap.name(trouble.encoding.error_name());
    let (start, end) = (vm.heap.int(start as i64), vm.heap.int(end as i64));
    let reason = vm.heap.name(trouble.reason);
    let arguments = [name, object, start, end, reason];
    let error = vm.new_error(class, &arguments);
    set_attributes(vm, error, &arguments);
    Escape::Raise(error)
}

const ATTRIBUTES: [&str; 5] = ["encoding", "object", "start", "end", "reason"];

fn set_attributes(vm: &mut Vm, error: Value, arguments: &[Value]) {
    for (name, &value) in ATTRIBUTES.into_iter().skip(5 - arguments.len()).zip(arguments) {
        let name = vm.heap.name(name);
        vm.set_own_attribute(error.index(), name, value);
    }
}

/// The arguments of a Unicode error, as its `__init__` checks and keeps them.
pub(super) fn init_error(vm: &mut Vm, error: Value, arguments: &[Value]) -> Outcome<()> {
    let is_decode = vm.is_instance(error, vm.classes.unicode_decode_error);
    let is_translate = vm.is_instance(error, vm.classes.unicode_translate_error);
    if !is_decode && !is_translate && !vm.is_instance(error, vm.classes.unicode_encode_error) {
        return Ok(());
    }
    let count = if is_translate { 4 } else { 5 };
    if arguments.len() != count {
        let message = format!("function takes exactly {count} arguments ({} given)", arguments.len());
        return Err(vm.type_error(message));
    }
    for (place, &argument) in arguments.iter().enumerate() {
        let role = place + 5 - count;
        let content = vm.heap.content(argument);
        let wanted = match role {
            1 if is_decode => {
                if vm.buffer(content).is_none() {
                    return Err(vm.not_bytes(argument));
                }
                continue;
            }
            2 | 3 => {
                vm.index(argument)?;
                continue;
            }
            _ => "str",
        };
        if !content.is(Kind::Str) {
            let message = format!("argument {} must be {wanted}, not {}", place + 1, vm.type_name(argument));
            return Err(vm.type_error(message));
        }
    }
    set_attributes(vm, error, arguments);
    Ok(())
}

/// `str(error)` of a Unicode error; `None` if it is none, or has not all its attributes.
pub(crate) fn unicode_error_text(vm: &mut Vm, error: Value) -> Option<String> {
    if !vm.is_instance(error, vm.classes.unicode_error) {
        return None;
    }
    let mut parts = [Value::NONE; 5];
    for (name, part) in ATTRIBUTES.into_iter().zip(&mut parts) {
        let name = vm.heap.name(name);
        match vm.own_attribute(error, name) {
            Some(value) => *part = value,
            None if vm.is_instance(error, vm.classes.unicode_translate_error) => {}
            None => return None,
        }
    }
    let [encoding, object, start, end, reason] = parts;
    let reason = vm.heap.text(vm.heap.content(reason));
    let encoding = vm.heap.text(vm.heap.content(encoding));
    let (start, end) = (start.as_small()?, end.as_small()?);
    let place = usize::try_from(start).ok();
    let one = place.filter(|_| end == start + 1);
    let last = end - 1;
    if vm.is_instance(error, vm.classes.unicode_decode_error) {
        return Some(match one.and_then(|place| vm.byte_at(object, place)) {
            Some(byte) => {
                format!("'{encoding}' codec can't decode byte 0x{byte:02x} in position {start}: {reason}")
            }
            None => format!("'{encoding}' codec can't decode bytes in position {start}-{last}: {reason}"),
        });
    }
    let what = match vm.is_instance(error, vm.classes.unicode_translate_error) {
        true => "can't translate".to_owned(),
        false => format!("'{encoding}' codec can't encode"),
    };
    let text = vm.heap.text(vm.heap.content(object));
    Some(match one.and_then(|place| text.chars().nth(place)) {
        Some(character) => {
            let shown = match crate::text::unicode::surrogate::code_point(character) {
                code @ 0..=0xFF => format!("\\x{code:02x}"),
                code @ 0x100..=0xFFFF => format!("\\u{code:04x}"),
                code => format!("\\U{code:08x}"),
            };
            format!("{what} character '{shown}' in position {start}: {reason}")
        }
        None => format!("{what} characters in position {start}-{last}: {reason}"),
    })
}
