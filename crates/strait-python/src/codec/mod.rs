//! Text encodings, as pure functions: from a name to an encoding, from text to bytes and back, and what becomes of what
//! cannot be converted. Lone surrogates stand in text as in the module `text`.

mod decode;
mod encode;
mod escape;
mod pages;

pub(crate) use decode::{decode_part, decode_step};
pub(crate) use encode::{encode, encode_step};

/// A text encoding.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Encoding {
    Utf8,
    /// With a mark at the start, which is skipped.
    Utf8Signed,
    Ascii,
    Latin1,
    Utf16(Order),
    Utf32(Order),
    /// The place in the table of pages.
    Page(usize),
    UnicodeEscape,
    RawUnicodeEscape,
}

/// The order of the bytes of a unit.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Order {
    /// A mark at the start tells.
    Marked,
    Little,
    Big,
}

impl Encoding {
    /// The encoding of a name, whatever its case and punctuation.
    pub(crate) fn find(name: &str) -> Option<Self> {
        let plain: String =
            name.chars().filter(char::is_ascii_alphanumeric).map(|letter| letter.to_ascii_lowercase()).collect();
        if !name.is_ascii() {
            return None;
        }
        Some(match plain.as_str() {
            "utf8" | "u8" | "utf" | "cp65001" | "utf8ucs2" | "utf8ucs4" => Self::Utf8,
            "utf8sig" => Self::Utf8Signed,
            "ascii" | "646" | "ansix341968" | "ansix341986" | "cp367" | "csascii" | "ibm367" | "iso646irv1991"
            | "iso646us" | "isoir6" | "us" | "usascii" => Self::Ascii,
            "latin1" | "8859" | "cp819" | "csisolatin1" | "ibm819" | "iso8859" | "iso88591" | "iso885911987"
            | "isoir100" | "l1" | "latin" | "charmap" => Self::Latin1,
            "utf16" | "u16" => Self::Utf16(Order::Marked),
            "utf16le" | "unicodelittleunmarked" => Self::Utf16(Order::Little),
            "utf16be" | "unicodebigunmarked" => Self::Utf16(Order::Big),
            "utf32" | "u32" => Self::Utf32(Order::Marked),
            "utf32le" => Self::Utf32(Order::Little),
            "utf32be" => Self::Utf32(Order::Big),
            "unicodeescape" => Self::UnicodeEscape,
            "rawunicodeescape" => Self::RawUnicodeEscape,
            plain => return Self::find_page(plain),
        })
    }

    fn find_page(plain: &str) -> Option<Self> {
        let by_number = |number: &str| format!("cp{number}");
        let known = match plain {
            "latin2" | "l2" => "iso88592".to_owned(),
            "latin3" | "l3" => "iso88593".to_owned(),
            "latin4" | "l4" => "iso88594".to_owned(),
            "cyrillic" => "iso88595".to_owned(),
            "arabic" => "iso88596".to_owned(),
            "greek" => "iso88597".to_owned(),
            "hebrew" => "iso88598".to_owned(),
            "latin5" | "l5" => "iso88599".to_owned(),
            "latin6" | "l6" => "iso885910".to_owned(),
            "thai" => "iso885911".to_owned(),
            "latin7" | "l7" => "iso885913".to_owned(),
            "latin8" | "l8" => "iso885914".to_owned(),
            "latin9" | "l9" => "iso885915".to_owned(),
            "latin10" | "l10" => "iso885916".to_owned(),
            "macintosh" => "macroman".to_owned(),
            "maccentraleurope" | "maccenteuro" => "maclatin2".to_owned(),
            other => match other.strip_prefix("windows").or_else(|| other.strip_prefix("ibm")) {
                Some(number) => by_number(number),
                None if other.bytes().all(|byte| byte.is_ascii_digit()) => by_number(other),
                None => other.to_owned(),
            },
        };
        pages::PAGES.binary_search_by(|(name, ..)| name.cmp(&known.as_str())).ok().map(Self::Page)
    }

    /// Its name, as `codecs.lookup` tells it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "utf-8",
            Self::Utf8Signed => "utf-8-sig",
            Self::Ascii => "ascii",
            Self::Latin1 => "iso8859-1",
            Self::Utf16(Order::Marked) => "utf-16",
            Self::Utf16(Order::Little) => "utf-16-le",
            Self::Utf16(Order::Big) => "utf-16-be",
            Self::Utf32(Order::Marked) => "utf-32",
            Self::Utf32(Order::Little) => "utf-32-le",
            Self::Utf32(Order::Big) => "utf-32-be",
            Self::UnicodeEscape => "unicode-escape",
            Self::RawUnicodeEscape => "raw-unicode-escape",
            Self::Page(page) => pages::PAGES.get(page).map_or("charmap", |page| page.1),
        }
    }

    /// Its name in errors.
    pub(crate) fn error_name(self) -> &'static str {
        match self {
            Self::Utf8Signed => "utf-8",
            Self::Latin1 => "latin-1",
            Self::Page(_) => "charmap",
            Self::UnicodeEscape => "unicodeescape",
            Self::RawUnicodeEscape => "rawunicodeescape",
            other => other.name(),
        }
    }
}

/// What becomes of what cannot be converted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Handler {
    Strict,
    Ignore,
    Replace,
    BackslashReplace,
    XmlCharRefReplace,
    NameReplace,
    SurrogateEscape,
    SurrogatePass,
}

impl Handler {
    pub(crate) fn find(name: &str) -> Option<Self> {
        Some(match name {
            "strict" => Self::Strict,
            "ignore" => Self::Ignore,
            "replace" => Self::Replace,
            "backslashreplace" => Self::BackslashReplace,
            "xmlcharrefreplace" => Self::XmlCharRefReplace,
            "namereplace" => Self::NameReplace,
            "surrogateescape" => Self::SurrogateEscape,
            "surrogatepass" => Self::SurrogatePass,
            _ => return None,
        })
    }
}

/// A part that cannot be converted: bytes of the input.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Trouble {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) reason: &'static str,
    /// What the error says of the encoding.
    pub(crate) encoding: Encoding,
    /// The handler has no way to handle it.
    pub(crate) unfit: bool,
}

impl Trouble {
    const fn new(encoding: Encoding, start: usize, end: usize, reason: &'static str) -> Self {
        Self { start, end, reason, encoding, unfit: false }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(bytes: &[u8], encoding: &str, handler: Handler) -> Result<String, Trouble> {
        let encoding = Encoding::find(encoding).expect("known");
        decode_part(encoding, bytes, handler, true).map(|(text, _)| text)
    }

    #[test]
    fn names_are_found_whatever_their_punctuation() {
        for name in ["UTF-8", "utf_8", "Utf8", "U8"] {
            assert_eq!(Encoding::find(name), Some(Encoding::Utf8));
        }
        for (name, page) in [("windows-1252", "cp1252"), ("1251", "cp1251"), ("ISO-8859-15", "iso8859-15")] {
            assert_eq!(Encoding::find(name).map(Encoding::name), Some(page));
        }
        assert_eq!(Encoding::find("nope"), None);
    }

    #[test]
    fn every_page_goes_there_and_back() {
        for page in 0..pages::PAGES.len() {
            let bytes: Vec<u8> = (0..=255).collect();
            let text = decode_part(Encoding::Page(page), &bytes, Handler::Ignore, true).expect("ignored").0;
            let back = encode(Encoding::Page(page), &text, Handler::Strict).expect("has them all");
            assert!(back.iter().all(|byte| bytes.contains(byte)) && back.len() == text.chars().count());
        }
    }

    #[test]
    fn each_broken_part_is_replaced_once() {
        assert_eq!(decoded(b"\xf0\x9f\x98x", "utf-8", Handler::Replace).as_deref(), Ok("\u{fffd}x"));
        assert_eq!(decoded(b"\xed\xa0\x80", "utf-8", Handler::Replace).as_deref(), Ok("\u{fffd}\u{fffd}\u{fffd}"));
        assert_eq!(decoded(b"\xff", "utf-8", Handler::BackslashReplace).as_deref(), Ok("\\xff"));
    }

    #[test]
    fn parts_of_characters_wait_for_the_rest() {
        let part = |bytes: &[u8], name: &str| {
            decode_part(Encoding::find(name).expect("known"), bytes, Handler::Strict, false).map(|(_, used)| used)
        };
        assert_eq!(part(b"a\xe2\x82", "utf-8"), Ok(1));
        assert_eq!(part(b"a\x00\x3d\xd8", "utf-16-le"), Ok(2));
        assert_eq!(part(b"a\x00\x3d\xd8\x00", "utf-16-le"), Ok(2));
        assert_eq!(part(b"a\x00\x00\x00b", "utf-32-le"), Ok(4));
        assert_eq!(part(b"a\\x4", "unicode_escape"), Ok(1));
    }
}
