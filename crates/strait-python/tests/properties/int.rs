//! Integers of all sizes.

use crate::{chance::Chance, quoted};

const BINARY: &str = "+ - * // % / & | ^ == != < <= > >=";
/// Where representations change.
const EDGES: [u32; 18] = [7, 8, 15, 16, 24, 30, 31, 32, 47, 48, 52, 53, 60, 62, 63, 64, 65, 128];

fn decimal_digits(chance: &mut Chance, count: usize) -> String {
    let mut digits = String::from(chance.of(&["1", "2", "5", "9"]));
    digits.extend((1..count).map(|_| char::from(b'0' + chance.below(10) as u8)));
    digits
}

/// An integer as an expression that binds tightly.
pub fn value(chance: &mut Chance) -> String {
    let sign = chance.of(&["", "", "-"]);
    let text = match chance.below(8) {
        0..=2 => format!("{sign}{}", chance.below(21)),
        3 => format!("{sign}{}", chance.next() >> chance.below(64)),
        4 | 5 => {
            let edge = 1_u128 << (chance.of(&EDGES) - 1);
            let edge = edge.wrapping_mul(2).wrapping_add_signed(i128::from(chance.between(-2, 2)));
            format!("{sign}{edge}")
        }
        6 => {
            let count = 1 + chance.below(130);
            format!("{sign}{}", decimal_digits(chance, count))
        }
        _ => chance.of(&["True", "False", "10**20", "1 << 100", "-1", "0"]).to_owned(),
    };
    if text.starts_with('-') || text.contains(' ') || text.contains('*') { format!("({text})") } else { text }
}

/// A text that may say a number.
fn number_text(chance: &mut Chance) -> String {
    let count = chance.below(12);
    let mut text = String::new();
    text.push_str(chance.of(&["", "", "", " ", "\t\n", "\u{a0}"]));
    text.push_str(chance.of(&["", "", "", "-", "+", "--", "- "]));
    text.push_str(chance.of(&["", "", "", "", "0x", "0b", "0o", "0X", "0B", "0_", "00"]));
    for _ in 0..count {
        text.push_str(match chance.below(30) {
            0 => "_",
            1 => "__",
            2 => chance.of(&["\u{663}", "\u{ff15}", "\u{1d7d8}", "\u{b2}"]),
            3 => chance.of(&[" ", ".", "e", "\0", "\u{e9}", "'"]),
            4..=14 => chance.of(&["0", "1"]),
            15..=24 => chance.of(&["2", "3", "7", "8", "9"]),
            _ => chance.of(&["a", "F", "g", "z", "Z", "c"]),
        });
    }
    text.push_str(chance.of(&["", "", "", "", " ", "\n", "_"]));
    text
}

fn some_bytes(chance: &mut Chance) -> String {
    let count = chance.below(20);
    let bytes: String = (0..count).map(|_| format!("\\x{:02x}", chance.of(&[0, 1, 0x7f, 0x80, 0xff, 0x5a]))).collect();
    format!("b'{bytes}'")
}

pub fn case(chance: &mut Chance) -> String {
    let (a, b) = (value(chance), value(chance));
    match chance.below(24) {
        0..=5 => format!("{a} {} {b}", chance.word(BINARY)),
        6 => format!("({a} {} {b}) {} {}", chance.word("+ - * // %"), chance.word("+ - * // % & | ^"), value(chance)),
        7 => format!("divmod({a}, {b})"),
        8 => format!("{a} {} {}", chance.of(&["<<", ">>"]), chance.between(-3, 200)),
        9 => format!("{a} >> {b}"),
        10 => format!("{a} ** {}", chance.between(-4, 24)),
        11 | 12 => format!("pow({a}, {b}, {})", value(chance)),
        13 => format!("{}{a}", chance.of(&["-", "~", "+", "not "])),
        14 => format!(
            "{a}.{}()",
            chance.word("bit_length bit_count conjugate as_integer_ratio __index__ __floor__ __trunc__")
        ),
        15 => {
            let order = chance.of(&["'big'", "'little'", "'big'", "'little'", "'middle'"]);
            format!("{a}.to_bytes({}, {order}, signed={})", chance.between(-1, 20), chance.of(&["True", "False"]))
        }
        16 => {
            let order = chance.of(&["'big'", "'little'"]);
            format!("int.from_bytes({}, {order}, signed={})", some_bytes(chance), chance.of(&["True", "False"]))
        }
        17 => format!("int({}, {})", quoted(&number_text(chance)), chance.of(&[0, 2, 8, 10, 16, 36, 3, 1, 37, -1, 7])),
        18 => format!("int({})", quoted(&number_text(chance))),
        19 => format!("{}({a})", chance.word("hash repr str hex oct bin float abs bool complex len chr")),
        20 => format!("round({a}, {})", chance.between(-30, 3)),
        21 => format!("math.{}({a}, {b})", chance.of(&["gcd", "lcm"])),
        22 => match chance.below(4) {
            0 => format!("math.isqrt({a})"),
            1 => format!("math.comb({}, {})", chance.between(-1, 90), chance.between(-1, 50)),
            2 => format!("math.perm({}, {})", chance.between(-1, 40), chance.between(-1, 30)),
            _ => format!("math.factorial({})", chance.between(-1, 60)),
        },
        _ => format!(
            "({a} < {b}, {a} == float({b}), {a} <= {}, hash({a}) == hash(float({a})))",
            chance.of(&["1e300", "9007199254740993.0", "float('inf')", "float('nan')", "0.5", "-1e18"])
        ),
    }
}
