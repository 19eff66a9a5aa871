//! Text. A string made by adding to a long one shares a growing buffer with it, so that building text by `+=` costs what
//! is added and not what is there already.

use std::{
    cell::{Cell, OnceCell, RefCell},
    rc::Rc,
};

/// From this many bytes on, adding to a string makes a shared buffer.
const SHARE_FROM: usize = 256;
/// A place in a text that is not ASCII is noted each so many characters.
const CRUMB_EVERY: usize = 64;

/// The text of a `str` object.
#[derive(Debug)]
pub(crate) struct Str {
    text: Text,
    chars: u32,
    /// 0: not yet computed.
    hash: Cell<u32>,
    crumbs: OnceCell<Box<[u32]>>,
    /// Whether this object stands in the table of names, so that equal names are the same object.
    pub(crate) interned: bool,
}

#[derive(Debug)]
enum Text {
    Whole(Box<str>),
    /// The beginning of a buffer that later strings go on from.
    Prefix {
        buffer: Rc<RefCell<String>>,
        length: usize,
        whole: OnceCell<Box<str>>,
    },
}

impl Default for Str {
    fn default() -> Self {
        Self::new(Box::default())
    }
}

impl Str {
    pub(crate) fn new(text: Box<str>) -> Self {
        let chars = if text.is_ascii() { text.len() } else { text.chars().count() };
        Self::with_chars(text, chars)
    }

    /// A text whose number of characters is known.
    pub(crate) fn with_chars(text: Box<str>, chars: usize) -> Self {
        Self {
            text: Text::Whole(text),
            chars: u32::try_from(chars).unwrap_or(u32::MAX),
            hash: Cell::new(0),
            crumbs: OnceCell::new(),
            interned: false,
        }
    }

    pub(crate) fn as_str(&self) -> &str {
        match &self.text {
            Text::Whole(text) => text,
            Text::Prefix { buffer, length, whole } => whole.get_or_init(|| buffer.borrow()[..*length].into()),
        }
    }

    /// The number of characters.
    pub(crate) fn len(&self) -> usize {
        self.chars as usize
    }

    /// The number of bytes.
    pub(crate) fn bytes(&self) -> usize {
        match &self.text {
            Text::Whole(text) => text.len(),
            Text::Prefix { length, .. } => *length,
        }
    }

    pub(crate) fn is_ascii(&self) -> bool {
        self.bytes() == self.len()
    }

    /// This text with `other` after it, sharing what is there when that pays.
    pub(crate) fn plus(&self, other: &Self) -> Self {
        let chars = self.len() + other.len();
        let added = other.as_str();
        if self.bytes() < SHARE_FROM || other.bytes() * 4 > self.bytes() {
            let mut text = String::with_capacity(self.bytes() + added.len());
            text.push_str(self.as_str());
            text.push_str(added);
            return Self::with_chars(text.into(), chars);
        }
        let shared = match &self.text {
            Text::Prefix { buffer, length, .. } if buffer.borrow().len() == *length => {
                buffer.borrow_mut().push_str(added);
                Rc::clone(buffer)
            }
            _ => {
                let mut text = String::with_capacity((self.bytes() + added.len()) * 2);
                text.push_str(self.as_str());
                text.push_str(added);
                Rc::new(RefCell::new(text))
            }
        };
        let mut sum = Self::with_chars(Box::default(), chars);
        sum.text = Text::Prefix { buffer: shared, length: self.bytes() + added.len(), whole: OnceCell::new() };
        sum
    }

    /// The byte at which character `index` begins; the text's end when there are fewer.
    pub(crate) fn offset(&self, index: usize) -> usize {
        if self.is_ascii() {
            return index.min(self.bytes());
        }
        let text = self.as_str();
        let crumbs = self
            .crumbs
            .get_or_init(|| text.char_indices().map(|(offset, _)| offset as u32).step_by(CRUMB_EVERY).collect());
        let Some(&start) = crumbs.get(index / CRUMB_EVERY) else { return text.len() };
        let rest = &text[start as usize..];
        let within = rest.char_indices().nth(index % CRUMB_EVERY).map_or(rest.len(), |(offset, _)| offset);
        start as usize + within
    }

    /// The number of characters before byte `offset`.
    pub(crate) fn position(&self, offset: usize) -> usize {
        if self.is_ascii() {
            return offset;
        }
        let text = self.as_str();
        let Some(crumbs) = self.crumbs.get() else { return text[..offset].chars().count() };
        let crumb = crumbs.partition_point(|&start| start as usize <= offset).saturating_sub(1);
        let start = crumbs.get(crumb).map_or(0, |&start| start as usize);
        crumb * CRUMB_EVERY + text[start..offset].chars().count()
    }

    /// The characters from `start` up to `end`.
    pub(crate) fn slice(&self, start: usize, end: usize) -> &str {
        if start >= end {
            return "";
        }
        &self.as_str()[self.offset(start)..self.offset(end)]
    }

    pub(crate) fn hash(&self, seed: u32) -> u32 {
        if self.hash.get() == 0 {
            self.hash.set(hash_bytes(self.as_str().as_bytes(), seed).max(1));
        }
        self.hash.get()
    }
}

/// A hash of bytes that someone without the seed cannot steer.
pub(crate) fn hash_bytes(bytes: &[u8], seed: u32) -> u32 {
    const FACTOR: u64 = 0x9E37_79B9_7F4A_7C15;
    let mut hash = u64::from(seed) ^ (bytes.len() as u64).wrapping_mul(FACTOR);
    let mut chunks = bytes.chunks_exact(8);
    for chunk in &mut chunks {
        let word = u64::from_le_bytes([chunk[0], chunk[1], chunk[2], chunk[3], chunk[4], chunk[5], chunk[6], chunk[7]]);
        hash = (hash ^ word).wrapping_mul(FACTOR);
        hash ^= hash >> 29;
    }
    let mut last = 0;
    for &byte in chunks.remainder() {
        last = last << 8 | u64::from(byte);
    }
    hash = (hash ^ last).wrapping_mul(FACTOR);
    (hash ^ (hash >> 32)) as u32
}
