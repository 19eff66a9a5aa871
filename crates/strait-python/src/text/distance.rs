//! How far apart two names are, as CPython measures it for its suggestions.

/// The cost of an insertion, a deletion or another letter.
const MOVE: usize = 2;
/// The cost of the same letter in another case.
const CASE: usize = 1;
/// Longer names are not compared.
const LONGEST: usize = 40;

fn substitution(a: char, b: char) -> usize {
    if a == b {
        0
    } else if a.to_lowercase().eq(b.to_lowercase()) {
        CASE
    } else {
        MOVE
    }
}

/// The Levenshtein distance; more than `most` if it is more.
pub fn distance(a: &[char], b: &[char], most: usize) -> usize {
    let common = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let (a, b) = (&a[common..], &b[common..]);
    let common = a.iter().rev().zip(b.iter().rev()).take_while(|(a, b)| a == b).count();
    let (a, b) = (&a[..a.len() - common], &b[..b.len() - common]);
    if a.is_empty() || b.is_empty() {
        return MOVE * (a.len() + b.len());
    }
    if a.len() > LONGEST || b.len() > LONGEST {
        return most + 1;
    }
    let (a, b) = if b.len() < a.len() { (b, a) } else { (a, b) };
    if (b.len() - a.len()) * MOVE > most {
        return most + 1;
    }
    let mut row: Vec<usize> = (1..=a.len()).map(|place| place * MOVE).collect();
    let mut result = 0;
    for (place, &letter) in b.iter().enumerate() {
        let mut before = place * MOVE;
        result = before;
        let mut least = usize::MAX;
        for (cell, &other) in row.iter_mut().zip(a) {
            let substitute = before + substitution(letter, other);
            before = *cell;
            result = substitute.min(result.min(before) + MOVE);
            *cell = result;
            least = least.min(result);
        }
        if least > most {
            return most + 1;
        }
    }
    result
}
