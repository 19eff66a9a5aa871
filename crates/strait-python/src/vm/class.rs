//! Classes: finding attributes along the order of bases, and making new ones.

use super::{Vm, native::Outcome};
use crate::heap::{
    class::{Class, Layout, Traits},
    value::{Kind, Value},
};

/// What a look-up found the last time.
#[derive(Clone, Copy, Debug)]
pub(crate) struct CachedMethod {
    version: u32,
    name: Value,
    found: Option<Value>,
}

impl Default for CachedMethod {
    fn default() -> Self {
        // No class has this version.
        Self { version: 0, name: Value::NONE, found: None }
    }
}

const CACHED_METHODS: usize = 2048;

pub(super) fn new_cache() -> Vec<CachedMethod> {
    vec![CachedMethod::default(); CACHED_METHODS]
}

impl Vm {
    /// What a class or the nearest of its bases has under a name.
    #[inline]
    pub(crate) fn lookup(&mut self, class: u32, name: Value) -> Option<Value> {
        let version = self.heap.classes.get(class).version;
        let place = (version.wrapping_mul(31) ^ name.index().wrapping_mul(7)) as usize % CACHED_METHODS;
        let cached = self.method_cache[place];
        if cached.version == version && cached.name == name {
            return cached.found;
        }
        let found = self.search(class, name).map(|(value, _)| value);
        self.method_cache[place] = CachedMethod { version, name, found };
        found
    }

    /// The same without the cache, and with the class that has it.
    pub(crate) fn search(&self, class: u32, name: Value) -> Option<(Value, u32)> {
        let mro = &self.heap.classes.get(class).mro;
        mro.iter().find_map(|&base| Some((self.get_name(self.heap.classes.get(base).dict, name)?, base)))
    }

    /// What a script's class, not a built-in one, has under the name of a special method.
    pub(crate) fn lookup_own(&self, class: u32, name: Value) -> Option<Value> {
        let (value, base) = self.search(class, name)?;
        // Methods of built-in classes that the prelude defines count as a script's.
        let is_native = self.heap.classes.get(base).traits.builtin && !value.is(Kind::Function);
        if is_native { None } else { Some(value) }
    }

    /// To be called whenever the names of a class change.
    pub(crate) fn class_changed(&mut self, class: u32) {
        let mut pending = vec![class];
        while let Some(class) = pending.pop() {
            let version = self.heap.next_version();
            let changed = self.heap.classes.get_mut(class);
            changed.version = version;
            pending.extend(&changed.subclasses);
            self.find_traits(class);
        }
    }

    fn find_traits(&mut self, class: u32) {
        if self.heap.classes.get(class).traits.builtin {
            return;
        }
        let names = self.names;
        let own = |name| self.lookup_own(class, name).is_some();
        let hash = self.search(class, names.hash).map(|(value, _)| value);
        let is_abstract = self.get_name(self.heap.classes.get(class).dict, names.abstract_methods);
        let found = Traits {
            getattribute: own(names.getattribute),
            getattr: own(names.getattr),
            setattr: own(names.setattr),
            delattr: own(names.delattr),
            own_equality: own(names.eq),
            own_hash: own(names.hash),
            unhashable: hash == Some(Value::NONE),
            is_abstract: is_abstract.is_some_and(|names| self.length_of(names) != Some(0)),
            ..self.heap.classes.get(class).traits
        };
        self.heap.classes.get_mut(class).traits = found;
    }

    /// Makes a class from its name, bases and names. What scripts may hook into is the prelude's part.
    pub(crate) fn new_class(&mut self, metaclass: u32, name: &str, bases: &[Value], dict: u32) -> Outcome {
        let object = Self::class_value(self.classes.object);
        let bases = if bases.is_empty() { vec![object] } else { bases.to_vec() };
        for &base in &bases {
            let Some(index) = base.of(Kind::Class) else {
                return Err(self.type_error("bases must be types"));
            };
            let base = self.heap.classes.get(index);
            if base.traits.sealed && !self.is_booting() {
                let message = format!("type '{}' is not an acceptable base type", base.name);
                return Err(self.type_error(message));
            }
        }
        let layout = self.layout_of(&bases)?;
        let mro = self.merge(&bases)?;
        let slots = self.get_name(dict, self.names.slots);
        // Without `__slots__` there is a `__dict__`.
        let bases_without = bases.iter().all(|base| self.heap.classes.get(base.index()).traits.no_dict);
        let names_dict = match slots {
            Some(slots) => self.slot_names(slots).iter().any(|&name| self.heap.text(name) == "__dict__"),
            None => true,
        };
        let version = self.heap.next_version();
        let shape = self.heap.shapes.root();
        let class = Class {
            name: name.into(),
            qualified_name: None,
            bases: bases.clone(),
            mro: Vec::new(),
            dict,
            metaclass,
            layout,
            version,
            subclasses: Vec::new(),
            traits: Traits { no_dict: bases_without && !names_dict, ..Traits::default() },
            shape,
        };
        let value = self.heap.new_class(class);
        let index = value.index();
        let mut order = vec![index];
        order.extend(mro);
        self.heap.charge(order.len() * size_of::<u32>() + crate::heap::CLASS_BESIDES);
        self.heap.classes.get_mut(index).mro = order;
        for base in bases {
            self.heap.classes.get_mut(base.index()).subclasses.push(index);
        }
        self.complete_names(index, bases_without && names_dict, slots.is_none())?;
        let has_own = |vm: &Self, name| vm.find_name(dict, name).is_some();
        if has_own(self, self.names.eq) && !has_own(self, self.names.hash) {
            self.set_name(dict, self.names.hash, Value::NONE);
        }
        self.find_traits(index);
        self.find_slots(index);
        Ok(value)
    }

    /// Whether the library's hidden part is still being made.
    fn is_booting(&self) -> bool {
        let marks = ["__build_class__", "ExceptionGroup"];
        marks.iter().any(|name| match self.heap.find_known(name) {
            Some(name) => self.find_name(self.built_in, name).is_none(),
            None => true,
        })
    }

    /// Whether instances of a class have both slots and a dictionary.
    pub(crate) fn find_slots(&mut self, class: u32) {
        let apart = !self.heap.classes.get(class).traits.no_dict && self.slotted_base(class).is_some();
        self.heap.classes.get_mut(class).traits.slots_apart = apart;
    }

    /// Gives a class other bases.
    pub(crate) fn set_bases(&mut self, class: u32, bases: &[Value]) -> Outcome<()> {
        for &base in bases {
            let is_circular = base.of(Kind::Class).is_some_and(|base| self.is_subclass(base, class));
            if is_circular {
                return Err(self.type_error("a __bases__ item causes an inheritance cycle"));
            }
            if !base.is(Kind::Class) {
                let name = self.heap.classes.get(class).name.to_string();
                let message = format!("{name}.__bases__ must be tuple of classes, not '{}'", self.type_name(base));
                return Err(self.type_error(message));
            }
        }
        let layout = self.layout_of(bases)?;
        let described = self.heap.classes.get(class);
        if layout != described.layout {
            let old = described.bases.first().and_then(|base| base.of(Kind::Class));
            let new = bases.first().and_then(|base| base.of(Kind::Class));
            let name = |class: Option<u32>| class.map_or("object", |class| &self.heap.classes.get(class).name);
            let message = format!("__bases__ assignment: '{}' deallocator differs from '{}'", name(new), name(old));
            return Err(self.type_error(message));
        }
        for base in std::mem::replace(&mut self.heap.classes.get_mut(class).bases, bases.to_vec()) {
            self.heap.classes.get_mut(base.index()).subclasses.retain(|&subclass| subclass != class);
        }
        for &base in bases {
            self.heap.classes.get_mut(base.index()).subclasses.push(class);
        }
        // The orders of the class and of all that derive from it.
        let mut pending = vec![class];
        while let Some(changed) = pending.pop() {
            let bases = self.heap.classes.get(changed).bases.clone();
            let mut order = vec![changed];
            order.extend(self.merge(&bases)?);
            let described = self.heap.classes.get_mut(changed);
            described.mro = order;
            pending.extend(&described.subclasses);
        }
        self.class_changed(class);
        Ok(())
    }

    /// What every class's names have beside those that its body gives.
    fn complete_names(&mut self, class: u32, has_dict: bool, without_slots: bool) -> Outcome<()> {
        let dict = self.heap.classes.get(class).dict;
        if let Some(name) = self.remove_name(dict, self.names.qualname) {
            if !self.heap.content(name).is(Kind::Str) {
                let message = format!("type __qualname__ must be a str, not {}", self.type_name(name));
                return Err(self.type_error(message));
            }
            self.heap.classes.get_mut(class).qualified_name = Some(name);
        }
        if has_dict {
            crate::builtins::add_instance_attributes(self, class, without_slots);
        }
        if self.find_name(dict, self.names.doc).is_none() {
            self.set_name(dict, self.names.doc, Value::NONE);
        }
        Ok(())
    }

    /// The names in `__slots__`, which may be one string.
    pub(crate) fn slot_names(&self, slots: Value) -> Vec<Value> {
        match self.heap.items(slots) {
            Some(items) => items.to_vec(),
            None if slots.is(Kind::Str) => vec![slots],
            None => match slots.of(Kind::Dict) {
                Some(dict) => self.heap.dicts.get(dict).iter().map(|entry| entry.key).collect(),
                None => Vec::new(),
            },
        }
    }

    /// What instances carry: that of the one base that carries something.
    fn layout_of(&mut self, bases: &[Value]) -> Outcome<Layout> {
        let mut layout = Layout::Plain;
        for &base in bases {
            let other = self.heap.classes.get(base.index()).layout;
            if layout == Layout::Plain || layout == other {
                layout = other;
            } else if other != Layout::Plain {
                return Err(self.type_error("multiple bases have instance lay-out conflict"));
            }
        }
        let solid: Vec<u32> = bases.iter().filter_map(|base| self.slotted_base(base.index())).collect();
        let fits = solid
            .iter()
            .all(|&one| solid.iter().all(|&other| self.is_subclass(one, other) || self.is_subclass(other, one)));
        if fits { Ok(layout) } else { Err(self.type_error("multiple bases have instance lay-out conflict")) }
    }

    /// The nearest base with slots of its own.
    fn slotted_base(&self, class: u32) -> Option<u32> {
        self.heap.classes.get(class).mro.iter().copied().find(|&base| {
            let base = self.heap.classes.get(base);
            !base.traits.builtin
                && self.heap.dicts.get(base.dict).iter().any(|entry| {
                    entry.value.of(Kind::Descriptor).is_some_and(|index| {
                        matches!(self.heap.descriptors.get(index), crate::heap::object::Descriptor::Slot { .. })
                    })
                })
        })
    }

    /// The C3 order of the bases of bases.
    fn merge(&mut self, bases: &[Value]) -> Outcome<Vec<u32>> {
        let mut lists: Vec<Vec<u32>> =
            bases.iter().map(|base| self.heap.classes.get(base.index()).mro.clone()).collect();
        let direct: Vec<u32> = bases.iter().map(|base| base.index()).collect();
        for (place, base) in direct.iter().enumerate() {
            if direct[..place].contains(base) {
                let message = format!("duplicate base class {}", self.heap.classes.get(*base).name);
                return Err(self.type_error(message));
            }
        }
        if let ([_], Some(only)) = (&*direct, lists.pop_if(|_| bases.len() == 1)) {
            self.heap.reserve(only.len() * 2 * size_of::<u32>())?;
            return Ok(only);
        }
        lists.push(direct);
        let mut order = Vec::new();
        loop {
            lists.retain(|list| !list.is_empty());
            if lists.is_empty() {
                return Ok(order);
            }
            let next = lists.iter().map(|list| list[0]).find(|head| lists.iter().all(|list| !list[1..].contains(head)));
            let Some(next) = next else {
                let names: Vec<&str> = {
                    let mut heads: Vec<u32> = Vec::new();
                    for list in &lists {
                        if !heads.contains(&list[0]) {
                            heads.push(list[0]);
                        }
                    }
                    heads.iter().map(|&class| &*self.heap.classes.get(class).name).collect()
                };
                let message =
                    format!("Cannot create a consistent method resolution\norder (MRO) for bases {}", names.join(", "));
                return Err(self.type_error(message));
            };
            order.push(next);
            for list in &mut lists {
                if list[0] == next {
                    list.remove(0);
                }
            }
        }
    }
}
