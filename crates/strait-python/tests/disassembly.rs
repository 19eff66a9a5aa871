//! The code that the compiler makes of a few texts under `tests/disassembly`, as listings. `BLESS=1` writes them anew; the
//! difference is to be read before it is kept.

use std::{fs, path::Path};

use strait_python::Engine;

#[test]
fn code_is_as_listed() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/disassembly");
    let mut wrong = Vec::new();
    let mut count = 0;
    for entry in fs::read_dir(folder).expect("the texts are there") {
        let path = entry.expect("readable").path();
        if path.extension().is_none_or(|extension| extension != "py") {
            continue;
        }
        count += 1;
        let text = fs::read_to_string(&path).expect("readable");
        let listing = Engine::new().disassemble(&text).expect("a program");
        let expected = path.with_extension("txt");
        if std::env::var_os("BLESS").is_some() {
            fs::write(expected, listing).expect("written");
        } else if fs::read_to_string(expected).ok().as_ref() != Some(&listing) {
            wrong.push(format!("{}:\n{listing}", path.display()));
        }
    }
    assert!(count > 0, "there are texts");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
