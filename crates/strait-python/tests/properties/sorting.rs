//! Sorting: stable, by a key, reversed, and what cannot be compared.

use crate::{chance::Chance, float, int, quoted, text};

fn number(chance: &mut Chance) -> String {
    match chance.below(4) {
        0 => int::value(chance),
        1 => float::value(chance),
        _ => chance.between(-5, 5).to_string(),
    }
}

fn item(chance: &mut Chance, kind: usize) -> String {
    match kind {
        0 => chance.between(-9, 9).to_string(),
        1 => number(chance),
        2 => quoted(&text::text(chance)),
        3 => format!("({}, {})", chance.below(4), number(chance)),
        4 => format!("[{}]", (0..chance.below(3)).map(|_| chance.below(3).to_string()).collect::<Vec<_>>().join(", ")),
        5 => format!("Weighed({}, {})", chance.below(4), quoted(chance.of(&["a", "b", "c", "d", "e"]))),
        6 => format!("(Weighed({}, 'p'), {})", chance.below(3), chance.below(3)),
        7 => chance.of(&["True", "0", "1", "1.0", "False", "2"]).to_owned(),
        8 => format!("b{}", quoted(chance.of(&["", "a", "ab", "b", "\u{ff}"]))),
        _ => {
            let kind = chance.below(9);
            item(chance, kind)
        }
    }
}

pub fn case(chance: &mut Chance) -> String {
    let kind = if chance.once_in(5) { 9 } else { chance.below(9) };
    let count = if chance.once_in(6) { chance.below(80) } else { chance.below(9) };
    // From 64 items on CPython gallops, which shows where the order is none, as with NaN.
    let kind = if count < 64 { kind } else { chance.of(&[0, 2, 4, 5]) };
    let items: Vec<String> = (0..count).map(|_| item(chance, kind)).collect();
    let list = format!("[{}]", items.join(", "));
    let mut keywords = String::new();
    match kind {
        0 | 1 | 7 if chance.once_in(2) => {
            keywords.push_str(chance.of(&[
                ", key=abs",
                ", key=str",
                ", key=lambda x: x % 3",
                ", key=lambda x: -x",
                ", key=None",
            ]));
        }
        2 if chance.once_in(2) => keywords.push_str(chance.of(&[
            ", key=len",
            ", key=str.lower",
            ", key=lambda x: x[::-1]",
            ", key=str.casefold",
        ])),
        3 if chance.once_in(2) => {
            keywords.push_str(chance.of(&[", key=lambda x: x[0]", ", key=lambda x: (-x[0], x[1])"]))
        }
        _ => {}
    }
    match chance.below(10) {
        // Python 3.11 says something else where there are none.
        0 if count > 0 => format!("{}({list}{keywords})", chance.word("min max")),
        1 => format!("{}({list}{keywords}, default='none')", chance.word("min max")),
        2 => format!("after({list}, 'sort'{keywords}, reverse={})", chance.of(&["True", "False", "1", "0"])),
        3 => format!("sorted({list}{keywords}, reverse={})", chance.of(&["True", "False", "2"])),
        4 if kind == 0 || kind == 7 => format!("sum({list})"),
        _ => format!("sorted({list}{keywords})"),
    }
}
