//! Runs `main.py` of the folders under `tests/modules`, whose modules lie beside it, and compares what it prints with what
//! CPython printed.

mod support;

use std::{fs, path::Path};

use strait_python::Ended;

#[test]
fn modules_are_found_as_in_cpython() {
    let folders =
        fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/modules")).expect("the folders are there");
    let mut count = 0;
    for folder in folders {
        let folder = folder.expect("readable").path();
        let read = |name: &str| fs::read_to_string(folder.join(name)).expect("readable");
        let (mut engine, clock) = support::engine_with_modules(vec![folder.clone()]);
        let ended = engine.run("main.py", &read("main.py"));
        let ended = support::finish(&mut engine, &clock, ended);
        assert_eq!(ended, Ended::Finished, "{}", folder.display());
        assert_eq!(String::from_utf8_lossy(&engine.take_output()), read("main.out"), "{}", folder.display());
        count += 1;
    }
    assert!(count > 0, "there are folders");
}
