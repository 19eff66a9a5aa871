//! Strings of all widths, and bytes.

use crate::{chance::Chance, quoted};

/// Blocks whose characters had all been given when Unicode 14 came out, and letters with something special about them.
const BLOCKS: [(u32, u32); 12] = [
    (0x20, 0x7e),
    (0x00, 0xff),
    (0x100, 0x24f),
    (0x370, 0x3ff),
    (0x400, 0x52f),
    (0x5d0, 0x5ea),
    (0x1e00, 0x1fff),
    (0x2000, 0x206f),
    (0x2460, 0x24ff),
    (0xff01, 0xff5e),
    (0x1_0400, 0x1_044f),
    (0x1_d400, 0x1_d7ff),
];
const SPECIAL: &str = "ßıİſŉΐΣσςǅǆﬁﬃÅⓐⅫ²½٣१０𝟘𐐀𐐨😀\u{300}\u{1f}\u{85}\u{a0}\u{ad}\u{2028}\u{2029}\u{200b}\u{3000}\u{feff}\u{ffff}\u{e000}\u{10ffff}'ʼªºᾳᾼ中ŀ";
const NARROW: &str = "abcABZ019_ \t\n\r,.-'\"\\%{}xyz";

fn character(chance: &mut Chance, width: usize) -> char {
    let of_text = |chance: &mut Chance, text: &str| {
        let count = text.chars().count();
        text.chars().nth(chance.below(count)).unwrap_or_default()
    };
    match width {
        0 => of_text(chance, NARROW),
        1 => char::from(chance.below(256) as u8),
        2 => of_text(chance, SPECIAL),
        _ => {
            let (first, last) = chance.of(&BLOCKS);
            char::from_u32(chance.between(i64::from(first), i64::from(last)) as u32).unwrap_or('?')
        }
    }
}

/// A text of characters that are often the same, so that something is found.
pub fn text(chance: &mut Chance) -> String {
    let width = chance.of(&[0, 0, 0, 1, 2, 2, 3]);
    let alphabet: Vec<char> = (0..1 + chance.below(5)).map(|_| character(chance, width)).collect();
    let mut text: String = (0..chance.below(14)).map(|_| chance.of(&alphabet)).collect();
    if chance.once_in(4) {
        text.push_str(chance.of(&[" ", "\r\n", "word", "Éa", "\n", "  x  "]));
    }
    text
}

/// A short piece of a text, or something else.
fn piece(chance: &mut Chance, text: &str) -> String {
    let characters: Vec<char> = text.chars().collect();
    if characters.is_empty() || chance.once_in(5) {
        return chance.of(&["", " ", "a", "b", ",", "ab", "é", "\u{1f600}", "aa"]).to_owned();
    }
    let start = chance.below(characters.len());
    characters[start..].iter().take(1 + chance.below(3)).collect()
}

fn place(chance: &mut Chance) -> String {
    match chance.below(6) {
        0 => "None".to_owned(),
        1 => chance.of(&["10**20", "-10**20", "2**63 - 1", "-2**63", "True"]).to_owned(),
        _ => chance.between(-16, 16).to_string(),
    }
}

fn bounds(chance: &mut Chance) -> String {
    match chance.below(3) {
        0 => String::new(),
        1 => format!(", {}", place(chance)),
        _ => format!(", {}, {}", place(chance), place(chance)),
    }
}

fn some_bytes(chance: &mut Chance) -> String {
    let bytes = (0..chance.below(12)).map(|_| {
        let byte = chance.of(&[
            0x41, 0x61, 0x20, 0x7f, 0x80, 0xbf, 0xc2, 0xc3, 0xa9, 0xe2, 0x82, 0xac, 0xed, 0xa0, 0xf0, 0x9f, 0x98, 0x80,
            0xf4, 0x90, 0xff, 0xfe, 0,
        ]);
        format!("\\x{byte:02x}")
    });
    format!("b'{}'", bytes.collect::<String>())
}

const ERRORS: &str = "strict strict ignore replace backslashreplace surrogateescape surrogatepass";

fn codec(chance: &mut Chance, errors: &str) -> String {
    let name = chance.word("utf-8 utf-8 utf-8 ascii latin-1 utf-16 utf-16-le utf-16-be utf-32 utf-32-le utf-8-sig cp1252 cp437 iso8859-15 koi8-r");
    let errors = chance.word(errors);
    format!("{}, {}", quoted(name), quoted(errors))
}

/// A method that strings and bytes have.
fn shared(chance: &mut Chance, subject: &str, mut quote: impl FnMut(&str) -> String, content: &str) -> String {
    let (one, other) = (piece(chance, content), piece(chance, content));
    let (one, other) = (quote(&one), quote(&other));
    match chance.below(15) {
        0 | 1 => {
            let method = chance.word("split rsplit");
            match chance.below(4) {
                0 => format!("{subject}.{method}()"),
                1 => format!("{subject}.{method}(None, {})", chance.between(-1, 4)),
                2 => format!("{subject}.{method}({one})"),
                _ => format!("{subject}.{method}({one}, {})", chance.between(-1, 4)),
            }
        }
        2 => format!("{subject}.splitlines({})", chance.of(&["", "True", "False"])),
        3 => format!("{subject}.{}({one})", chance.word("partition rpartition")),
        4 => format!("{subject}.{}({})", chance.word("strip lstrip rstrip"), chance.of(&[one.as_str(), "", "None"])),
        5 => match chance.below(2) {
            0 => format!("{subject}.replace({one}, {other})"),
            _ => format!("{subject}.replace({one}, {other}, {})", chance.between(-2, 5)),
        },
        6 | 7 => format!("{subject}.{}({one}{})", chance.word("find rfind index rindex count"), bounds(chance)),
        8 => match chance.below(2) {
            0 => format!("{subject}.{}({one}{})", chance.word("startswith endswith"), bounds(chance)),
            _ => format!("{subject}.{}(({one}, {other}){})", chance.word("startswith endswith"), bounds(chance)),
        },
        9 => format!("{subject}.{}()", chance.word("upper lower title capitalize swapcase")),
        10 => format!("{subject}.{}()", chance.word("isalpha isdigit isalnum isspace isupper islower istitle isascii")),
        11 => format!("{subject}.expandtabs({})", chance.of(&["", "0", "1", "4", "8", "-1"])),
        12 => {
            let fill = piece(chance, content);
            let fill = if chance.once_in(2) { String::new() } else { format!(", {}", quote(&fill)) };
            format!("{subject}.{}({}{fill})", chance.word("center ljust rjust"), chance.between(-1, 24))
        }
        13 => format!("{subject}.{}({one})", chance.word("removeprefix removesuffix")),
        _ => format!("{subject}.{}", chance.of(&["zfill(12)", "zfill(0)", "__len__()", "join([])"])),
    }
}

fn byte_case(chance: &mut Chance) -> String {
    let content: String = text(chance).chars().map(|character| char::from(u32::from(character) as u8)).collect();
    let quote = |text: &str| {
        let narrow: String = text.chars().map(|character| char::from(u32::from(character) as u8)).collect();
        format!("b{}", quoted(&narrow))
    };
    let subject = quote(&content);
    let subject = if chance.once_in(3) { format!("bytearray({subject})") } else { subject };
    match chance.below(6) {
        0 => format!("{subject}.hex({})", chance.of(&["", "':'", "'-', 2", "b' ', -3", "'ab'", "'\\xe9'"])),
        1 => format!("bytes.fromhex({})", quoted(&text(chance))),
        2 => format!(
            "{subject}.translate({}, {})",
            chance.of(&["None", "bytes(range(255, -1, -1))", "b'x'"]),
            quote(&piece(chance, &content))
        ),
        _ => shared(chance, &subject, quote, &content),
    }
}

pub fn case(chance: &mut Chance) -> String {
    let content = text(chance);
    let subject = quoted(&content);
    match chance.below(20) {
        0..=7 => shared(chance, &subject, quoted, &content),
        8 => format!(
            "{subject}.{}()",
            chance.word("casefold isdecimal isnumeric isidentifier isprintable upper lower title")
        ),
        9 => format!("{}({subject})", chance.word("repr ascii len list sorted ord")),
        10 => {
            let other = text(chance);
            format!("{subject} {} {}", chance.word("== != < <= > >= in +"), quoted(&other))
        }
        11 => format!(
            "{subject}.encode({})",
            codec(
                chance,
                "xmlcharrefreplace namereplace strict ignore replace backslashreplace surrogateescape surrogatepass"
            )
        ),
        12 | 13 => format!("{}.decode({})", some_bytes(chance), codec(chance, ERRORS)),
        14 => {
            let (one, other) = (piece(chance, &content), text(chance));
            match chance.below(4) {
                0 => format!("str.maketrans({}, {})", quoted(&one), quoted(&other)),
                1 => format!("{subject}.translate(str.maketrans({0}, {0}[::-1], {1}))", quoted(&one), quoted(&other)),
                2 => format!(
                    "{subject}.translate({{{}: {}}})",
                    if one.is_empty() { "97".to_owned() } else { format!("ord({}[0])", quoted(&one)) },
                    chance.of(&["None", "'xy'", "120", "0x110000", "-1", "1.5"])
                ),
                _ => format!("{subject}.translate(str.maketrans({{{}: {}}}))", quoted(&one), quoted(&other)),
            }
        }
        15 => {
            let parts: Vec<String> = (0..chance.below(4)).map(|_| quoted(&text(chance))).collect();
            format!("{subject}.join([{}])", parts.join(", "))
        }
        16 => format!("{subject} * {}", chance.between(-1, 3)),
        17 => format!(
            "{}.{}",
            subject,
            chance.of(&[
                "split('')",
                "join([1])",
                "find(1)",
                "strip(1)",
                "replace('a')",
                "center('x')",
                "partition('')",
                "encode('nonsense')",
                "encode('utf-8', 'nonsense')",
                "startswith(1)",
                "split(1)",
                "index('zz')",
                "zfill('a')",
                "expandtabs('a')",
                "ljust(5, 'ab')"
            ])
        ),
        _ => byte_case(chance),
    }
}
