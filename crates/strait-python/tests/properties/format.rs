//! Format specifications, valid and not, for all that has them; and the operator `%`.

use crate::{chance::Chance, float, int, quoted, text};

const TYPES: [&str; 22] =
    ["", "", "d", "b", "o", "x", "X", "n", "c", "e", "E", "f", "F", "g", "G", "%", "s", "d", "f", "g", "r", "z"];

fn spec(chance: &mut Chance) -> String {
    let mut spec = String::new();
    if chance.once_in(2) {
        spec.push_str(chance.of(&["", "", "*", "0", "é", "😀", "{", "x", " "]));
        spec.push_str(chance.of(&["<", ">", "^", "=", "<", ">", "^"]));
    }
    spec.push_str(chance.of(&["", "", "", "+", "-", " "]));
    spec.push_str(chance.of(&["", "", "", "", "z"]));
    spec.push_str(chance.of(&["", "", "", "#"]));
    spec.push_str(chance.of(&["", "", "", "0"]));
    if chance.once_in(2) {
        spec.push_str(&chance.below(30).to_string());
    }
    spec.push_str(chance.of(&["", "", "", ",", "_", ",,", "_,"]));
    if chance.once_in(2) {
        spec.push('.');
        if !chance.once_in(12) {
            let precision = if chance.once_in(10) { chance.below(60) } else { chance.below(9) };
            spec.push_str(&precision.to_string());
        }
    }
    spec.push_str(chance.of(&TYPES));
    if chance.once_in(25) {
        spec.push_str(chance.of(&["x", " ", "0", "é", "}"]));
    }
    spec
}

fn decimal(chance: &mut Chance) -> String {
    let digits = chance.next() >> chance.below(64);
    match chance.below(5) {
        0 => format!("Decimal('{}')", chance.word("NaN -Infinity Infinity 0 -0 0E+3 0.000 sNaN")),
        1 => format!("Decimal('{digits}E{}')", chance.between(-30, 30)),
        _ => format!("Decimal('{}{digits}.{}')", chance.of(&["", "-"]), chance.below(100_000)),
    }
}

fn value(chance: &mut Chance) -> String {
    match chance.below(10) {
        0..=3 => int::value(chance),
        4..=6 => float::value(chance),
        7 => format!("complex({}, {})", float::value(chance), float::value(chance)),
        _ => quoted(&text::text(chance)),
    }
}

fn conversion(chance: &mut Chance) -> String {
    let mut text = String::from("%");
    text.push_str(chance.of(&["", "", "", "-", "+", " ", "0", "#", "-0", "+#"]));
    if chance.once_in(3) {
        text.push_str(&chance.below(16).to_string());
    }
    if chance.once_in(3) {
        text.push('.');
        text.push_str(&chance.below(12).to_string());
    }
    text.push_str(chance.of(&["", "", "", "l", "h"]));
    text.push_str(
        chance.of(&["d", "i", "u", "x", "X", "o", "e", "E", "f", "F", "g", "G", "s", "r", "a", "c", "%", "q", "é"]),
    );
    text
}

/// What stands between the braces of a field, without quotes that would end a string.
fn field_spec(chance: &mut Chance) -> String {
    spec(chance).replace(['{', '}'], "")
}

pub fn case(chance: &mut Chance) -> String {
    match chance.below(16) {
        0..=6 => format!("format({}, {})", value(chance), quoted(&spec(chance))),
        7 => format!("format({}, {})", decimal(chance), quoted(&spec(chance))),
        8 | 9 => format!("{} % ({},)", quoted(&conversion(chance)), value(chance)),
        10 => {
            let template = format!("{}|{}", conversion(chance), conversion(chance));
            let values: Vec<String> = (0..1 + chance.below(3)).map(|_| value(chance)).collect();
            format!("{} % ({},)", quoted(&template), values.join(", "))
        }
        11 => format!("b{} % ({},)", quoted(&conversion(chance).replace('é', "q")), value(chance)),
        12 => {
            // Python 3.11 takes no backslashes there.
            let value = if chance.once_in(2) { int::value(chance) } else { float::value(chance) };
            format!("f'{{{}:{}}}'", value.replace('\'', "\""), field_spec(chance))
        }
        13 => {
            let conversion = chance.of(&["!r", "!s", "!a", ""]);
            format!("'<{{0{conversion}:{}}}>'.format({})", field_spec(chance), value(chance))
        }
        14 => {
            let pieces: Vec<&str> = (0..1 + chance.below(5))
                .map(|_| {
                    chance.of(&[
                        "{}", "{0}", "{1}", "{a}", "{{", "}}", "{", "}", "{a!r}", "{0[0]}", "{a.real}", "{!x}",
                        "{:{}}", "{a[k]}", "text", "{0:>{1}}", "{ }", "{}{}", "{:<5}", "{a!}", "{0.}", "{0[}", "{0[]}",
                    ])
                })
                .collect();
            format!("{}.format({}, 7, a={})", quoted(&pieces.concat()), value(chance), value(chance))
        }
        _ => format!("f'{{{}!r:>{{{}}}}}'", int::value(chance), chance.between(0, 30)),
    }
}
