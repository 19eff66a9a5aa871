//! The heap: every object of a program, the account of its memory, and the collector.

pub(crate) mod class;
pub(crate) mod collect;
pub(crate) mod dict;
mod marker;
pub(crate) mod object;
mod room;
pub(crate) mod set;
pub(crate) mod slab;
pub(crate) mod string;
pub(crate) mod value;

use std::{cell::Cell, collections::HashSet, rc::Rc};

use hashbrown::HashTable;
use num_bigint::BigInt;
use num_traits::ToPrimitive as _;
use smallvec::SmallVec;

use crate::{compile::code::Code, text::int::DigitBuffer};
use class::{Class, Instance, Shapes};
use dict::{Dict, spread};
use object::{
    Big, Complex, Descriptor, Exception, Foreign, ForeignObject, Function, Generator, Iter, MemoryView, Method, Module,
    Native, Range, Slice, Super, Traceback, View, Wrapper,
};
use set::Set;
use slab::Slab;
use string::{Str, hash_bytes};
use value::{Kind, Value};

pub(crate) use room::saturated;

/// Objects by kind. The fields are open so that natives can hold one slab while they change another.
#[derive(Debug, Default)]
pub(crate) struct Heap {
    pub(crate) strs: Slab<Str>,
    pub(crate) bigs: Slab<Big>,
    pub(crate) byte_strings: Slab<Box<[u8]>>,
    pub(crate) byte_arrays: Slab<Vec<u8>>,
    pub(crate) tuples: Slab<Items>,
    pub(crate) lists: Slab<Vec<Value>>,
    pub(crate) dicts: Slab<Dict>,
    pub(crate) sets: Slab<Set>,
    pub(crate) frozen_sets: Slab<Set>,
    pub(crate) ranges: Slab<Range>,
    pub(crate) slices: Slab<Slice>,
    pub(crate) complexes: Slab<Complex>,
    pub(crate) functions: Slab<Function>,
    pub(crate) natives: Slab<Native>,
    pub(crate) methods: Slab<Method>,
    pub(crate) classes: Slab<Class>,
    pub(crate) instances: Slab<Instance>,
    pub(crate) modules: Slab<Module>,
    pub(crate) cells: Slab<CellContent>,
    pub(crate) generators: Slab<Generator>,
    pub(crate) iterators: Slab<Iter>,
    pub(crate) codes: Slab<Option<Rc<Code>>>,
    pub(crate) descriptors: Slab<Descriptor>,
    pub(crate) exceptions: Slab<Exception>,
    pub(crate) views: Slab<View>,
    pub(crate) memory_views: Slab<MemoryView>,
    pub(crate) supers: Slab<Super>,
    pub(crate) tracebacks: Slab<Traceback>,
    pub(crate) wrappers: Slab<Wrapper>,
    pub(crate) tasks: Slab<crate::vm::task::Task>,
    pub(crate) foreigns: Slab<Foreign>,
    pub(crate) shapes: Shapes,
    /// Arrays of bytes on which there may be views.
    pub(crate) exported: HashSet<u32>,
    names: HashTable<Value>,
    pub(crate) characters: Vec<Value>,
    account: Account,
    /// Strings hash differently in each engine, so that nobody outside can choose keys that collide.
    pub(crate) hash_seed: u32,
    versions: u32,
    nans: u32,
    /// Weak references whose objects are gone, until their callbacks have been called.
    pub(crate) cleared: Vec<Value>,
}

/// The items of a tuple. Few need no memory beside their place.
pub(crate) type Items = SmallVec<[Value; 3]>;

/// The content of a cell; empty when the variable has no value.
#[derive(Clone, Copy, Debug)]
pub(crate) struct CellContent(pub(crate) Value);

impl Default for CellContent {
    fn default() -> Self {
        Self(Value::UNBOUND)
    }
}

/// Bytes allocated and allowed.
#[derive(Debug)]
struct Account {
    /// What the last collection left.
    live: usize,
    /// What was allocated since.
    since: usize,
    /// Collect when `since` reaches this.
    threshold: usize,
    limit: usize,
    /// Collect at every safe point: a test mode that finds values no root leads to.
    always: bool,
    never: bool,
    /// The size of the last allocation that was refused.
    refused: Cell<usize>,
    /// A collection found no room for more objects of some kind.
    is_cramped: bool,
    /// How many collections may be asked for that nobody needs but to see whether an object is gone.
    cheap: u32,
}

/// What a class takes beside itself and its lists: its name, its instances' first shape, its place among subclasses.
pub(crate) const CLASS_BESIDES: usize = 200;
const MOST_CHEAP: u32 = 64;
const FIRST_THRESHOLD: usize = 8 << 20;
/// The limit where the host sets none: no allocation beyond it can succeed.
const NO_LIMIT: usize = isize::MAX as usize >> (usize::BITS / 64 * 26);

impl Default for Account {
    fn default() -> Self {
        Self {
            live: 0,
            since: 0,
            threshold: FIRST_THRESHOLD,
            limit: NO_LIMIT,
            always: false,
            never: false,
            refused: Cell::new(0),
            is_cramped: false,
            cheap: MOST_CHEAP,
        }
    }
}

impl Account {
    fn allow(&self, bytes: usize) -> Result<(), OutOfMemory> {
        let used = self.live.saturating_add(self.since);
        if used.saturating_add(bytes) > self.limit {
            self.refused.set(bytes);
            return Err(OutOfMemory);
        }
        Ok(())
    }
}

/// An allocation was refused: it would pass the limit.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct OutOfMemory;

/// When the collector runs.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Collector {
    /// When enough was allocated since it ran last.
    #[default]
    Automatic,
    /// At every point where it may.
    Always,
    /// Not at all.
    Never,
}

macro_rules! allocators {
    ($($name:ident($type:ty) -> $kind:ident in $slab:ident, $extra:expr;)*) => {
        $(
            pub(crate) fn $name(&mut self, object: $type) -> Value {
                let extra: fn(&$type) -> usize = $extra;
                self.account.since += size_of::<$type>() + extra(&object);
                Value::object(Kind::$kind, self.$slab.insert(object))
            }
        )*
    };
}

impl Heap {
    allocators! {
        new_str(Str) -> Str in strs, Str::allocated;
        new_big(Big) -> BigInt in bigs, |big| big.0.bits() as usize / 8;
        new_bytes(Box<[u8]>) -> Bytes in byte_strings, |bytes| bytes.len();
        new_byte_array(Vec<u8>) -> ByteArray in byte_arrays, Vec::capacity;
        new_tuple(Items) -> Tuple in tuples, |items| if items.spilled() { items.len() * 8 } else { 0 };
        new_list(Vec<Value>) -> List in lists, |items| items.capacity() * 8;
        new_dict(Dict) -> Dict in dicts, Dict::bytes;
        new_set(Set) -> Set in sets, Set::bytes;
        new_frozen_set(Set) -> FrozenSet in frozen_sets, Set::bytes;
        new_range(Range) -> Range in ranges, |_| 0;
        new_slice(Slice) -> Slice in slices, |_| 0;
        new_complex(Complex) -> Complex in complexes, |_| 0;
        new_function(Function) -> Function in functions, |function| (function.defaults.len() + function.closure.len()) * 8;
        new_native(Native) -> Native in natives, |_| 0;
        new_method(Method) -> Method in methods, |_| 0;
        new_class(Class) -> Class in classes, |class| (class.mro.len() + class.bases.len()) * 8;
        new_instance(Instance) -> Instance in instances, |_| 32;
        new_module(Module) -> Module in modules, |_| 0;
        new_cell(CellContent) -> Cell in cells, |_| 0;
        new_generator(Generator) -> Generator in generators, |generator| generator.registers.len() * 8 + 128;
        new_iterator(Iter) -> Iterator in iterators, |_| 0;
        new_code(Option<Rc<Code>>) -> Code in codes, |_| 1024;
        new_descriptor(Descriptor) -> Descriptor in descriptors, |_| 0;
        new_exception(Exception) -> Exception in exceptions, |_| 64;
        new_view(View) -> View in views, |_| 0;
        new_memory_view(MemoryView) -> MemoryView in memory_views, |_| 0;
        new_super(Super) -> Super in supers, |_| 0;
        new_traceback(Traceback) -> Traceback in tracebacks, Traceback::bytes;
        new_wrapper(Wrapper) -> Wrapper in wrappers, |_| 0;
        new_task(crate::vm::task::Task) -> Task in tasks, |_| 256;
    }

    pub(crate) fn new() -> Self {
        let mut heap = Self { hash_seed: 0x5EED, ..Self::default() };
        for code in 0..128_u8 {
            let text = (code as char).to_string();
            let value = heap.name(&text);
            heap.characters.push(value);
        }
        heap
    }

    // --- making values -----------------------------------------------------------------------------------------------

    /// A string.
    pub(crate) fn str(&mut self, text: &str) -> Value {
        if let &[byte] = text.as_bytes()
            && let Some(&character) = self.characters.get(usize::from(byte))
        {
            return character;
        }
        self.new_str(Str::new(text))
    }

    /// A number in base ten.
    pub(crate) fn decimal(&mut self, number: i64) -> Value {
        let mut text = DigitBuffer::default();
        self.str(text.write(number))
    }

    /// A string from one that is no longer needed.
    pub(crate) fn string(&mut self, text: String) -> Value {
        if text.len() == 1 { self.str(&text) } else { self.new_str(Str::owned(text)) }
    }

    /// The string object that stands for a name, if it has been asked for before.
    pub(crate) fn find_known(&self, text: &str) -> Option<Value> {
        self.name_with(text, hash_bytes(text.as_bytes(), self.hash_seed))
    }

    /// The one string object that stands for a name. It lives as long as the engine.
    pub(crate) fn name(&mut self, text: &str) -> Value {
        if let Some(known) = self.find_known(text) {
            return known;
        }
        let mut object = Str::new(text);
        object.interned = true;
        let hash = object.hash(self.hash_seed);
        let value = self.new_str(object);
        let (strs, seed) = (&self.strs, self.hash_seed);
        self.names.insert_unique(spread(hash), value, |other| spread(strs.get(other.index()).hash(seed)));
        value
    }

    /// The name equal to a string, if there is one.
    pub(crate) fn known_name(&self, value: Value) -> Option<Value> {
        let text = self.strs.get(value.of(Kind::Str)?);
        if text.interned { Some(value) } else { self.name_with(text.as_str(), text.hash(self.hash_seed)) }
    }

    fn name_with(&self, text: &str, hash: u32) -> Option<Value> {
        self.names.find(spread(hash.max(1)), |name| self.strs.get(name.index()).as_str() == text).copied()
    }

    pub(crate) fn int(&mut self, value: i64) -> Value {
        Value::small(value).unwrap_or_else(|| self.new_big(Big(BigInt::from(value))))
    }

    pub(crate) fn big(&mut self, value: BigInt) -> Value {
        match value.to_i64().and_then(Value::small) {
            Some(small) => small,
            None => self.new_big(Big(value)),
        }
    }

    pub(crate) fn tuple(&mut self, items: &[Value]) -> Value {
        self.new_tuple(Items::from_slice(items))
    }

    pub(crate) fn foreign(&mut self, class: u32, object: impl ForeignObject) -> Value {
        self.account.since += size_of::<Foreign>() + 64 + object.bytes();
        Value::object(Kind::Foreign, self.foreigns.insert(Foreign { class, object: Some(Box::new(object)) }))
    }

    /// A NaN that is not the same object as any other.
    pub(crate) fn new_nan(&mut self) -> Value {
        self.nans = self.nans.wrapping_add(1).max(1);
        Value::float(f64::from_bits((0x7FF8 << 48) | u64::from(self.nans)))
    }

    /// A number that no class and no set of keys had before.
    pub(crate) fn next_version(&mut self) -> u32 {
        self.versions += 1;
        self.versions
    }

    // --- looking into values -----------------------------------------------------------------------------------------

    /// The text of a value known to be a `str` object.
    pub(crate) fn text(&self, value: Value) -> &str {
        match value.of(Kind::Str) {
            Some(index) => self.strs.get(index).as_str(),
            None => "",
        }
    }

    /// The content that a built-in class's methods work on: the object itself, or what an instance of a subclass carries.
    #[inline]
    pub(crate) fn content(&self, value: Value) -> Value {
        match value.of(Kind::Instance) {
            Some(index) => self.instances.get(index).payload.unwrap_or(value),
            None => value,
        }
    }

    /// The items of a tuple or list.
    pub(crate) fn items(&self, value: Value) -> Option<&[Value]> {
        match value.kind()? {
            Kind::Tuple => Some(self.tuples.get(value.index())),
            Kind::List => Some(self.lists.get(value.index())),
            _ => None,
        }
    }

    // --- the account -------------------------------------------------------------------------------------------------

    /// Counts bytes that an object has grown by.
    #[inline]
    pub(crate) fn charge(&mut self, bytes: usize) {
        self.account.since += bytes;
    }

    /// Asks for room before a large allocation is made.
    pub(crate) fn reserve(&self, bytes: usize) -> Result<(), OutOfMemory> {
        self.account.allow(bytes)
    }

    /// Whether what was refused last has room now, and what is allocated on the way to it.
    pub(crate) fn has_room_now(&self) -> bool {
        const ON_THE_WAY: usize = 64 << 10;
        let wanted = self.account.refused.get().saturating_add(ON_THE_WAY);
        self.used().saturating_add(wanted) <= self.account.limit
    }

    /// Whether a collection is due.
    #[inline]
    pub(crate) const fn wants_collection(&self) -> bool {
        self.account.since >= self.account.threshold
    }

    /// Asks for a collection at the next safe point.
    pub(crate) fn request_collection(&mut self) {
        self.account.threshold = 0;
    }

    /// The same, but not often: collecting must not cost more than what the program does itself.
    pub(crate) fn request_cheap_collection(&mut self) -> bool {
        if self.account.never || self.account.cheap == 0 {
            return false;
        }
        self.account.cheap -= 1;
        self.request_collection();
        true
    }

    pub(crate) const fn is_over_limit(&self) -> bool {
        self.account.is_cramped || self.account.live + self.account.since > self.account.limit
    }

    pub(crate) fn set_limit(&mut self, bytes: usize) {
        self.account.limit = bytes.min(NO_LIMIT);
        self.set_threshold();
    }

    pub(crate) fn set_collector(&mut self, when: Collector) {
        self.account.always = when == Collector::Always;
        self.account.never = when == Collector::Never;
        self.set_threshold();
    }

    /// Bytes in use, garbage included.
    pub(crate) const fn used(&self) -> usize {
        self.account.live + self.account.since
    }

    fn set_threshold(&mut self) {
        let account = &mut self.account;
        let room = account.limit.saturating_sub(account.live);
        account.threshold = match (account.always, account.never) {
            (true, _) => 0,
            (_, true) => room,
            _ => (account.live / 2 * 3).max(FIRST_THRESHOLD).min(room),
        };
    }
}
