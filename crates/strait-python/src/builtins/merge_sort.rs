//! Sorting by comparing, as CPython does it: the runs that are there already, short ones made longer by insertion, and merges in
//! the order of their powers. Up to 64 items it makes the very comparisons that CPython makes, so that the same one fails.

use crate::vm::native::Outcome;

/// Fewer items than these are one run.
const SHORT: usize = 64;

/// Whether the item at one place is less than the item at another.
pub(super) type Less<'l> = &'l mut dyn FnMut(u32, u32) -> Outcome<bool>;

/// Places that are in order already.
struct Run {
    start: usize,
    length: usize,
    /// How deep the boundary to the next run is in a balanced tree of merges.
    power: u32,
}

/// A stable sort that asks only whether one item is less than another, and stands any answer. A failure leaves the items in the
/// order in which they are then.
pub(super) fn sort(order: &mut [u32], less: Less<'_>) -> Outcome<()> {
    let length = order.len();
    let least = least_run(length);
    let mut runs: Vec<Run> = Vec::new();
    let mut start = 0;
    while start < length {
        let rest = &mut order[start..];
        let mut run = natural_run(rest, less)?;
        let wanted = least.min(rest.len());
        if run < wanted {
            insert(&mut rest[..wanted], run, less)?;
            run = wanted;
        }
        if let Some(last) = runs.last() {
            let power = power(last.start, last.length, run, length);
            while runs.len() > 1 && runs[runs.len() - 2].power > power {
                merge_last(order, &mut runs, less)?;
            }
            if let Some(last) = runs.last_mut() {
                last.power = power;
            }
        }
        runs.push(Run { start, length: run, power: 0 });
        start += run;
    }
    while runs.len() > 1 {
        merge_last(order, &mut runs, less)?;
    }
    Ok(())
}

/// How long runs must be, so that their number is a power of two or a little less.
const fn least_run(mut length: usize) -> usize {
    let mut odd = 0;
    while length >= SHORT {
        odd |= length & 1;
        length >>= 1;
    }
    length + odd
}

/// How many items at the beginning are in order; those in the opposite order are turned round.
fn natural_run(items: &mut [u32], less: Less<'_>) -> Outcome<usize> {
    if items.len() < 2 {
        return Ok(items.len());
    }
    let falls = less(items[1], items[0])?;
    let mut end = 2;
    while end < items.len() && less(items[end], items[end - 1])? == falls {
        end += 1;
    }
    if falls {
        items[..end].reverse();
    }
    Ok(end)
}

/// Sorts items whose first ones are in order.
fn insert(items: &mut [u32], sorted: usize, less: Less<'_>) -> Outcome<()> {
    for end in sorted.max(1)..items.len() {
        let (before, rest) = items.split_at(end);
        let place = first_after(before, rest[0], less)?;
        items[place..=end].rotate_right(1);
    }
    Ok(())
}

/// How many items stand before one that comes after its equals.
fn first_after(items: &[u32], item: u32, less: Less<'_>) -> Outcome<usize> {
    let (mut from, mut to) = (0, items.len());
    while from < to {
        let middle = from + (to - from) / 2;
        if less(item, items[middle])? {
            to = middle;
        } else {
            from = middle + 1;
        }
    }
    Ok(from)
}

/// How many items are less than one.
fn count_less(items: &[u32], item: u32, less: Less<'_>) -> Outcome<usize> {
    let (mut from, mut to) = (0, items.len());
    while from < to {
        let middle = from + (to - from) / 2;
        if less(items[middle], item)? {
            from = middle + 1;
        } else {
            to = middle;
        }
    }
    Ok(from)
}

/// The first bit in which the middles of two runs differ, as fractions of the whole.
const fn power(start: usize, left: usize, right: usize, length: usize) -> u32 {
    let mut one = 2 * start + left;
    let mut other = one + left + right;
    let mut power = 0;
    loop {
        power += 1;
        if one >= length {
            one -= length;
            other -= length;
        } else if other >= length {
            return power;
        }
        one <<= 1;
        other <<= 1;
    }
}

/// Makes one run of the last two.
fn merge_last(order: &mut [u32], runs: &mut Vec<Run>, less: Less<'_>) -> Outcome<()> {
    let Some(right) = runs.pop() else { return Ok(()) };
    let Some(left) = runs.last_mut() else { return Ok(()) };
    let start = left.start;
    let middle = left.length;
    left.length += right.length;
    merge(&mut order[start..start + middle + right.length], middle, less)
}

fn merge(items: &mut [u32], middle: usize, less: Less<'_>) -> Outcome<()> {
    // What is in its place already stays there.
    let start = first_after(&items[..middle], items[middle], less)?;
    if start == middle {
        return Ok(());
    }
    let end = middle + count_less(&items[middle..], items[middle - 1], less)?;
    let left = items[start..middle].to_vec();
    let (mut from_left, mut from_right, mut to) = (0, middle, start);
    let mut outcome = Ok(());
    while from_left < left.len() && from_right < end {
        match less(items[from_right], left[from_left]) {
            Ok(true) => {
                items[to] = items[from_right];
                from_right += 1;
            }
            Ok(false) => {
                items[to] = left[from_left];
                from_left += 1;
            }
            Err(escape) => {
                outcome = Err(escape);
                break;
            }
        }
        to += 1;
    }
    items[to..to + left.len() - from_left].copy_from_slice(&left[from_left..]);
    outcome
}
