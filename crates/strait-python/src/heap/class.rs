//! Classes, and the shapes of their instances.

use smallvec::SmallVec;

use super::value::{Kind, Value};

/// What the instances of a class carry beside their attributes: the content of the built-in class it derives from.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) enum Layout {
    /// Attributes only.
    #[default]
    Plain,
    /// An object of this kind (or a small number, for `int` and `float`).
    Int,
    Float,
    Of(Kind),
    Exception,
    /// A class whose instances are classes.
    Type,
}

/// The content of a class object.
#[derive(Debug, Default)]
pub(crate) struct Class {
    pub(crate) name: Box<str>,
    /// `__qualname__`, where it differs from the name.
    pub(crate) qualified_name: Option<Value>,
    pub(crate) bases: Vec<Value>,
    /// From the class itself to `object`.
    pub(crate) mro: Vec<u32>,
    /// Names to values; a dictionary object.
    pub(crate) dict: u32,
    /// The class of this class.
    pub(crate) metaclass: u32,
    pub(crate) layout: Layout,
    /// Told apart from every earlier state of this and any other class: what caches compare.
    pub(crate) version: u32,
    pub(crate) subclasses: Vec<u32>,
    pub(crate) traits: Traits,
    /// The shape of an instance without attributes.
    pub(crate) shape: u32,
}

/// What lookups need to know about a class and would otherwise search for each time.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Traits {
    /// Made by the engine; scripts cannot change it.
    pub(crate) builtin: bool,
    /// May not be a base.
    pub(crate) sealed: bool,
    /// Instances have no `__dict__`.
    pub(crate) no_dict: bool,
    pub(crate) getattribute: bool,
    pub(crate) getattr: bool,
    pub(crate) setattr: bool,
    pub(crate) delattr: bool,
    /// `__eq__` or `__hash__` is a script's.
    pub(crate) own_equality: bool,
    pub(crate) own_hash: bool,
    /// `__hash__` is None.
    pub(crate) unhashable: bool,
    /// There are `__slots__` and a `__dict__` as well.
    pub(crate) slots_apart: bool,
    /// `__abstractmethods__` is not empty.
    pub(crate) is_abstract: bool,
}

/// The names of an instance's attributes, in order. Instances with the same history share one.
#[derive(Debug, Default)]
pub(crate) struct Shape {
    pub(crate) names: Vec<Value>,
    /// The slots by name, in the order of the names' objects; none while the names are few.
    slots: Vec<(u32, u32)>,
    /// The shapes with one name more, in the same order.
    next: Vec<(u32, u32)>,
}

/// An instance with this many attributes keeps them in a dictionary.
const MOST_NAMES: usize = 64;

/// So many names are searched one by one.
const FEW_NAMES: usize = 8;

/// What a sorted list has for a name, or where it belongs.
fn by_name(pairs: &[(u32, u32)], name: Value) -> Result<(u32, u32), usize> {
    pairs.binary_search_by_key(&name.index(), |&(name, _)| name).map(|place| pairs[place])
}

/// All shapes. They are few, and live as long as the engine.
#[derive(Debug, Default)]
pub(crate) struct Shapes(Vec<Shape>);

impl Shapes {
    pub(crate) fn get(&self, shape: u32) -> &Shape {
        &self.0[shape as usize]
    }

    /// A new first shape, for a class.
    pub(crate) fn root(&mut self) -> u32 {
        self.0.push(Shape::default());
        (self.0.len() - 1) as u32
    }

    /// The slot of an interned name.
    pub(crate) fn slot(&self, shape: u32, name: Value) -> Option<usize> {
        let shape = self.get(shape);
        if shape.names.len() <= FEW_NAMES {
            return shape.names.iter().position(|&known| known == name);
        }
        by_name(&shape.slots, name).ok().map(|(_, slot)| slot as usize)
    }

    /// The shape with one name more; `None` when there are too many names.
    pub(crate) fn with(&mut self, shape: u32, name: Value) -> Option<u32> {
        let known = self.get(shape);
        let place = match by_name(&known.next, name) {
            Ok((_, next)) => return Some(next),
            Err(place) => place,
        };
        if known.names.len() >= MOST_NAMES || known.next.len() >= 256 {
            return None;
        }
        let mut names = known.names.clone();
        names.push(name);
        let mut slots = Vec::new();
        if names.len() > FEW_NAMES {
            slots.extend(names.iter().enumerate().map(|(slot, name)| (name.index(), slot as u32)));
            slots.sort_unstable();
        }
        let next = self.0.len() as u32;
        self.0.push(Shape { names, slots, next: Vec::new() });
        self.0[shape as usize].next.insert(place, (name.index(), next));
        Some(next)
    }

    pub(crate) fn names(&self) -> impl Iterator<Item = Value> {
        self.0.iter().flat_map(|shape| shape.names.iter().copied())
    }
}

/// The content of an instance.
#[derive(Debug, Default)]
pub(crate) struct Instance {
    pub(crate) class: u32,
    pub(crate) attributes: Attributes,
    /// What a class derived from a built-in one carries; unbound for others.
    pub(crate) payload: Option<Value>,
}

/// The values of an instance's attributes. A few need no memory beside the instance's place.
pub(crate) type Slots = SmallVec<[Value; 4]>;

/// Where an instance keeps its attributes.
#[derive(Debug)]
pub(crate) enum Attributes {
    Shaped {
        shape: u32,
        slots: Slots,
    },
    /// A dictionary object: once the script has asked for `__dict__`, or there are very many.
    Dict(Value),
    /// The same, and a dictionary of the values in `__slots__`, which `__dict__` does not show.
    Apart {
        dict: Value,
        slots: Value,
    },
}

impl Default for Attributes {
    fn default() -> Self {
        Self::Shaped { shape: 0, slots: Default::default() }
    }
}
