//! Searching bytes, a machine word at a time where it can be.

/// The first `byte` at or after `from`.
#[inline]
pub(super) fn find_byte(text: &[u8], from: usize, byte: u8) -> Option<usize> {
    let pattern = u64::from_ne_bytes([byte; 8]);
    let mut at = from;
    for chunk in text.get(from..)?.chunks_exact(16) {
        let (low, high) = chunk.split_at(8);
        if has_zero(word(low) ^ pattern) | has_zero(word(high) ^ pattern) {
            break;
        }
        at += 16;
    }
    text[at..].iter().position(|&found| found == byte).map(|distance| at + distance)
}

fn word(bytes: &[u8]) -> u64 {
    bytes.try_into().map_or(0, u64::from_ne_bytes)
}

/// Whether a byte of the word is zero.
fn has_zero(word: u64) -> bool {
    const LOW: u64 = u64::from_ne_bytes([0x01; 8]);
    const HIGH: u64 = u64::from_ne_bytes([0x80; 8]);
    word.wrapping_sub(LOW) & !word & HIGH != 0
}

/// Finds a fixed string by its two least common bytes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Finder {
    needle: Box<[u8]>,
    /// Where those bytes are in the needle, in order; twice the same place if the needle is one byte.
    rare: (usize, usize),
}

impl Finder {
    /// Longer strings are found by their beginning, so that looking at one position takes little time.
    const MAX_NEEDLE: usize = 32;

    /// A finder of a string that is not empty.
    pub(super) fn new(needle: &[u8]) -> Finder {
        let needle = &needle[..needle.len().min(Finder::MAX_NEEDLE)];
        let mut places: Vec<usize> = (0..needle.len()).collect();
        places.sort_by_key(|&place| commonness(needle[place]));
        let one = places.first().copied().unwrap_or(0);
        let other = places.get(1).copied().unwrap_or(one);
        Finder { needle: needle.into(), rare: (one.min(other), one.max(other)) }
    }

    /// The first place at or after `from` where the string, or at least its beginning, is.
    #[inline]
    pub(super) fn find(&self, text: &[u8], from: usize) -> Option<usize> {
        if let [byte] = *self.needle {
            return find_byte(text, from, byte);
        }
        let last = text.len().checked_sub(self.needle.len())?;
        let mut at = from;
        while at <= last {
            at = self.skip(text, at);
            let end = last.min(at + 7);
            for start in at..=end {
                if text[start..].starts_with(&self.needle) {
                    return Some(start);
                }
            }
            at = end + 1;
        }
        None
    }

    /// Passes over places, eight at a time, at none of which both rare bytes are where they must be.
    fn skip(&self, text: &[u8], mut at: usize) -> usize {
        let (one, other) = self.rare;
        let patterns = [one, other].map(|place| u64::from_ne_bytes([self.needle[place]; 8]));
        let (ones, others) = (&text[at + one..], &text[at + other..]);
        for (one, other) in ones.chunks_exact(8).zip(others.chunks_exact(8)) {
            if has_zero((word(one) ^ patterns[0]) | (word(other) ^ patterns[1])) {
                break;
            }
            at += 8;
        }
        at
    }
}

/// How often a byte is met, roughly: text is mostly space and lower-case letters.
fn commonness(byte: u8) -> u8 {
    match byte {
        b' ' | b'e' | b't' | b'a' | b'o' | b'i' | b'n' => 5,
        b's' | b'r' | b'h' | b'l' | b'd' | b'u' | b'c' | b'0'..=b'9' | b'\n' => 4,
        // The lead bytes of a script repeat.
        0xc0.. => 4,
        b'a'..=b'z' | 0x80.. => 3,
        b'A'..=b'Z' | b'.' | b',' | b'-' | b'_' | b'"' => 2,
        _ => 1,
    }
}
