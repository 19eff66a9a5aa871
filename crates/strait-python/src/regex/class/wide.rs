//! The members of a class outside ASCII.

use super::super::compile::ByteSet;
use super::super::syntax::Category;
use super::super::unicode;

#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub(super) enum Wide {
    Never,
    Always,
    Sometimes(WideSet),
}

#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub(super) struct WideSet {
    /// Sorted, disjoint and inclusive.
    pub(super) ranges: Box<[(u32, u32)]>,
    /// Categories with their Unicode meaning, and whether each is negated.
    pub(super) categories: Box<[(Category, bool)]>,
    pub(super) negated: bool,
}

impl Wide {
    pub(super) fn contains(&self, code: u32) -> bool {
        match self {
            Wide::Never => false,
            Wide::Always => true,
            Wide::Sometimes(set) => set.contains(code),
        }
    }

    /// The first bytes of the members, or of more.
    pub(super) fn first_bytes(&self) -> ByteSet {
        match self {
            Wide::Never => ByteSet::EMPTY,
            Wide::Sometimes(set) if set.negated || set.categories.iter().any(|&(_, negated)| negated) => {
                ByteSet::range(0xc2, 0xf4)
            }
            Wide::Sometimes(set) => {
                let categories = set.categories.iter().map(|&(category, _)| first_bytes(ranges_of(category)));
                categories.fold(first_bytes(&set.ranges), ByteSet::union)
            }
            Wide::Always => ByteSet::range(0xc2, 0xf4),
        }
    }
}

/// The first bytes of the characters outside ASCII in some ranges.
fn first_bytes(ranges: &[(u32, u32)]) -> ByteSet {
    let ranges = ranges.iter().filter(|&&(_, last)| last >= 0x80);
    ranges.fold(ByteSet::EMPTY, |all, &(first, last)| {
        all.union(ByteSet::range(first_byte(first.max(0x80)), first_byte(last)))
    })
}

impl WideSet {
    fn contains(&self, code: u32) -> bool {
        let in_category = |&(category, negated): &(Category, bool)| is_in(category, code) != negated;
        (self.categories.iter().any(in_category) || unicode::in_ranges(&self.ranges, code)) != self.negated
    }
}

fn is_in(category: Category, code: u32) -> bool {
    match category {
        Category::Digit => unicode::is_digit(code),
        Category::Space => unicode::is_space(code),
        Category::Word => unicode::is_word(code),
    }
}

/// The ranges of a category. For words, which start with almost every byte, a single one.
fn ranges_of(category: Category) -> &'static [(u32, u32)] {
    match category {
        Category::Digit => &unicode::DECIMAL,
        Category::Space => &unicode::SPACE,
        Category::Word => &[(0x80, char::MAX as u32)],
    }
}

fn first_byte(code: u32) -> u8 {
    match code {
        ..0x80 => code as u8,
        0x80..0x800 => 0xc0 | (code >> 6) as u8,
        0x800..0x1_0000 => 0xe0 | (code >> 12) as u8,
        _ => 0xf0 | (code >> 18) as u8,
    }
}
