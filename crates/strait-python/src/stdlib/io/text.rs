//! A file of text in memory. Places count characters.

use super::size;
use crate::{
    heap::{
        saturated,
        value::{Kind, Value},
    },
    stdlib::library::plain_foreign,
    vm::{
        Vm,
        native::{Escape, Outcome, natives},
    },
};

/// What ends lines.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Newline {
    /// Every line end becomes `\n`.
    Universal,
    /// Every line end counts, and stays as it is.
    Kept,
    /// This one; written in place of `\n`.
    Only(&'static str),
}

#[derive(Debug)]
struct TextFile {
    text: String,
    /// How many characters there are.
    length: usize,
    /// The place, in characters and in bytes; the bytes end with the text.
    place: usize,
    offset: usize,
    newline: Newline,
    /// Which line ends came: `\n`, `\r`, `\r\n`.
    seen: [bool; 3],
    closed: bool,
}

plain_foreign!(TextFile, |file| file.text.capacity());

impl Default for TextFile {
    fn default() -> Self {
        Self {
            text: String::new(),
            length: 0,
            place: 0,
            offset: 0,
            newline: Newline::Only("\n"),
            seen: [false; 3],
            closed: false,
        }
    }
}

impl TextFile {
    /// The rest of the text.
    fn rest(&self) -> &str {
        self.text.get(self.offset..).unwrap_or_default()
    }

    fn go_to(&mut self, place: usize) {
        self.place = place;
        self.offset = if place >= self.length {
            self.text.len()
        } else if self.length == self.text.len() {
            place
        } else {
            self.text.char_indices().nth(place).map_or(self.text.len(), |(offset, _)| offset)
        };
    }

    /// Takes so many bytes of the rest.
    fn take(&mut self, bytes: usize) -> String {
        let part = self.rest().get(..bytes).unwrap_or_default().to_owned();
        self.offset += part.len();
        self.place += part.chars().count();
        part
    }

    /// The bytes of up to so many characters of the rest.
    fn bytes_of(&self, most: usize) -> usize {
        let rest = self.rest();
        if self.length == self.text.len() {
            return most.min(rest.len());
        }
        rest.char_indices().nth(most).map_or(rest.len(), |(offset, _)| offset)
    }

    /// Where the next line ends, in bytes of the rest.
    fn line_end(&self) -> usize {
        let rest = self.rest();
        let end = match self.newline {
            Newline::Universal => memchr::memchr(b'\n', rest.as_bytes()).map(|end| end + 1),
            Newline::Kept => memchr::memchr2(b'\n', b'\r', rest.as_bytes())
                .map(|end| end + if rest[end..].starts_with("\r\n") { 2 } else { 1 }),
            Newline::Only(newline) => {
                memchr::memmem::find(rest.as_bytes(), newline.as_bytes()).map(|end| end + newline.len())
            }
        };
        end.unwrap_or(rest.len())
    }

    /// What is kept of a text that is written.
    fn translated(&mut self, text: &str) -> String {
        if matches!(self.newline, Newline::Universal | Newline::Kept) {
            let mut rest = text;
            while let Some(end) = memchr::memchr2(b'\n', b'\r', rest.as_bytes()) {
                let (kind, size) = match &rest[end..] {
                    end if end.starts_with("\r\n") => (2, 2),
                    end if end.starts_with('\r') => (1, 1),
                    _ => (0, 1),
                };
                self.seen[kind] = true;
                rest = &rest[end + size..];
            }
        }
        match self.newline {
            Newline::Universal if text.contains('\r') => text.replace("\r\n", "\n").replace('\r', "\n"),
            Newline::Only(newline) if newline != "\n" => text.replace('\n', newline),
            _ => text.to_owned(),
        }
    }

    fn write(&mut self, text: &str) {
        let text = self.translated(text);
        let count = text.chars().count();
        if self.place > self.length {
            self.text.extend(std::iter::repeat_n('\0', self.place - self.length));
            self.length = self.place;
            self.offset = self.text.len();
        }
        if self.place == self.length {
            self.text.push_str(&text);
            self.length += count;
        } else {
            let replaced = self.bytes_of(count);
            let replaced_count = count.min(self.length - self.place);
            self.text.replace_range(self.offset..self.offset + replaced, &text);
            self.length += count - replaced_count;
        }
        self.place += count;
        self.offset += text.len();
    }
}

pub(super) fn install(vm: &mut Vm, dict: u32) {
    let class = vm.add_foreign_class(dict, "_buffers", "TextFile");
    vm.add_static_methods(class, natives! { "__new__"("cls, *args, **kwargs") => new; });
    vm.add_methods(
        class,
        natives! {
            "__init__"("self, initial_value='', newline='\n'") => init;
            "read"("self, size=-1, /") => read;
            "readline"("self, size=-1, /") => read_line;
            "write"("self, s, /") => write;
            "seek"("self, pos, whence=0, /") => seek;
            "tell"("self, /") => |vm, args| { let place = file(vm, args[0])?.place; Ok(vm.heap.int(place as i64)) };
            "truncate"("self, pos=None, /") => truncate;
            "getvalue"("self, /") => |vm, args| {
                let length = file(vm, args[0])?.text.len();
                vm.heap.reserve(length)?;
                vm.spend(length);
                let text = file(vm, args[0])?.text.clone();
                Ok(vm.heap.string(text))
            };
            "close"("self, /") => |vm, args| {
                if let Some(file) = vm.foreign_content_mut::<TextFile>(args[0]) {
                    file.closed = true;
                    file.text = String::new();
                }
                Ok(Value::NONE)
            };
            "readable"("self, /") => |vm, args| file(vm, args[0]).map(|_| Value::TRUE);
            "writable"("self, /") => |vm, args| file(vm, args[0]).map(|_| Value::TRUE);
            "seekable"("self, /") => |vm, args| file(vm, args[0]).map(|_| Value::TRUE);
            "__iter__"("self, /") => |vm, args| file(vm, args[0]).map(|_| args[0]);
            "__next__"("self, /") => |vm, args| {
                let line = read_line(vm, &[args[0], Value::NONE])?;
                if vm.length_of(line) == Some(0) { Err(Escape::Raise(vm.stop_iteration(Value::NONE))) } else { Ok(line) }
            };
        },
    );
    vm.add_attributes(
        class,
        &[
            (
                "closed",
                |vm, value| Ok(Value::bool(vm.foreign_content::<TextFile>(value).is_none_or(|file| file.closed))),
                None,
            ),
            ("newlines", newlines, None),
            ("line_buffering", |vm, value| file(vm, value).map(|_| Value::FALSE), None),
        ],
    );
}

fn new(vm: &mut Vm, args: &[Value]) -> Outcome {
    let class = vm.known_class("_buffers", "TextFile");
    let made = vm.heap.foreign(class, TextFile::default());
    Ok(vm.with_class(args[0].index(), made))
}

/// The file, which must be open.
fn file(vm: &mut Vm, value: Value) -> Outcome<&mut TextFile> {
    match vm.foreign_content::<TextFile>(value) {
        Some(file) if !file.closed => {}
        Some(_) => return Err(vm.value_error("I/O operation on closed file")),
        None => return Err(vm.type_error("a StringIO object is required")),
    }
    vm.foreign_content_mut(value).ok_or(Escape::Bail)
}

fn init(vm: &mut Vm, args: &[Value]) -> Outcome {
    let content = vm.heap.content(args[2]);
    let newline = match content.kind() {
        _ if args[2].is_none() => Newline::Universal,
        // The default of the signature.
        None => Newline::Only("\n"),
        Some(Kind::Str) => match vm.heap.text(content) {
            "" => Newline::Kept,
            "\n" => Newline::Only("\n"),
            "\r" => Newline::Only("\r"),
            "\r\n" => Newline::Only("\r\n"),
            _ => {
                let message = format!("illegal newline value: {}", vm.short_repr(content));
                return Err(vm.value_error(message));
            }
        },
        Some(_) => {
            let message = format!("newline must be str or None, not {}", vm.type_name(args[2]));
            return Err(vm.type_error(message));
        }
    };
    let content = vm.heap.content(args[1]);
    let text = match content.of(Kind::Str) {
        Some(index) => vm.heap.strs.get(index).as_str().to_owned(),
        None if args[1].is_none() => String::new(),
        None => {
            let message = format!("initial_value must be str or None, not {}", vm.type_name(args[1]));
            return Err(vm.type_error(message));
        }
    };
    vm.heap.reserve(text.len())?;
    vm.heap.charge(text.len());
    if let Some(file) = vm.foreign_content_mut::<TextFile>(args[0]) {
        *file = TextFile { newline, ..TextFile::default() };
        file.write(&text);
        file.go_to(0);
    }
    Ok(Value::NONE)
}

fn newlines(vm: &mut Vm, value: Value) -> Outcome {
    let seen = file(vm, value)?.seen;
    let seen: Vec<&str> =
        [(1, "\r"), (0, "\n"), (2, "\r\n")].into_iter().filter(|&(kind, _)| seen[kind]).map(|(_, text)| text).collect();
    let names: Vec<Value> = seen.into_iter().map(|text| vm.heap.name(text)).collect();
    Ok(match names.as_slice() {
        [] => Value::NONE,
        [one] => *one,
        several => vm.heap.tuple(several),
    })
}

fn read(vm: &mut Vm, args: &[Value]) -> Outcome {
    file(vm, args[0])?;
    let most = size(vm, args, 1)?.unwrap_or(usize::MAX);
    let opened = file(vm, args[0])?;
    let bytes = opened.bytes_of(most);
    vm.heap.reserve(bytes)?;
    vm.spend(bytes);
    let part = file(vm, args[0])?.take(bytes);
    Ok(vm.heap.string(part))
}

fn read_line(vm: &mut Vm, args: &[Value]) -> Outcome {
    file(vm, args[0])?;
    let most = size(vm, args, 1)?;
    let opened = file(vm, args[0])?;
    let mut end = opened.line_end();
    if let Some(most) = most {
        end = end.min(opened.bytes_of(most));
    }
    let line = opened.take(end);
    vm.spend(end);
    Ok(vm.heap.string(line))
}

fn write(vm: &mut Vm, args: &[Value]) -> Outcome {
    let Some(index) = vm.heap.content(args[1]).of(Kind::Str) else {
        let message = format!("string argument expected, got '{}'", vm.type_name(args[1]));
        return Err(vm.type_error(message));
    };
    let opened = file(vm, args[0])?;
    let gap = opened.place.saturating_sub(opened.length);
    let text = vm.heap.strs.get(index);
    let (text, count) = (text.as_str().to_owned(), text.len());
    vm.heap.reserve(text.len().saturating_add(gap))?;
    vm.heap.charge(text.len() + gap);
    vm.spend(text.len());
    file(vm, args[0])?.write(&text);
    Ok(vm.heap.int(count as i64))
}

fn seek(vm: &mut Vm, args: &[Value]) -> Outcome {
    file(vm, args[0])?;
    let (offset, whence) = (vm.index_argument(args, 1)?, vm.index_argument(args, 2)?);
    if !(0..=2).contains(&whence) {
        return Err(vm.value_error(format!("Invalid whence ({whence}, should be 0, 1 or 2)")));
    }
    if offset < 0 && whence == 0 {
        return Err(vm.value_error(format!("Negative seek position {offset}")));
    }
    if offset != 0 && whence != 0 {
        let class = vm.classes.os_error;
        return Err(vm.error(class, "Can't do nonzero cur-relative seeks"));
    }
    let opened = file(vm, args[0])?;
    let place = match whence {
        0 => saturated(offset),
        1 => opened.place,
        _ => opened.length,
    };
    opened.go_to(place);
    vm.fuel -= 1;
    Ok(vm.heap.int(if whence == 0 { offset } else { place as i64 }))
}

fn truncate(vm: &mut Vm, args: &[Value]) -> Outcome {
    let place = file(vm, args[0])?.place;
    let length = if args[1].is_none() { place as i64 } else { vm.index_argument(args, 1)? };
    if length < 0 {
        return Err(vm.value_error(format!("Negative size value {length}")));
    }
    let opened = file(vm, args[0])?;
    let shorter = saturated(length);
    if shorter < opened.length {
        opened.go_to(shorter);
        let end = opened.offset;
        opened.text.truncate(end);
        opened.length = shorter;
        opened.go_to(place);
    }
    Ok(vm.heap.int(length))
}
