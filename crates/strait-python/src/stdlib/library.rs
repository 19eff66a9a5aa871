//! Objects that modules of the library define, and their classes.

use crate::{
    heap::{
        class::Layout,
        object::ForeignObject,
        value::{Kind, Value},
    },
    vm::Vm,
};

impl Vm {
    /// The dictionary of a module's names.
    pub(super) fn names_of(&self, module: Value) -> u32 {
        self.heap.modules.get(module.index()).dict
    }

    /// Adds a class of objects made in Rust to a module.
    pub(super) fn add_foreign_class(&mut self, dict: u32, module: &'static str, name: &'static str) -> u32 {
        let class = self.library_class(module, name, self.classes.object, Layout::Of(Kind::Foreign));
        let key = self.heap.name(name);
        self.set_name(dict, key, Self::class_value(class));
        class
    }

    /// Adds an exception class to a module.
    pub(super) fn add_error_class(&mut self, dict: u32, module: &'static str, name: &'static str, base: u32) {
        let class = self.library_class(module, name, base, Layout::Exception);
        let key = self.heap.name(name);
        self.set_name(dict, key, Self::class_value(class));
    }

    /// The Rust object that a value is.
    pub(crate) fn foreign_content<T: ForeignObject>(&self, value: Value) -> Option<&T> {
        let index = self.heap.content(value).of(Kind::Foreign)?;
        self.heap.foreigns.get(index).object.as_ref()?.as_any().downcast_ref()
    }

    /// The same, to change it.
    pub(crate) fn foreign_content_mut<T: ForeignObject>(&mut self, value: Value) -> Option<&mut T> {
        let index = self.heap.content(value).of(Kind::Foreign)?;
        self.heap.foreigns.get_mut(index).object.as_mut()?.as_any_mut().downcast_mut()
    }
}

/// Objects without values inside.
macro_rules! plain_foreign {
    ($type:ty, $bytes:expr) => {
        impl crate::heap::object::ForeignObject for $type {
            fn trace(&self, _: &mut dyn FnMut(crate::heap::value::Value)) {}

            fn bytes(&self) -> usize {
                let bytes: fn(&$type) -> usize = $bytes;
                bytes(self)
            }

            fn as_any(&self) -> &dyn std::any::Any {
                self
            }

            fn as_any_mut(&mut self) -> &mut dyn std::any::Any {
                self
            }
        }
    };
}
pub(super) use plain_foreign;
