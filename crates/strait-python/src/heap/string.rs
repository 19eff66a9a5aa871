//! Text. A string made by adding to a long one shares a growing buffer with it, so that building text by `+=` costs what
//! is added and not what is there already.

use std::{
    cell::{Cell, OnceCell, RefCell},
    rc::Rc,
};

use smol_str::SmolStr;

/// Strings of up to this many bytes need no memory beside their place.
const SHORT: usize = 23;
/// From this many bytes on, adding to a string makes a shared buffer.
const SHARE_FROM: usize = 256;
/// A place in a text that is not ASCII is noted each so many characters.
const CRUMB_EVERY: usize = 64;
/// Characters before this byte are counted without such notes.
const CRUMBS_FROM: usize = 256;

/// The text of a `str` object.
#[derive(Debug, Default)]
pub(crate) struct Str {
    text: Text,
    chars: u32,
    /// 0: not yet computed.
    hash: Cell<u32>,
    crumbs: OnceCell<Box<Box<[u32]>>>,
    /// Whether this object stands in the table of names, so that equal names are the same object.
    pub(crate) interned: bool,
}

#[derive(Debug)]
enum Text {
    /// Kept in place: most strings are this short.
    Short(SmolStr),
    Whole(Box<str>),
    Prefix(Box<Prefix>),
}

impl Default for Text {
    fn default() -> Self {
        Self::Short(SmolStr::default())
    }
}

/// The beginning of a buffer that later strings go on from.
#[derive(Debug)]
struct Prefix {
    buffer: Rc<RefCell<String>>,
    length: usize,
    /// What this string added to the buffer, and so to the memory in use.
    added: usize,
    whole: OnceCell<Box<str>>,
}

impl Str {
    pub(crate) fn new(text: &str) -> Self {
        Self::with_chars(text, count_chars(text))
    }

    /// A text whose number of characters is known.
    pub(crate) fn with_chars(text: &str, chars: usize) -> Self {
        Self::made_of(
            if text.len() <= SHORT { Text::Short(SmolStr::new_inline(text)) } else { Text::Whole(text.into()) },
            chars,
        )
    }

    /// The texts of others put together, when that is short; their number of characters is known.
    pub(crate) fn joined<'t>(parts: impl Iterator<Item = &'t str>, chars: usize) -> Option<Self> {
        let mut text = [0; SHORT];
        let mut length = 0;
        for part in parts {
            text.get_mut(length..length + part.len())?.copy_from_slice(part.as_bytes());
            length += part.len();
        }
        Some(Self::with_chars(std::str::from_utf8(text.get(..length)?).ok()?, chars))
    }

    /// A text that is no longer needed elsewhere.
    pub(crate) fn owned(text: String) -> Self {
        let chars = count_chars(&text);
        Self::owned_with_chars(text, chars)
    }

    pub(crate) fn owned_with_chars(text: String, chars: usize) -> Self {
        if text.len() <= SHORT {
            return Self::with_chars(&text, chars);
        }
        Self::made_of(Text::Whole(text.into()), chars)
    }

    fn made_of(text: Text, chars: usize) -> Self {
        Self { text, chars: u32::try_from(chars).unwrap_or(u32::MAX), ..Self::default() }
    }

    #[inline]
    pub(crate) fn as_str(&self) -> &str {
        match &self.text {
            Text::Short(text) => text,
            Text::Whole(text) => text,
            Text::Prefix(prefix) => prefix.whole.get_or_init(|| prefix.buffer.borrow()[..prefix.length].into()),
        }
    }

    /// The number of characters.
    pub(crate) fn len(&self) -> usize {
        self.chars as usize
    }

    /// The number of bytes.
    #[inline]
    pub(crate) fn bytes(&self) -> usize {
        match &self.text {
            Text::Short(text) => text.len(),
            Text::Whole(text) => text.len(),
            Text::Prefix(prefix) => prefix.length,
        }
    }

    /// The memory it takes beside its place.
    pub(crate) fn allocated(&self) -> usize {
        match &self.text {
            Text::Short(_) => 0,
            Text::Whole(text) => text.len(),
            Text::Prefix(prefix) => 64 + prefix.added + prefix.whole.get().map_or(0, |whole| whole.len()),
        }
    }

    pub(crate) fn is_ascii(&self) -> bool {
        self.bytes() == self.len()
    }

    /// The bytes that [`Self::plus`] allocates for a moment.
    pub(crate) fn growth(&self, other: &Self) -> usize {
        let length = self.bytes().saturating_add(other.bytes());
        if self.bytes() < SHARE_FROM || other.bytes() * 4 > self.bytes() {
            return length;
        }
        match &self.text {
            Text::Prefix(prefix) if prefix.buffer.borrow().len() == prefix.length => {
                let room = prefix.buffer.borrow().capacity() - prefix.length;
                if room < other.bytes() { length.saturating_mul(2) } else { 0 }
            }
            _ => length.saturating_mul(2),
        }
    }

    /// The bytes that [`Self::as_str`] allocates the first time.
    pub(crate) fn unshared(&self) -> usize {
        match &self.text {
            Text::Prefix(prefix) if prefix.whole.get().is_none() => prefix.length,
            _ => 0,
        }
    }

    /// This text with `other` after it, sharing what is there when that pays.
    pub(crate) fn plus(&self, other: &Self) -> Self {
        let chars = self.len() + other.len();
        let added = other.as_str();
        if self.bytes() + added.len() <= SHORT {
            let mut text = [0; SHORT];
            let length = self.bytes();
            text[..length].copy_from_slice(self.as_str().as_bytes());
            text[length..length + added.len()].copy_from_slice(added.as_bytes());
            let text = std::str::from_utf8(&text[..length + added.len()]).unwrap_or_default();
            return Self::with_chars(text, chars);
        }
        if self.bytes() < SHARE_FROM || added.len() * 4 > self.bytes() {
            let mut text = String::with_capacity(self.bytes() + added.len());
            text.push_str(self.as_str());
            text.push_str(added);
            return Self::made_of(Text::Whole(text.into()), chars);
        }
        let length = self.bytes() + added.len();
        let (buffer, added) = match &self.text {
            Text::Prefix(prefix) if prefix.buffer.borrow().len() == prefix.length => {
                prefix.buffer.borrow_mut().push_str(added);
                (Rc::clone(&prefix.buffer), added.len() * 2)
            }
            _ => {
                let mut text = String::with_capacity(length * 2);
                text.push_str(self.as_str());
                text.push_str(added);
                (Rc::new(RefCell::new(text)), length * 2)
            }
        };
        Self::made_of(Text::Prefix(Box::new(Prefix { buffer, length, added, whole: OnceCell::new() })), chars)
    }

    /// The byte at which character `index` begins; the text's end when there are fewer.
    pub(crate) fn offset(&self, index: usize) -> usize {
        if self.is_ascii() {
            return index.min(self.bytes());
        }
        let text = self.as_str();
        let crumbs = self.crumbs();
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
        if offset < CRUMBS_FROM {
            return text[..offset].chars().count();
        }
        let crumbs = self.crumbs();
        let crumb = crumbs.partition_point(|&start| start as usize <= offset).saturating_sub(1);
        let start = crumbs.get(crumb).map_or(0, |&start| start as usize);
        crumb * CRUMB_EVERY + text[start..offset].chars().count()
    }

    fn crumbs(&self) -> &[u32] {
        let text = self.as_str();
        let places = || text.char_indices().map(|(offset, _)| offset as u32).step_by(CRUMB_EVERY).collect();
        self.crumbs.get_or_init(|| Box::new(places()))
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

fn count_chars(text: &str) -> usize {
    if text.is_ascii() { text.len() } else { text.chars().count() }
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
