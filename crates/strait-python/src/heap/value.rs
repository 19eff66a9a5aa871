//! A value: eight bytes that are a float, a small integer, a constant, or the kind and place of an object in the heap.
//!
//! Every bit pattern below `0xFFF9 << 48` is a float (NaNs are made canonical); the patterns above carry a tag in the upper
//! 16 bits. A value holds no pointer: an object is found through the heap, by its kind's slab and its index there.
//!
//! What is stored are these bits with the upper 16 inverted. The tag `0xFFFF` is not used, so the stored number is never
//! zero, and `Option<Value>` takes no more room than a value.

use std::{fmt, num::NonZeroU64};

/// What an object is, as far as the machine is concerned. A class written in a script makes `Instance`s.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
#[repr(u8)]
pub enum Kind {
    /// Text.
    Str,
    /// An integer outside of the small range.
    BigInt,
    /// An immutable byte string.
    Bytes,
    /// A mutable byte string.
    ByteArray,
    /// A tuple.
    Tuple,
    /// A list.
    List,
    /// A dictionary.
    Dict,
    /// A set.
    Set,
    /// A frozen set.
    FrozenSet,
    /// An arithmetic progression.
    Range,
    /// The bounds inside `a[i:j:k]`.
    Slice,
    /// A complex number.
    Complex,
    /// A function defined by a script.
    Function,
    /// A function of the engine.
    Native,
    /// A function with its first argument.
    Method,
    /// A class.
    Class,
    /// An instance of a class that is not built in, and every exception.
    Instance,
    /// A module.
    Module,
    /// A variable shared between functions.
    Cell,
    /// A generator, coroutine or asynchronous generator.
    Generator,
    /// A built-in iterator.
    Iterator,
    /// Compiled code.
    Code,
    /// `property`, `staticmethod` or `classmethod`.
    Descriptor,
    /// What an exception carries.
    Exception,
    /// Keys, values or items of a dictionary.
    View,
    /// A view on the bytes of another object.
    MemoryView,
    /// The object that `super()` makes.
    Super,
    /// The frames an exception passed through.
    Traceback,
    /// A read-only dictionary, or a subscripted class.
    Wrapper,
    /// A task of the scheduler.
    Task,
    /// An object of a module of the engine.
    Foreign,
}

impl Kind {
    const ALL: [Self; 31] = [
        Self::Str,
        Self::BigInt,
        Self::Bytes,
        Self::ByteArray,
        Self::Tuple,
        Self::List,
        Self::Dict,
        Self::Set,
        Self::FrozenSet,
        Self::Range,
        Self::Slice,
        Self::Complex,
        Self::Function,
        Self::Native,
        Self::Method,
        Self::Class,
        Self::Instance,
        Self::Module,
        Self::Cell,
        Self::Generator,
        Self::Iterator,
        Self::Code,
        Self::Descriptor,
        Self::Exception,
        Self::View,
        Self::MemoryView,
        Self::Super,
        Self::Traceback,
        Self::Wrapper,
        Self::Task,
        Self::Foreign,
    ];
}

/// One Python value.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Value(NonZeroU64);

/// The bits that are stored inverted.
const INVERTED: u64 = 0xFFFF << 48;
const INT: u64 = (0xFFF9 << 48) ^ INVERTED;
const CONSTANT: u64 = (0xFFFA << 48) ^ INVERTED;
const OBJECT: u64 = (0xFFFB << 48) ^ INVERTED;
const TAG: u64 = 0xFFFF << 48;

/// A value of what is stored. None is zero: it would be a float that no arithmetic makes.
#[inline]
const fn stored(bits: u64) -> Value {
    match NonZeroU64::new(bits) {
        Some(bits) => Value(bits),
        None => Value(NonZeroU64::MAX),
    }
}

impl Value {
    /// `None`.
    pub const NONE: Self = stored(CONSTANT);
    /// `False`.
    pub const FALSE: Self = stored(CONSTANT | 1);
    /// `True`.
    pub const TRUE: Self = stored(CONSTANT | 2);
    /// `NotImplemented`.
    pub const NOT_IMPLEMENTED: Self = stored(CONSTANT | 3);
    /// `...`.
    pub const ELLIPSIS: Self = stored(CONSTANT | 4);
    /// A variable without a value; no script ever sees it.
    pub const UNBOUND: Self = stored(CONSTANT | 5);

    pub(crate) const fn bool(value: bool) -> Self {
        if value { Self::TRUE } else { Self::FALSE }
    }

    /// NaNs keep the lower part of their bits, which tells one from another.
    pub(crate) fn float(value: f64) -> Self {
        let bits = if value.is_nan() { (0x7FF8 << 48) | (value.to_bits() & 0xFFFF_FFFF) } else { value.to_bits() };
        stored(bits ^ INVERTED)
    }

    /// A small integer, if it is one.
    #[inline]
    pub(crate) const fn small(value: i64) -> Option<Self> {
        if (value << 16) >> 16 == value { Some(Self::small_unchecked(value)) } else { None }
    }

    /// A small integer from a number known to be in range.
    #[inline]
    pub(crate) const fn small_unchecked(value: i64) -> Self {
        stored(INT | (value as u64 & !TAG))
    }

    #[inline]
    pub(crate) const fn object(kind: Kind, index: u32) -> Self {
        stored(OBJECT | ((kind as u64) << 32) | index as u64)
    }

    #[inline]
    pub(crate) const fn is_small(self) -> bool {
        self.0.get() & TAG == INT
    }

    #[inline]
    pub(crate) const fn is_float(self) -> bool {
        self.0.get() > INT | !TAG
    }

    #[inline]
    pub(crate) const fn is_object(self) -> bool {
        self.0.get() & TAG == OBJECT
    }

    #[inline]
    pub(crate) const fn is_bool(self) -> bool {
        self.0.get() == Self::TRUE.0.get() || self.0.get() == Self::FALSE.0.get()
    }

    #[inline]
    pub(crate) fn is_none(self) -> bool {
        self == Self::NONE
    }

    #[inline]
    pub(crate) fn is_unbound(self) -> bool {
        self == Self::UNBOUND
    }

    #[inline]
    pub(crate) const fn as_small(self) -> Option<i64> {
        if self.is_small() { Some(self.small_bits()) } else { None }
    }

    /// The number of a value known to be a small integer.
    #[inline]
    pub(crate) const fn small_bits(self) -> i64 {
        ((self.0.get() << 16) as i64) >> 16
    }

    #[inline]
    pub(crate) fn as_float(self) -> Option<f64> {
        if self.is_float() { Some(f64::from_bits(self.0.get() ^ INVERTED)) } else { None }
    }

    #[inline]
    pub(crate) fn kind(self) -> Option<Kind> {
        if self.is_object() { Kind::ALL.get((self.0.get() >> 32) as u8 as usize).copied() } else { None }
    }

    #[inline]
    pub(crate) const fn is(self, kind: Kind) -> bool {
        self.0.get() >> 32 == (OBJECT >> 32) | kind as u64
    }

    /// The index of an object in the slab of its kind.
    #[inline]
    pub(crate) const fn index(self) -> u32 {
        self.0.get() as u32
    }

    /// The index of an object of this kind.
    #[inline]
    pub(crate) const fn of(self, kind: Kind) -> Option<u32> {
        if self.is(kind) { Some(self.0.get() as u32) } else { None }
    }

    /// A number that tells this value from all others alive: `id()`.
    pub(crate) const fn identity(self) -> u64 {
        self.0.get() ^ INVERTED
    }
}

impl fmt::Debug for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::NONE => f.write_str("None"),
            Self::TRUE => f.write_str("True"),
            Self::FALSE => f.write_str("False"),
            Self::NOT_IMPLEMENTED => f.write_str("NotImplemented"),
            Self::ELLIPSIS => f.write_str("Ellipsis"),
            Self::UNBOUND => f.write_str("unbound"),
            _ => {
                if let Some(value) = self.as_small() {
                    return write!(f, "{value}");
                }
                match self.kind() {
                    Some(kind) => write!(f, "{kind:?}#{}", self.index()),
                    None => write!(f, "{:?}", self.as_float()),
                }
            }
        }
    }
}
