//! Attributes: read, set and deleted, with descriptors.

use super::{
    Vm,
    native::{Escape, Outcome},
};
use crate::heap::{
    class::Attributes,
    dict::Dict,
    object::{Descriptor, Method, NativeSort, Wrapper},
    value::{Kind, Value},
};

impl Vm {
    /// An attribute, as `object.name` finds it.
    pub(crate) fn get_attribute(&mut self, object: Value, name: Value) -> Outcome {
        let class = self.class_of(object);
        if self.heap.classes.get(class).traits.getattribute {
            return Err(self.prelude_call("_getattribute", &[object, name]));
        }
        match self.plain_attribute(object, class, name)? {
            Some(value) => Ok(value),
            None => self.missing_attribute(object, class, name),
        }
    }

    fn missing_attribute(&mut self, object: Value, class: u32, name: Value) -> Outcome {
        if self.heap.classes.get(class).traits.getattr
            && let Some(getattr) = self.lookup(class, self.names.getattr)
        {
            return Err(Escape::call(getattr, &[object, name]));
        }
        if let Some(module) = object.of(Kind::Module) {
            let dict = self.heap.modules.get(module).dict;
            if let Some(getattr) = self.get_name(dict, self.names.getattr) {
                return Err(Escape::call(getattr, &[name]));
            }
        }
        Err(self.attribute_error(object, name))
    }

    /// A call of a function of the prelude, as the answer of a native function.
    pub(crate) fn prelude_call(&mut self, name: &str, arguments: &[Value]) -> Escape {
        let name = self.heap.name(name);
        match self.get_name(self.prelude, name) {
            Some(function) => Escape::call(function, arguments),
            None => self.name_error(name),
        }
    }

    /// What `object.__getattribute__` finds; `None` where it would raise `AttributeError`.
    pub(crate) fn plain_attribute(&mut self, object: Value, class: u32, name: Value) -> Outcome<Option<Value>> {
        match object.kind() {
            Some(Kind::Class) => return self.class_attribute(object, class, name),
            Some(Kind::Super) => return self.super_attribute(object, name),
            Some(Kind::Wrapper) => {
                if let Some(origin) = self.alias_origin(object, name) {
                    return self.nested(|vm| vm.get_attribute(origin, name)).map(Some);
                }
            }
            _ => {}
        }
        let found = self.lookup(class, name);
        if let Some(found) = found
            && self.is_data_descriptor(found)
            && self.has_getter(found)
        {
            return self.bind(found, object, class).map(Some);
        }
        if let Some(own) = self.own_attribute(object, name) {
            return Ok(Some(own));
        }
        match found {
            Some(found) => self.bind(found, object, class).map(Some),
            None => Ok(None),
        }
    }

    /// The class that `list[int]` gets an attribute from, unless it is one of its own.
    fn alias_origin(&self, alias: Value, name: Value) -> Option<Value> {
        const OWN: [&str; 10] = [
            "__class__",
            "__origin__",
            "__args__",
            "__unpacked__",
            "__parameters__",
            "__mro_entries__",
            "__reduce_ex__",
            "__reduce__",
            "__copy__",
            "__deepcopy__",
        ];
        match *self.heap.wrappers.get(alias.index()) {
            Wrapper::GenericAlias { origin, .. } if !OWN.contains(&self.heap.text(name)) => Some(origin),
            _ => None,
        }
    }

    /// An attribute kept in the object itself.
    pub(crate) fn own_attribute(&self, object: Value, name: Value) -> Option<Value> {
        let index = object.index();
        match object.kind()? {
            Kind::Instance => match &self.heap.instances.get(index).attributes {
                Attributes::Shaped { shape, slots } => {
                    let value = slots[self.heap.shapes.slot(*shape, name)?];
                    if value.is_unbound() { None } else { Some(value) }
                }
                Attributes::Dict(dict) | Attributes::Apart { dict, .. } => self.get_name(dict.index(), name),
            },
            Kind::Module => self.get_name(self.heap.modules.get(index).dict, name),
            Kind::Function => self.get_name(self.heap.functions.get(index).dict?.index(), name),
            Kind::Method => self.own_attribute(self.heap.methods.get(index).function, name),
            _ => None,
        }
    }

    /// Attributes of classes: those of the class's own bases stand beside those of its metaclass.
    fn class_attribute(&mut self, object: Value, metaclass: u32, name: Value) -> Outcome<Option<Value>> {
        let of_metaclass = self.lookup(metaclass, name);
        if let Some(found) = of_metaclass
            && self.is_data_descriptor(found)
        {
            return self.bind(found, object, metaclass).map(Some);
        }
        if let Some(found) = self.lookup(object.index(), name) {
            return self.bind_to_class(found, object).map(Some);
        }
        match of_metaclass {
            Some(found) => self.bind(found, object, metaclass).map(Some),
            None => Ok(None),
        }
    }

    /// `super().name`: the search begins after the class.
    fn super_attribute(&mut self, object: Value, name: Value) -> Outcome<Option<Value>> {
        let parts = *self.heap.supers.get(object.index());
        if name != self.names.class && !parts.object.is_unbound() {
            let mro = &self.heap.classes.get(parts.object_class).mro;
            let after = mro.iter().position(|&class| class == parts.class).map_or(mro.len(), |place| place + 1);
            let found = mro[after..].iter().find_map(|&class| self.get_name(self.heap.classes.get(class).dict, name));
            if let Some(found) = found {
                // In a class method the object is a class.
                if parts.object.is(Kind::Class) && parts.object.index() == parts.object_class {
                    if let Some(Descriptor::Class(inner)) =
                        found.of(Kind::Descriptor).map(|index| *self.heap.descriptors.get(index))
                    {
                        return self.bind_class_method(inner, parts.object).map(Some);
                    }
                    return self.bind_to_class(found, parts.object).map(Some);
                }
                return self.bind(found, parts.object, parts.object_class).map(Some);
            }
        }
        let class = self.classes.super_;
        match self.lookup(class, name) {
            Some(found) => self.bind(found, object, class).map(Some),
            None => Ok(None),
        }
    }

    /// Whether a descriptor has something to say when it is read.
    fn has_getter(&mut self, descriptor: Value) -> bool {
        match descriptor.of(Kind::Instance) {
            Some(index) => {
                let class = self.heap.instances.get(index).class;
                self.lookup(class, self.names.get).is_some()
            }
            None => true,
        }
    }

    /// Whether a value of a class takes precedence over an instance's own attribute.
    pub(crate) fn is_data_descriptor(&mut self, value: Value) -> bool {
        match value.kind() {
            Some(Kind::Descriptor) => matches!(
                self.heap.descriptors.get(value.index()),
                Descriptor::Property { .. }
                    | Descriptor::Slot { .. }
                    | Descriptor::ReadOnly { .. }
                    | Descriptor::Item { .. }
                    | Descriptor::Computed { .. }
            ),
            Some(Kind::Instance) => {
                let class = self.heap.instances.get(value.index()).class;
                self.lookup(class, self.names.set).is_some() || self.lookup(class, self.names.delete).is_some()
            }
            _ => false,
        }
    }

    /// What a value found on a class is for an instance.
    pub(crate) fn bind(&mut self, found: Value, object: Value, class: u32) -> Outcome {
        match found.kind() {
            Some(Kind::Function) => Ok(self.heap.new_method(Method { function: found, receiver: object })),
            Some(Kind::Native) => {
                if self.is_method(found) {
                    Ok(self.heap.new_method(Method { function: found, receiver: object }))
                } else {
                    Ok(found)
                }
            }
            Some(Kind::Descriptor) => self.bind_descriptor(found, object, class),
            Some(Kind::Instance) => {
                let own_class = self.heap.instances.get(found.index()).class;
                if let Some(descriptor) = self.heap.instances.get(found.index()).payload
                    && descriptor.is(Kind::Descriptor)
                    && self.lookup_own(own_class, self.names.get).is_none()
                {
                    return self.bind_descriptor(descriptor, object, class);
                }
                match self.lookup(own_class, self.names.get) {
                    Some(get) => Err(Escape::call(get, &[found, object, Self::class_value(class)])),
                    None => Ok(found),
                }
            }
            _ => Ok(found),
        }
    }

    /// Whether a function of the engine takes the object that it is found on.
    pub(crate) fn is_method(&self, native: Value) -> bool {
        matches!(self.heap.natives.get(native.index()).sort, NativeSort::Method | NativeSort::Slot)
    }

    fn bind_descriptor(&mut self, found: Value, object: Value, class: u32) -> Outcome {
        match *self.heap.descriptors.get(found.index()) {
            Descriptor::Empty => Ok(found),
            Descriptor::Property { get, name, .. } => {
                if get.is_none() {
                    let text = if name.is_none() { String::new() } else { format!(" '{}'", self.heap.text(name)) };
                    let message = format!("property{text} of '{}' object has no getter", self.type_name(object));
                    return Err(self.error(self.classes.attribute_error, &message));
                }
                Err(Escape::call(get, &[object]))
            }
            Descriptor::Static(inner) => Ok(inner),
            Descriptor::Item { place, .. } => {
                let items = self.heap.items(self.heap.content(object)).unwrap_or_default();
                match items.get(place as usize) {
                    Some(&item) => Ok(item),
                    None => Err(self.index_error("tuple index out of range")),
                }
            }
            Descriptor::Class(inner) => self.bind_class_method(inner, Self::class_value(class)),
            Descriptor::Slot { name, .. } | Descriptor::ReadOnly { slot: name, .. } => {
                match self.slot_value(object, name) {
                    Some(value) => Ok(value),
                    None => Err(self.attribute_error(object, name)),
                }
            }
            Descriptor::Computed { get, .. } => get(self, object),
        }
    }

    /// What `classmethod` makes of what it wraps.
    fn bind_class_method(&mut self, inner: Value, class: Value) -> Outcome {
        let binds = match inner.kind() {
            Some(Kind::Descriptor) => true,
            Some(Kind::Instance) => {
                let own_class = self.class_of(inner);
                self.lookup(own_class, self.names.get).is_some()
            }
            _ => false,
        };
        if binds {
            return self.nested(|vm| vm.bind(inner, class, vm.class_of(class)));
        }
        Ok(self.heap.new_method(Method { function: inner, receiver: class }))
    }

    /// What a value found on a class is when it is asked of the class itself.
    pub(crate) fn bind_to_class(&mut self, found: Value, class: Value) -> Outcome {
        match found.kind() {
            Some(Kind::Descriptor) => match *self.heap.descriptors.get(found.index()) {
                Descriptor::Static(inner) => Ok(inner),
                Descriptor::Class(inner) => self.bind_class_method(inner, class),
                _ => Ok(found),
            },
            Some(Kind::Instance) => {
                let own_class = self.heap.instances.get(found.index()).class;
                match self.lookup(own_class, self.names.get) {
                    Some(get) => Err(Escape::call(get, &[found, Value::NONE, class])),
                    None => Ok(found),
                }
            }
            _ => Ok(found),
        }
    }

    // --- setting -----------------------------------------------------------------------------------------------------

    /// `object.name = value`.
    pub(crate) fn set_attribute(&mut self, object: Value, name: Value, value: Value) -> Outcome<()> {
        let class = self.class_of(object);
        if self.heap.classes.get(class).traits.setattr
            && let Some(setattr) = self.lookup(class, self.names.setattr)
        {
            return Err(Escape::call(setattr, &[object, name, value]));
        }
        self.plain_set_attribute(object, name, value)
    }

    /// What `object.__setattr__` does.
    pub(crate) fn plain_set_attribute(&mut self, object: Value, name: Value, value: Value) -> Outcome<()> {
        let class = self.class_of(object);
        if let Some(found) = self.lookup(class, name)
            && self.set_through_descriptor(found, object, name, Some(value))?
        {
            return Ok(());
        }
        let index = object.index();
        match object.kind() {
            Some(Kind::Instance) => {
                if self.heap.classes.get(class).traits.no_dict {
                    return Err(self.no_such_slot(object, class, name));
                }
                self.set_own_attribute(index, name, value);
                Ok(())
            }
            Some(Kind::Class) => {
                let class = self.heap.classes.get(index);
                if class.traits.builtin {
                    let message =
                        format!("cannot set '{}' attribute of immutable type '{}'", self.heap.text(name), class.name);
                    return Err(self.type_error(message));
                }
                self.set_name(class.dict, name, value);
                self.class_changed(index);
                Ok(())
            }
            Some(Kind::Module) => {
                self.set_name(self.heap.modules.get(index).dict, name, value);
                Ok(())
            }
            Some(Kind::Function) => {
                let dict = self.dict_of_function(index);
                self.set_name(dict, name, value);
                Ok(())
            }
            _ => Err(self.no_such_slot(object, class, name)),
        }
    }

    fn no_such_slot(&mut self, object: Value, class: u32, name: Value) -> Escape {
        if self.lookup(class, name).is_some() {
            let message =
                format!("'{}' object attribute '{}' is read-only", self.type_name(object), self.heap.text(name));
            return self.attribute_error_with(object, name, &message);
        }
        let message = format!("'{}' object has no attribute '{}'", self.type_name(object), self.heap.text(name));
        self.attribute_error_with(object, name, &message)
    }

    /// The dictionary of a function's own attributes.
    pub(crate) fn dict_of_function(&mut self, function: u32) -> u32 {
        if let Some(dict) = self.heap.functions.get(function).dict {
            return dict.index();
        }
        let dict = self.heap.new_dict(Dict::default());
        self.heap.functions.get_mut(function).dict = Some(dict);
        dict.index()
    }

    /// Sets or deletes through a descriptor; false if it is none that does.
    pub(crate) fn set_through_descriptor(
        &mut self,
        found: Value,
        object: Value,
        name: Value,
        value: Option<Value>,
    ) -> Outcome<bool> {
        match found.kind() {
            Some(Kind::Descriptor) => match *self.heap.descriptors.get(found.index()) {
                Descriptor::Property { set, delete, name: own_name, .. } => {
                    let (function, word) = if value.is_some() { (set, "setter") } else { (delete, "deleter") };
                    if function.is_none() {
                        let name = if own_name.is_none() { name } else { own_name };
                        let message = format!(
                            "property '{}' of '{}' object has no {word}",
                            self.heap.text(name),
                            self.type_name(object)
                        );
                        return Err(self.error(self.classes.attribute_error, &message));
                    }
                    let arguments: Vec<Value> = std::iter::once(object).chain(value).collect();
                    Err(Escape::call(function, &arguments))
                }
                Descriptor::Item { .. } => {
                    let word = if value.is_some() { "set" } else { "delete" };
                    let message = format!("can't {word} attribute");
                    Err(self.attribute_error_with(object, name, &message))
                }
                Descriptor::Slot { name, .. } => {
                    let Some(index) = object.of(Kind::Instance) else { return Ok(false) };
                    match value {
                        Some(value) => self.set_slot(index, name, value),
                        None => {
                            if !self.delete_slot(object, name) {
                                let message = self.heap.text(name).to_owned();
                                return Err(self.attribute_error_with(object, name, &message));
                            }
                        }
                    }
                    Ok(true)
                }
                Descriptor::Computed { set: Some(set), .. } if value.is_some() => {
                    set(self, object, value.unwrap_or(Value::NONE))?;
                    Ok(true)
                }
                Descriptor::Computed { set: Some(_), .. } if object.is(Kind::Class) => {
                    let message = format!(
                        "cannot delete '{}' attribute of immutable type '{}'",
                        self.heap.text(name),
                        self.heap.classes.get(object.index()).name
                    );
                    Err(self.type_error(message))
                }
                Descriptor::Computed { class, .. } if class == self.classes.complex => {
                    Err(self.attribute_error_with(object, name, "readonly attribute"))
                }
                Descriptor::Computed { .. } | Descriptor::ReadOnly { .. } => {
                    let message = format!(
                        "attribute '{}' of '{}' objects is not writable",
                        self.heap.text(name),
                        self.type_name(object)
                    );
                    Err(self.attribute_error_with(object, name, &message))
                }
                _ => Ok(false),
            },
            Some(Kind::Instance) => {
                let class = self.heap.instances.get(found.index()).class;
                let (special, arguments) = match value {
                    Some(value) => (self.names.set, vec![found, object, value]),
                    None => (self.names.delete, vec![found, object]),
                };
                match self.lookup(class, special) {
                    Some(method) => Err(Escape::call(method, &arguments)),
                    None if self.is_data_descriptor(found) => {
                        let word = if value.is_some() { "__set__" } else { "__delete__" };
                        Err(self.error(self.classes.attribute_error, word))
                    }
                    None => Ok(false),
                }
            }
            _ => Ok(false),
        }
    }

    /// The dictionary of an instance's slots, if they are kept apart from its attributes.
    fn slots_apart(&mut self, index: u32) -> Option<u32> {
        let instance = self.heap.instances.get(index);
        if !self.heap.classes.get(instance.class).traits.slots_apart {
            return None;
        }
        if let Attributes::Apart { slots, .. } = instance.attributes {
            return Some(slots.index());
        }
        let dict = Value::object(Kind::Dict, self.instance_dict(index));
        let slots = self.heap.new_dict(Dict::default());
        self.heap.instances.get_mut(index).attributes = Attributes::Apart { dict, slots };
        Some(slots.index())
    }

    fn slot_value(&mut self, object: Value, name: Value) -> Option<Value> {
        match self.slots_apart(object.of(Kind::Instance)?) {
            Some(slots) => self.get_name(slots, name),
            None => self.own_attribute(object, name),
        }
    }

    fn set_slot(&mut self, index: u32, name: Value, value: Value) {
        match self.slots_apart(index) {
            Some(slots) => self.set_name(slots, name, value),
            None => self.set_own_attribute(index, name, value),
        }
    }

    fn delete_slot(&mut self, object: Value, name: Value) -> bool {
        match self.slots_apart(object.index()) {
            Some(slots) => self.remove_name(slots, name).is_some(),
            None => self.delete_own_attribute(object, name),
        }
    }

    /// Sets an attribute in an instance itself.
    pub(crate) fn set_own_attribute(&mut self, index: u32, name: Value, value: Value) {
        let instance = self.heap.instances.get_mut(index);
        match &mut instance.attributes {
            Attributes::Shaped { shape, slots } => {
                if let Some(slot) = self.heap.shapes.slot(*shape, name) {
                    slots[slot] = value;
                } else if let Some(next) = self.heap.shapes.with(*shape, name) {
                    *shape = next;
                    slots.push(value);
                    self.heap.charge(8);
                } else {
                    let dict = self.instance_dict(index);
                    self.set_name(dict, name, value);
                }
            }
            Attributes::Dict(dict) | Attributes::Apart { dict, .. } => {
                let dict = dict.index();
                self.set_name(dict, name, value);
            }
        }
    }

    /// The dictionary of an instance's attributes; from now on they are kept there.
    pub(crate) fn instance_dict(&mut self, index: u32) -> u32 {
        let attributes = &self.heap.instances.get(index).attributes;
        let pairs: Vec<(Value, Value)> = match attributes {
            Attributes::Dict(dict) | Attributes::Apart { dict, .. } => return dict.index(),
            Attributes::Shaped { shape, slots } => {
                let names = &self.heap.shapes.get(*shape).names;
                names.iter().copied().zip(slots.iter().copied()).collect()
            }
        };
        let dict = self.heap.new_dict(Dict::with_capacity(pairs.len()));
        for (name, value) in pairs.into_iter().filter(|(_, value)| !value.is_unbound()) {
            self.set_name(dict.index(), name, value);
        }
        self.heap.instances.get_mut(index).attributes = Attributes::Dict(dict);
        dict.index()
    }

    /// `del object.name`.
    pub(crate) fn delete_attribute(&mut self, object: Value, name: Value) -> Outcome<()> {
        let class = self.class_of(object);
        if self.heap.classes.get(class).traits.delattr
            && let Some(delattr) = self.lookup(class, self.names.delattr)
        {
            return Err(Escape::call(delattr, &[object, name]));
        }
        self.plain_delete_attribute(object, name)
    }

    /// What `object.__delattr__` does.
    pub(crate) fn plain_delete_attribute(&mut self, object: Value, name: Value) -> Outcome<()> {
        let class = self.class_of(object);
        if let Some(found) = self.lookup(class, name)
            && self.set_through_descriptor(found, object, name, None)?
        {
            return Ok(());
        }
        if object.is(Kind::Class) && self.heap.classes.get(object.index()).traits.builtin {
            let message = format!(
                "cannot set '{}' attribute of immutable type '{}'",
                self.heap.text(name),
                self.heap.classes.get(object.index()).name
            );
            return Err(self.type_error(message));
        }
        if self.delete_own_attribute(object, name) { Ok(()) } else { Err(self.attribute_error(object, name)) }
    }

    fn delete_own_attribute(&mut self, object: Value, name: Value) -> bool {
        let index = object.index();
        match object.kind() {
            Some(Kind::Instance) => {
                if self.own_attribute(object, name).is_none() {
                    return false;
                }
                let dict = self.instance_dict(index);
                self.remove_name(dict, name).is_some()
            }
            Some(Kind::Class) => {
                let removed = self.remove_name(self.heap.classes.get(index).dict, name).is_some();
                if removed {
                    self.class_changed(index);
                }
                removed
            }
            Some(Kind::Module) => self.remove_name(self.heap.modules.get(index).dict, name).is_some(),
            Some(Kind::Function) => match self.heap.functions.get(index).dict {
                Some(dict) => self.remove_name(dict.index(), name).is_some(),
                None => false,
            },
            _ => false,
        }
    }
}
