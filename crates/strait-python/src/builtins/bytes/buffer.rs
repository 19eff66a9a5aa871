//! The bytes of other objects: what `bytes`, `bytearray` and `memoryview` give to whoever wants to read or write them.

use std::borrow::Cow;

use crate::{
    heap::value::{Kind, Value},
    vm::{
        Vm,
        native::{Escape, Outcome},
    },
};

impl Vm {
    /// The bytes of a bytes-like object.
    pub(crate) fn bytes_of(&self, value: Value) -> Option<Vec<u8>> {
        self.buffer(value).map(Cow::into_owned)
    }

    /// The same without a copy, where they lie together.
    pub(crate) fn buffer(&self, value: Value) -> Option<Cow<'_, [u8]>> {
        let value = self.heap.content(value);
        let index = value.index();
        Some(match value.kind()? {
            Kind::Bytes => Cow::Borrowed(self.heap.byte_strings.get(index).as_ref()),
            Kind::ByteArray => Cow::Borrowed(self.heap.byte_arrays.get(index).as_slice()),
            Kind::MemoryView => {
                let view = self.heap.memory_views.get(index);
                if view.released {
                    return None;
                }
                let Cow::Borrowed(all) = self.buffer(view.object)? else { return None };
                let size = view.item_size();
                if view.step == size as isize {
                    let end = view.start.saturating_add(view.length * size);
                    return Some(Cow::Borrowed(all.get(view.start..end).unwrap_or_default()));
                }
                let mut bytes = Vec::with_capacity(view.length * size);
                for place in 0..view.length {
                    let start = view.place(place);
                    bytes.extend(all.get(start..start + size).unwrap_or_default());
                }
                Cow::Owned(bytes)
            }
            _ => return None,
        })
    }

    /// The bytes of an argument that must have some.
    pub(crate) fn wanted_bytes(&mut self, value: Value) -> Outcome<Vec<u8>> {
        let length = self.buffer(value).map_or(0, |bytes| bytes.len());
        self.heap.reserve(length)?;
        match self.bytes_of(value) {
            Some(bytes) => Ok(bytes),
            None => Err(self.not_bytes(value)),
        }
    }

    /// What is said of an object without bytes.
    pub(crate) fn not_bytes(&mut self, value: Value) -> Escape {
        if self.heap.content(value).is(Kind::MemoryView) {
            return self.value_error("operation forbidden on released memoryview object");
        }
        let message = format!("a bytes-like object is required, not '{}'", self.type_name(value));
        self.type_error(message)
    }

    pub(crate) fn byte_at(&self, value: Value, place: usize) -> Option<u8> {
        self.buffer(value)?.get(place).copied()
    }

    /// The length of an argument that is written into.
    pub(crate) fn writable_length(&mut self, value: Value, message: &str) -> Outcome<usize> {
        let content = self.heap.content(value);
        let writable = match content.kind() {
            Some(Kind::ByteArray) => true,
            Some(Kind::MemoryView) => !self.heap.memory_views.get(content.index()).readonly,
            _ => false,
        };
        match self.buffer(content).map(|bytes| bytes.len()) {
            Some(length) if writable => Ok(length),
            None if content.is(Kind::MemoryView) => Err(self.not_bytes(value)),
            _ => {
                let message = message.replace("{}", self.type_name(value));
                Err(self.type_error(message))
            }
        }
    }

    /// Writes into an object of which [`writable_length`](Self::writable_length) told the length.
    pub(crate) fn write_into(&mut self, value: Value, offset: usize, bytes: &[u8]) {
        let content = self.heap.content(value);
        if let Some(index) = content.of(Kind::ByteArray) {
            if let Some(target) = self.heap.byte_arrays.get_mut(index).get_mut(offset..offset + bytes.len()) {
                target.copy_from_slice(bytes);
            }
            return;
        }
        let Some(index) = content.of(Kind::MemoryView) else { return };
        let view = *self.heap.memory_views.get(index);
        let size = view.item_size();
        let Some(array) = self.heap.content(view.object).of(Kind::ByteArray) else { return };
        let array = self.heap.byte_arrays.get_mut(array);
        for (place, &byte) in (offset..).zip(bytes) {
            if let Some(target) = array.get_mut(view.place(place / size) + place % size) {
                *target = byte;
            }
        }
    }

    /// Takes fuel for work on so many bytes.
    pub(crate) fn spend(&mut self, bytes: usize) {
        self.fuel -= (bytes / 32) as i64;
    }

    // --- exports -----------------------------------------------------------------------------------------------------

    /// Refuses to change the length of a `bytearray` on which there are views.
    pub(crate) fn check_exports(&mut self, value: Value) -> Outcome<()> {
        let Some(index) = self.heap.content(value).of(Kind::ByteArray) else { return Ok(()) };
        if !self.heap.exported.contains(&index) {
            return Ok(());
        }
        // A view that the program has no variable for any more is as good as released.
        if !self.views_on(index).is_empty() {
            self.mark_variables();
            for view in self.views_on(index) {
                if !self.heap.memory_views.is_marked(view) {
                    self.heap.memory_views.get_mut(view).released = true;
                }
            }
        }
        if self.views_on(index).is_empty() {
            self.heap.exported.remove(&index);
            return Ok(());
        }
        let class = self.classes.buffer_error;
        Err(self.error(class, "Existing exports of data: object cannot be re-sized"))
    }

    fn views_on(&self, array: u32) -> Vec<u32> {
        let views = &self.heap.memory_views;
        (0..views.places() as u32)
            .filter(|&view| {
                let view = views.get(view);
                !view.released && self.heap.content(view.object).of(Kind::ByteArray) == Some(array)
            })
            .collect()
    }
}
