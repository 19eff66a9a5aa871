//! Classes whose objects are the engine's own.

use crate::{
    heap::value::{Kind, Value},
    vm::{
        Vm,
        native::{Outcome, natives},
    },
};

impl Vm {
    /// An object of the engine's own, if the value is one of this type.
    pub(crate) fn foreign<T: 'static>(&self, value: Value) -> Option<&T> {
        self.heap.foreigns.get(value.of(Kind::Foreign)?).object.as_ref()?.as_any().downcast_ref()
    }

    pub(crate) fn foreign_mut<T: 'static>(&mut self, value: Value) -> Option<&mut T> {
        self.heap.foreigns.get_mut(value.of(Kind::Foreign)?).object.as_mut()?.as_any_mut().downcast_mut()
    }

    /// Gives a class of such objects its module. Scripts cannot make its objects, nor classes derived from it.
    pub(crate) fn close_class(&mut self, class: u32, module: &str) {
        let dict = self.heap.classes.get(class).dict;
        let module = self.heap.name(module);
        self.set_name(dict, self.names.module, module);
        let name = self.heap.classes.get(class).name.clone();
        let own_name = self.heap.name(name.rsplit('.').next().unwrap_or_default());
        let described = self.heap.classes.get_mut(class);
        described.qualified_name = Some(own_name);
        described.traits.sealed = true;
        self.add_static_methods(class, natives! { "__new__"("cls, *args, **kwargs") => refuse; });
    }

    /// That a method was called on an object of another class.
    pub(crate) fn wrong_object<T>(&mut self, value: Value, class: u32) -> Outcome<T> {
        let message = format!(
            "descriptor requires a '{}' object but received a '{}'",
            self.heap.classes.get(class).name,
            self.type_name(value)
        );
        Err(self.type_error(message))
    }
}

fn refuse(vm: &mut Vm, args: &[Value]) -> Outcome {
    let name = args[0].of(Kind::Class).map_or("", |class| &vm.heap.classes.get(class).name);
    let message = format!("cannot create '{name}' instances");
    Err(vm.type_error(message))
}
