//! The list of names, unpacked, and what finds a line of it.

use std::sync::OnceLock;

const PACKED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/names.z"));
const LENGTH: usize = include!(concat!(env!("OUT_DIR"), "/length.rs"));

/// The list, by character and by name.
#[derive(Debug, Default)]
pub(crate) struct Index {
    text: String,
    ranges: Vec<Range>,
    /// Names in the order of the list, which is that of the characters but for the aliases at its end.
    lines: Vec<Line>,
    /// How many of the lines are no aliases.
    named: usize,
    /// The lines in the order of their names' hashes: a hash, and the place of a line.
    by_hash: Vec<(u32, u32)>,
}

/// Characters that are named by their number.
#[derive(Debug)]
pub(crate) struct Range {
    pub(crate) first: u32,
    pub(crate) last: u32,
    pub(crate) prefix: String,
}

/// Where a name is in the text, and whose it is.
#[derive(Clone, Copy, Debug)]
struct Line {
    code: u32,
    start: u32,
    end: u32,
}

impl Index {
    /// The one index, which the first question makes.
    pub(crate) fn get() -> &'static Self {
        static INDEX: OnceLock<Index> = OnceLock::new();
        INDEX.get_or_init(|| {
            let text = miniz_oxide::inflate::decompress_to_vec_with_limit(PACKED, LENGTH).unwrap_or_default();
            Self::read(String::from_utf8(text).unwrap_or_default())
        })
    }

    /// Lines are `*FIRST LAST PREFIX`, `+CODE NAME`, `NAME` of the code after the one before, and `=CODE ALIAS`.
    fn read(text: String) -> Self {
        let mut index = Self::default();
        let (mut code, mut start) = (0, 0);
        for line in text.lines() {
            let end = start + line.len();
            let number = |word: &str| u32::from_str_radix(word, 16).unwrap_or_default();
            let mut name = line;
            match line.as_bytes().first() {
                Some(b'*') => {
                    let mut words = line[1..].splitn(3, ' ');
                    let mut word = || words.next().unwrap_or_default();
                    let (first, last) = (number(word()), number(word()));
                    index.ranges.push(Range { first, last, prefix: word().to_owned() });
                }
                Some(b'+' | b'=') => {
                    let (word, rest) = line[1..].split_once(' ').unwrap_or_default();
                    (code, name) = (number(word), rest);
                }
                _ => code += 1,
            }
            if !line.starts_with('*') {
                index.lines.push(Line { code, start: (end - name.len()) as u32, end: end as u32 });
            }
            if !line.starts_with('=') {
                index.named = index.lines.len();
            }
            start = end + 1;
        }
        index.by_hash = index
            .lines
            .iter()
            .zip(0..)
            .map(|(line, place)| (hash(text.get(line.start as usize..line.end as usize).unwrap_or_default()), place))
            .collect();
        index.by_hash.sort_unstable();
        index.text = text;
        index
    }

    /// The first range that fits.
    pub(crate) fn numbered(&self, fits: impl Fn(&Range) -> bool) -> Option<&Range> {
        self.ranges.iter().find(|range| fits(range))
    }

    /// The character that a name of a prefix and a number is of.
    pub(crate) fn numbered_code(&self, name: &str, prefix: &str) -> Option<u32> {
        let number = name.strip_prefix(prefix)?;
        let code = u32::from_str_radix(number, 16).ok().filter(|code| format!("{code:X}") == number)?;
        self.numbered(|range| range.prefix == prefix && (range.first..=range.last).contains(&code)).map(|_| code)
    }

    /// The name of a character that has one of its own.
    pub(crate) fn name(&self, code: u32) -> Option<&str> {
        let named = self.lines.get(..self.named)?;
        let place = named.binary_search_by_key(&code, |line| line.code).ok()?;
        self.text_of(*named.get(place)?)
    }

    /// The character that has a name or an alias.
    pub(crate) fn code(&self, name: &str) -> Option<u32> {
        let hash = hash(name);
        let first = self.by_hash.partition_point(|(its, _)| *its < hash);
        let same = self.by_hash.get(first..)?.iter().take_while(|(its, _)| *its == hash);
        let mut lines = same.filter_map(|(_, place)| self.lines.get(*place as usize));
        lines.find(|line| self.text_of(**line) == Some(name)).map(|line| line.code)
    }

    fn text_of(&self, line: Line) -> Option<&str> {
        self.text.get(line.start as usize..line.end as usize)
    }
}

/// FNV-1a.
fn hash(name: &str) -> u32 {
    name.bytes().fold(0x811C_9DC5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}
