//! Objects of one kind, in one vector, found by index. A freed place holds the kind's empty object until it is used again.

/// The objects of one kind.
#[derive(Debug)]
pub(crate) struct Slab<T> {
    items: Vec<T>,
    free: Vec<u32>,
    /// One bit for each place: whether an object is there.
    used: Vec<u64>,
    /// One bit for each place: whether the collection under way has reached it.
    marked: Vec<u64>,
}

impl<T> Default for Slab<T> {
    fn default() -> Self {
        Self { items: Vec::new(), free: Vec::new(), used: Vec::new(), marked: Vec::new() }
    }
}

impl<T: Default> Slab<T> {
    #[inline]
    pub(crate) fn insert(&mut self, item: T) -> u32 {
        if let Some(index) = self.free.pop() {
            self.items[index as usize] = item;
            self.used[index as usize / 64] |= 1 << (index % 64);
            return index;
        }
        let index = self.items.len();
        self.items.push(item);
        if index.is_multiple_of(64) {
            self.used.push(0);
        }
        self.used[index / 64] |= 1 << (index % 64);
        // Memory ends long before four thousand million objects do.
        index as u32
    }

    /// Makes room for objects of so many bytes, if the allocator has it.
    pub(super) fn extend(&mut self, bytes: usize) -> bool {
        self.items.try_reserve_exact(self.items.capacity() - self.items.len() + (bytes / size_of::<T>()).max(4)).is_ok()
    }

    /// The size of all places.
    pub(super) fn bytes(&self) -> usize {
        self.items.capacity() * size_of::<T>()
    }

    /// The size of the free ones.
    pub(super) fn room(&self) -> usize {
        (self.items.capacity() - self.len()) * size_of::<T>()
    }

    #[inline]
    pub(crate) fn get(&self, index: u32) -> &T {
        &self.items[index as usize]
    }

    #[inline]
    pub(crate) fn get_mut(&mut self, index: u32) -> &mut T {
        &mut self.items[index as usize]
    }

    pub(crate) fn len(&self) -> usize {
        self.items.len() - self.free.len()
    }

    pub(crate) fn begin_marking(&mut self) {
        self.marked.clear();
        self.marked.resize(self.used.len(), 0);
    }

    /// Marks an object; false if it was marked already or nothing is there.
    pub(crate) fn mark(&mut self, index: u32) -> bool {
        let (word, bit) = (index as usize / 64, 1 << (index % 64));
        if self.marked[word] & bit != 0 || self.used[word] & bit == 0 {
            return false;
        }
        self.marked[word] |= bit;
        true
    }

    pub(crate) fn is_marked(&self, index: u32) -> bool {
        self.marked[index as usize / 64] & (1 << (index % 64)) != 0
    }

    /// How many places there are, free ones included.
    pub(crate) fn places(&self) -> usize {
        self.items.len()
    }

    /// Empties every place that is used and not marked.
    pub(crate) fn sweep(&mut self) {
        for word in 0..self.used.len() {
            let mut dead = self.used[word] & !self.marked[word];
            self.used[word] &= self.marked[word];
            while dead != 0 {
                let index = word * 64 + dead.trailing_zeros() as usize;
                dead &= dead - 1;
                self.items[index] = T::default();
                self.free.push(index as u32);
            }
        }
    }
}
