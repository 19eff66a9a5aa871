//! Room for what grows, within the limit.
//!
//! A vector that grows is for a moment there twice, and in a sandbox memory that was given back comes in pieces: what is
//! asked for must be announced in full, and large vectors must not double.

use std::num::TryFromIntError;

use super::{Account, Heap, OutOfMemory, slab::Slab, value::Value};

/// Vectors of so many bytes grow by a part of what they have.
const LARGE: usize = 1 << 20;
/// What is smaller needs no announcement.
const SMALL: usize = 16 << 10;
/// Slabs of so many bytes, and of such a part of the limit, grow when a collection sees to it.
const HUGE_SLAB: usize = 4 << 20;
const HUGE_PART: usize = 8;

/// A number as a size: less than nothing is nothing, and what no memory holds is the largest there is.
pub(crate) fn saturated(number: i64) -> usize {
    let size: Result<usize, TryFromIntError> = number.max(0).try_into();
    size.unwrap_or(usize::MAX)
}

/// How many places a full vector has after it grows.
pub(super) const fn grown(capacity: usize, size: usize) -> usize {
    let more = if capacity.saturating_mul(size) < LARGE { capacity } else { capacity / 4 };
    capacity.saturating_add(if more < 4 { 4 } else { more })
}

impl Account {
    fn room_in<T>(&mut self, items: &mut Vec<T>, more: usize) -> Result<(), OutOfMemory> {
        if items.capacity() - items.len() >= more {
            return Ok(());
        }
        let wanted = items.len().saturating_add(more).max(grown(items.capacity(), size_of::<T>()));
        let bytes = wanted.saturating_mul(size_of::<T>());
        if bytes > SMALL {
            self.allow(bytes)?;
        }
        let before = items.capacity();
        items.try_reserve_exact(wanted - items.len()).map_err(|_| OutOfMemory)?;
        self.since += (items.capacity() - before).saturating_mul(size_of::<T>());
        Ok(())
    }
}

impl Heap {
    /// Adds an item to a list.
    #[inline]
    pub(crate) fn push(&mut self, list: u32, item: Value) -> Result<(), OutOfMemory> {
        self.room_in_list(list, 1)?;
        self.lists.get_mut(list).push(item);
        Ok(())
    }

    /// Makes room for so many more items.
    #[inline]
    pub(crate) fn room_in_list(&mut self, list: u32, more: usize) -> Result<(), OutOfMemory> {
        self.account.room_in(self.lists.get_mut(list), more)
    }

    /// Makes room for so many more bytes.
    pub(crate) fn room_in_byte_array(&mut self, array: u32, more: usize) -> Result<(), OutOfMemory> {
        self.account.room_in(self.byte_arrays.get_mut(array), more)
    }

    /// Makes room in a vector that is nobody's object yet, so that it does not count.
    pub(crate) fn room_in_vector(&mut self, items: &mut Vec<Value>, more: usize) -> Result<(), OutOfMemory> {
        let since = self.account.since;
        let room = self.account.room_in(items, more);
        self.account.since = since;
        room
    }

    /// Asks for what a dictionary allocates when it gets one more key.
    #[inline]
    pub(crate) fn room_in_dict(&self, dict: u32) -> Result<(), OutOfMemory> {
        match self.dicts.get(dict).growth() {
            0..=SMALL => Ok(()),
            bytes => self.reserve(bytes),
        }
    }

    /// After a collection: gives the largest slabs room, and sees to it that the next collection comes before they are full.
    pub(super) fn leave_room(&mut self) {
        if self.account.never || self.account.always {
            return;
        }
        // Collecting again and again for the last of the room would take for ever.
        self.account.is_cramped =
            self.account.limit - self.account.live.min(self.account.limit) < self.account.limit / 32;
        macro_rules! leave_room {
            ($($slab:ident),*) => { $(self.account.leave_room(&mut self.$slab);)* };
        }
        leave_room!(
            strs,
            bigs,
            byte_strings,
            tuples,
            lists,
            dicts,
            sets,
            functions,
            methods,
            instances,
            cells,
            generators,
            iterators,
            exceptions,
            tracebacks,
            wrappers,
            tasks,
            foreigns,
            classes,
            frozen_sets,
            complexes,
            slices,
            ranges,
            views
        );
    }
}

impl Account {
    fn leave_room<T: Default>(&mut self, slab: &mut Slab<T>) {
        let bytes = slab.bytes();
        if bytes < HUGE_SLAB.max(self.limit / HUGE_PART) {
            return;
        }
        if slab.room() < bytes / 4 {
            let fits = |more: usize| self.allow(bytes + more).is_ok() && slab.extend(more);
            let _ = [bytes / 2, bytes / 4, bytes / 8].into_iter().any(fits);
        }
        let room = slab.room();
        self.threshold = self.threshold.min(room);
        self.is_cramped |= room < bytes / 32;
    }
}
