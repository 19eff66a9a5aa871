//! A guest can only ask: the built modules import the functions of the ABI and nothing else.

use std::collections::BTreeSet;

/// Each guest as the linker left it, and as it is compiled.
const MODULES: [(&str, &[u8]); 4] = [
    ("js.wasm", include_bytes!(concat!(env!("OUT_DIR"), "/js.wasm"))),
    ("js.image.wasm", include_bytes!(concat!(env!("OUT_DIR"), "/js.image.wasm"))),
    ("python.wasm", include_bytes!(concat!(env!("OUT_DIR"), "/python.wasm"))),
    ("python.image.wasm", include_bytes!(concat!(env!("OUT_DIR"), "/python.image.wasm"))),
];

#[test]
fn a_guest_imports_only_the_abi() {
    let allowed = BTreeSet::from(["strait.clock", "strait.load", "strait.random", "strait.write"]);
    for (file, module) in MODULES {
        let imports = imports(module);
        let names: BTreeSet<&str> = imports.iter().map(String::as_str).collect();
        assert!(names.is_subset(&allowed), "{file} imports {:?}", names.difference(&allowed).collect::<Vec<_>>());
        assert_eq!(names.len(), imports.len(), "{file} imports something twice: {imports:?}");
        assert!(names.contains("strait.clock"), "{file} has an import section that was read: {names:?}");
    }
}

/// The import section by hand: the test must not depend on what an engine makes of it.
fn imports(module: &[u8]) -> Vec<String> {
    const IMPORT_SECTION: u8 = 2;
    assert_eq!(&module[..4], b"\0asm");
    let mut reader = Reader { bytes: &module[8..] };
    while !reader.bytes.is_empty() {
        let section = reader.byte();
        let length = reader.number();
        let content = reader.take(length);
        if section == IMPORT_SECTION {
            let mut reader = Reader { bytes: content };
            let count = reader.number();
            return (0..count).map(|_| reader.import()).collect();
        }
    }
    Vec::new()
}

struct Reader<'a> {
    bytes: &'a [u8],
}

impl<'a> Reader<'a> {
    fn take(&mut self, length: usize) -> &'a [u8] {
        let (taken, rest) = self.bytes.split_at(length);
        self.bytes = rest;
        taken
    }

    fn byte(&mut self) -> u8 {
        self.take(1)[0]
    }

    /// LEB128.
    fn number(&mut self) -> usize {
        let mut value = 0;
        for shift in (0..).step_by(7) {
            let byte = self.byte();
            value |= usize::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                break;
            }
        }
        value
    }

    fn name(&mut self) -> &'a str {
        let length = self.number();
        std::str::from_utf8(self.take(length)).expect("a name is UTF-8")
    }

    fn import(&mut self) -> String {
        let name = format!("{}.{}", self.name(), self.name());
        assert_eq!(self.byte(), 0, "{name} is a function; a guest imports no memory, table or global");
        self.number();
        name
    }
}
