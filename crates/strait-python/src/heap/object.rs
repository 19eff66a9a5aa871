//! The smaller kinds of objects.

use std::{any::Any, fmt, rc::Rc};

use num_bigint::BigInt;

use super::value::Value;
use crate::{
    compile::code::Code,
    vm::{
        frame::Frame,
        native::{NativeDefinition, Signature},
    },
};

/// `range(start, stop, step)`. Bounds beyond 64 bits are refused when it is made.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Range {
    pub(crate) start: i64,
    pub(crate) stop: i64,
    pub(crate) step: i64,
}

impl Range {
    pub(crate) fn len(self) -> u64 {
        let (start, stop, step) = (i128::from(self.start), i128::from(self.stop), i128::from(self.step));
        let count = match step {
            0 => 0,
            1.. => (stop - start + step - 1) / step,
            _ => (start - stop - step - 1) / -step,
        };
        count.clamp(0, i128::from(u64::MAX)) as u64
    }

    /// All numbers added up.
    pub(crate) fn sum(self) -> BigInt {
        let count = BigInt::from(self.len());
        let (first, step) = (BigInt::from(self.start), BigInt::from(self.step));
        let steps: BigInt = &count * (&count - 1_u32) / 2_u32;
        first * count + steps * step
    }

    /// The number at a place that is inside.
    pub(crate) fn at(self, index: u64) -> i64 {
        (i128::from(self.start) + i128::from(index) * i128::from(self.step)) as i64
    }
}

/// `slice(start, stop, step)`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Slice {
    pub(crate) start: Value,
    pub(crate) stop: Value,
    pub(crate) step: Value,
}

impl Default for Slice {
    fn default() -> Self {
        Self { start: Value::NONE, stop: Value::NONE, step: Value::NONE }
    }
}

/// A complex number.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Complex {
    pub(crate) real: f64,
    pub(crate) imag: f64,
}

/// A function that a script defines.
#[derive(Debug, Default)]
pub(crate) struct Function {
    /// `None` only in a freed place.
    pub(crate) code: Option<Rc<Code>>,
    /// The module's names: a dictionary object.
    pub(crate) globals: u32,
    pub(crate) defaults: Box<[Value]>,
    /// Values of keyword-only parameters, a dictionary; or unbound.
    pub(crate) keyword_defaults: Option<Value>,
    pub(crate) closure: Box<[Value]>,
    pub(crate) name: Option<Value>,
    pub(crate) qualified_name: Option<Value>,
    pub(crate) annotations: Option<Value>,
    pub(crate) type_parameters: Option<Value>,
    /// `__doc__`, when the script has set it.
    pub(crate) doc: Option<Value>,
    pub(crate) module: Option<Value>,
    /// Attributes that a script has set.
    pub(crate) dict: Option<Value>,
    /// Its calls wait for the host, as those of the host's own functions do: where an awaitable is wanted they are put off.
    pub(crate) suspends: bool,
}

/// A function of the engine.
#[derive(Clone, Debug, Default)]
pub(crate) struct Native {
    pub(crate) definition: Option<&'static NativeDefinition>,
    pub(crate) signature: Rc<Signature>,
    /// The class it is a method of, or the module's name.
    pub(crate) owner: Option<Value>,
    /// The host does what it does.
    pub(crate) host: Option<crate::vm::host::HostFunction>,
    pub(crate) sort: NativeSort,
}

/// What a function of the engine is to scripts.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) enum NativeSort {
    /// It gets its arguments and nothing else.
    #[default]
    Function,
    /// Found on an instance, it gets that instance first.
    Method,
    /// A method that stands for an operation: a slot wrapper.
    Slot,
    /// `__new__`, which gets the class first.
    New,
}

/// A function and the object it was found on.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Method {
    pub(crate) function: Value,
    pub(crate) receiver: Value,
}

impl Default for Method {
    fn default() -> Self {
        Self { function: Value::NONE, receiver: Value::NONE }
    }
}

/// A module.
#[derive(Debug, Default)]
pub(crate) struct Module {
    pub(crate) name: Box<str>,
    pub(crate) dict: u32,
}

/// `property`, `staticmethod`, `classmethod`, and the slots of `__slots__`.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) enum Descriptor {
    #[default]
    Empty,
    Property {
        get: Value,
        set: Value,
        delete: Value,
        doc: Value,
        name: Value,
    },
    Static(Value),
    Class(Value),
    /// A name of `__slots__`.
    Slot {
        name: Value,
        class: u32,
    },
    /// A slot of another name, which cannot be set by this one.
    ReadOnly {
        name: Value,
        slot: Value,
        class: u32,
    },
    /// A field of a named tuple: the item at a place.
    Item {
        place: u32,
        doc: Value,
    },
    /// An attribute of a built-in class that is computed.
    Computed {
        name: Value,
        class: u32,
        get: crate::vm::native::Getter,
        set: Option<crate::vm::native::Setter>,
    },
}

/// What every exception carries.
#[derive(Debug)]
pub(crate) struct Exception {
    pub(crate) args: Value,
    pub(crate) cause: Value,
    pub(crate) context: Value,
    pub(crate) suppress_context: bool,
    /// Innermost first.
    pub(crate) traceback: Vec<TracebackEntry>,
    /// The object that shows the traceback, once a script has asked for it.
    pub(crate) shown: Option<Value>,
    /// What its class keeps beside the arguments: `NameError.name` and the like.
    pub(crate) fields: Vec<Value>,
}

impl Default for Exception {
    fn default() -> Self {
        Self {
            args: Value::NONE,
            cause: Value::NONE,
            context: Value::NONE,
            suppress_context: false,
            traceback: Vec::new(),
            shown: None,
            fields: Vec::new(),
        }
    }
}

/// A place that an exception passed.
#[derive(Clone, Debug)]
pub(crate) struct TracebackEntry {
    pub(crate) code: Rc<Code>,
    pub(crate) pc: u32,
    /// The names of its module.
    pub(crate) globals: u32,
    /// The dictionary of a class body's or `exec`'s names.
    pub(crate) locals: Option<Value>,
    /// What the variables of a function were when the exception passed.
    pub(crate) variables: Option<Rc<[Value]>>,
    /// What the frame is found by, as long as it is there.
    pub(crate) mark: u32,
}

/// A traceback as scripts see it: some of the places that an exception passed, and those further out.
#[derive(Clone, Debug)]
pub(crate) struct Traceback {
    /// Innermost first.
    pub(crate) entries: Rc<[TracebackEntry]>,
    /// How many of them it shows; `tb_next` shows one less.
    pub(crate) shown: usize,
}

impl Traceback {
    pub(crate) fn new(entries: &[TracebackEntry]) -> Self {
        Self { entries: entries.into(), shown: entries.len() }
    }

    pub(crate) fn shown(&self) -> &[TracebackEntry] {
        self.entries.get(..self.shown).unwrap_or_default()
    }

    pub(crate) fn bytes(&self) -> usize {
        if self.shown == self.entries.len() { self.shown * size_of::<TracebackEntry>() } else { 0 }
    }
}

impl Default for Traceback {
    fn default() -> Self {
        Self::new(&[])
    }
}

/// A generator, coroutine or asynchronous generator: frames that are not running.
#[derive(Debug, Default)]
pub(crate) struct Generator {
    pub(crate) state: GeneratorState,
    pub(crate) flavour: Flavour,
    /// Its own frame and those of what it awaits, the innermost last; bases count from the first's.
    pub(crate) frames: Vec<Frame>,
    pub(crate) registers: Vec<Value>,
    /// The exception being handled inside.
    pub(crate) handling: Option<Value>,
    pub(crate) code: Option<Rc<Code>>,
    pub(crate) name: Option<Value>,
    pub(crate) qualified_name: Option<Value>,
    /// The register that the value sent in goes to.
    pub(crate) receive: u16,
    /// The task that was made for it, if one was.
    pub(crate) task: Option<Value>,
    /// A generator that may be awaited (`types.coroutine`), or a coroutine that may be iterated over (`__await__`).
    pub(crate) is_awaitable: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) enum GeneratorState {
    #[default]
    Created,
    Suspended,
    Running,
    Finished,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) enum Flavour {
    #[default]
    Generator,
    Coroutine,
    AsyncGenerator,
}

/// A built-in iterator. Each knows the next place, not the next item, as lists may change under it.
#[derive(Debug, Default)]
pub(crate) enum Iter {
    #[default]
    Exhausted,
    List {
        list: Value,
        next: usize,
    },
    Tuple {
        tuple: Value,
        next: usize,
    },
    /// `next` counts bytes.
    Str {
        text: Value,
        next: usize,
    },
    Bytes {
        bytes: Value,
        next: usize,
    },
    Range {
        next: i64,
        step: i64,
        left: u64,
    },
    /// Goes on while the dictionary keeps its size.
    Dict {
        dict: Value,
        next: usize,
        size: usize,
        /// How many entries are still to come, if the keys stay as they were.
        left: usize,
        part: Part,
        reversed: bool,
    },
    Set {
        set: Value,
        next: usize,
        size: usize,
    },
    ReversedList {
        list: Value,
        next: usize,
    },
    /// An object with `__getitem__`.
    Sequence {
        object: Value,
        next: i64,
    },
    ReversedSequence {
        object: Value,
        next: i64,
    },
    Enumerate {
        inner: Value,
        count: Value,
    },
    Zip {
        inner: Vec<Value>,
        strict: bool,
    },
    Map {
        function: Value,
        inner: Vec<Value>,
    },
    Filter {
        function: Value,
        inner: Value,
    },
    /// `iter(callable, sentinel)`.
    Until {
        callable: Value,
        sentinel: Value,
    },
}

/// What of a dictionary a view or an iterator shows.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) enum Part {
    #[default]
    Keys,
    Values,
    Items,
}

/// Keys, values or items of a dictionary.
#[derive(Clone, Copy, Debug)]
pub(crate) struct View {
    pub(crate) dict: Value,
    pub(crate) part: Part,
}

impl Default for View {
    fn default() -> Self {
        Self { dict: Value::NONE, part: Part::Keys }
    }
}

/// A view on the bytes of another object.
#[derive(Clone, Copy, Debug)]
pub(crate) struct MemoryView {
    pub(crate) object: Value,
    /// The byte at which the first item begins.
    pub(crate) start: usize,
    /// The number of items.
    pub(crate) length: usize,
    /// The bytes from one item to the next.
    pub(crate) step: isize,
    /// The letter of `struct` for an item.
    pub(crate) format: u8,
    pub(crate) readonly: bool,
    pub(crate) released: bool,
}

impl Default for MemoryView {
    fn default() -> Self {
        Self { object: Value::NONE, start: 0, length: 0, step: 1, format: b'B', readonly: true, released: true }
    }
}

impl MemoryView {
    pub(crate) const fn item_size(&self) -> usize {
        match crate::packed::letter(self.format, true) {
            Some((_, size)) => size,
            None => 1,
        }
    }

    /// The byte at which an item begins.
    pub(crate) fn place(&self, item: usize) -> usize {
        (self.start as isize).saturating_add((item as isize).saturating_mul(self.step)).max(0) as usize
    }
}

/// What `super()` makes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Super {
    pub(crate) class: u32,
    pub(crate) object: Value,
    /// The class whose order of bases is followed.
    pub(crate) object_class: u32,
}

impl Default for Super {
    fn default() -> Self {
        Self { class: 0, object: Value::NONE, object_class: 0 }
    }
}

/// A read-only dictionary, or a class with arguments such as `list[int]`.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Wrapper {
    MappingProxy(Value),
    GenericAlias { origin: Value, args: Value, unpacked: bool },
    Union { args: Value },
}

impl Default for Wrapper {
    fn default() -> Self {
        Self::MappingProxy(Value::NONE)
    }
}

/// An instance that is being made: its class and the arguments for `__init__`.
#[derive(Clone, Debug)]
pub(crate) struct Construction {
    pub(crate) class: u32,
    pub(crate) arguments: Vec<Value>,
    pub(crate) keywords: Vec<Value>,
}

/// An integer beyond the small range.
#[derive(Debug, Default)]
pub(crate) struct Big(pub(crate) BigInt);

/// An object that a module of the engine defines.
pub(crate) trait ForeignObject: Any + fmt::Debug {
    /// Shows every value inside to the collector.
    fn trace(&self, visit: &mut dyn FnMut(Value));
    /// The bytes it holds beside its own.
    fn bytes(&self) -> usize;
    /// The object that it refers to without keeping it alive.
    fn weak_target(&self) -> Option<Value> {
        None
    }
    /// That object is gone. Gives who wants to know, though only if that is alive.
    fn forget_target(&mut self) -> Value {
        Value::NONE
    }
    fn as_any(&self) -> &dyn Any;
    fn as_any_mut(&mut self) -> &mut dyn Any;
    /// What it is compared and hashed by, if it is equal to other objects of its class.
    fn key(&self) -> Option<[Value; 2]> {
        None
    }
}

/// The place of such an object, and its class.
#[derive(Debug, Default)]
pub(crate) struct Foreign {
    pub(crate) class: u32,
    pub(crate) object: Option<Box<dyn ForeignObject>>,
}
