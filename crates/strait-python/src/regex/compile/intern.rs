//! Tables without duplicates.

use std::collections::HashMap;
use std::hash::Hash;

/// Values in order of their first use, each once.
#[derive(Debug)]
pub(super) struct Interner<T> {
    values: Vec<T>,
    numbers: HashMap<T, u32>,
}

impl<T: Clone + Eq + Hash> Interner<T> {
    pub(super) fn new() -> Interner<T> {
        Interner { values: Vec::new(), numbers: HashMap::new() }
    }

    /// The number of a value, which is added if it is not there.
    pub(super) fn intern(&mut self, value: T) -> u32 {
        if let Some(&number) = self.numbers.get(&value) {
            return number;
        }
        let number = self.values.len() as u32;
        self.values.push(value.clone());
        self.numbers.insert(value, number);
        number
    }

    pub(super) fn into_values(self) -> Vec<T> {
        self.values
    }
}
