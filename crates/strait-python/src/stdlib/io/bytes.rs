//! A file of bytes in memory. Its content is a `bytearray`, so that views on it work as on any other.

use std::any::Any;

use super::size;
use crate::{
    heap::{
        object::{ForeignObject, MemoryView},
        saturated,
        value::{Kind, Value},
    },
    vm::{
        Vm,
        native::{Escape, Outcome, natives},
    },
};

#[derive(Clone, Copy, Debug)]
struct BytesFile {
    content: Value,
    place: usize,
    closed: bool,
}

impl ForeignObject for BytesFile {
    fn trace(&self, visit: &mut dyn FnMut(Value)) {
        visit(self.content);
    }

    fn bytes(&self) -> usize {
        0
    }

    fn as_any(&self) -> &dyn Any {
        self
    }

    fn as_any_mut(&mut self) -> &mut dyn Any {
        self
    }
}

pub(super) fn install(vm: &mut Vm, dict: u32) {
    let class = vm.add_foreign_class(dict, "_buffers", "BytesFile");
    vm.add_static_methods(class, natives! { "__new__"("cls, *args, **kwargs") => new; });
    vm.add_methods(
        class,
        natives! {
            "__init__"("self, initial_bytes=None") => init;
            "read"("self, size=-1, /") => read;
            "read1"("self, size=-1, /") => read;
            "readline"("self, size=-1, /") => read_line;
            "readinto"("self, buffer, /") => read_into;
            "write"("self, b, /") => write;
            "seek"("self, pos, whence=0, /") => seek;
            "tell"("self, /") => |vm, args| { let place = file(vm, args[0])?.place; Ok(vm.heap.int(place as i64)) };
            "truncate"("self, size=None, /") => truncate;
            "getvalue"("self, /") => |vm, args| { let file = file(vm, args[0])?; part(vm, file, 0, usize::MAX) };
            "getbuffer"("self, /") => get_buffer;
            "close"("self, /") => close;
            "readable"("self, /") => |vm, args| file(vm, args[0]).map(|_| Value::TRUE);
            "writable"("self, /") => |vm, args| file(vm, args[0]).map(|_| Value::TRUE);
            "seekable"("self, /") => |vm, args| file(vm, args[0]).map(|_| Value::TRUE);
            "isatty"("self, /") => |vm, args| file(vm, args[0]).map(|_| Value::FALSE);
            "flush"("self, /") => |vm, args| file(vm, args[0]).map(|_| Value::NONE);
            "__iter__"("self, /") => |vm, args| file(vm, args[0]).map(|_| args[0]);
            "__next__"("self, /") => |vm, args| {
                let line = read_line(vm, &[args[0], Value::NONE])?;
                if vm.length_of(line) == Some(0) { Err(Escape::Raise(vm.stop_iteration(Value::NONE))) } else { Ok(line) }
            };
        },
    );
    vm.add_attributes(
        class,
        &[(
            "closed",
            |vm, value| Ok(Value::bool(vm.foreign_content::<BytesFile>(value).is_none_or(|file| file.closed))),
            None,
        )],
    );
}

fn new(vm: &mut Vm, args: &[Value]) -> Outcome {
    let content = vm.heap.new_byte_array(Vec::new());
    let class = vm.known_class("_buffers", "BytesFile");
    let made = vm.heap.foreign(class, BytesFile { content, place: 0, closed: false });
    Ok(vm.with_class(args[0].index(), made))
}

/// The file, which must be open.
fn file(vm: &mut Vm, value: Value) -> Outcome<BytesFile> {
    match vm.foreign_content::<BytesFile>(value) {
        Some(file) if !file.closed => Ok(*file),
        Some(_) => Err(vm.value_error("I/O operation on closed file.")),
        None => Err(vm.type_error("a BytesIO object is required")),
    }
}

fn update(vm: &mut Vm, value: Value, change: impl FnOnce(&mut BytesFile)) {
    if let Some(file) = vm.foreign_content_mut(value) {
        change(file);
    }
}

fn content(vm: &mut Vm, file: BytesFile) -> &mut Vec<u8> {
    vm.heap.byte_arrays.get_mut(file.content.index())
}

fn init(vm: &mut Vm, args: &[Value]) -> Outcome {
    let bytes = if args[1].is_none() { Vec::new() } else { vm.wanted_bytes(args[1])? };
    let fresh = vm.heap.new_byte_array(bytes);
    update(vm, args[0], |file| *file = BytesFile { content: fresh, place: 0, closed: false });
    Ok(Value::NONE)
}

/// Bytes from a place on.
fn part(vm: &mut Vm, file: BytesFile, start: usize, most: usize) -> Outcome {
    let length = content(vm, file).len();
    let start = start.min(length);
    let count = most.min(length - start);
    vm.heap.reserve(count)?;
    vm.spend(count);
    let part = content(vm, file)[start..start + count].into();
    Ok(vm.heap.new_bytes(part))
}

fn read(vm: &mut Vm, args: &[Value]) -> Outcome {
    let opened = file(vm, args[0])?;
    let most = size(vm, args, 1)?.unwrap_or(usize::MAX);
    let bytes = part(vm, opened, opened.place, most)?;
    let count = vm.length_of(bytes).unwrap_or_default();
    update(vm, args[0], |file| file.place += count);
    Ok(bytes)
}

fn read_line(vm: &mut Vm, args: &[Value]) -> Outcome {
    let opened = file(vm, args[0])?;
    let most = size(vm, args, 1)?.unwrap_or(usize::MAX);
    let rest = content(vm, opened).get(opened.place..).unwrap_or_default();
    let line = memchr::memchr(b'\n', rest).map_or(rest.len(), |end| end + 1).min(most);
    update(vm, args[0], |file| file.place += line);
    part(vm, opened, opened.place, line)
}

fn read_into(vm: &mut Vm, args: &[Value]) -> Outcome {
    let opened = file(vm, args[0])?;
    let room = vm.writable_length(args[1], "readinto() argument must be read-write bytes-like object, not {}")?;
    let rest = content(vm, opened).get(opened.place..).unwrap_or_default();
    let bytes = rest[..room.min(rest.len())].to_vec();
    vm.write_into(args[1], 0, &bytes);
    vm.spend(bytes.len());
    update(vm, args[0], |file| file.place += bytes.len());
    Ok(vm.heap.int(bytes.len() as i64))
}

fn write(vm: &mut Vm, args: &[Value]) -> Outcome {
    let opened = file(vm, args[0])?;
    let bytes = vm.wanted_bytes(args[1])?;
    let length = content(vm, opened).len();
    let end = opened.place.saturating_add(bytes.len());
    if end > length {
        vm.check_exports(opened.content)?;
        vm.heap.room_in_byte_array(opened.content.index(), end - length)?;
    } else if vm.heap.exported.contains(&opened.content.index()) {
        vm.check_exports(opened.content)?;
    }
    vm.spend(bytes.len());
    let target = content(vm, opened);
    if bytes.is_empty() {
        return Ok(Value::small_unchecked(0));
    }
    if opened.place == length {
        target.extend_from_slice(&bytes);
    } else {
        if end > length {
            target.resize(end, 0);
        }
        target[opened.place..end].copy_from_slice(&bytes);
    }
    update(vm, args[0], |file| file.place = end);
    Ok(vm.heap.int(bytes.len() as i64))
}

fn seek(vm: &mut Vm, args: &[Value]) -> Outcome {
    let opened = file(vm, args[0])?;
    let (offset, whence) = (vm.index_argument(args, 1)?, vm.index_argument(args, 2)?);
    let from = match whence {
        0 if offset < 0 => return Err(vm.value_error(format!("negative seek value {offset}"))),
        0 => 0,
        1 => opened.place,
        2 => content(vm, opened).len(),
        _ => return Err(vm.value_error(format!("invalid whence ({whence}, should be 0, 1 or 2)"))),
    };
    let place = (from as i64).saturating_add(offset).max(0);
    update(vm, args[0], |file| file.place = saturated(place));
    Ok(vm.heap.int(place))
}

fn truncate(vm: &mut Vm, args: &[Value]) -> Outcome {
    let opened = file(vm, args[0])?;
    let length = if args[1].is_none() { opened.place as i64 } else { vm.index_argument(args, 1)? };
    if length < 0 {
        return Err(vm.value_error(format!("negative size value {length}")));
    }
    vm.check_exports(opened.content)?;
    content(vm, opened).truncate(saturated(length));
    Ok(vm.heap.int(length))
}

fn get_buffer(vm: &mut Vm, args: &[Value]) -> Outcome {
    let opened = file(vm, args[0])?;
    let length = content(vm, opened).len();
    vm.heap.exported.insert(opened.content.index());
    let view = MemoryView { object: opened.content, length, readonly: false, released: false, ..MemoryView::default() };
    Ok(vm.heap.new_memory_view(view))
}

fn close(vm: &mut Vm, args: &[Value]) -> Outcome {
    if let Some(opened) = vm.foreign_content::<BytesFile>(args[0]).copied().filter(|file| !file.closed) {
        vm.check_exports(opened.content)?;
        debug_assert!(opened.content.is(Kind::ByteArray));
        content(vm, opened).clear();
        update(vm, args[0], |file| file.closed = true);
    }
    Ok(Value::NONE)
}
