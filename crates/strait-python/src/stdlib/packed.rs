//! Python code of the engine's own. It is compressed when the engine is built, each text by itself.

use miniz_oxide::inflate::decompress_slice_iter_to_slice;

/// A compressed text.
#[derive(Clone, Copy, Debug)]
pub struct Packed {
    /// The text, in the format of RFC 1951.
    pub bytes: fn() -> &'static [u8],
    /// How long the text is.
    pub length: usize,
}

impl Packed {
    /// The text; empty if the build wrote something that cannot be read, which the tests would notice.
    pub(crate) fn unpack(self) -> String {
        let mut text = vec![0; self.length];
        let unpacked = decompress_slice_iter_to_slice(&mut text, std::iter::once((self.bytes)()), false, true);
        unpacked.ok().and_then(|_| String::from_utf8(text).ok()).unwrap_or_default()
    }
}

/// A module of the library that is written in Python.
#[derive(Clone, Copy, Debug)]
pub struct Module {
    /// As it is imported: `package.module`.
    pub name: &'static str,
    /// Its code.
    pub text: Packed,
    /// Whether other modules can be in it.
    pub is_package: bool,
}

/// Those that there are, by name.
pub(crate) const LIBRARY: &[Module] = include!(concat!(env!("OUT_DIR"), "/library.rs"));

/// The part of the engine that is written in Python and hidden from scripts.
pub(crate) const PRELUDE: &[Packed] = include!(concat!(env!("OUT_DIR"), "/prelude.rs"));

#[cfg(test)]
mod tests {
    use super::{LIBRARY, PRELUDE};

    #[test]
    fn every_text_is_as_long_as_it_was() {
        for text in LIBRARY.iter().map(|module| module.text).chain(PRELUDE.iter().copied()) {
            assert_eq!(text.unpack().len(), text.length);
        }
        assert!(LIBRARY.len() > 100);
    }
}
