//! `memoryview`: a view on the bytes of a `bytes` or `bytearray` object, of one dimension.

use num_traits::ToPrimitive as _;

use crate::{
    heap::{
        object::MemoryView,
        value::{Kind, Value},
    },
    packed::{self, Class, Packed},
    vm::{
        Vm,
        native::{Escape, Outcome, natives},
        number::Number,
    },
};

pub(super) fn install(vm: &mut Vm) {
    let class = vm.classes.memoryview;
    vm.add_static_methods(class, natives! { "__new__"("cls, object=...") => new; });
    vm.add_methods(
        class,
        natives! {
            "tobytes"("self, order='C'") => |vm, args| { check(vm, args[0])?; let bytes = vm.wanted_bytes(args[0])?; Ok(vm.heap.new_bytes(bytes.into())) };
            "tolist"("self, /") => to_list;
            "hex"("self, sep=..., bytes_per_sep=1") => |vm, args| {
                let bytes = vm.wanted_bytes(args[0])?;
                super::change::hex_text(vm, &bytes, args[1], args, 2)
            };
            "cast"("self, format, shape=...") => cast;
            "toreadonly"("self, /") => |vm, args| { let view = check(vm, args[0])?; Ok(made(vm, MemoryView { readonly: true, ..view })) };
            "release"("self, /") => release;
            "__enter__"("self, /") => |vm, args| { check(vm, args[0])?; Ok(args[0]) };
            "__exit__"("self, *args") => release;
            "__getitem__"("self, key, /") => |vm, args| get_item(vm, args[0], args[1]);
            "__setitem__"("self, key, value, /") => |vm, args| set_item(vm, args[0], args[1], args[2]).map(|()| Value::NONE);
            "__len__"("self, /") => |vm, args| { let length = check(vm, args[0])?.length; Ok(vm.heap.int(length as i64)) };
            "__iter__"("self, /") => |vm, args| vm.iterate(args[0]);
        },
    );
    vm.add_attributes(
        class,
        &[
            ("obj", |vm, value| Ok(check(vm, value)?.object), None),
            (
                "nbytes",
                |vm, value| {
                    let view = check(vm, value)?;
                    Ok(number(vm, view.length * view.item_size()))
                },
                None,
            ),
            ("readonly", |vm, value| Ok(Value::bool(check(vm, value)?.readonly)), None),
            (
                "itemsize",
                |vm, value| {
                    let view = check(vm, value)?;
                    Ok(number(vm, view.item_size()))
                },
                None,
            ),
            (
                "format",
                |vm, value| {
                    let view = check(vm, value)?;
                    Ok(vm.heap.name((view.format as char).encode_utf8(&mut [0; 4])))
                },
                None,
            ),
            (
                "ndim",
                |vm, value| {
                    check(vm, value)?;
                    Ok(number(vm, 1))
                },
                None,
            ),
            (
                "shape",
                |vm, value| {
                    let view = check(vm, value)?;
                    let length = number(vm, view.length);
                    Ok(vm.heap.tuple(&[length]))
                },
                None,
            ),
            (
                "strides",
                |vm, value| {
                    let view = check(vm, value)?;
                    let step = vm.heap.int(view.step as i64);
                    Ok(vm.heap.tuple(&[step]))
                },
                None,
            ),
            (
                "suboffsets",
                |vm, value| {
                    check(vm, value)?;
                    Ok(vm.heap.tuple(&[]))
                },
                None,
            ),
            ("c_contiguous", |vm, value| is_contiguous(vm, value), None),
            ("f_contiguous", |vm, value| is_contiguous(vm, value), None),
            ("contiguous", |vm, value| is_contiguous(vm, value), None),
        ],
    );
}

fn number(vm: &mut Vm, value: usize) -> Value {
    vm.heap.int(value as i64)
}

/// A view that is not released.
pub(super) fn check(vm: &mut Vm, value: Value) -> Outcome<MemoryView> {
    match value.of(Kind::MemoryView).map(|index| *vm.heap.memory_views.get(index)) {
        Some(view) if !view.released => Ok(view),
        _ => Err(vm.value_error("operation forbidden on released memoryview object")),
    }
}

fn is_contiguous(vm: &mut Vm, value: Value) -> Outcome {
    let view = check(vm, value)?;
    Ok(Value::bool(view.length < 2 || view.step == view.item_size() as isize))
}

/// A new view; from now on its array keeps its length.
fn made(vm: &mut Vm, view: MemoryView) -> Value {
    if let Some(array) = vm.heap.content(view.object).of(Kind::ByteArray) {
        vm.heap.exported.insert(array);
    }
    vm.heap.new_memory_view(view)
}

fn new(vm: &mut Vm, args: &[Value]) -> Outcome {
    if args[1].is_unbound() {
        return Err(vm.type_error("memoryview() missing required argument 'object' (pos 1)"));
    }
    let content = vm.heap.content(args[1]);
    let view = match content.kind() {
        Some(Kind::MemoryView) => check(vm, content)?,
        Some(Kind::Bytes | Kind::ByteArray) => {
            let length = super::own(vm, content).len();
            let readonly = content.is(Kind::Bytes);
            MemoryView { object: args[1], length, readonly, released: false, ..MemoryView::default() }
        }
        _ => {
            let message = format!("memoryview: a bytes-like object is required, not '{}'", vm.type_name(args[1]));
            return Err(vm.type_error(message));
        }
    };
    Ok(made(vm, view))
}

fn release(vm: &mut Vm, args: &[Value]) -> Outcome {
    vm.heap.memory_views.get_mut(args[0].index()).released = true;
    Ok(Value::NONE)
}

fn cast(vm: &mut Vm, args: &[Value]) -> Outcome {
    let view = check(vm, args[0])?;
    let content = vm.heap.content(args[1]);
    if !content.is(Kind::Str) {
        let message = format!("cast() argument 'format' must be str, not {}", vm.type_name(args[1]));
        return Err(vm.type_error(message));
    }
    let text = vm.heap.text(content).as_bytes();
    let format = match text.strip_prefix(b"@").unwrap_or(text) {
        &[letter] if packed::letter(letter, true).is_some() => letter,
        _ => {
            return Err(vm.value_error(
                "memoryview: destination format must be a native single character format prefixed with an optional '@'",
            ));
        }
    };
    let is_byte = |format: u8| matches!(format, b'b' | b'B' | b'c');
    if !is_byte(format) && !is_byte(view.format) {
        return Err(vm.type_error("memoryview: cannot cast between two non-byte formats"));
    }
    let size = view.item_size();
    if view.length > 1 && view.step != size as isize {
        return Err(vm.type_error("memoryview: casts are restricted to C-contiguous views"));
    }
    let bytes = view.length * size;
    let mut cast = MemoryView { format, ..view };
    let size = cast.item_size();
    if !bytes.is_multiple_of(size) {
        return Err(vm.type_error("memoryview: length is not a multiple of itemsize"));
    }
    cast.length = bytes / size;
    cast.step = size as isize;
    if !args[2].is_unbound() {
        let shape = vm.heap.items(args[2]).map(<[Value]>::to_vec);
        let Some(shape) = shape else { return Err(vm.type_error("shape must be a list or a tuple")) };
        match shape.as_slice() {
            &[length] if vm.integer_of(length) == Some(cast.length.into()) => {}
            [] | [_] => return Err(vm.type_error("memoryview: product(shape) * itemsize != buffer size")),
            _ => {
                let class = vm.classes.not_implemented_error;
                return Err(vm.error(class, "memoryview: views of several dimensions are not supported"));
            }
        }
    }
    Ok(made(vm, cast))
}

fn to_list(vm: &mut Vm, args: &[Value]) -> Outcome {
    let view = check(vm, args[0])?;
    vm.heap.reserve(view.length.saturating_mul(8))?;
    vm.fuel -= view.length as i64;
    let items = (0..view.length).filter_map(|place| view_item(vm, args[0], place)).collect();
    Ok(vm.heap.new_list(items))
}

/// An item of any object with bytes.
pub(crate) fn view_item(vm: &mut Vm, object: Value, place: usize) -> Option<Value> {
    let index = object.index();
    let byte = match object.kind()? {
        Kind::Bytes => vm.heap.byte_strings.get(index).get(place),
        Kind::ByteArray => vm.heap.byte_arrays.get(index).get(place),
        _ => None,
    };
    if let Some(&byte) = byte {
        return Some(Value::small_unchecked(i64::from(byte)));
    }
    let Some(index) = object.of(Kind::MemoryView) else {
        return vm.byte_at(object, place).map(|byte| Value::small_unchecked(i64::from(byte)));
    };
    let item = packed_item(vm, *vm.heap.memory_views.get(index), place)?;
    Some(unpacked(vm, item))
}

fn packed_item(vm: &Vm, view: MemoryView, place: usize) -> Option<Packed> {
    if view.released || place >= view.length {
        return None;
    }
    let (class, size) = packed::letter(view.format, true)?;
    let start = view.place(place);
    let bytes = vm.buffer(view.object)?;
    Some(packed::read(class, bytes.get(start..start + size)?, false))
}

/// A number as a value.
pub(crate) fn unpacked(vm: &mut Vm, item: Packed) -> Value {
    match item {
        Packed::Int(number) => vm.heap.int(number),
        Packed::Unsigned(number) => match i64::try_from(number) {
            Ok(number) => vm.heap.int(number),
            Err(_) => vm.heap.big(number.into()),
        },
        Packed::Float(number) => Value::float(number),
        Packed::Bool(truth) => Value::bool(truth),
        Packed::Char(byte) => vm.heap.new_bytes([byte].into()),
    }
}

/// Whether objects with bytes are equal: by their items, whatever their formats.
pub(crate) fn views_equal(vm: &Vm, left: Value, right: Value) -> bool {
    let format = |value: Value| match value.of(Kind::MemoryView) {
        Some(index) => *vm.heap.memory_views.get(index),
        None => MemoryView { object: value, released: false, ..MemoryView::default() },
    };
    let (l, r) = (format(left), format(right));
    if l.released || r.released {
        return left == right;
    }
    let is_float = matches!(packed::letter(l.format, true), Some((Class::Float, _)));
    if l.format == r.format && !is_float {
        return vm.buffer(left) == vm.buffer(right);
    }
    let length = |value| vm.length_of(value).unwrap_or_default();
    length(left) == length(right)
        && (0..length(left)).all(|place| {
            let item = |view: MemoryView, value| match view.length {
                0 => vm.byte_at(value, place).map(|byte| Packed::Unsigned(u64::from(byte))),
                _ => packed_item(vm, view, place),
            };
            match (item(l, left), item(r, right)) {
                (Some(left), Some(right)) => same(left, right),
                _ => false,
            }
        })
}

/// Whether two items are the same number.
fn same(left: Packed, right: Packed) -> bool {
    let number = |item: Packed| match item {
        Packed::Int(number) => Some(Number::Small(number)),
        Packed::Unsigned(number) => Some(Number::Big(number.into())),
        Packed::Float(number) => Some(Number::Float(number)),
        Packed::Bool(truth) => Some(Number::Small(i64::from(truth))),
        Packed::Char(_) => None,
    };
    match (number(left), number(right)) {
        (Some(left), Some(right)) => left.compare(&right) == Some(std::cmp::Ordering::Equal),
        _ => left == right,
    }
}

pub(super) fn get_item(vm: &mut Vm, object: Value, key: Value) -> Outcome {
    let view = check(vm, object)?;
    if key.is(Kind::Slice) {
        let bounds = vm.bounds(key, view.length)?;
        return Ok(made(vm, part(view, bounds)));
    }
    let place = place(vm, view, key)?;
    Ok(view_item(vm, object, place).unwrap_or(Value::NONE))
}

fn part(view: MemoryView, bounds: crate::vm::item::Bounds) -> MemoryView {
    let start = if bounds.count == 0 { view.start } else { view.place(bounds.start as usize) };
    MemoryView { start, length: bounds.count, step: view.step.saturating_mul(bounds.step as isize), ..view }
}

fn place(vm: &mut Vm, view: MemoryView, key: Value) -> Outcome<usize> {
    if vm.integer_of(key).is_none() {
        if vm.lookup_own(vm.class_of(key), vm.names.index).is_some() {
            return Err(Escape::Bail);
        }
        return Err(vm.type_error("memoryview: invalid slice key"));
    }
    let index = vm.index(key)?;
    let place = if index < 0 { index.saturating_add(view.length as i64) } else { index };
    match usize::try_from(place) {
        Ok(place) if place < view.length => Ok(place),
        _ => Err(vm.index_error("index out of bounds on dimension 1")),
    }
}

pub(super) fn set_item(vm: &mut Vm, object: Value, key: Value, value: Value) -> Outcome<()> {
    let view = check(vm, object)?;
    if view.readonly {
        return Err(vm.type_error("cannot modify read-only memory"));
    }
    let size = view.item_size();
    if key.is(Kind::Slice) {
        let bounds = vm.bounds(key, view.length)?;
        let bytes = vm.wanted_bytes(value)?;
        let format = match vm.heap.content(value).of(Kind::MemoryView) {
            Some(index) => vm.heap.memory_views.get(index).format,
            None => b'B',
        };
        if format != view.format || bytes.len() != bounds.count * size {
            return Err(vm.value_error("memoryview assignment: lvalue and rvalue have different structures"));
        }
        let target = part(view, bounds);
        for (item, bytes) in bytes.chunks(size).enumerate() {
            store(vm, target, item, bytes);
        }
        vm.spend(bytes.len());
        return Ok(());
    }
    let place = place(vm, view, key)?;
    let bytes = pack(vm, view.format, value)?;
    store(vm, view, place, &bytes);
    Ok(())
}

fn store(vm: &mut Vm, view: MemoryView, item: usize, bytes: &[u8]) {
    let start = view.place(item);
    vm.write_into(view.object, start, bytes);
}

/// The bytes of an item.
fn pack(vm: &mut Vm, format: u8, value: Value) -> Outcome<Vec<u8>> {
    let letter = format as char;
    let (class, size) = packed::letter(format, true).unwrap_or((Class::Unsigned, 1));
    let mut bytes = Vec::new();
    let wrong_type = |vm: &mut Vm| vm.type_error(format!("memoryview: invalid type for format '{letter}'"));
    let wrong_value = |vm: &mut Vm| vm.value_error(format!("memoryview: invalid value for format '{letter}'"));
    let raw = match class {
        Class::Bool => match vm.truth(value) {
            Some(truth) => u64::from(truth),
            None => return Err(Escape::Bail),
        },
        Class::Char => match vm.buffer(value).as_deref() {
            Some(&[byte]) => u64::from(byte),
            Some(_) => return Err(wrong_value(vm)),
            None => return Err(wrong_type(vm)),
        },
        Class::Float => match vm.number_of(value).map(|number| number.to_float()) {
            Some(Some(number)) => packed::float_bits(number, size)
                .unwrap_or_else(|| packed::float_bits(f64::INFINITY.copysign(number), size).unwrap_or_default()),
            _ => return Err(wrong_type(vm)),
        },
        _ => {
            if vm.integer_of(value).is_none() && vm.lookup_own(vm.class_of(value), vm.names.index).is_some() {
                return Err(Escape::Bail);
            }
            let Some(number) = vm.integer_of(value) else { return Err(wrong_type(vm)) };
            match number.to_i128().filter(|&number| packed::fits(number, class, size)) {
                Some(number) => number as u64,
                None => return Err(wrong_value(vm)),
            }
        }
    };
    packed::write(raw, size, false, &mut bytes);
    Ok(bytes)
}
