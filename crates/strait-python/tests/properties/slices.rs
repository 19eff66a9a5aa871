//! Reading, assigning and deleting parts of sequences.

use crate::chance::Chance;

fn bound(chance: &mut Chance) -> String {
    match chance.below(12) {
        0..=2 => "None".to_owned(),
        3 => chance.of(&["10**20", "-10**20", "2**63 - 1", "-2**63", "2**62", "True"]).to_owned(),
        4 if chance.once_in(4) => chance.of(&["1.0", "'a'", "[]"]).to_owned(),
        _ => chance.between(-12, 12).to_string(),
    }
}

fn step(chance: &mut Chance) -> String {
    match chance.below(12) {
        0..=4 => "None".to_owned(),
        5 => chance.of(&["0", "10**20", "-10**20", "-2**63", "2**63 - 1", "False"]).to_owned(),
        _ => chance.between(-4, 4).to_string(),
    }
}

fn key(chance: &mut Chance) -> String {
    if chance.once_in(6) {
        return bound(chance);
    }
    format!("slice({}, {}, {})", bound(chance), bound(chance), step(chance))
}

fn subject(chance: &mut Chance) -> String {
    let count = chance.below(11);
    match chance.below(9) {
        0 | 1 => format!("list(range({count}))"),
        2 => format!("tuple(range({count}))"),
        3 => format!("'abcdéfgh\u{1f600}jk'[:{count}]"),
        4 => format!("bytes(range({count}))"),
        5 => format!("bytearray(range({count}))"),
        6 => {
            format!("range({}, {}, {})", chance.between(-9, 9), chance.between(-20, 20), chance.of(&[1, 2, -1, -3, 7]))
        }
        7 => format!("memoryview(bytes(range({count})))"),
        _ => format!(
            "range({}, 10**{}, {})",
            chance.between(-9, 9),
            chance.between(1, 21),
            chance.of(&["1", "7", "10**18", "3"])
        ),
    }
}

/// Ranges and views of memory say more as what they hold.
fn read(chance: &mut Chance) -> String {
    let (subject, key) = (subject(chance), key(chance));
    if subject.starts_with("memoryview") && key.starts_with("slice") {
        return format!("{subject}[{key}].tolist()");
    }
    format!("{subject}[{key}]")
}

fn changing(chance: &mut Chance) -> (String, String) {
    let count = chance.below(9);
    let new: Vec<String> = (0..chance.below(6)).map(|_| chance.between(90, 99).to_string()).collect();
    let new = new.join(", ");
    match chance.below(5) {
        0..=2 => (
            format!("list(range({count}))"),
            chance.of(&["[{}]", "({},)", "iter([{}])", "bytes([{}])"]).replace("{}", &new).replace("(,)", "()"),
        ),
        3 => (format!("bytearray(range({count}))"), format!("bytes([{new}])")),
        _ => (format!("bytearray(range({count}))"), format!("[{new}]")),
    }
}

pub fn case(chance: &mut Chance) -> String {
    match chance.below(16) {
        0..=5 => read(chance),
        6..=9 => {
            let (target, value) = changing(chance);
            let key = key(chance);
            let value = if key.starts_with("slice") {
                value
            } else {
                chance.of(&["77", "'x'", "b'x'", "256", "-1"]).to_owned()
            };
            format!("assigned({target}, {key}, {value})")
        }
        10 | 11 => format!("deleted({}, {})", changing(chance).0, key(chance)),
        12 => format!(
            "slice({}, {}, {}).indices({})",
            bound(chance),
            bound(chance),
            step(chance),
            chance.of(&["0", "5", "10", "10**20", "-1"])
        ),
        13 => {
            let target = changing(chance).0;
            match chance.below(4) {
                0 => format!("after({target}, 'insert', {}, 55)", bound(chance)),
                1 => format!("after({target}, 'pop', {})", bound(chance)),
                2 => format!("after({target}, 'remove', {})", chance.between(0, 9)),
                _ => format!("after({target}, 'extend', {})", chance.of(&["[1, 2]", "b'ab'", "(5,)", "'x'", "3"])),
            }
        }
        14 => format!(
            "{}.{}({}{})",
            subject(chance).replace("memoryview(", "("),
            chance.word("index count"),
            chance.between(-2, 12),
            ""
        ),
        15 if chance.once_in(2) => format!("{} in {}", chance.between(-5, 20), subject(chance)),
        _ => format!(
            "{} {} {}",
            subject(chance),
            chance.word("+ * == <"),
            if chance.once_in(2) { chance.between(-1, 3).to_string() } else { subject(chance) }
        ),
    }
}
