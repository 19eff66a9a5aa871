//! `unicodedata`. Names are those that the parser needs for `\N{...}`; `decomposition` and the database of Unicode 3.2
//! are not there.

#[rustfmt::skip]
mod tables;

use unicode_normalization::{
    UnicodeNormalization as _, char::canonical_combining_class, is_nfc, is_nfd, is_nfkc, is_nfkd,
};

use crate::{
    heap::value::{Kind, Value},
    text::unicode::{self, surrogate::code_point},
    vm::{
        Vm,
        native::{Outcome, natives},
    },
};

/// Category, direction, width, and whether it is mirrored.
#[derive(Debug)]
struct Properties(&'static str, &'static str, &'static str, bool);

pub(super) fn module(vm: &mut Vm) -> Value {
    let module = vm.new_module("unicodedata");
    let dict = vm.heap.modules.get(module.index()).dict;
    vm.add_functions(
        dict,
        natives! {
            "category"("chr, /") => |vm, args| { let found = properties(vm, args, "category")?.0; Ok(vm.heap.name(found)) };
            "bidirectional"("chr, /") => |vm, args| { let found = properties(vm, args, "bidirectional")?.1; Ok(vm.heap.name(found)) };
            "east_asian_width"("chr, /") => |vm, args| { let found = properties(vm, args, "east_asian_width")?.2; Ok(vm.heap.name(found)) };
            "mirrored"("chr, /") => |vm, args| { let found = properties(vm, args, "mirrored")?.3; Ok(Value::small_unchecked(i64::from(found))) };
            "combining"("chr, /") => combining;
            "decimal"("chr, default=..., /") => |vm, args| value(vm, args, "decimal", "not a decimal", |c| unicode::decimal_value(c).map(|value| Value::small_unchecked(i64::from(value))));
            "digit"("chr, default=..., /") => |vm, args| value(vm, args, "digit", "not a digit", |c| unicode::digit_value(c).map(|value| Value::small_unchecked(i64::from(value))));
            "numeric"("chr, default=..., /") => |vm, args| value(vm, args, "numeric", "not a numeric character", |c| unicode::numeric_value(c).map(Value::float));
            "name"("chr, default=..., /") => name;
            "lookup"("name, /") => lookup;
            "normalize"("form, unistr, /") => normalize;
            "is_normalized"("form, unistr, /") => is_normalized;
        },
    );
    let (name, version) = (vm.heap.name("unidata_version"), vm.heap.name("15.0.0"));
    vm.set_name(dict, name, version);
    module
}

/// The one character of an argument.
fn character(vm: &mut Vm, value: Value, what: &str) -> Outcome<char> {
    let content = vm.heap.content(value);
    if content.is(Kind::Str) {
        let mut characters = vm.heap.text(content).chars();
        if let (Some(character), None) = (characters.next(), characters.next()) {
            return Ok(character);
        }
    }
    let message = format!("{what} must be a unicode character, not {}", vm.type_name(value));
    Err(vm.type_error(message))
}

fn properties(vm: &mut Vm, args: &[Value], function: &str) -> Outcome<&'static Properties> {
    let character = character(vm, args[0], &format!("{function}() argument"))?;
    Ok(properties_of(character))
}

fn properties_of(character: char) -> &'static Properties {
    let code = code_point(character);
    let number = match u16::try_from(code) {
        Ok(code) => {
            let run = tables::BMP_STARTS.partition_point(|&start| start <= code).saturating_sub(1);
            tables::BMP_PROPERTIES.get(run)
        }
        Err(_) => {
            let run = tables::ASTRAL_STARTS.partition_point(|&start| start <= code).saturating_sub(1);
            tables::ASTRAL_PROPERTIES.get(run)
        }
    };
    tables::PROPERTIES.get(number.copied().map_or(0, usize::from)).unwrap_or(&tables::PROPERTIES[0])
}

/// Whether Unicode 15.0 knows the character; the libraries used here follow newer versions.
fn is_assigned(character: char) -> bool {
    properties_of(character).0 != "Cn"
}

fn combining(vm: &mut Vm, args: &[Value]) -> Outcome {
    let character = character(vm, args[0], "combining() argument")?;
    let class = if is_assigned(character) { canonical_combining_class(character) } else { 0 };
    Ok(Value::small_unchecked(i64::from(class)))
}

/// The value of a character, or the default, or an error.
fn value(vm: &mut Vm, args: &[Value], function: &str, fault: &str, of: fn(char) -> Option<Value>) -> Outcome {
    let character = character(vm, args[0], &format!("{function}() argument 1"))?;
    match of(character) {
        Some(value) => Ok(value),
        None if args[1].is_unbound() => Err(vm.value_error(fault)),
        None => Ok(args[1]),
    }
}

fn name(vm: &mut Vm, args: &[Value]) -> Outcome {
    let character = character(vm, args[0], "name() argument 1")?;
    let name = unicode_names2::name(character).filter(|_| is_assigned(character)).map(|name| name.to_string());
    match name {
        Some(name) => Ok(vm.heap.string(name)),
        None if args[1].is_unbound() => Err(vm.value_error("no such name")),
        None => Ok(args[1]),
    }
}

fn lookup(vm: &mut Vm, args: &[Value]) -> Outcome {
    let content = vm.heap.content(args[0]);
    if !content.is(Kind::Str) {
        let message = format!("lookup() argument must be str, not {}", vm.type_name(args[0]));
        return Err(vm.type_error(message));
    }
    let name = vm.heap.text(content);
    match unicode_names2::character(name).filter(|&character| is_assigned(character)) {
        Some(character) => {
            let mut buffer = [0; 4];
            Ok(vm.heap.str(character.encode_utf8(&mut buffer)))
        }
        None => {
            let message = format!("undefined character name '{name}'");
            let message = vm.heap.string(message);
            Err(vm.key_error(message))
        }
    }
}

/// A normal form.
#[derive(Clone, Copy)]
enum Form {
    Nfc,
    Nfd,
    Nfkc,
    Nfkd,
}

/// The form and the text that the arguments are.
fn form_and_text(vm: &mut Vm, args: &[Value], function: &str) -> Outcome<(Form, Value)> {
    for (place, &value) in args.iter().enumerate() {
        if !vm.heap.content(value).is(Kind::Str) {
            let message = format!("{function}() argument {} must be str, not {}", place + 1, vm.type_name(value));
            return Err(vm.type_error(message));
        }
    }
    let form = match vm.heap.text(vm.heap.content(args[0])) {
        "NFC" => Form::Nfc,
        "NFD" => Form::Nfd,
        "NFKC" => Form::Nfkc,
        "NFKD" => Form::Nfkd,
        _ => return Err(vm.value_error("invalid normalization form")),
    };
    Ok((form, vm.heap.content(args[1])))
}

fn normalize(vm: &mut Vm, args: &[Value]) -> Outcome {
    let (form, content) = form_and_text(vm, args, "normalize")?;
    if vm.heap.text(content).is_ascii() {
        return Ok(content);
    }
    let text = vm.heap.text(content);
    let mut out = String::with_capacity(text.len());
    for part in parts(text) {
        match part {
            Part::Known(part) => match form {
                Form::Nfc => collect(vm, part.nfc(), &mut out)?,
                Form::Nfd => collect(vm, part.nfd(), &mut out)?,
                Form::Nfkc => collect(vm, part.nfkc(), &mut out)?,
                Form::Nfkd => collect(vm, part.nfkd(), &mut out)?,
            },
            Part::Unknown(character) => out.push(character),
        }
    }
    vm.fuel -= (out.len() / 16) as i64;
    Ok(vm.heap.string(out))
}

/// A part of a text between characters that Unicode 15.0 has not assigned, or such a character. It stays as it is, and what
/// follows does not combine with what is before it.
enum Part<'t> {
    Known(&'t str),
    Unknown(char),
}

fn parts(text: &str) -> impl Iterator<Item = Part<'_>> {
    let is_unknown = |character: char| !character.is_ascii() && !is_assigned(character);
    text.split_inclusive(is_unknown).flat_map(move |part| {
        let last = part.chars().next_back().filter(|&last| is_unknown(last));
        let known = last.map_or(part, |last| part.strip_suffix(last).unwrap_or(part));
        std::iter::once(Part::Known(known)).chain(last.map(Part::Unknown))
    })
}

/// Appends characters while there is room.
fn collect(vm: &Vm, characters: impl Iterator<Item = char>, out: &mut String) -> Outcome<()> {
    for (count, character) in characters.enumerate() {
        out.push(character);
        if count % 4096 == 0 {
            vm.heap.reserve(out.len() * 2)?;
        }
    }
    Ok(())
}

fn is_normalized(vm: &mut Vm, args: &[Value]) -> Outcome {
    let (form, content) = form_and_text(vm, args, "is_normalized")?;
    let text = vm.heap.text(content);
    vm.fuel -= (text.len() / 16) as i64;
    let is_normal = match form {
        Form::Nfc => is_nfc,
        Form::Nfd => is_nfd,
        Form::Nfkc => is_nfkc,
        Form::Nfkd => is_nfkd,
    };
    Ok(Value::bool(parts(text).all(|part| match part {
        Part::Known(part) => is_normal(part),
        Part::Unknown(_) => true,
    })))
}
