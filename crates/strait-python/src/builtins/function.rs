//! The functions of `builtins`.

use crate::{
    compile::op::Comparison,
    heap::{
        object::{Iter, Range, Slice, Super},
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
            "abs"("x, /") => abs;
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
            "bin"("number, /") => bin;
            "oct"("number, /") => oct;
            "hex"("number, /") => hex;
            "divmod"("x, y, /") => divmod, twin "_divmod";
            "pow"("base, exp, mod=None") => pow, twin "_pow";
            "round"("number, ndigits=None") => round, twin "_round";
            "sum"("iterable, /, start=0") => sum, twin "_sum";
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
    let prelude = vm.prelude;
    vm.add_functions(
        prelude,
        natives! {
            "_append"("list, item, /") => append;
            "_module"("name, /") => |vm, args| { let name = vm.heap.text(args[0]).to_owned(); Ok(vm.new_module(&name)) };
            "_modules"("") => |vm, _| Ok(Value::object(Kind::Dict, vm.modules));
            "_find_module"("name, /") => find_module;
            "_new_module"("name, file, text, path, /") => new_module;
            "_is_in_library"("name, /") => is_in_library;
            "_compile_text"("text, file, mode, globals, /") => compile_text;
            "_take_warnings"("") => take_warnings;
            "_with_globals"("code, globals, /") => with_globals;
            "_builtins"("") => |vm, _| Ok(Value::object(Kind::Dict, vm.built_in));
            "_sorted_leaf"("keys, values, reverse, /") => super::list::sorted_leaf;
            "_candidates"("container, hash, /") => super::dict::candidates;
            "_place"("container, hash, key, /") => super::dict::place;
            "_entry"("dict, place, /") => super::dict::entry;
            "_next_pair"("dict, place, /") => super::dict::next_pair;
            "_set_entry"("dict, place, value, /") => super::dict::set_entry;
            "_insert"("container, hash, key, value, /") => super::dict::insert;
            "_remove"("container, place, /") => super::dict::remove;
            "_str_leaf"("value, /") => |vm, args| super::str_of(vm, args[0]);
            "_plain_getattribute"("obj, name, /") => plain_getattribute;
            "_type_lookup"("cls, name, /") => type_lookup;
            "_caller_names"("") => caller_names;
            "_write"("text, /") => write;
            "_escaped"("text, /") => |vm, args| { let text = super::repr::escaped(vm.heap.text(args[0])); Ok(vm.heap.string(text)) };
            "_iterator_over"("kind, first, inner, /") => super::iterator::over;
            "_iterator_parts"("iterator, /") => super::iterator::parts;
            "_clear"("list, /") => |vm, args| { vm.heap.lists.get_mut(args[0].index()).clear(); Ok(Value::NONE) };
            "_replace_items"("list, items, /") => replace_items;
            "_proxied"("proxy, /") => super::wrapper::proxied_mapping;
            "_with_class"("cls, content, /") => |vm, args| Ok(vm.with_class(args[0].index(), args[1]));
            "_payload"("obj, /") => |vm, args| Ok(vm.heap.content(args[0]));
            "_class_of"("obj, /") => |vm, args| Ok(Vm::class_value(vm.class_of(args[0])));
        },
    );
    let classes = vm.classes;
    vm.add_static_methods(classes.range, natives! { "__new__"("cls, start, stop=..., step=..., /") => new_range; });
    vm.add_static_methods(classes.slice, natives! { "__new__"("cls, start, stop=..., step=..., /") => new_slice; });
    vm.add_static_methods(classes.super_, natives! { "__new__"("cls, type=..., object=None, /") => new_super; });
    vm.add_methods(
        classes.super_,
        natives! {
            "__init__"("self, type=..., object=None, /") => |_, _| Ok(Value::NONE);
            "__get__"("self, object, type=None, /") => bind_super;
        },
    );
    vm.add_attributes(
        classes.super_,
        &[
            ("__thisclass__", |vm, value| Ok(Vm::class_value(super_part(vm, value).class)), None),
            (
                "__self__",
                |vm, value| {
                    let object = super_part(vm, value).object;
                    Ok(if object.is_unbound() { Value::NONE } else { object })
                },
                None,
            ),
            (
                "__self_class__",
                |vm, value| {
                    let part = super_part(vm, value);
                    Ok(if part.object.is_unbound() { Value::NONE } else { Vm::class_value(part.object_class) })
                },
                None,
            ),
        ],
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

fn write(vm: &mut Vm, args: &[Value]) -> Outcome {
    vm.print(args[0])
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

pub(super) fn abs(vm: &mut Vm, args: &[Value]) -> Outcome {
    use crate::vm::number::Number;
    let class = vm.class_of(args[0]);
    let name = vm.heap.name("__abs__");
    if let Some(method) = vm.lookup_own(class, name) {
        return Err(Escape::call(method, args));
    }
    match vm.number_of(args[0]) {
        Some(Number::Small(value)) => Ok(vm.heap.int(value.abs())),
        Some(Number::Big(value)) => Ok(vm.heap.big(num_traits::Signed::abs(&value))),
        Some(Number::Float(value)) => Ok(Value::float(value.abs())),
        Some(Number::Complex(value)) => Ok(Value::float(value.real.hypot(value.imag))),
        None => {
            let message = format!("bad operand type for abs(): '{}'", vm.type_name(args[0]));
            Err(vm.type_error(message))
        }
    }
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

fn plain_getattribute(vm: &mut Vm, args: &[Value]) -> Outcome {
    let name = attribute_name(vm, args[1], "")?;
    let class = vm.class_of(args[0]);
    match vm.plain_attribute(args[0], class, name)? {
        Some(value) => Ok(value),
        None => Err(vm.attribute_error(args[0], name)),
    }
}

/// What a class has under a name, unbound; `None` for nothing.
fn type_lookup(vm: &mut Vm, args: &[Value]) -> Outcome {
    let name = attribute_name(vm, args[1], "")?;
    Ok(args[0].of(Kind::Class).and_then(|class| vm.lookup(class, name)).unwrap_or(Value::NONE))
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

fn in_radix(vm: &mut Vm, value: Value, radix: u32, prefix: &str) -> Outcome {
    let Some(number) = vm.integer_of(value) else {
        vm.index(value)?;
        return Err(Escape::Bail);
    };
    let digits = number.magnitude().to_str_radix(radix);
    let sign = if number.sign() == num_bigint::Sign::Minus { "-" } else { "" };
    Ok(vm.heap.string(format!("{sign}{prefix}{digits}")))
}

fn bin(vm: &mut Vm, args: &[Value]) -> Outcome {
    in_radix(vm, args[0], 2, "0b")
}

fn oct(vm: &mut Vm, args: &[Value]) -> Outcome {
    in_radix(vm, args[0], 8, "0o")
}

fn hex(vm: &mut Vm, args: &[Value]) -> Outcome {
    in_radix(vm, args[0], 16, "0x")
}

pub(super) fn divmod(vm: &mut Vm, args: &[Value]) -> Outcome {
    use crate::{compile::op::BinaryOperator, vm::number::Number};
    let (Some(left), Some(right)) = (vm.number_of(args[0]), vm.number_of(args[1])) else { return Err(Escape::Bail) };
    if let (Number::Float(_), _) | (_, Number::Float(_)) = (&left, &right) {
        let (Some(left), Some(right)) = (left.to_float(), right.to_float()) else { return Err(Escape::Bail) };
        if right == 0.0 {
            return Err(vm.zero_division("float divmod()"));
        }
        let (quotient, rest) = crate::vm::number::float_divmod(left, right);
        return Ok(vm.heap.tuple(&[Value::float(quotient), Value::float(rest)]));
    }
    let quotient = vm.arithmetic(BinaryOperator::FloorDivide, &left, &right)?;
    let rest = vm.arithmetic(BinaryOperator::Modulo, &left, &right)?;
    match (quotient, rest) {
        (Some(quotient), Some(rest)) => Ok(vm.heap.tuple(&[quotient, rest])),
        _ => Err(Escape::Bail),
    }
}

pub(super) fn pow(vm: &mut Vm, args: &[Value]) -> Outcome {
    use crate::compile::op::BinaryOperator;
    use num_integer::Integer as _;
    use num_traits::{One as _, Signed as _, Zero as _};
    if args[2].is_none() {
        let (Some(left), Some(right)) = (vm.number_of(args[0]), vm.number_of(args[1])) else {
            return Err(Escape::Bail);
        };
        return vm.arithmetic(BinaryOperator::Power, &left, &right)?.ok_or(Escape::Bail);
    }
    let (Some(base), Some(exponent), Some(modulus)) =
        (vm.integer_of(args[0]), vm.integer_of(args[1]), vm.integer_of(args[2]))
    else {
        return Err(Escape::Bail);
    };
    if modulus.is_zero() {
        return Err(vm.value_error("pow() 3rd argument cannot be 0"));
    }
    vm.fuel -= (modulus.bits() * exponent.bits() / 64) as i64;
    let (base, exponent) = if exponent.is_negative() {
        let found = base.extended_gcd(&modulus);
        if !found.gcd.abs().is_one() {
            return Err(vm.value_error("base is not invertible for the given modulus"));
        }
        ((found.x * found.gcd).mod_floor(&modulus), -exponent)
    } else {
        (base, exponent)
    };
    let power = base.modpow(&exponent, &modulus.abs());
    let power = power.mod_floor(&modulus);
    Ok(vm.heap.big(power))
}

pub(super) fn round(vm: &mut Vm, args: &[Value]) -> Outcome {
    use crate::vm::number::Number;
    let class = vm.class_of(args[0]);
    let name = vm.heap.name("__round__");
    if let Some(method) = vm.lookup_own(class, name) {
        let arguments = if args[1].is_none() { &args[..1] } else { args };
        return Err(Escape::call(method, arguments));
    }
    let digits = match vm.integer_of(args[1]) {
        _ if args[1].is_none() => None,
        // Digits beyond 64 bits are as good as all there are, or none.
        Some(digits) => Some(num_traits::ToPrimitive::to_i64(&digits).unwrap_or(match digits.sign() {
            num_bigint::Sign::Minus => i64::MIN,
            _ => i64::MAX,
        })),
        None => Some(vm.index(args[1])?),
    };
    match (vm.number_of(args[0]), digits) {
        (Some(Number::Float(value)), None) => {
            let rounded =
                crate::text::float::round_to_int(value).map_err(|error| super::number::text_error(vm, &error))?;
            Ok(super::number::from_int(vm, rounded))
        }
        (Some(Number::Float(value)), Some(digits)) => {
            let rounded = crate::text::float::round_to_digits(value, digits)
                .map_err(|error| super::number::text_error(vm, &error))?;
            Ok(Value::float(rounded))
        }
        (Some(number @ (Number::Small(_) | Number::Big(_))), Some(digits)) if digits < 0 => {
            super::number::round_integer(vm, &number, digits.unsigned_abs())
        }
        (Some(number @ (Number::Small(_) | Number::Big(_))), _) => Ok(vm.new_number(number)),
        _ => {
            let message = format!("type {} doesn't define __round__ method", vm.type_name(args[0]));
            Err(vm.type_error(message))
        }
    }
}

fn sum(vm: &mut Vm, args: &[Value]) -> Outcome {
    use crate::{compile::op::BinaryOperator, vm::number::Number};
    let message = match vm.heap.content(args[1]).kind() {
        Some(Kind::Str) => Some("sum() can't sum strings [use ''.join(seq) instead]"),
        Some(Kind::Bytes) => Some("sum() can't sum bytes [use b''.join(seq) instead]"),
        Some(Kind::ByteArray) => Some("sum() can't sum bytearray [use b''.join(seq) instead]"),
        _ => None,
    };
    if let Some(message) = message {
        return Err(vm.type_error(message));
    }
    let items = match vm.items_of(args[0]) {
        Err(Escape::Bail) => return Err(Escape::Drain(0)),
        other => other?,
    };
    let Some(mut total) = vm.number_of(args[1]) else { return Err(Escape::Bail) };
    let mut items = items.into_iter().peekable();
    while let Some(&item) = items.peek() {
        if let (Number::Small(sum), Some(number)) = (&total, item.as_small())
            && let Some(sum) = sum.checked_add(number)
        {
            total = Number::Small(sum);
            items.next();
            continue;
        }
        // A class derived from a number may add in its own way.
        let Some(number) = vm.number_of(item).filter(|_| !item.is(Kind::Instance)) else { return Err(Escape::Bail) };
        if let (Number::Float(_) | Number::Small(_) | Number::Big(_), Number::Float(_)) = (&total, &number) {
            // From here on the sum is compensated, as CPython 3.12 does.
            return sum_floats(vm, total.to_float().unwrap_or_default(), items.collect());
        }
        let Some(next) = vm.arithmetic(BinaryOperator::Add, &total, &number)? else { return Err(Escape::Bail) };
        total = vm.number_of(next).unwrap_or(Number::Small(0));
        items.next();
    }
    Ok(vm.new_number(total))
}

fn sum_floats(vm: &mut Vm, start: f64, items: Vec<Value>) -> Outcome {
    let (mut sum, mut compensation) = (start, 0.0);
    for item in items {
        use crate::vm::number::Number;
        match vm.number_of(item).filter(|_| !item.is(Kind::Instance)) {
            Some(Number::Complex(_)) | None => return Err(Escape::Bail),
            // Integers are added as they are.
            Some(Number::Small(value)) => sum += value as f64,
            Some(number) => {
                let Some(value) = number.to_float() else {
                    return Err(vm.overflow_error("int too large to convert to float"));
                };
                let next = sum + value;
                compensation += if sum.abs() >= value.abs() { (sum - next) + value } else { (value - next) + sum };
                sum = next;
            }
        }
    }
    let total = if compensation.is_finite() { sum + compensation } else { sum };
    Ok(Value::float(total))
}

fn format(vm: &mut Vm, args: &[Value]) -> Outcome {
    let spec = vm.heap.content(args[1]);
    if !spec.is(Kind::Str) {
        let message = format!("format() argument 2 must be str, not {}", vm.type_name(args[1]));
        return Err(vm.type_error(message));
    }
    if spec == vm.names.empty { vm.format_value(args[0], 0, None) } else { vm.format_with(args[0], spec) }
}

fn globals(vm: &mut Vm, _: &[Value]) -> Outcome {
    let globals = vm.frames.last().map_or(vm.built_in, |frame| frame.globals);
    Ok(Value::object(Kind::Dict, globals))
}

fn locals(vm: &mut Vm, _: &[Value]) -> Outcome {
    let Some(frame) = vm.frames.last().cloned() else { return Ok(Value::NONE) };
    Ok(vm.names_of_frame(&frame))
}

/// The module's names and the variables of the nearest function that is the script's.
fn caller_names(vm: &mut Vm, _: &[Value]) -> Outcome {
    let caller = vm.frames.iter().rposition(|frame| !frame.code.flags.hidden);
    let hidden: Vec<_> = vm.frames.drain(caller.map_or(0, |caller| caller + 1)..).collect();
    let outcome = globals(vm, &[]).and_then(|globals| Ok((globals, locals(vm, &[])?)));
    vm.frames.extend(hidden);
    let (globals, locals) = outcome?;
    Ok(vm.heap.tuple(&[globals, locals]))
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

fn replace_items(vm: &mut Vm, args: &[Value]) -> Outcome {
    let items = vm.heap.items(args[1]).map(<[Value]>::to_vec).unwrap_or_default();
    vm.heap.charge(items.len() * 8);
    *vm.heap.lists.get_mut(args[0].index()) = items;
    Ok(Value::NONE)
}

fn append(vm: &mut Vm, args: &[Value]) -> Outcome {
    vm.heap.charge(8);
    vm.heap.lists.get_mut(args[0].index()).push(args[1]);
    Ok(Value::NONE)
}

/// A library module: a pair of the new module and the function that fills it, or the module; `None` if there is none.
fn find_module(vm: &mut Vm, args: &[Value]) -> Outcome {
    let name = vm.heap.text(args[0]).to_owned();
    match crate::stdlib::source(&name) {
        Some((text, is_package)) => {
            let path = is_package.then(|| vm.heap.new_list(Vec::new()));
            vm.found_module(&name, &format!("<{name}>"), text, true, path)
        }
        None => Ok(crate::stdlib::native_module(vm, &name).unwrap_or(Value::NONE)),
    }
}

/// A module that the host found: `path` is a list for packages.
fn new_module(vm: &mut Vm, args: &[Value]) -> Outcome {
    let [name, file, text] = [args[0], args[1], args[2]].map(|text| vm.heap.text(vm.heap.content(text)).to_owned());
    let path = if args[3].is_none() { None } else { Some(args[3]) };
    vm.found_module(&name, &file, &text, false, path)
}

fn is_in_library(vm: &mut Vm, args: &[Value]) -> Outcome {
    let name = vm.heap.text(vm.heap.content(args[0]));
    Ok(Value::bool(crate::stdlib::source(name).is_some() || crate::stdlib::is_native(name)))
}

/// `eval` and `exec`: compiles a text into a function that runs with the given names.
fn compile_text(vm: &mut Vm, args: &[Value]) -> Outcome {
    use crate::compile::Mode;
    let [text, file, mode, globals] = *args else { return Err(Escape::Bail) };
    let text = vm.heap.text(vm.heap.content(text)).to_owned();
    let file = vm.heap.text(file).to_owned();
    let mode = match vm.heap.text(mode) {
        "eval" => Mode::Eval,
        "single" => Mode::Single,
        _ => Mode::Exec,
    };
    vm.fuel -= (text.len() / 8) as i64;
    let code = vm.compile_text(&file, &text, mode, false)?;
    let globals = globals.of(Kind::Dict).unwrap_or(vm.built_in);
    Ok(function_of(vm, code, globals))
}

/// What the compiler warned of since this was asked last: messages and lines.
fn take_warnings(vm: &mut Vm, _: &[Value]) -> Outcome {
    let taken = std::mem::take(&mut vm.warnings);
    let list = taken
        .iter()
        .map(|warning| {
            let message = vm.heap.str(&warning.message);
            vm.heap.tuple(&[message, Value::small_unchecked(i64::from(warning.line))])
        })
        .collect();
    Ok(vm.heap.new_list(list))
}

/// `_with_globals(code, globals)`: the code as a function whose module's names are those.
fn with_globals(vm: &mut Vm, args: &[Value]) -> Outcome {
    let Some(code) = args[0].of(Kind::Code).and_then(|index| vm.heap.codes.get(index).clone()) else {
        return Err(vm.type_error("code object expected"));
    };
    Ok(function_of(vm, code, args[1].index()))
}

fn function_of(vm: &mut Vm, code: std::rc::Rc<crate::compile::code::Code>, globals: u32) -> Value {
    let name = code.name;
    vm.heap.new_function(crate::heap::object::Function {
        code: Some(code),
        globals,
        name: Some(name),
        qualified_name: Some(name),
        ..Default::default()
    })
}

fn new_range(vm: &mut Vm, args: &[Value]) -> Outcome {
    let mut numbers = [0, 0, 1];
    let given = args[1..].iter().take_while(|argument| !argument.is_unbound()).count();
    for (place, &argument) in args[1..=given].iter().enumerate() {
        let Some(number) = vm.integer_of(argument) else {
            let class = vm.class_of(argument);
            if vm.lookup_own(class, vm.names.index).is_some() {
                return Err(vm.prelude_call("_range", &args[1..=given]));
            }
            let message = format!("'{}' object cannot be interpreted as an integer", vm.type_name(argument));
            return Err(vm.type_error(message));
        };
        let Some(number) = num_traits::ToPrimitive::to_i64(&number) else {
            return Err(vm.prelude_call("_long_range", &args[1..=given]));
        };
        numbers[place] = number;
    }
    let [first, second, step] = numbers;
    let (start, stop) = if given == 1 { (0, first) } else { (first, second) };
    if step == 0 {
        return Err(vm.value_error("range() arg 3 must not be zero"));
    }
    Ok(vm.heap.new_range(Range { start, stop, step }))
}

fn new_slice(vm: &mut Vm, args: &[Value]) -> Outcome {
    let given = |value: Value| if value.is_unbound() { Value::NONE } else { value };
    let slice = if args[2].is_unbound() {
        Slice { start: Value::NONE, stop: args[1], step: Value::NONE }
    } else {
        Slice { start: args[1], stop: args[2], step: given(args[3]) }
    };
    Ok(vm.heap.new_slice(slice))
}

fn new_super(vm: &mut Vm, args: &[Value]) -> Outcome {
    if args[1].is_unbound() {
        return Err(vm.runtime_error("super(): no arguments"));
    }
    let (Some(class), object) = (args[1].of(Kind::Class), args[2]) else {
        let message = format!("super() argument 1 must be a type, not {}", vm.type_name(args[1]));
        return Err(vm.type_error(message));
    };
    if object.is_unbound() {
        return Err(vm.runtime_error("super(): arg[0] deleted"));
    }
    let made = super_of(vm, class, object)?;
    Ok(vm.with_class(args[0].index(), made))
}

fn super_of(vm: &mut Vm, class: u32, object: Value) -> Outcome {
    if object.is_none() {
        return Ok(vm.heap.new_super(Super { class, object: Value::UNBOUND, object_class: class }));
    }
    let object_class = match object.of(Kind::Class) {
        Some(own) if vm.is_subclass(own, class) => own,
        _ => vm.class_of(object),
    };
    if !vm.is_subclass(object_class, class) {
        return Err(vm.type_error("super(type, obj): obj must be an instance or subtype of type"));
    }
    Ok(vm.heap.new_super(Super { class, object, object_class }))
}

fn super_part(vm: &Vm, value: Value) -> Super {
    vm.heap.content(value).of(Kind::Super).map(|index| *vm.heap.supers.get(index)).unwrap_or_default()
}

/// `super.__get__`: one without an object gets one.
fn bind_super(vm: &mut Vm, args: &[Value]) -> Outcome {
    let part = super_part(vm, args[0]);
    if args[1].is_none() || !part.object.is_unbound() {
        return Ok(args[0]);
    }
    super_of(vm, part.class, args[1])
}
