//! Sets, with the table of CPython's `Objects/setobject.c`, so that a set of numbers is met in the same order here.

use super::value::Value;

const SMALLEST: usize = 8;
const LINEAR_PROBES: usize = 9;
const PERTURB_SHIFT: u32 = 5;

#[derive(Clone, Copy, Debug)]
pub(crate) struct Member {
    pub(crate) hash: i64,
    /// Unbound: never used.
    pub(crate) key: Value,
    /// Removed: the place is free, and a search goes on past it.
    removed: bool,
}

const EMPTY: Member = Member { hash: 0, key: Value::UNBOUND, removed: false };

/// The content of a `set` or `frozenset` object.
#[derive(Clone, Debug, Default)]
pub(crate) struct Set {
    table: Vec<Member>,
    /// Members and removed ones.
    fill: usize,
    live: usize,
    /// Of a frozen set, once it was asked for.
    pub(crate) hash: Option<i64>,
}

impl Set {
    pub(crate) fn len(&self) -> usize {
        self.live
    }

    pub(crate) fn places(&self) -> usize {
        self.table.len()
    }

    pub(crate) fn bytes(&self) -> usize {
        self.table.capacity() * size_of::<Member>()
    }

    pub(crate) fn at(&self, place: usize) -> Option<&Member> {
        self.table.get(place).filter(|member| !member.key.is_unbound())
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &Member> {
        self.table.iter().filter(|member| !member.key.is_unbound())
    }

    /// The place of the member that `matches` accepts among those with this hash.
    pub(crate) fn find(&self, hash: i64, mut matches: impl FnMut(Value) -> bool) -> Option<usize> {
        let mut found = None;
        self.probe(hash, |place, member| {
            if member.key.is_unbound() {
                return !member.removed;
            }
            if member.hash == hash && matches(member.key) {
                found = Some(place);
                return true;
            }
            false
        });
        found
    }

    /// The places and keys of all members with this hash.
    pub(crate) fn candidates(&self, hash: i64) -> Vec<(usize, Value)> {
        let mut found = Vec::new();
        self.probe(hash, |place, member| {
            if !member.key.is_unbound() && member.hash == hash {
                found.push((place, member.key));
            }
            member.key.is_unbound() && !member.removed
        });
        // The probes of a full run may meet a place twice.
        found.sort_unstable_by_key(|&(place, _)| place);
        found.dedup_by_key(|&mut (place, _)| place);
        found
    }

    /// Goes through the places where a member with this hash may be, until told to stop.
    fn probe(&self, hash: i64, mut stop: impl FnMut(usize, &Member) -> bool) {
        if self.table.is_empty() {
            return;
        }
        let mask = self.table.len() - 1;
        let mut perturb = hash as u64;
        let mut place = hash as usize & mask;
        loop {
            let run = if place + LINEAR_PROBES <= mask { LINEAR_PROBES } else { 0 };
            for near in place..=place + run {
                if stop(near, &self.table[near]) {
                    return;
                }
            }
            perturb >>= PERTURB_SHIFT;
            place = (place.wrapping_mul(5).wrapping_add(1).wrapping_add(perturb as usize)) & mask;
        }
    }

    /// The bytes that one more member would make it allocate.
    pub(crate) fn growth(&self) -> usize {
        if (self.fill + 1) * 5 < self.table.len().saturating_sub(1) * 3 {
            return 0;
        }
        let wanted = if self.live > 50_000 { self.live * 2 } else { self.live * 4 };
        (wanted + 2).next_power_of_two() * size_of::<Member>()
    }

    /// Adds a member that is not there.
    pub(crate) fn insert_new(&mut self, hash: i64, key: Value) {
        if self.table.is_empty() {
            self.table = vec![EMPTY; SMALLEST];
        }
        let place = self.free_place(hash);
        self.table[place] = Member { hash, key, removed: false };
        self.fill += 1;
        self.live += 1;
        if self.fill * 5 >= (self.table.len() - 1) * 3 {
            self.resize(if self.live > 50_000 { self.live * 2 } else { self.live * 4 });
        }
    }

    /// The first place never used.
    fn free_place(&self, hash: i64) -> usize {
        let mut free = 0;
        self.probe(hash, |place, member| {
            free = place;
            member.key.is_unbound() && !member.removed
        });
        free
    }

    fn resize(&mut self, wanted: usize) {
        let mut size = SMALLEST;
        while size <= wanted {
            size *= 2;
        }
        let old = std::mem::replace(&mut self.table, vec![EMPTY; size]);
        self.fill = self.live;
        for member in old.into_iter().filter(|member| !member.key.is_unbound()) {
            let place = self.free_place(member.hash);
            self.table[place] = member;
        }
    }

    pub(crate) fn remove_at(&mut self, place: usize) -> Option<Value> {
        let member = *self.at(place)?;
        self.table[place] = Member { hash: 0, key: Value::UNBOUND, removed: true };
        self.live -= 1;
        Some(member.key)
    }

    pub(crate) fn clear(&mut self) {
        *self = Self::default();
    }
}
