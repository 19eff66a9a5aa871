//! Any text, and any program made of chance, ends in a result, a pause or a Python exception. The first byte says which of the
//! two the others are. The scripts under `crates/strait-python/tests/scripts` are a corpus to begin with: put an odd byte in
//! front of each.
#![no_main]

#[path = "../../crates/strait-python/tests/support/generate.rs"]
mod generate;

use libfuzzer_sys::fuzz_target;
use strait_python::Engine;

fuzz_target!(|bytes: &[u8]| {
    let Some((first, rest)) = bytes.split_first() else { return };
    let text = match first % 2 {
        0 => generate::Chance::new(rest).program(),
        _ => String::from_utf8_lossy(rest).into_owned(),
    };
    let mut engine = Engine::new();
    engine.set_fuel(200_000);
    engine.set_memory_limit(32 << 20);
    let _ = engine.run("fuzz.py", &text);
});
