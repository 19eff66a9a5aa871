//! The functions of `builtins`.

use super::arithmetic;
use crate::{
    compile::op::Comparison,
    heap::{
        object::Iter,
        value::{Kind, Value},
    },
    vm::{
        Vm,
        native::{Check, Escape, Outcome, natives},
    },
};

pub(super) fn install(vm: &mut Vm) {
    let built_in = vm.built_in;
    vm.add_functions(
        built_in,
        natives! {
            "print"("*values, sep=' ', end=None, file=None, flush=False") => print, twin "_print";
            "len"("obj, /") => |vm, args| vm.length(args[0]);
            "repr"("obj, /") => repr, twin "_repr";
            "ascii"("obj, /") => ascii, twin "_ascii";
            "abs"("x, /") => arithmetic::abs;
            "hash"("obj, /") => hash, twin "_hash";
            "id"("obj, /") => |vm, args| Ok(vm.heap.int(super::repr::address(args[0]) as i64));
            "isinstance"("obj, class_or_tuple, /") => is_instance, twin "_isinstance";
            "issubclass"("cls, class_or_tuple, /") => is_subclass, twin "_issubclass";
            "callable"("obj, /") => callable;
            "getattr"("object, name, default=..., /") => getattr, twin "_getattr";
            "hasattr"("obj, name, /") => hasattr, twin "_hasattr";
            "setattr"("obj, name, value, /") => setattr;
            "delattr"("obj, name, /") => delattr;
            "iter"("object, sentinel=..., /") => iter;
            "next"("iterator, default=..., /") => next, twin "_next";
            "chr"("i, /") => chr;
            "ord"("c, /") => ord;
            "bin"("number, /") => arithmetic::bin;
            "oct"("number, /") => arithmetic::oct;
            "hex"("number, /") => arithmetic::hex;
            "divmod"("x, y, /") => arithmetic::divmod, twin "_divmod";
            "pow"("base, exp, mod=None") => arithmetic::pow, twin "_pow";
            "round"("number, ndigits=None") => arithmetic::round, twin "_round";
            "sum"("iterable, /, start=0") => arithmetic::sum, twin "_sum";
            "format"("value, format_spec='', /") => format, twin "_format_call";
            "globals"("") => globals;
            "locals"("") => locals;
            "vars"("object=..., /") => vars;
            "input"("prompt='', /") => |vm, args| Err(vm.prelude_call("_input", args));
            "sorted"("iterable, /, **keywords") => sorted;
            "min"("*args, **kwargs") => |vm, args| extreme(vm, "min", args);
            "max"("*args, **kwargs") => |vm, args| extreme(vm, "max", args);
            "any"("iterable, /") => |vm, args| quantified(vm, args, true, "_any");
            "all"("iterable, /") => |vm, args| quantified(vm, args, false, "_all");
            "eval"("source, globals=None, locals=None, /") => |vm, args| Err(vm.prelude_call("_eval", args));
            "exec"("source, globals=None, locals=None, /, *, closure=None") => |vm, args| Err(vm.prelude_call("_exec", args));
            "compile"("source, filename, mode, flags=0, dont_inherit=False, optimize=-1") => |vm, args| Err(vm.prelude_call("_compile", args));
            "dir"("object=..., /") => |vm, args| { let given = usize::from(!args[0].is_unbound()); Err(vm.prelude_call("_dir", &args[..given])) };
            "__import__"("name, globals=None, locals=None, fromlist=(), level=0") => |vm, args| Err(vm.prelude_call("_import_call", args));
        },
    );
}

fn print(vm: &mut Vm, args: &[Value]) -> Outcome {
    let [values, separator, end, file, _] = *args else { return Ok(Value::NONE) };
    if !file.is_none() || vm.stdout_is_replaced() {
        return Err(Escape::Bail);
    }
    for (value, name) in [(separator, "sep"), (end, "end")] {
        if !value.is_none() && !vm.heap.content(value).is(Kind::Str) {
            let message = format!("{name} must be None or a string, not {}", vm.type_name(value));
            return Err(vm.type_error(message));
        }
    }
    let text_or = |vm: &Vm, value: Value, default: &str| match value.is_none() {
        true => default.to_owned(),
        false => vm.heap.text(vm.heap.content(value)).to_owned(),
    };
    let separator = text_or(vm, separator, " ");
    let end = text_or(vm, end, "\n");
    let mut line = String::new();
    for (place, value) in vm.heap.items(values).map(<[Value]>::to_vec).unwrap_or_default().into_iter().enumerate() {
        if place > 0 {
            line.push_str(&separator);
        }
        match super::str_of(vm, value) {
            Ok(text) => line.push_str(vm.heap.text(text)),
            Err(Escape::Call(_)) => return Err(Escape::Bail),
            Err(escape) => return Err(escape),
        }
    }
    line.push_str(&end);
    let line = vm.heap.string(line);
    vm.print(line)
}

fn repr(vm: &mut Vm, args: &[Value]) -> Outcome {
    if let Some(index) = args[0].of(Kind::Instance) {
        let class = vm.heap.instances.get(index).class;
        if let Some(method) = vm.lookup_own(class, vm.names.repr) {
            return Err(Escape::call_checked(method, args, Check::Repr));
        }
    }
    let text = super::repr(vm, args[0])?;
    Ok(vm.heap.string(text))
}

fn ascii(vm: &mut Vm, args: &[Value]) -> Outcome {
    let text = super::repr(vm, args[0])?;
    let text = super::repr::escaped(&text);
    Ok(vm.heap.string(text))
}

fn hash(vm: &mut Vm, args: &[Value]) -> Outcome {
    if let Some(index) = args[0].of(Kind::Instance) {
        let class = vm.heap.instances.get(index).class;
        if vm.heap.classes.get(class).traits.own_hash
            && let Some(method) = vm.lookup_own(class, vm.names.hash).filter(|method| !method.is_none())
        {
            return Err(Escape::call_checked(method, args, Check::Hash));
        }
    }
    let hash = vm.leaf_hash(args[0])?;
    Ok(vm.heap.int(hash))
}

/// Whether a test holds for a class or one of a tuple of classes, asked in order; gives up on what has hooks.
fn among_classes(
    vm: &mut Vm,
    what: Value,
    message: &str,
    function: &str,
    test: &dyn Fn(&mut Vm, u32) -> bool,
) -> Outcome<bool> {
    let mut pending = vec![what];
    while let Some(value) = pending.pop() {
        let holds = match value.kind() {
            Some(Kind::Class) => {
                let metaclass = vm.class_of(value);
                let names = vm.names;
                let has_hook = metaclass != vm.classes.type_
                    && (vm.lookup_own(metaclass, names.instance_check).is_some()
                        || vm.lookup_own(metaclass, names.subclass_check).is_some());
                if has_hook {
                    return Err(Escape::Bail);
                }
                test(vm, value.index())
            }
            Some(Kind::Tuple) if pending.len() < 10_000 => {
                pending.extend(vm.heap.tuples.get(value.index()).iter().rev());
                false
            }
            Some(Kind::Wrapper) => match *vm.heap.wrappers.get(value.index()) {
                crate::heap::object::Wrapper::Union { args } => {
                    pending.push(args);
                    false
                }
                _ => {
                    let message = format!("{function}() argument 2 cannot be a parameterized generic");
                    return Err(vm.type_error(message));
                }
            },
            Some(Kind::Instance) => return Err(Escape::Bail),
            _ => return Err(vm.type_error(message)),
        };
        if holds {
            return Ok(true);
        }
    }
    Ok(false)
}

fn is_instance(vm: &mut Vm, args: &[Value]) -> Outcome {
    let message = "isinstance() arg 2 must be a type, a tuple of types, or a union";
    let class = vm.class_of(args[0]);
    // The exact class needs no hook.
    if args[1] == Vm::class_value(class) {
        return Ok(Value::TRUE);
    }
    if among_classes(vm, args[1], message, "isinstance", &|vm, of| vm.is_subclass(class, of))? {
        return Ok(Value::TRUE);
    }
    if vm.claims_class(args[0]) {
        return Err(vm.prelude_call("_claims", args));
    }
    Ok(Value::FALSE)
}

fn is_subclass(vm: &mut Vm, args: &[Value]) -> Outcome {
    let message = "issubclass() arg 2 must be a class, a tuple of classes, or a union";
    let Some(class) = args[0].of(Kind::Class) else {
        if args[0].is(Kind::Instance) {
            return Err(Escape::Bail);
        }
        return Err(vm.type_error("issubclass() arg 1 must be a class"));
    };
    among_classes(vm, args[1], message, "issubclass", &|vm, of| vm.is_subclass(class, of)).map(Value::bool)
}

fn callable(vm: &mut Vm, args: &[Value]) -> Outcome {
    Ok(Value::bool(is_callable(vm, args[0])))
}

pub(crate) fn is_callable(vm: &mut Vm, value: Value) -> bool {
    match value.kind() {
        Some(Kind::Function | Kind::Native | Kind::Method | Kind::Class) => true,
        Some(Kind::Wrapper) => true,
        Some(_) => {
            let class = vm.class_of(value);
            vm.lookup(class, vm.names.call).is_some_and(|call| !call.is_none())
        }
        None => false,
    }
}

/// An attribute's name, as the object that stands for it.
pub(super) fn attribute_name(vm: &mut Vm, value: Value, function: &str) -> Outcome {
    let content = vm.heap.content(value);
    if !content.is(Kind::Str) {
        let message = format!("{function}attribute name must be string, not '{}'", vm.type_name(value));
        return Err(vm.type_error(message));
    }
    if let Some(name) = vm.heap.known_name(content) {
        return Ok(name);
    }
    let text = vm.heap.text(content).to_owned();
    Ok(vm.heap.name(&text))
}

fn getattr(vm: &mut Vm, args: &[Value]) -> Outcome {
    let name = attribute_name(vm, args[1], "")?;
    if has_own_equality(vm, args[1]) {
        let given = if args[2].is_unbound() { &args[..2] } else { args };
        return Err(vm.prelude_call("_getattr_like", given));
    }
    let default = args[2];
    match vm.get_attribute(args[0], name) {
        Err(Escape::Raise(error)) if !default.is_unbound() && vm.is_instance(error, vm.classes.attribute_error) => {
            Ok(default)
        }
        Err(Escape::Call(_)) if !default.is_unbound() => Err(Escape::Bail),
        other => other,
    }
}

/// Whether a text is of a class that decides itself which other text equals it.
fn has_own_equality(vm: &Vm, name: Value) -> bool {
    let traits = &vm.heap.classes.get(vm.class_of(name)).traits;
    name.is(Kind::Instance) && (traits.own_equality || traits.own_hash)
}

fn hasattr(vm: &mut Vm, args: &[Value]) -> Outcome {
    let name = attribute_name(vm, args[1], "")?;
    if has_own_equality(vm, args[1]) {
        return Err(Escape::Bail);
    }
    match vm.get_attribute(args[0], name) {
        Ok(_) => Ok(Value::TRUE),
        Err(Escape::Raise(error)) if vm.is_instance(error, vm.classes.attribute_error) => Ok(Value::FALSE),
        Err(Escape::Call(_)) => Err(Escape::Bail),
        Err(escape) => Err(escape),
    }
}

fn setattr(vm: &mut Vm, args: &[Value]) -> Outcome {
    let name = attribute_name(vm, args[1], "")?;
    vm.set_attribute(args[0], name, args[2]).map(|()| Value::NONE)
}

fn delattr(vm: &mut Vm, args: &[Value]) -> Outcome {
    let name = attribute_name(vm, args[1], "")?;
    vm.delete_attribute(args[0], name).map(|()| Value::NONE)
}

fn iter(vm: &mut Vm, args: &[Value]) -> Outcome {
    if args[1].is_unbound() {
        return vm.iterate(args[0]);
    }
    if callable(vm, &args[..1])? == Value::FALSE {
        return Err(vm.type_error("iter(object, sentinel): object must be callable"));
    }
    Ok(vm.heap.new_iterator(Iter::Until { callable: args[0], sentinel: args[1] }))
}

fn next(vm: &mut Vm, args: &[Value]) -> Outcome {
    match vm.next(args[0]) {
        Ok(Some(item)) => Ok(item),
        Ok(None) if args[1].is_unbound() => Err(Escape::Raise(vm.stop_iteration(Value::NONE))),
        Ok(None) => Ok(args[1]),
        Err(escape) => Err(escape),
    }
}

fn chr(vm: &mut Vm, args: &[Value]) -> Outcome {
    let code = if args[0].is(Kind::BigInt) { i64::MAX } else { vm.index(args[0])? };
    if i32::try_from(code).is_err() {
        return Err(vm.overflow_error("Python int too large to convert to C int"));
    }
    let character = u32::try_from(code).ok().and_then(crate::text::unicode::surrogate::from_code_point);
    match character {
        Some(character) => {
            let mut buffer = [0; 4];
            Ok(vm.heap.str(character.encode_utf8(&mut buffer)))
        }
        None => Err(vm.value_error("chr() arg not in range(0x110000)")),
    }
}

fn ord(vm: &mut Vm, args: &[Value]) -> Outcome {
    let content = vm.heap.content(args[0]);
    if let Some(bytes) = vm.bytes_of(content) {
        if let [byte] = *bytes {
            return Ok(Value::small_unchecked(i64::from(byte)));
        }
        let message = format!("ord() expected a character, but string of length {} found", bytes.len());
        return Err(vm.type_error(message));
    }
    let Some(index) = content.of(Kind::Str) else {
        let message = format!("ord() expected string of length 1, but {} found", vm.type_name(args[0]));
        return Err(vm.type_error(message));
    };
    let text = vm.heap.strs.get(index);
    let mut characters = text.as_str().chars();
    match (characters.next(), characters.next()) {
        (Some(character), None) => {
            Ok(Value::small_unchecked(i64::from(crate::text::unicode::surrogate::code_point(character))))
        }
        _ => {
            let message = format!("ord() expected a character, but string of length {} found", text.len());
            Err(vm.type_error(message))
        }
    }
}

fn format(vm: &mut Vm, args: &[Value]) -> Outcome {
    let spec = vm.heap.content(args[1]);
    if !spec.is(Kind::Str) {
        let message = format!("format() argument 2 must be str, not {}", vm.type_name(args[1]));
        return Err(vm.type_error(message));
    }
    if spec == vm.names.empty { vm.format_value(args[0], 0, None) } else { vm.format_with(args[0], spec) }
}

pub(super) fn globals(vm: &mut Vm, _: &[Value]) -> Outcome {
    let globals = vm.frames.last().map_or(vm.built_in, |frame| frame.globals);
    Ok(Value::object(Kind::Dict, globals))
}

pub(super) fn locals(vm: &mut Vm, _: &[Value]) -> Outcome {
    let Some(frame) = vm.frames.last().cloned() else { return Ok(Value::NONE) };
    Ok(vm.names_of_frame(&frame))
}

fn vars(vm: &mut Vm, args: &[Value]) -> Outcome {
    if args[0].is_unbound() {
        return locals(vm, args);
    }
    match vm.get_attribute(args[0], vm.names.dict) {
        Err(Escape::Raise(_)) => Err(vm.type_error("vars() argument must have __dict__ attribute")),
        other => other,
    }
}

/// `min` and `max`.
fn extreme(vm: &mut Vm, name: &str, args: &[Value]) -> Outcome {
    let greatest = name == "max";
    match plain_extreme(vm, args, greatest) {
        Err(Escape::Bail) => {
            let name = vm.heap.name(name);
            Err(vm.prelude_call("_extreme", &[name, args[0], args[1], Value::bool(greatest)]))
        }
        other => other,
    }
}

/// The least or greatest of values that compare without a script's code, without keywords.
fn plain_extreme(vm: &mut Vm, args: &[Value], greatest: bool) -> Outcome {
    let keywords = args[1].of(Kind::Dict).map_or(0, |dict| vm.heap.dicts.get(dict).len());
    let given = vm.heap.items(args[0]).unwrap_or_default();
    let items = match *given {
        _ if keywords > 0 => return Err(Escape::Bail),
        [only] => match vm.heap.items(only) {
            Some(items) => items.to_vec(),
            None => return Err(Escape::Bail),
        },
        _ => given.to_vec(),
    };
    let comparison = if greatest { Comparison::Greater } else { Comparison::Less };
    let Some((&first, rest)) = items.split_first() else { return Err(Escape::Bail) };
    vm.fuel -= rest.len() as i64 / 8;
    let mut best = first;
    for &item in rest {
        if vm.compare(comparison, item, best)? == Value::TRUE {
            best = item;
        }
    }
    Ok(best)
}

/// `any` and `all`: the first item whose truth is `decides` decides.
fn quantified(vm: &mut Vm, args: &[Value], decides: bool, twin: &str) -> Outcome {
    let Some(length) = vm.heap.items(args[0]).map(<[Value]>::len) else { return Err(vm.prelude_call(twin, args)) };
    vm.fuel -= length as i64 / 32;
    for place in 0..length {
        let item = vm.heap.items(args[0]).and_then(|items| items.get(place).copied()).unwrap_or(Value::NONE);
        match vm.truth(item) {
            Some(truth) if truth == decides => return Ok(Value::bool(decides)),
            Some(_) => {}
            // Nothing was changed yet: the prelude may begin anew.
            None => return Err(vm.prelude_call(twin, args)),
        }
    }
    Ok(Value::bool(!decides))
}

/// `sorted`, where neither iterating nor comparing takes a script's code and no order but the natural one is asked for.
fn sorted(vm: &mut Vm, args: &[Value]) -> Outcome {
    let is_plain = args[1].of(Kind::Dict).is_none_or(|keywords| vm.heap.dicts.get(keywords).len() == 0);
    let items = vm.heap.items(args[0]).filter(|_| is_plain).map(<[Value]>::to_vec);
    let outcome = match items {
        Some(items) => {
            let (sorted, outcome) = super::sort::sort_by_keys(vm, &items, &items, false);
            outcome.map(|()| sorted)
        }
        None => Err(Escape::Bail),
    };
    match outcome {
        Ok(sorted) => Ok(vm.heap.new_list(sorted)),
        Err(Escape::Bail) => Err(vm.prelude_call("_sorted", args)),
        Err(escape) => Err(escape),
    }
}
