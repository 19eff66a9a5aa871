//! BLAKE2b and BLAKE2s (RFC 7693), with all their parameters.

const PERMUTATIONS: [[u8; 16]; 10] = [
    [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15],
    [14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3],
    [11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4],
    [7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8],
    [9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13],
    [2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9],
    [12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11],
    [13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10],
    [6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5],
    [10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0],
];

const WIDE_START: [u64; 8] = [
    0x6A09_E667_F3BC_C908,
    0xBB67_AE85_84CA_A73B,
    0x3C6E_F372_FE94_F82B,
    0xA54F_F53A_5F1D_36F1,
    0x510E_527F_ADE6_82D1,
    0x9B05_688C_2B3E_6C1F,
    0x1F83_D9AB_FB41_BD6B,
    0x5BE0_CD19_137E_2179,
];

/// The words of BLAKE2s are the upper halves.
fn start(is_wide: bool) -> [u64; 8] {
    if is_wide { WIDE_START } else { WIDE_START.map(|word| word >> 32) }
}

/// Parameters for hashing in a tree.
#[derive(Clone, Copy)]
pub(super) struct Tree {
    pub(super) fanout: i64,
    pub(super) depth: i64,
    pub(super) leaf_size: i64,
    pub(super) node_offset: i64,
    pub(super) node_depth: i64,
    pub(super) inner_size: i64,
    pub(super) last_node: bool,
}

#[cfg(test)]
const NO_TREE: Tree =
    Tree { fanout: 1, depth: 1, leaf_size: 0, node_offset: 0, node_depth: 0, inner_size: 0, last_node: false };

/// A digest in the making. The words of BLAKE2s stand in the lower halves.
#[derive(Clone)]
pub(super) struct Blake2 {
    is_wide: bool,
    size: usize,
    words: [u64; 8],
    /// The last block is compressed at the end only.
    block: Vec<u8>,
    count: u128,
    last_node: bool,
}

impl Blake2 {
    pub(super) fn plain(is_wide: bool) -> Self {
        let size = if is_wide { 64 } else { 32 };
        let mut made = Self { is_wide, size, words: start(is_wide), block: Vec::new(), count: 0, last_node: false };
        made.words[0] ^= 0x0101_0000 ^ size as u64;
        made
    }

    pub(super) fn new(
        is_wide: bool,
        size: i64,
        key: &[u8],
        salt: &[u8],
        person: &[u8],
        tree: Tree,
    ) -> Result<Self, String> {
        let most: u8 = if is_wide { 64 } else { 32 };
        let short = usize::from(most / 4);
        let Some(size) = u8::try_from(size).ok().filter(|&size| size > 0 && size <= most) else {
            return Err(format!("digest_size must be between 1 and {most} bytes"));
        };
        for (name, part, most) in [("salt", salt, short), ("person", person, short), ("key", key, usize::from(most))] {
            if part.len() > most {
                return Err(format!("maximum {name} length is {most} bytes"));
            }
        }
        let number = |value: i64, most: i64, message: &str| match value {
            value if (0..=most).contains(&value) => Ok(value as u64),
            _ => Err(message.to_owned()),
        };
        let fanout = number(tree.fanout, 255, "fanout must be between 0 and 255")?;
        let depth = number(tree.depth, 255, "depth must be between 1 and 255")?;
        if depth == 0 {
            return Err("depth must be between 1 and 255".into());
        }
        let leaf_size = number(tree.leaf_size, i64::from(u32::MAX), "leaf_size is too large")?;
        let most_offset = if is_wide { i64::MAX } else { (1 << 48) - 1 };
        let node_offset = number(tree.node_offset, most_offset, "node_offset is too large")?;
        let node_depth = number(tree.node_depth, 255, "node_depth must be between 0 and 255")?;
        let inner_size = number(tree.inner_size, i64::from(most), "inner_size must be between 0 and is max size")?;
        let mut parameters = vec![size, key.len() as u8, fanout as u8, depth as u8];
        parameters.extend((leaf_size as u32).to_le_bytes());
        let offset = node_offset.to_le_bytes();
        if is_wide {
            parameters.extend(offset);
            parameters.extend([node_depth as u8, inner_size as u8]);
            parameters.resize(32, 0);
        } else {
            parameters.extend(&offset[..6]);
            parameters.extend([node_depth as u8, inner_size as u8]);
        }
        for part in [salt, person] {
            let end = parameters.len() + short;
            parameters.extend(part);
            parameters.resize(end, 0);
        }
        let mut made = Self {
            is_wide,
            size: usize::from(size),
            words: start(is_wide),
            block: Vec::new(),
            count: 0,
            last_node: tree.last_node,
        };
        let width = parameters.len() / 8;
        for (word, bytes) in made.words.iter_mut().zip(parameters.chunks(width)) {
            *word ^= bytes.iter().rev().fold(0, |word, &byte| word << 8 | u64::from(byte));
        }
        if !key.is_empty() {
            made.block = key.to_vec();
            made.block.resize(made.block_size(), 0);
        }
        Ok(made)
    }

    pub(super) const fn name(&self) -> &'static str {
        if self.is_wide { "blake2b" } else { "blake2s" }
    }

    pub(super) const fn digest_size(&self) -> usize {
        self.size
    }

    pub(super) const fn block_size(&self) -> usize {
        if self.is_wide { 128 } else { 64 }
    }

    pub(super) fn update(&mut self, mut bytes: &[u8]) {
        let size = self.block_size();
        while !bytes.is_empty() {
            if self.block.len() == size {
                self.count += size as u128;
                self.compress(false);
                self.block.clear();
            }
            let taken = bytes.len().min(size - self.block.len());
            self.block.extend_from_slice(&bytes[..taken]);
            bytes = &bytes[taken..];
        }
    }

    pub(super) fn finish(mut self) -> Vec<u8> {
        self.count += self.block.len() as u128;
        let size = self.block_size();
        self.block.resize(size, 0);
        self.compress(true);
        let width = size / 16;
        let mut digest: Vec<u8> =
            self.words.iter().flat_map(|word| word.to_le_bytes().into_iter().take(width)).collect();
        digest.truncate(self.size);
        digest
    }

    fn compress(&mut self, is_last: bool) {
        let width = self.block_size() / 16;
        let mut message = [0; 16];
        for (word, bytes) in message.iter_mut().zip(self.block.chunks(width)) {
            *word = bytes.iter().rev().fold(0, |word, &byte| word << 8 | u64::from(byte));
        }
        let mut state = [0; 16];
        state[..8].copy_from_slice(&self.words);
        state[8..].copy_from_slice(&start(self.is_wide));
        let (mask, rounds, turns) =
            if self.is_wide { (u64::MAX, 12, [32, 24, 16, 63]) } else { (u64::from(u32::MAX), 10, [16, 12, 8, 7]) };
        let bits = width as u32 * 8;
        state[12] ^= self.count as u64 & mask;
        state[13] ^= (self.count >> bits) as u64 & mask;
        if is_last {
            state[14] ^= mask;
            if self.last_node {
                state[15] ^= mask;
            }
        }
        let turn = |word: u64, by: u32| match self.is_wide {
            true => word.rotate_right(by),
            false => u64::from((word as u32).rotate_right(by)),
        };
        let mut mix = |places: [usize; 4], x: u64, y: u64| {
            let [a, b, c, d] = places;
            for (word, first, second) in [(x, turns[0], turns[1]), (y, turns[2], turns[3])] {
                state[a] = state[a].wrapping_add(state[b]).wrapping_add(word) & mask;
                state[d] = turn(state[d] ^ state[a], first);
                state[c] = state[c].wrapping_add(state[d]) & mask;
                state[b] = turn(state[b] ^ state[c], second);
            }
        };
        for round in 0..rounds {
            let order = &PERMUTATIONS[round % 10];
            let word = |place: usize| message[usize::from(order[place])];
            for column in 0..4 {
                mix([column, column + 4, column + 8, column + 12], word(column * 2), word(column * 2 + 1));
            }
            for column in 0..4 {
                let places = [column, (column + 1) % 4 + 4, (column + 2) % 4 + 8, (column + 3) % 4 + 12];
                mix(places, word(column * 2 + 8), word(column * 2 + 9));
            }
        }
        for (place, word) in self.words.iter_mut().enumerate() {
            *word ^= state[place] ^ state[place + 8];
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digests_are_those_of_the_rfc() {
        let hex = |hasher: Blake2| hasher.finish().iter().map(|byte| format!("{byte:02x}")).collect::<String>();
        let mut wide = Blake2::plain(true);
        wide.update(b"abc");
        assert!(hex(wide).starts_with("ba80a53f981c4d0d6a2797b69f12f6e94c212f14685ac4b74b12bb6fdbffa2d1"));
        let mut narrow = Blake2::plain(false);
        narrow.update(b"abc");
        assert_eq!(hex(narrow), "508c5e8c327c14e2e1a72ba34eeb452f37458b209ed63a294d999b4c86675982");
        assert!(Blake2::new(true, 65, b"", b"", b"", NO_TREE).is_err());
    }
}
