//! Classes from the members of a set, with case folded in.

use super::super::syntax::{Category, Member};
use super::super::unicode::{self, SURROGATES, SURROGATES_AT};
use super::wide::{Wide, WideSet};
use super::{Class, Shape};

/// What a class is built from.
#[derive(Debug)]
pub(in super::super) struct ClassSpec<'a> {
    pub(in super::super) members: &'a [Member],
    pub(in super::super) negated: bool,
    pub(in super::super) case: CaseRule,
    /// Whether categories have their Unicode meaning.
    pub(in super::super) unicode: bool,
    /// Whether the class is for text, not for bytes.
    pub(in super::super) is_text: bool,
}

/// Which characters of other case a class takes in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in super::super) enum CaseRule {
    Exact,
    /// `re.IGNORECASE` with `re.ASCII`, and in bytes.
    Ascii,
    /// `re.IGNORECASE` in text.
    Unicode,
    /// `re.IGNORECASE` with `re.LOCALE`: a byte is a member if its lower-case or its upper-case form is one. Unlike
    /// with the other rules, that holds for what a negated set leaves.
    Locale,
}

impl ClassSpec<'_> {
    pub(in super::super) fn build(&self) -> Class {
        let ranges = self.ranges();
        let categories = self.categories();
        let is_member = |byte: u8| {
            let in_category = |&(category, negated): &(Category, bool)| self.is_in(category, byte) != negated;
            let found = unicode::in_ranges(&ranges, u32::from(byte)) || categories.iter().any(in_category);
            found != self.negated
        };
        let wide = if self.is_text { self.wide(ranges.clone(), categories.clone()) } else { Wide::Never };
        let mut table = [false; 256];
        for (byte, entry) in (0..=u8::MAX).zip(&mut table) {
            *entry = match self.case {
                _ if self.is_text && byte >= 0x80 => wide == Wide::Always,
                CaseRule::Locale => is_member(byte.to_ascii_lowercase()) || is_member(byte.to_ascii_uppercase()),
                _ => is_member(byte),
            };
        }
        let shape = shape(&table, !self.is_text || wide == Wide::Always);
        Class { table, wide, shape }
    }

    /// The characters listed, with those of other case that match them.
    pub(in super::super) fn ranges(&self) -> Vec<(u32, u32)> {
        let mut ranges = Vec::new();
        for member in self.members {
            match *member {
                Member::Literal(code) => push_range(&mut ranges, code, code),
                Member::Range(first, last) => push_range(&mut ranges, first, last),
                Member::Category { .. } => {}
            }
        }
        unicode::normalize(&mut ranges);
        match self.case {
            CaseRule::Exact | CaseRule::Locale => ranges,
            CaseRule::Ascii => unicode::close_over_ascii_case(ranges),
            CaseRule::Unicode => unicode::close_over_case(ranges),
        }
    }

    /// The categories listed, each once.
    fn categories(&self) -> Vec<(Category, bool)> {
        let mut categories = Vec::new();
        for member in self.members {
            if let Member::Category { category, negated } = *member
                && !categories.contains(&(category, negated))
            {
                categories.push((category, negated));
            }
        }
        categories
    }

    /// Whether a byte, which is ASCII in text, is in a category.
    fn is_in(&self, category: Category, byte: u8) -> bool {
        match category {
            Category::Digit => byte.is_ascii_digit(),
            // `str.isspace` holds for the separators from U+001C on as well.
            Category::Space => matches!(byte, b'\t'..=b'\r' | b' ') || self.unicode && matches!(byte, 0x1c..=0x1f),
            Category::Word => byte.is_ascii_alphanumeric() || byte == b'_',
        }
    }

    fn wide(&self, ranges: Vec<(u32, u32)>, categories: Vec<(Category, bool)>) -> Wide {
        let has = |wanted| categories.contains(&wanted);
        let all_by_category = categories.iter().any(|&(category, negated)| match self.unicode {
            true => has((category, !negated)),
            false => negated,
        });
        let all_by_range = ranges.iter().any(|&(first, last)| first <= 0x80 && last == u32::from(char::MAX));
        let none = (categories.is_empty() || !self.unicode) && ranges.iter().all(|&(_, last)| last < 0x80);
        match (all_by_category || all_by_range, none, self.negated) {
            (true, _, false) | (false, true, true) => Wide::Always,
            (true, _, true) | (false, true, false) => Wide::Never,
            _ => {
                let categories = if self.unicode { categories } else { Vec::new() };
                let (ranges, categories) = (ranges.into(), categories.into());
                Wide::Sometimes(WideSet { ranges, categories, negated: self.negated })
            }
        }
    }
}

/// Adds a range of code points. Those of surrogates stand for the characters that hold surrogates.
fn push_range(ranges: &mut Vec<(u32, u32)>, first: u32, last: u32) {
    let (low, high) = (first.max(SURROGATES.0), last.min(SURROGATES.1));
    if low > high {
        ranges.push((first, last));
        return;
    }
    let shift = SURROGATES_AT - SURROGATES.0;
    ranges.push((low + shift, high + shift));
    if first < low {
        ranges.push((first, low - 1));
    }
    if last > high {
        ranges.push((high + 1, last));
    }
}

fn shape(table: &[bool; 256], is_bytewise: bool) -> Shape {
    let mut missing = (0..=u8::MAX).filter(|&byte| !table[usize::from(byte)]);
    match (is_bytewise, missing.next(), missing.next()) {
        (true, None, _) => Shape::Everything,
        (true, Some(byte), None) => Shape::AllBut(byte),
        _ => Shape::Table,
    }
}
