//! The Python guest stays small: engine, parser and the whole standard library.

const PYTHON: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/python.wasm"));

/// Four megabytes for the language and its standard library, and a quarter of one for what talks to the host, `requests` most of
/// all. ARCHITECTURE.md says what takes the room.
const MOST_BYTES: usize = (4 << 20) + (256 << 10);

#[test]
fn the_python_guest_is_small() {
    assert!(PYTHON.len() <= MOST_BYTES, "python.wasm has {} bytes, {MOST_BYTES} are the most", PYTHON.len());
}
