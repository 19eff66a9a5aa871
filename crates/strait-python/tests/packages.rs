//! Runs the scripts under `tests/pypi`, which use packages from PyPI as they are, and compares what they print with what
//! CPython printed. `tools/setup.sh` brings the packages. `SCRIPT=part` runs a few.
//!
//! The expectations are recorded in the scripts' folder: `PYTHONPATH=../../../../target/pypi python3.12 NAME.py > NAME.out`.

mod support;

use std::{
    env, fs,
    path::{Path, PathBuf},
    thread,
};

use strait_python::Ended;

/// Loops and calls a script may do; all of them end long before.
const FUEL: i64 = 300_000_000;
/// Expressions are compiled by recursion, in a debug build with large frames.
const STACK: usize = 64 << 20;

/// Runs one script; why it does not do what CPython did.
fn run(script: &Path, packages: &Path) -> Result<(), String> {
    let text = fs::read_to_string(script).expect("readable");
    let name = script.file_name().expect("a file").to_string_lossy().into_owned();
    let (mut engine, clock) = support::engine_with_modules(vec![packages.to_owned()]);
    engine.set_fuel(FUEL);
    engine.set_memory_limit(1 << 30);
    engine.set_arguments(vec![name.clone()]);
    let ended = engine.run(&name, &text);
    let ended = support::finish(&mut engine, &clock, ended);
    let printed = String::from_utf8_lossy(&engine.take_output()).into_owned();
    let expected = fs::read_to_string(script.with_extension("out")).expect("recorded");
    if printed == expected && ended == Ended::Finished {
        return Ok(());
    }
    let differs = printed.lines().zip(expected.lines()).find(|(printed, expected)| printed != expected);
    Err(format!("{name}: {differs:?} {ended:?}"))
}

#[test]
fn packages_work_as_they_do_in_cpython() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let packages = root.join("../../target/pypi");
    if !packages.is_dir() {
        println!("SKIPPED: there are no packages in {}; tools/setup.sh brings them", packages.display());
        return;
    }
    let part = env::var("SCRIPT").unwrap_or_default();
    let mut scripts: Vec<PathBuf> = fs::read_dir(root.join("tests/pypi"))
        .expect("the scripts are there")
        .map(|entry| entry.expect("readable").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "py"))
        .filter(|path| path.display().to_string().contains(&part))
        .collect();
    scripts.sort();
    let work = || scripts.iter().filter_map(|script| run(script, &packages).err()).collect::<Vec<_>>();
    let wrong = thread::scope(|scope| {
        let worker = thread::Builder::new().stack_size(STACK).spawn_scoped(scope, work).expect("a thread starts");
        worker.join().expect("a script does not panic")
    });
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
