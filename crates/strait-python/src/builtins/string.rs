//! `str`, and formatting.

use std::borrow::Cow;

use crate::{
    heap::{
        saturated,
        value::{Kind, Value},
    },
    text::{Spec, TextError, unicode},
    vm::{
        Vm,
        native::{Escape, Outcome, natives},
        number::Number,
    },
};

/// The largest index there is.
const END: &str = "9223372036854775807";

pub(super) fn install(vm: &mut Vm) {
    let class = vm.classes.str_;
    debug_assert_eq!(END, i64::MAX.to_string());
    vm.add_static_methods(
        class,
        natives! { "__new__"("cls, object='', encoding=..., errors=...") => new_str, twin "_new_str"; },
    );
    vm.add_methods(
        class,
        natives! {
            "upper"("self, /") => |vm, args| changed(vm, args, unicode::upper);
            "lower"("self, /") => |vm, args| changed(vm, args, unicode::lower);
            "title"("self, /") => |vm, args| changed(vm, args, unicode::title);
            "capitalize"("self, /") => |vm, args| changed(vm, args, unicode::capitalize);
            "swapcase"("self, /") => |vm, args| changed(vm, args, unicode::swapcase);
            "casefold"("self, /") => |vm, args| changed(vm, args, unicode::casefold);
            "isalpha"("self, /") => |vm, args| Ok(Value::bool(unicode::isalpha(text(vm, args[0]))));
            "isalnum"("self, /") => |vm, args| Ok(Value::bool(unicode::isalnum(text(vm, args[0]))));
            "isdigit"("self, /") => |vm, args| Ok(Value::bool(unicode::isdigit(text(vm, args[0]))));
            "isdecimal"("self, /") => |vm, args| Ok(Value::bool(unicode::isdecimal(text(vm, args[0]))));
            "isnumeric"("self, /") => |vm, args| Ok(Value::bool(unicode::isnumeric(text(vm, args[0]))));
            "isspace"("self, /") => |vm, args| Ok(Value::bool(unicode::isspace(text(vm, args[0]))));
            "isupper"("self, /") => |vm, args| Ok(Value::bool(unicode::isupper(text(vm, args[0]))));
            "islower"("self, /") => |vm, args| Ok(Value::bool(unicode::islower(text(vm, args[0]))));
            "istitle"("self, /") => |vm, args| Ok(Value::bool(unicode::istitle(text(vm, args[0]))));
            "isidentifier"("self, /") => |vm, args| Ok(Value::bool(unicode::isidentifier(text(vm, args[0]))));
            "isprintable"("self, /") => |vm, args| Ok(Value::bool(unicode::isprintable(text(vm, args[0]))));
            "isascii"("self, /") => |vm, args| Ok(Value::bool(text(vm, args[0]).is_ascii()));
            "strip"("self, chars=None, /") => |vm, args| strip(vm, args, true, true);
            "lstrip"("self, chars=None, /") => |vm, args| strip(vm, args, true, false);
            "rstrip"("self, chars=None, /") => |vm, args| strip(vm, args, false, true);
            "split"("self, sep=None, maxsplit=-1") => |vm, args| split(vm, args, false);
            "rsplit"("self, sep=None, maxsplit=-1") => |vm, args| split(vm, args, true);
            "splitlines"("self, keepends=False") => split_lines;
            "partition"("self, sep, /") => |vm, args| partition(vm, args, false);
            "rpartition"("self, sep, /") => |vm, args| partition(vm, args, true);
            "join"("self, iterable, /") => join;
            "replace"("self, old, new, count=-1, /") => replace;
            "find"("self, sub, start=None, end=None, /") => |vm, args| found(vm, args, false, false);
            "rfind"("self, sub, start=None, end=None, /") => |vm, args| found(vm, args, true, false);
            "index"("self, sub, start=None, end=None, /") => |vm, args| found(vm, args, false, true);
            "rindex"("self, sub, start=None, end=None, /") => |vm, args| found(vm, args, true, true);
            "count"("self, sub, start=None, end=None, /") => count;
            "startswith"("self, prefix, start=None, end=None, /") => |vm, args| affix(vm, args, true);
            "endswith"("self, suffix, start=None, end=None, /") => |vm, args| affix(vm, args, false);
            "removeprefix"("self, prefix, /") => |vm, args| remove_affix(vm, args, true);
            "removesuffix"("self, suffix, /") => |vm, args| remove_affix(vm, args, false);
            "ljust"("self, width, fillchar=' ', /") => |vm, args| justify(vm, args, 0);
            "rjust"("self, width, fillchar=' ', /") => |vm, args| justify(vm, args, 1);
            "center"("self, width, fillchar=' ', /") => |vm, args| justify(vm, args, 2);
            "zfill"("self, width, /") => zero_fill;
            "expandtabs"("self, tabsize=8") => expand_tabs;
            "encode"("self, encoding='utf-8', errors='strict'") => encode;
            "format"("self, *args, **kwargs") => super::formatting::str_format;
            "format_map"("self, mapping, /") => |vm, args| Err(vm.prelude_call("_str_format_map", args));
            "translate"("self, table, /") => super::translate::translate;
            "__format__"("self, format_spec, /") => format_content;
            "__getnewargs__"("self, /") => |vm, args| { let content = vm.heap.content(args[0]); Ok(vm.heap.tuple(&[content])) };
            "__sizeof__"("self, /") => |vm, args| { let bytes = text(vm, args[0]).len() as i64; Ok(vm.heap.int(41 + bytes)) };
        },
    );
    vm.add_static_methods(
        class,
        natives! { "maketrans"("x, y=..., z=..., /") => |vm, args| {
            let given = args.iter().take_while(|argument| !argument.is_unbound()).count();
            Err(vm.prelude_call("_maketrans", &args[..given]))
        }; },
    );
    let prelude = vm.prelude;
    vm.add_functions(
        prelude,
        natives! {
            "_format_spec"("value, spec, /") => |vm, args| { let spec = text(vm, args[1]).to_owned(); format_spec(vm, args[0], &spec) };
            "_template"("text, /") => template;
        },
    );
}

fn text(vm: &Vm, value: Value) -> &str {
    vm.heap.text(vm.heap.content(value))
}

/// The text of an argument that must be one.
fn wanted<'v>(vm: &'v mut Vm, value: Value, message: &str) -> Outcome<&'v str> {
    let content = vm.heap.content(value);
    if content.is(Kind::Str) {
        return Ok(vm.heap.text(content));
    }
    let message = message.replace("{}", vm.type_name(value));
    Err(vm.type_error(message))
}

/// `__format__` of numbers and strings.
pub(super) fn format_content(vm: &mut Vm, args: &[Value]) -> Outcome {
    let (content, spec) = (vm.heap.content(args[0]), vm.heap.content(args[1]));
    if !spec.is(Kind::Str) {
        let message = format!("__format__() argument must be str, not {}", vm.type_name(args[1]));
        return Err(vm.type_error(message));
    }
    if vm.heap.text(spec).is_empty() {
        return match super::str_of(vm, args[0]) {
            Err(Escape::Bail) => super::str_of(vm, content),
            other => other,
        };
    }
    vm.format_with(content, spec)
}

fn new_str(vm: &mut Vm, args: &[Value]) -> Outcome {
    let [class, object, encoding, errors] = *args else { return Err(Escape::Bail) };
    if !encoding.is_unbound() || !errors.is_unbound() {
        let text = decoded(vm, object, encoding, errors)?;
        return Ok(vm.with_class(class.index(), text));
    }
    let made = match super::str_of(vm, object) {
        Err(Escape::Call(request)) if class.index() == vm.classes.str_ => return Err(Escape::Call(request)),
        Err(Escape::Call(_)) => return Err(Escape::Bail),
        other => other?,
    };
    Ok(vm.with_class(class.index(), made))
}

/// `str(bytes, encoding, errors)`.
fn decoded(vm: &mut Vm, object: Value, encoding: Value, errors: Value) -> Outcome {
    let mut names = [("encoding", encoding, "utf-8"), ("errors", errors, "strict")];
    for (name, value, default) in &mut names {
        if value.is_unbound() {
            *value = vm.heap.name(default);
        } else {
            wanted(vm, *value, &format!("str() argument '{name}' must be str, not {{}}"))?;
        }
    }
    let content = vm.heap.content(object);
    if content.is(Kind::Str) {
        return Err(vm.type_error("decoding str is not supported"));
    }
    if vm.buffer(content).is_none() && !content.is(Kind::MemoryView) {
        let message = format!("decoding to str: need a bytes-like object, {} found", vm.type_name(object));
        return Err(vm.type_error(message));
    }
    super::codec::decoded(vm, content, names[0].1, names[1].1)
}

fn changed(vm: &mut Vm, args: &[Value], change: fn(&str) -> String) -> Outcome {
    let changed = change(text(vm, args[0]));
    Ok(vm.heap.string(changed))
}

fn strip(vm: &mut Vm, args: &[Value], left: bool, right: bool) -> Outcome {
    let chars: Option<Vec<char>> = match args[1].is_none() {
        true => None,
        false => {
            let side = match (left, right) {
                (true, true) => "",
                (true, false) => "l",
                _ => "r",
            };
            Some(wanted(vm, args[1], &format!("{side}strip arg must be None or str"))?.chars().collect())
        }
    };
    let goes = |character: char| match &chars {
        None => unicode::is_space(character),
        Some(chars) => chars.contains(&character),
    };
    let mut rest = text(vm, args[0]);
    let whole = rest.len();
    if left {
        rest = rest.trim_start_matches(goes);
    }
    if right {
        rest = rest.trim_end_matches(goes);
    }
    if rest.len() == whole && args[0].is(Kind::Str) {
        return Ok(args[0]);
    }
    let rest = rest.to_owned();
    Ok(vm.heap.string(rest))
}

fn list_of(vm: &mut Vm, parts: Vec<String>) -> Value {
    let items = parts.into_iter().map(|part| vm.heap.string(part)).collect();
    vm.heap.new_list(items)
}

/// Asks for room for the parts of a text that some characters end.
fn reserve_parts(vm: &Vm, whole: &str, most: usize, ends: impl Fn(char) -> bool) -> Outcome<()> {
    const SMALL: usize = 64 << 10;
    // Each is copied, then becomes an object.
    const PART: usize = 2 * (size_of::<String>() + size_of::<crate::heap::string::Str>());
    if whole.len() < SMALL {
        return Ok(());
    }
    let parts = whole.chars().filter(|&character| ends(character)).count().min(most).saturating_add(1);
    Ok(vm.heap.reserve(parts.saturating_mul(PART).saturating_add(whole.len()))?)
}

fn split(vm: &mut Vm, args: &[Value], from_right: bool) -> Outcome {
    let most = vm.index_argument(args, 2)?;
    let most = usize::try_from(most).unwrap_or(usize::MAX);
    let own = |part: &str| part.to_owned();
    if args[1].is_none() {
        let whole = text(vm, args[0]);
        reserve_parts(vm, whole, most, unicode::is_space)?;
        let parts = split_space(whole, most, from_right);
        return Ok(list_of(vm, parts));
    }
    let separator = wanted(vm, args[1], "must be str or None, not {}")?.to_owned();
    if separator.is_empty() {
        return Err(vm.value_error("empty separator"));
    }
    let whole = text(vm, args[0]);
    let last = separator.chars().next_back();
    reserve_parts(vm, whole, most, |character| Some(character) == last)?;
    let parts: Vec<String> = if from_right {
        let mut parts: Vec<String> = whole.rsplitn(most.saturating_add(1), &*separator).map(own).collect();
        parts.reverse();
        parts
    } else {
        whole.splitn(most.saturating_add(1), &*separator).map(own).collect()
    };
    Ok(list_of(vm, parts))
}

fn split_space(whole: &str, most: usize, from_right: bool) -> Vec<String> {
    let mut parts = Vec::new();
    let mut rest = whole;
    if from_right {
        loop {
            rest = rest.trim_end_matches(unicode::is_space);
            if rest.is_empty() {
                break;
            }
            if parts.len() == most {
                parts.push(rest.to_owned());
                break;
            }
            let start = rest.char_indices().rev().find(|&(_, character)| unicode::is_space(character));
            let start = start.map_or(0, |(place, character)| place + character.len_utf8());
            parts.push(rest[start..].to_owned());
            rest = &rest[..start];
        }
        parts.reverse();
        return parts;
    }
    loop {
        rest = rest.trim_start_matches(unicode::is_space);
        if rest.is_empty() {
            return parts;
        }
        if parts.len() == most {
            parts.push(rest.to_owned());
            return parts;
        }
        let end = rest.find(unicode::is_space).unwrap_or(rest.len());
        parts.push(rest[..end].to_owned());
        rest = &rest[end..];
    }
}

const fn is_line_end(character: char) -> bool {
    matches!(character, '\n' | '\r' | '\x0b' | '\x0c' | '\x1c' | '\x1d' | '\x1e' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

fn split_lines(vm: &mut Vm, args: &[Value]) -> Outcome {
    let keep = vm.truth(args[1]).unwrap_or_default();
    let whole = text(vm, args[0]);
    reserve_parts(vm, whole, usize::MAX, is_line_end)?;
    let mut parts = Vec::new();
    let mut start = 0;
    let mut characters = whole.char_indices().peekable();
    while let Some((place, character)) = characters.next() {
        if !is_line_end(character) {
            continue;
        }
        let mut end = place + character.len_utf8();
        if character == '\r' && characters.peek().is_some_and(|&(_, next)| next == '\n') {
            characters.next();
            end += 1;
        }
        parts.push(whole[start..if keep { end } else { place }].to_owned());
        start = end;
    }
    if start < whole.len() {
        parts.push(whole[start..].to_owned());
    }
    Ok(list_of(vm, parts))
}

fn partition(vm: &mut Vm, args: &[Value], from_right: bool) -> Outcome {
    let separator = wanted(vm, args[1], "must be str, not {}")?.to_owned();
    if separator.is_empty() {
        return Err(vm.value_error("empty separator"));
    }
    let whole = text(vm, args[0]);
    let place = if from_right { whole.rfind(&separator) } else { whole.find(&separator) };
    let parts = match place {
        Some(place) => [whole[..place].to_owned(), separator.clone(), whole[place + separator.len()..].to_owned()],
        None if from_right => [String::new(), String::new(), whole.to_owned()],
        None => [whole.to_owned(), String::new(), String::new()],
    };
    let parts = parts.map(|part| vm.heap.string(part));
    Ok(vm.heap.tuple(&parts))
}

fn join(vm: &mut Vm, args: &[Value]) -> Outcome {
    let items = match super::list::drained(vm, args[1], 1) {
        Err(Escape::Raise(error)) if vm.is_instance(error, vm.classes.type_error) => {
            return Err(vm.type_error("can only join an iterable"));
        }
        other => other?,
    };
    let separator = text(vm, args[0]).to_owned();
    let mut bytes = separator.len().saturating_mul(items.len().saturating_sub(1));
    let mut unshared = 0;
    for (place, &item) in items.iter().enumerate() {
        let content = vm.heap.content(item);
        match content.of(Kind::Str) {
            Some(index) => {
                let part = vm.heap.strs.get(index);
                bytes = bytes.saturating_add(part.bytes());
                unshared += part.unshared();
            }
            None => {
                let message = format!("sequence item {place}: expected str instance, {} found", vm.type_name(item));
                return Err(vm.type_error(message));
            }
        }
    }
    vm.heap.reserve(bytes.saturating_add(unshared))?;
    vm.heap.charge(unshared);
    let mut joined = String::with_capacity(bytes);
    for (place, &item) in items.iter().enumerate() {
        if place > 0 {
            joined.push_str(&separator);
        }
        joined.push_str(text(vm, item));
    }
    Ok(vm.heap.string(joined))
}

fn replace(vm: &mut Vm, args: &[Value]) -> Outcome {
    let old = wanted(vm, args[1], "replace() argument 1 must be str, not {}")?.to_owned();
    let new = wanted(vm, args[2], "replace() argument 2 must be str, not {}")?.to_owned();
    let most = vm.index_argument(args, 3)?;
    let most = usize::try_from(most).unwrap_or(usize::MAX);
    let whole = text(vm, args[0]);
    let times = if old.is_empty() { whole.chars().count() + 1 } else { whole.matches(&*old).count() }.min(most);
    if times == 0 {
        return Ok(vm.heap.content(args[0]));
    }
    let size = whole.len().saturating_add(times.saturating_mul(new.len()));
    vm.heap.reserve(size)?;
    let replaced = text(vm, args[0]).replacen(&*old, &new, most);
    Ok(vm.heap.string(replaced))
}

/// The part of a text between two indices, and the character at which it begins.
fn window(vm: &mut Vm, args: &[Value], first: usize) -> Outcome<Option<(usize, usize)>> {
    let length = vm.length_of(args[0]).unwrap_or_default() as i64;
    let mut limits = [0, length];
    for (place, limit) in limits.iter_mut().enumerate() {
        let value = args[first + place];
        if !value.is_none() {
            let index = match vm.integer_of(value) {
                // Beyond all lengths, in one direction or the other.
                Some(number) => num_traits::ToPrimitive::to_i64(&number)
                    .unwrap_or(if number.sign() == num_bigint::Sign::Minus { i64::MIN } else { i64::MAX }),
                None => {
                    vm.check_slice_part(value)?;
                    vm.index_argument(args, first + place)?
                }
            };
            *limit = if index < 0 { index.saturating_add(length).max(0) } else { index };
        }
    }
    let [start, end] = limits;
    Ok(if start > length { None } else { Some((start as usize, end.min(length) as usize)) })
}

fn found(vm: &mut Vm, args: &[Value], from_right: bool, must: bool) -> Outcome {
    let part = wanted(vm, args[1], "must be str, not {}")?.to_owned();
    let window = window(vm, args, 2)?;
    let content = vm.heap.content(args[0]);
    let whole = vm.heap.strs.get(content.index());
    let place = window.and_then(|(start, end)| {
        if start > end {
            return None;
        }
        let offset = whole.offset(start);
        let searched = &whole.as_str()[offset..whole.offset(end)];
        let place = if from_right { searched.rfind(&*part) } else { searched.find(&*part) }?;
        Some(whole.position(offset + place))
    });
    match place {
        Some(place) => Ok(vm.heap.int(place as i64)),
        None if must => Err(vm.value_error("substring not found")),
        None => Ok(Value::small_unchecked(-1)),
    }
}

fn count(vm: &mut Vm, args: &[Value]) -> Outcome {
    let part = wanted(vm, args[1], "must be str, not {}")?.to_owned();
    let Some((start, end)) = window(vm, args, 2)? else { return Ok(Value::small_unchecked(0)) };
    let content = vm.heap.content(args[0]);
    let searched = vm.heap.strs.get(content.index()).slice(start, end);
    let count = if part.is_empty() {
        if start > end { 0 } else { searched.chars().count() + 1 }
    } else {
        searched.matches(&*part).count()
    };
    Ok(vm.heap.int(count as i64))
}

fn affix(vm: &mut Vm, args: &[Value], is_prefix: bool) -> Outcome {
    let content = vm.heap.content(args[1]);
    let choices: Vec<Value> =
        if content.is(Kind::Tuple) { vm.heap.tuples.get(content.index()).to_vec() } else { vec![args[1]] };
    let window = window(vm, args, 2)?;
    for choice in choices {
        let name = if is_prefix { "startswith" } else { "endswith" };
        let message = if content.is(Kind::Tuple) {
            format!("tuple for {name} must only contain str, not {{}}")
        } else {
            format!("{name} first arg must be str or a tuple of str, not {{}}")
        };
        let part = wanted(vm, choice, &message)?.to_owned();
        let Some((start, end)) = window.filter(|(start, end)| start <= end) else { continue };
        let own = vm.heap.content(args[0]);
        let searched = vm.heap.strs.get(own.index()).slice(start, end);
        if if is_prefix { searched.starts_with(&*part) } else { searched.ends_with(&*part) } {
            return Ok(Value::TRUE);
        }
    }
    Ok(Value::FALSE)
}

fn remove_affix(vm: &mut Vm, args: &[Value], is_prefix: bool) -> Outcome {
    let name = if is_prefix { "removeprefix" } else { "removesuffix" };
    let part = wanted(vm, args[1], &format!("{name}() argument must be str, not {{}}"))?.to_owned();
    let whole = text(vm, args[0]);
    let rest = if is_prefix { whole.strip_prefix(&*part) } else { whole.strip_suffix(&*part) };
    match rest {
        Some(rest) => {
            let rest = rest.to_owned();
            Ok(vm.heap.string(rest))
        }
        None => Ok(vm.heap.content(args[0])),
    }
}

fn justify(vm: &mut Vm, args: &[Value], how: u8) -> Outcome {
    let width = saturated(vm.index_argument(args, 1)?);
    let fill = wanted(vm, args[2], "The fill character must be a unicode character, not {}")?.to_owned();
    if fill.chars().count() != 1 {
        return Err(vm.type_error("The fill character must be exactly one character long"));
    }
    let length = vm.length_of(args[0]).unwrap_or_default();
    let Some(missing) = width.checked_sub(length).filter(|&missing| missing > 0) else {
        return Ok(vm.heap.content(args[0]));
    };
    vm.heap.reserve(missing.saturating_mul(fill.len()))?;
    let left = match how {
        0 => 0,
        1 => missing,
        _ => missing / 2 + (missing & width & 1),
    };
    let justified = format!("{}{}{}", fill.repeat(left), text(vm, args[0]), fill.repeat(missing - left));
    Ok(vm.heap.string(justified))
}

fn zero_fill(vm: &mut Vm, args: &[Value]) -> Outcome {
    let width = saturated(vm.index_argument(args, 1)?);
    let length = vm.length_of(args[0]).unwrap_or_default();
    let Some(missing) = width.checked_sub(length) else { return Ok(vm.heap.content(args[0])) };
    vm.heap.reserve(missing)?;
    let whole = text(vm, args[0]);
    let signed = whole.starts_with(['+', '-']);
    let (sign, digits) = whole.split_at(usize::from(signed));
    let filled = format!("{sign}{}{digits}", "0".repeat(missing));
    Ok(vm.heap.string(filled))
}

fn expand_tabs(vm: &mut Vm, args: &[Value]) -> Outcome {
    let size = match vm.index_argument(args, 1) {
        Ok(size) if i32::try_from(size).is_ok() => size.max(0) as usize,
        Err(escape @ Escape::Index(_)) => return Err(escape),
        Err(Escape::Raise(error)) if !vm.is_instance(error, vm.classes.overflow_error) => {
            return Err(Escape::Raise(error));
        }
        _ => return Err(vm.overflow_error("Python int too large to convert to C int")),
    };
    let tabs = text(vm, args[0]).matches('\t').count();
    vm.heap.reserve(tabs.saturating_mul(size))?;
    let mut out = String::new();
    let mut column = 0;
    for character in text(vm, args[0]).chars() {
        match character {
            '\t' => {
                let spaces = if size == 0 { 0 } else { size - column % size };
                out.extend(std::iter::repeat_n(' ', spaces));
                column += spaces;
            }
            '\n' | '\r' => {
                out.push(character);
                column = 0;
            }
            _ => {
                out.push(character);
                column += 1;
            }
        }
    }
    Ok(vm.heap.string(out))
}

fn encode(vm: &mut Vm, args: &[Value]) -> Outcome {
    wanted(vm, args[1], "encode() argument 'encoding' must be str, not {}")?;
    wanted(vm, args[2], "encode() argument 'errors' must be str, not {}")?;
    let bytes = super::codec::encoded(vm, args[0], args[1], args[2])?;
    Ok(vm.heap.new_bytes(bytes.into()))
}

// --- formatting ------------------------------------------------------------------------------------------------------

/// A longer text is not copied from where it was written.
const MOST_SCRATCH: usize = 256;

/// `format(value, spec)` of a built-in value.
pub(super) fn format_spec(vm: &mut Vm, value: Value, spec_text: &str) -> Outcome {
    if spec_text.is_empty() {
        return super::str_of(vm, value);
    }
    let spec = Spec::parse(spec_text, &name_for_errors(vm, value));
    format_parsed(vm, value, spec)
}

/// The same, with the string object of the specification.
pub(super) fn format_by(vm: &mut Vm, value: Value, spec: Value) -> Outcome {
    let text = vm.heap.text(spec);
    if text.is_empty() {
        return super::str_of(vm, value);
    }
    let spec = Spec::parse(text, &name_for_errors(vm, value));
    format_parsed(vm, value, spec)
}

/// The name of a value's class.
fn name_for_errors(vm: &Vm, value: Value) -> Cow<'static, str> {
    if value.is_small() {
        return Cow::Borrowed("int");
    }
    if value.is_float() {
        return Cow::Borrowed("float");
    }
    if value.is(Kind::Str) {
        return Cow::Borrowed("str");
    }
    Cow::Owned(vm.type_name(value).to_owned())
}

fn format_parsed(vm: &mut Vm, value: Value, spec: Result<Spec, TextError>) -> Outcome {
    let content = vm.heap.content(value);
    let is_text = content.is(Kind::Str);
    let number = if is_text { None } else { vm.number_of(content) };
    if !is_text && number.is_none() {
        let message = format!("unsupported format string passed to {}.__format__", vm.type_name(value));
        return Err(vm.type_error(message));
    }
    let type_name = name_for_errors(vm, value);
    let spec = spec.map_err(|error| super::number::text_error(vm, &error))?;
    // Most texts are short, and are copied into their object.
    let mut out = std::mem::take(&mut vm.scratch);
    out.clear();
    let bound = match &number {
        None => spec.str_size_bound(vm.heap.text(content)),
        Some(Number::Float(_)) => spec.float_size_bound(),
        Some(Number::Complex(_)) => spec.complex_size_bound(),
        Some(number) => super::number::with_int(number, |value| spec.int_size_bound(value)).unwrap_or_default(),
    };
    vm.heap.reserve(usize::try_from(bound).unwrap_or(usize::MAX))?;
    let limit = vm.max_str_digits;
    let result = match &number {
        None => spec.write_str(vm.heap.text(content), &type_name, &mut out),
        Some(Number::Float(value)) => spec.write_float(*value, &type_name, &mut out),
        Some(Number::Complex(value)) => spec.write_complex(value.real, value.imag, &type_name, &mut out),
        Some(_) if content.is_bool() => spec.write_bool(content == Value::TRUE, &mut out),
        Some(number) => super::number::with_int(number, |value| spec.write_int(value, limit, &type_name, &mut out))
            .unwrap_or(Ok(())),
    };
    if let Err(error) = result {
        return Err(super::number::text_error(vm, &error));
    }
    if out.len() > MOST_SCRATCH {
        return Ok(vm.heap.string(out));
    }
    let formatted = vm.heap.str(&out);
    vm.scratch = out;
    Ok(formatted)
}

/// `_template(text)`: the pieces of a `str.format` template, as tuples (literal, name or None, conversion, spec). A mistake is
/// the last one, as an exception without a literal: what stands before it is done first.
fn template(vm: &mut Vm, args: &[Value]) -> Outcome {
    let whole = text(vm, args[0]).to_owned();
    let mut pieces = Vec::new();
    for piece in crate::text::template::Pieces::new(&whole) {
        let piece = match piece {
            Ok(piece) => piece,
            Err(error) => match super::number::text_error(vm, &error) {
                Escape::Raise(error) => {
                    pieces.push(vm.heap.tuple(&[Value::NONE, error, Value::NONE, Value::NONE]));
                    break;
                }
                other => return Err(other),
            },
        };
        let literal = vm.heap.string(piece.literal.to_owned());
        let tuple = match &piece.field {
            None => [literal, Value::NONE, Value::NONE, Value::NONE],
            Some(field) => {
                let name = vm.heap.str(field.name);
                let conversion = match field.conversion {
                    Some(conversion) => {
                        let mut buffer = [0; 4];
                        vm.heap.str(conversion.encode_utf8(&mut buffer))
                    }
                    None => Value::NONE,
                };
                let spec = vm.heap.str(field.spec);
                [literal, name, conversion, spec]
            }
        };
        pieces.push(vm.heap.tuple(&tuple));
    }
    Ok(vm.heap.new_list(pieces))
}
