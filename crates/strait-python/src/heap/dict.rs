//! Dictionaries: entries in the order of insertion, with a table of places once there are more than a few.
//!
//! A dictionary knows nothing of equality. Whoever looks up a key gives its hash and a test for candidates, because the
//! equality of two keys may need the script's own code (`vm/hash.rs`).

use hashbrown::HashTable;

use super::{room, value::Value};

/// Up to so many entries are searched one by one.
const LINEAR: usize = 8;

/// One key and its value. A removed entry has no key.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Entry {
    pub(crate) hash: u32,
    pub(crate) key: Value,
    pub(crate) value: Value,
}

/// The content of a `dict` object.
#[derive(Debug, Default)]
pub(crate) struct Dict {
    entries: Vec<Entry>,
    places: HashTable<u32>,
    live: u32,
    /// Tells one state of the keys from all others, for the inline caches; 0 until a cache asks.
    keys: u32,
}

impl Dict {
    pub(crate) fn with_capacity(capacity: usize) -> Self {
        Self { entries: Vec::with_capacity(capacity), ..Self::default() }
    }

    pub(crate) fn len(&self) -> usize {
        self.live as usize
    }

    /// How many places there are, removed ones included.
    pub(crate) fn places(&self) -> usize {
        self.entries.len()
    }

    pub(crate) fn bytes(&self) -> usize {
        self.entries.capacity() * size_of::<Entry>() + self.places.capacity() * 5
    }

    /// The entry at a place, if it was not removed.
    pub(crate) fn at(&self, place: usize) -> Option<&Entry> {
        self.entries.get(place).filter(|entry| !entry.key.is_unbound())
    }

    pub(crate) fn iter(&self) -> impl DoubleEndedIterator<Item = &Entry> {
        self.entries.iter().filter(|entry| !entry.key.is_unbound())
    }

    /// The place of the key that `matches` accepts among those with this hash.
    #[inline]
    pub(crate) fn find(&self, hash: u32, mut matches: impl FnMut(Value) -> bool) -> Option<usize> {
        if self.entries.len() <= LINEAR {
            return self
                .entries
                .iter()
                .position(|entry| entry.hash == hash && !entry.key.is_unbound() && matches(entry.key));
        }
        self.places
            .find(spread(hash), |&place| {
                let entry = &self.entries[place as usize];
                entry.hash == hash && matches(entry.key)
            })
            .map(|&place| place as usize)
    }

    /// The places and keys of all entries with this hash.
    pub(crate) fn candidates(&self, hash: u32) -> Vec<(usize, Value)> {
        let with_key = |place: usize| self.at(place).filter(|entry| entry.hash == hash).map(|entry| (place, entry.key));
        if self.entries.len() <= LINEAR {
            return (0..self.entries.len()).filter_map(with_key).collect();
        }
        let mut found: Vec<_> =
            self.places.iter_hash(spread(hash)).filter_map(|&place| with_key(place as usize)).collect();
        found.sort_unstable_by_key(|&(place, _)| place);
        found
    }

    /// The bytes that one more key would make it allocate.
    pub(crate) fn growth(&self) -> usize {
        let length = self.entries.len();
        let mut bytes = 0;
        if length == self.entries.capacity() {
            bytes += room::grown(length, size_of::<Entry>()) * size_of::<Entry>();
        }
        if length > LINEAR && self.places.len() == self.places.capacity() {
            // The table has a seventh more places than it fills.
            bytes += self.places.capacity() * 2 * 6;
        }
        bytes
    }

    /// Adds a key that is not there.
    pub(crate) fn insert_new(&mut self, hash: u32, key: Value, value: Value) {
        if self.entries.len() == self.entries.capacity() && (self.live as usize) < self.entries.len() / 2 {
            self.compact();
        }
        if self.entries.len() == self.entries.capacity() {
            let length = self.entries.len();
            // Where it fails, so does what follows.
            let _ = self.entries.try_reserve_exact(room::grown(length, size_of::<Entry>()) - length);
        }
        let place = self.entries.len() as u32;
        self.entries.push(Entry { hash, key, value });
        self.live += 1;
        self.keys = 0;
        match self.entries.len() {
            0..=LINEAR => {}
            length if length == LINEAR + 1 => self.index(),
            _ => {
                let entries = &self.entries;
                self.places.insert_unique(spread(hash), place, |&place| spread(entries[place as usize].hash));
            }
        }
    }

    pub(crate) fn set_at(&mut self, place: usize, value: Value) {
        self.entries[place].value = value;
    }

    /// Removes the entry at a place.
    pub(crate) fn remove_at(&mut self, place: usize) -> Option<Entry> {
        let entry = *self.at(place)?;
        if self.entries.len() > LINEAR
            && let Ok(found) = self.places.find_entry(spread(entry.hash), |&other| other as usize == place)
        {
            found.remove();
        }
        self.keys = 0;
        self.live -= 1;
        if place + 1 == self.entries.len() {
            self.entries.pop();
        } else {
            self.entries[place].key = Value::UNBOUND;
            self.entries[place].value = Value::UNBOUND;
        }
        if self.live == 0 {
            self.clear();
        }
        Some(entry)
    }

    pub(crate) fn clear(&mut self) {
        self.entries.clear();
        self.places.clear();
        self.live = 0;
        self.keys = 0;
    }

    /// Drops the places of removed entries.
    fn compact(&mut self) {
        self.entries.retain(|entry| !entry.key.is_unbound());
        self.index();
    }

    fn index(&mut self) {
        self.places.clear();
        if self.entries.len() <= LINEAR {
            return;
        }
        let entries = &self.entries;
        for (place, entry) in entries.iter().enumerate().filter(|(_, entry)| !entry.key.is_unbound()) {
            self.places.insert_unique(spread(entry.hash), place as u32, |&place| spread(entries[place as usize].hash));
        }
    }

    /// A copy without the places of removed entries.
    pub(crate) fn copy(&self) -> Self {
        let mut copy = Self { entries: self.iter().copied().collect(), live: self.live, ..Self::default() };
        copy.index();
        copy
    }

    pub(crate) const fn keys_version(&self) -> u32 {
        self.keys
    }

    pub(crate) const fn set_keys_version(&mut self, version: u32) {
        self.keys = version;
    }
}

/// Hashes of small integers are those integers; the table wants all bits to count.
pub(super) const fn spread(hash: u32) -> u64 {
    (hash as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15)
}
