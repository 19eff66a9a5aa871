//! Hashes of built-in values. Where a script's `__hash__` must be asked, they give up.

use num_bigint::{BigInt, Sign};
use num_traits::ToPrimitive as _;

use super::{
    Vm,
    native::{Escape, Outcome},
};
use crate::heap::{
    object::Part,
    value::{Kind, Value},
};

/// Numbers are hashed modulo this prime, as in CPython, so that equal numbers of any type have equal hashes.
const MODULUS: u64 = (1 << 61) - 1;
/// Nested deeper than this, a hash or a comparison is an error rather than the end of the native stack.
pub(super) const MOST_DEPTH: u32 = 600;

impl Vm {
    /// The hash of a value, as `hash()` shows it.
    pub(crate) fn leaf_hash(&mut self, value: Value) -> Outcome<i64> {
        self.hash_within(value, 0)
    }

    fn hash_within(&mut self, value: Value, depth: u32) -> Outcome<i64> {
        if let Some(number) = value.as_small() {
            return Ok(if number == -1 { -2 } else { number });
        }
        if let Some(number) = value.as_float() {
            return Ok(float_hash(number));
        }
        let Some(kind) = value.kind() else {
            return Ok(match value {
                Value::TRUE => 1,
                Value::FALSE => 0,
                Value::NONE => 0xFCA8_6420,
                other => other.identity() as i64 & 0xFFFF_FFFF,
            });
        };
        if depth > MOST_DEPTH {
            return Err(self.error(self.classes.recursion_error, "maximum recursion depth exceeded"));
        }
        let index = value.index();
        match kind {
            Kind::Str => Ok(wide_hash(self.heap.strs.get(index).hash(self.heap.hash_seed))),
            Kind::Bytes => {
                let bytes = self.heap.byte_strings.get(index);
                Ok(wide_hash(crate::heap::string::hash_bytes(bytes, self.heap.hash_seed)))
            }
            Kind::BigInt => Ok(big_hash(&self.heap.bigs.get(index).0)),
            Kind::Tuple => {
                let items = self.heap.tuples.get(index).to_vec();
                let mut hashes = Vec::with_capacity(items.len());
                for item in items {
                    hashes.push(self.hash_within(item, depth + 1)?);
                }
                Ok(tuple_hash(&hashes))
            }
            Kind::FrozenSet => {
                let set = self.heap.frozen_sets.get(index);
                let hash = set.hash.unwrap_or_else(|| frozen_hash(set.iter().map(|member| member.hash), set.len()));
                self.heap.frozen_sets.get_mut(index).hash = Some(hash);
                Ok(hash)
            }
            Kind::Complex => {
                let number = *self.heap.complexes.get(index);
                let hash = float_hash(number.real).wrapping_add(float_hash(number.imag).wrapping_mul(1_000_003));
                Ok(if hash == -1 { -2 } else { hash })
            }
            Kind::Instance => {
                let class = self.heap.instances.get(index).class;
                let traits = self.heap.classes.get(class).traits;
                if traits.unhashable {
                    return Err(self.unhashable(value));
                }
                if traits.own_hash {
                    return Err(Escape::Bail);
                }
                let content = self.heap.content(value);
                if content == value || content.is(Kind::Exception) {
                    return Ok(identity_hash(value));
                }
                self.hash_within(content, depth + 1)
            }
            Kind::Range => {
                let range = *self.heap.ranges.get(index);
                let length = range.len() as i64;
                let parts = match length {
                    0 => vec![0],
                    1 => vec![1, range.start],
                    _ => vec![length, range.start, range.step],
                };
                Ok(tuple_hash(&parts))
            }
            Kind::Slice => {
                let slice = *self.heap.slices.get(index);
                let items = self.heap.tuple(&[slice.start, slice.stop, slice.step]);
                self.hash_within(items, depth + 1)
            }
            Kind::Wrapper => match *self.heap.wrappers.get(index) {
                crate::heap::object::Wrapper::GenericAlias { origin, args, .. } => {
                    Ok(self.hash_within(origin, depth + 1)? ^ self.hash_within(args, depth + 1)?)
                }
                crate::heap::object::Wrapper::Union { args } => self.hash_within(args, depth + 1),
                crate::heap::object::Wrapper::MappingProxy(inner) => self.hash_within(inner, depth + 1),
            },
            Kind::Foreign => match self.foreign_key(value) {
                Some([one, other]) => {
                    let hashes = [self.hash_within(one, depth + 1)?, self.hash_within(other, depth + 1)?];
                    Ok(tuple_hash(&hashes))
                }
                None => Ok(identity_hash(value)),
            },
            Kind::Method => {
                let method = *self.heap.methods.get(index);
                Ok(identity_hash(method.receiver) ^ self.hash_within(method.function, depth + 1)?)
            }
            Kind::Class => {
                let metaclass = self.class_of(value);
                if self.heap.classes.get(metaclass).traits.own_hash {
                    Err(Escape::Bail)
                } else {
                    Ok(identity_hash(value))
                }
            }
            Kind::List | Kind::Dict | Kind::Set | Kind::ByteArray => Err(self.unhashable(value)),
            Kind::View if self.heap.views.get(index).part != Part::Values => Err(self.unhashable(value)),
            Kind::MemoryView => {
                let view = *self.heap.memory_views.get(index);
                if view.released {
                    return Err(self.not_bytes(value));
                }
                if !view.readonly {
                    return Err(self.value_error("cannot hash writable memoryview object"));
                }
                if !matches!(view.format, b'B' | b'b' | b'c') {
                    return Err(self.value_error("memoryview: hashing is restricted to formats 'B', 'b' or 'c'"));
                }
                let bytes = self.bytes_of(value).unwrap_or_default();
                Ok(wide_hash(crate::heap::string::hash_bytes(&bytes, self.heap.hash_seed)))
            }
            _ => Ok(identity_hash(value)),
        }
    }

    pub(crate) fn unhashable(&mut self, value: Value) -> Escape {
        let message = format!("unhashable type: '{}'", self.type_name(value));
        self.type_error(message)
    }

    /// The hash under which a dictionary keeps a key.
    #[inline]
    pub(crate) fn key_hash(&mut self, key: Value) -> Outcome<u32> {
        if let Some(index) = key.of(Kind::Str) {
            return Ok(self.heap.strs.get(index).hash(self.heap.hash_seed));
        }
        let content = self.heap.content(key);
        if content.is(Kind::Str) && !self.has_own_hash(key) {
            return self.key_hash(content);
        }
        let hash = self.leaf_hash(key)?;
        Ok((hash ^ (hash >> 32)) as u32)
    }

    fn has_own_hash(&self, value: Value) -> bool {
        let Some(index) = value.of(Kind::Instance) else { return false };
        let class = self.heap.instances.get(index).class;
        let traits = self.heap.classes.get(class).traits;
        traits.own_hash || traits.unhashable
    }
}

/// The hash of an object that is only equal to itself.
pub(crate) fn identity_hash(value: Value) -> i64 {
    let mixed = value.identity().wrapping_mul(0x9E37_79B9_7F4A_7C15);
    (mixed >> 4) as i64
}

/// A 32-bit hash over the whole range that `hash()` may show. Folded, it is the 32-bit hash again: the one a dictionary keeps.
const fn wide_hash(hash: u32) -> i64 {
    let high = hash.wrapping_mul(0x9E37_79B9);
    ((high as u64) << 32 | (hash ^ high) as u64) as i64
}

/// The hash of an integer of any size.
pub(crate) fn big_hash(value: &BigInt) -> i64 {
    let (sign, magnitude) = (value.sign(), value.magnitude());
    let rest = (magnitude % MODULUS).to_i64().unwrap_or_default();
    let hash = if sign == Sign::Minus { -rest } else { rest };
    if hash == -1 { -2 } else { hash }
}

/// The hash of a float, as CPython's `_Py_HashDouble` computes it.
pub(crate) fn float_hash(value: f64) -> i64 {
    if value.is_infinite() {
        return if value > 0.0 { 314_159 } else { -314_159 };
    }
    if value.is_nan() {
        return 0;
    }
    if value == value.trunc() && value.abs() < 9e15 {
        let number = value as i64;
        return if number == -1 { -2 } else { number };
    }
    let bits = value.to_bits();
    let mut exponent = ((bits >> 52) & 0x7FF) as i32;
    let mut mantissa = bits & ((1 << 52) - 1);
    if exponent == 0 {
        exponent = 1;
    } else {
        mantissa |= 1 << 52;
    }
    // value = mantissa * 2 ** (exponent - 1075), and 2 ** 61 is 1 modulo the prime.
    let shift = (exponent - 1075).rem_euclid(61) as u32;
    let rest = u128::from(mantissa) << shift;
    let hash = (rest % u128::from(MODULUS)) as i64;
    let hash = if value < 0.0 { -hash } else { hash };
    if hash == -1 { -2 } else { hash }
}

/// The hash of a tuple (xxHash, as in CPython's `tupleobject.c`).
fn tuple_hash(hashes: &[i64]) -> i64 {
    const P1: u64 = 11_400_714_785_074_694_791;
    const P2: u64 = 14_029_467_366_897_019_727;
    const P5: u64 = 2_870_177_450_012_600_261;
    let mut sum = P5;
    for &hash in hashes {
        sum = sum.wrapping_add((hash as u64).wrapping_mul(P2)).rotate_left(31).wrapping_mul(P1);
    }
    sum = sum.wrapping_add(hashes.len() as u64 ^ (P5 ^ 3_527_539));
    if sum == u64::MAX { 1_546_275_796 } else { sum as i64 }
}

/// The hash of a frozen set, which does not depend on the order of members.
fn frozen_hash(hashes: impl Iterator<Item = i64>, count: usize) -> i64 {
    let shuffle = |hash: u64| ((hash ^ 89_869_747) ^ (hash << 16)).wrapping_mul(3_644_798_167);
    let mut sum = hashes.fold(0_u64, |sum, hash| sum ^ shuffle(hash as u64));
    sum ^= (count as u64 + 1).wrapping_mul(1_927_868_237);
    sum ^= (sum >> 11) ^ (sum >> 25);
    sum = sum.wrapping_mul(69_069).wrapping_add(907_133_923);
    if sum == u64::MAX { 590_923_713 } else { sum as i64 }
}
