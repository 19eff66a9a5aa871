//! Floating-point numbers, from the least to the greatest, and complex ones.

use crate::{chance::Chance, int, quoted};

/// A number as an expression that binds tightly.
pub fn value(chance: &mut Chance) -> String {
    let number = match chance.below(10) {
        0..=2 => (chance.between(-4000, 4000) as f64) / chance.of(&[1.0, 2.0, 4.0, 8.0, 10.0, 100.0, 1000.0]),
        3 => f64::from_bits(chance.next()),
        4 => chance.of(&[
            0.0,
            -0.0,
            f64::INFINITY,
            f64::NEG_INFINITY,
            f64::NAN,
            f64::MAX,
            f64::MIN_POSITIVE,
            5e-324,
            1e16,
            1e-5,
            9_007_199_254_740_993.0,
            0.1,
            1e22,
            1e23,
        ]),
        5 => (chance.next() >> chance.below(64)) as f64,
        6 => 2_f64.powi(chance.between(-1074, 1023) as i32) * chance.of(&[1.0, -1.0, 1.5, 1.25]),
        7 => 10_f64.powi(chance.between(-20, 22) as i32) * chance.below(1000) as f64,
        8 => chance.between(-99, 99) as f64 + 0.5,
        _ => (chance.next() >> 11) as f64 / (1_u64 << 53) as f64,
    };
    if !number.is_finite() {
        return format!("float('{number}')").replace("NaN", "nan");
    }
    let text = format!("{number:?}");
    if text.starts_with('-') { format!("({text})") } else { text }
}

fn float_text(chance: &mut Chance) -> String {
    let mut text = String::new();
    text.push_str(chance.of(&["", "", "", " ", "\n", "-", "+", "- "]));
    for _ in 0..chance.below(22) {
        text.push_str(match chance.below(24) {
            0 => "_",
            1 | 2 => ".",
            3 => chance.of(&["e", "E", "e-", "e+", "E-3"]),
            4 => chance.of(&["inf", "nan", "Infinity", "x", " ", "\u{664}", "\u{ff11}"]),
            _ => chance.of(&["0", "1", "2", "4", "5", "9", "0", "3", "7"]),
        });
    }
    text.push_str(chance.of(&["", "", "", "", " ", "e5", "e-300", "e308"]));
    text
}

fn hex_text(chance: &mut Chance) -> String {
    let mut text = String::from(chance.of(&["", "", "-", "+", " "]));
    text.push_str(chance.of(&["0x", "0x", "0X", "", "0x1."]));
    for _ in 0..chance.below(20) {
        text.push_str(chance.of(&["0", "1", "8", "f", "F", "a", "7", "e", ".", "0", "c"]));
    }
    text.push_str(chance.of(&["", "p0", "p-1074", "p1023", "P+3", "p", "p5 ", "p-1080", "p1030", "x"]));
    text
}

fn complex(chance: &mut Chance) -> String {
    format!("complex({}, {})", value(chance), value(chance))
}

pub fn case(chance: &mut Chance) -> String {
    let (a, b) = (value(chance), value(chance));
    match chance.below(24) {
        0..=4 => format!("{a} {} {b}", chance.word("+ - * / // %")),
        5 => format!("divmod({a}, {b})"),
        6 => format!("{a} ** {b}"),
        7 => format!("{a} ** {}", chance.between(-6, 12)),
        8 | 9 => format!("round({a}, {})", chance.between(-25, 25)),
        10 => {
            format!(
                "{}({a})",
                chance.word("round int repr str hashed abs bool complex math.floor math.ceil math.trunc")
            )
        }
        11 => {
            format!("{a}.{}()", chance.word("as_integer_ratio hex is_integer conjugate __trunc__ __floor__ __ceil__"))
        }
        12 => format!("float.fromhex({})", quoted(&hex_text(chance))),
        13 | 14 => format!("float({})", quoted(&float_text(chance))),
        15 | 16 => format!("{a} {} {}", chance.word("== != < <= > >="), int::value(chance)),
        17 => format!("{} {} {a}", int::value(chance), chance.word("== < >= + - * / // % **")),
        18 => format!("{a} {} {b}", chance.word("== != < <= > >=")),
        19 => format!("math.{}({a})", chance.word("sqrt frexp modf isfinite isinf isnan ulp fabs")),
        20 => format!("math.{}({a}, {b})", chance.word("fmod copysign remainder nextafter isclose")),
        21 => match chance.below(4) {
            0 => format!("math.ldexp({a}, {})", chance.between(-2200, 2200)),
            1 => format!("math.fsum([{a}, {b}, {}, {}])", value(chance), value(chance)),
            2 => format!("{a}.__round__({})", chance.of(&["", "None", "2", "1.0", "400", "-400"])),
            _ => format!("float({}).as_integer_ratio()", int::value(chance)),
        },
        22 => format!("{} {} {}", complex(chance), chance.word("+ - * / == !="), complex(chance)),
        _ => match chance.below(4) {
            0 => format!("complex({})", quoted(&format!("{}{}j", float_text(chance), float_text(chance)))),
            1 => format!("hashed({})", complex(chance)),
            2 if chance.once_in(2) => format!("{} ** {}", complex(chance), chance.between(-9, 9)),
            2 => format!("({0}.real, {0}.imag, {0}.conjugate(), -{0})", complex(chance)),
            _ => format!("repr({})", complex(chance)),
        },
    }
}
