//! Sets of bytes, for what a match can start with.

#[derive(Clone, Copy, PartialEq, Eq, Hash, Default, Debug)]
pub(in super::super) struct ByteSet([u64; 4]);

impl ByteSet {
    pub(in super::super) const EMPTY: ByteSet = ByteSet([0; 4]);

    /// Every byte with which a character of text, or a byte string, can start.
    pub(in super::super) fn any_start(is_text: bool) -> ByteSet {
        if is_text { ByteSet::range(0, 0x7f).union(ByteSet::range(0xc2, 0xf4)) } else { ByteSet::range(0, u8::MAX) }
    }

    /// The bytes from `first` to `last`.
    pub(in super::super) fn range(first: u8, last: u8) -> ByteSet {
        let mut set = ByteSet::default();
        (first..=last).for_each(|byte| set.insert(byte));
        set
    }

    pub(in super::super) fn insert(&mut self, byte: u8) {
        self.0[usize::from(byte / 64)] |= 1 << (byte % 64);
    }

    #[inline]
    pub(in super::super) fn contains(&self, byte: u8) -> bool {
        self.0[usize::from(byte / 64)] >> (byte % 64) & 1 != 0
    }

    pub(in super::super) fn union(self, other: ByteSet) -> ByteSet {
        ByteSet(std::array::from_fn(|at| self.0[at] | other.0[at]))
    }

    pub(in super::super) fn intersects(&self, other: &ByteSet) -> bool {
        self.0.iter().zip(&other.0).any(|(own, other)| own & other != 0)
    }

    /// One entry per byte.
    pub(in super::super) fn table(&self) -> [bool; 256] {
        std::array::from_fn(|byte| self.contains(byte as u8))
    }
}
