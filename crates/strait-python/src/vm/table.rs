//! Dictionaries and sets, by the hashes and the equality of built-in values.
//!
//! Where a key is of a class with its own `__eq__` or `__hash__`, these operations give up, and the prelude does them with
//! ordinary calls.

use super::{
    Vm,
    equality::Equal,
    native::{Escape, Outcome},
};
use crate::heap::{
    dict::Dict,
    set::Set,
    value::{Kind, Value},
};

impl Vm {
    /// The place of a key.
    pub(crate) fn dict_find(&mut self, dict: u32, key: Value) -> Outcome<(u32, Option<usize>)> {
        let hash = self.key_hash(key)?;
        let mut answer = Equal::No;
        let found = self.heap.dicts.get(dict).find(hash, |candidate| {
            if candidate == key {
                return true;
            }
            match self.equal_within(candidate, key, 0) {
                Equal::Yes => true,
                Equal::No => false,
                other => {
                    answer = other;
                    false
                }
            }
        });
        match (found, answer) {
            (None, Equal::Ask | Equal::TooDeep) => Err(Escape::Bail),
            _ => Ok((hash, found)),
        }
    }

    pub(crate) fn dict_get(&mut self, dict: u32, key: Value) -> Outcome<Option<Value>> {
        let (_, place) = self.dict_find(dict, key)?;
        Ok(place.and_then(|place| self.heap.dicts.get(dict).at(place)).map(|entry| entry.value))
    }

    pub(crate) fn dict_set(&mut self, dict: u32, key: Value, value: Value) -> Outcome<()> {
        let (hash, place) = self.dict_find(dict, key)?;
        match place {
            Some(place) => self.heap.dicts.get_mut(dict).set_at(place, value),
            None => {
                self.heap.room_in_dict(dict)?;
                self.heap.charge(40);
                self.heap.dicts.get_mut(dict).insert_new(hash, key, value);
            }
        }
        Ok(())
    }

    pub(crate) fn dict_remove(&mut self, dict: u32, key: Value) -> Outcome<Option<Value>> {
        let (_, place) = self.dict_find(dict, key)?;
        Ok(place.and_then(|place| self.heap.dicts.get_mut(dict).remove_at(place)).map(|entry| entry.value))
    }

    pub(crate) fn build_dict(&mut self, pairs: &[Value]) -> Outcome {
        let dict = self.heap.new_dict(Dict::with_capacity(pairs.len() / 2));
        for pair in pairs.chunks_exact(2) {
            self.dict_set(dict.index(), pair[0], pair[1])?;
        }
        Ok(dict)
    }

    /// The content of a set, frozen or not.
    pub(crate) fn set_of(&self, value: Value) -> Option<&Set> {
        let value = self.heap.content(value);
        match value.kind()? {
            Kind::Set => Some(self.heap.sets.get(value.index())),
            Kind::FrozenSet => Some(self.heap.frozen_sets.get(value.index())),
            _ => None,
        }
    }

    pub(crate) fn set_of_mut(&mut self, value: Value) -> Option<&mut Set> {
        let value = self.heap.content(value);
        match value.kind()? {
            Kind::Set => Some(self.heap.sets.get_mut(value.index())),
            Kind::FrozenSet => Some(self.heap.frozen_sets.get_mut(value.index())),
            _ => None,
        }
    }

    pub(super) fn set_has(&self, set: &Set, hash: i64, key: Value) -> Equal {
        let mut answer = Equal::No;
        let found = set.find(hash, |candidate| match self.equal_within(candidate, key, 0) {
            Equal::Yes => true,
            Equal::No => false,
            other => {
                answer = other;
                false
            }
        });
        if found.is_some() { Equal::Yes } else { answer }
    }

    /// The place of a member, and its hash.
    pub(crate) fn set_find(&mut self, set: Value, key: Value) -> Outcome<(i64, Option<usize>)> {
        let hash = self.leaf_hash(key)?;
        let Some(found) = self.set_of(set) else { return Ok((hash, None)) };
        let mut asks = false;
        let place = found.find(hash, |candidate| {
            candidate == key
                || match self.equal_within(candidate, key, 0) {
                    Equal::Yes => true,
                    Equal::No => false,
                    Equal::Ask | Equal::TooDeep => {
                        asks = true;
                        false
                    }
                }
        });
        if place.is_none() && asks { Err(Escape::Bail) } else { Ok((hash, place)) }
    }

    /// Adds a member; false if it was there.
    pub(crate) fn set_add(&mut self, set: Value, key: Value) -> Outcome<bool> {
        let (hash, place) = self.set_find(set, key)?;
        if place.is_some() {
            return Ok(false);
        }
        let growth = self.set_of(set).map_or(0, Set::growth);
        self.heap.reserve(growth)?;
        self.heap.charge(48);
        if let Some(set) = self.set_of_mut(set) {
            set.insert_new(hash, key);
        }
        Ok(true)
    }

    pub(crate) fn build_set(&mut self, items: &[Value]) -> Outcome {
        let set = self.heap.new_set(Set::default());
        for &item in items {
            self.set_add(set, item)?;
        }
        Ok(set)
    }
}
