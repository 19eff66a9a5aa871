//! Programs made of chance, and scripts with something wrong in them: the engine may answer with a result, a pause or a Python
//! exception, and with nothing else. `ROUNDS=100000` looks longer; `SEED=7` looks elsewhere.

#[path = "support/generate.rs"]
mod generate;

use std::{
    fs,
    panic::{self, AssertUnwindSafe},
    path::{Path, PathBuf},
    thread,
};

use generate::Chance;
use strait_python::{Collector, Ended, Engine};

/// What the main thread of a program has.
const STACK: usize = 8 << 20;
const FUEL: i64 = 200_000;
/// Where every step looks at all of memory.
const SHORT_FUEL: i64 = 2_000;
const MEMORY: usize = 32 << 20;

/// Numbers that look like chance (xorshift).
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, end: usize) -> usize {
        (self.next() % end.max(1) as u64) as usize
    }
}

fn setting(name: &str, default: u64) -> u64 {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(default)
}

/// Runs a text; gives its exception's text if it ended in one.
fn run(text: &str) -> Option<String> {
    run_for(text, FUEL, Collector::Automatic)
}

fn run_for(text: &str, fuel: i64, collector: Collector) -> Option<String> {
    let mut engine = Engine::new();
    engine.set_collector(collector);
    engine.set_fuel(fuel);
    engine.set_memory_limit(MEMORY);
    match engine.run("generated.py", text) {
        Ended::Failed(text) => Some(text),
        _ => None,
    }
}

/// Runs many texts on one thread with an ordinary stack, and shows the first that makes the engine panic.
fn run_all(texts: impl Iterator<Item = String> + Send + 'static, fuel: i64, collector: Collector) {
    let work = move || {
        for text in texts {
            // Kept for what ends the process without unwinding.
            if let Some(file) = std::env::var_os("LAST_PROGRAM") {
                fs::write(file, &text).expect("written");
            }
            let outcome = panic::catch_unwind(AssertUnwindSafe(|| run_for(&text, fuel, collector)));
            assert!(outcome.is_ok(), "the engine panics on this program:\n{text}");
        }
    };
    let worker = thread::Builder::new().stack_size(STACK).spawn(work).expect("a thread starts");
    worker.join().expect("no program makes the engine panic");
}

fn programs(rounds: u64) -> impl Iterator<Item = String> {
    let mut numbers = Numbers(setting("SEED", 0x9E37_79B9_7F4A_7C15));
    (0..rounds).map(move |_| {
        let bytes: Vec<u8> = (0..1500).map(|_| numbers.next() as u8).collect();
        Chance::new(&bytes).program()
    })
}

#[test]
fn generated_programs_end_in_a_python_way() {
    run_all(programs(setting("ROUNDS", 400)), FUEL, Collector::Automatic);
}

/// What is freed too early shows when everything is freed at once.
#[test]
fn generated_programs_end_in_a_python_way_while_everything_is_collected() {
    run_all(programs(setting("ROUNDS", 400) / 40), SHORT_FUEL, Collector::Always);
}

#[test]
fn any_bytes_end_in_a_python_way() {
    let mut numbers = Numbers(setting("SEED", 0xD1B5_4A32_D192_ED03));
    let texts = (0..setting("ROUNDS", 400)).map(move |_| {
        let bytes: Vec<u8> = (0..numbers.below(200)).map(|_| numbers.next() as u8).collect();
        String::from_utf8_lossy(&bytes).into_owned()
    });
    run_all(texts, FUEL, Collector::Automatic);
}

fn find(folder: &Path, scripts: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("the corpus is there") {
        let path = entry.expect("readable").path();
        if path.is_dir() {
            find(&path, scripts);
        } else if path.extension().is_some_and(|extension| extension == "py") {
            scripts.push(path);
        }
    }
}

#[test]
fn damaged_scripts_end_in_a_python_way() {
    const PIECES: [&str; 40] = [
        "(",
        ")",
        "[",
        "]",
        "{",
        "}",
        "\"",
        "'",
        "'''",
        "f'",
        "{",
        ":",
        "\n",
        "\n    ",
        "\t",
        "\\",
        " = ",
        ", ",
        "*",
        "**",
        "lambda ",
        "yield ",
        "await ",
        "async ",
        "class ",
        "def ",
        "if ",
        "else",
        "for ",
        " in ",
        "not ",
        "0x",
        "1_",
        "é",
        "\u{1F600}",
        "#",
        "\0",
        "match x:\n case ",
        "@",
        ";",
    ];
    let mut numbers = Numbers(setting("SEED", 0x2545_F491_4F6C_DD1D));
    let mut scripts = Vec::new();
    find(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/scripts"), &mut scripts);
    scripts.sort();
    let texts = (0..setting("ROUNDS", 400)).map(move |_| {
        let script = &scripts[numbers.below(scripts.len())];
        let mut text: Vec<char> = fs::read_to_string(script).expect("readable").chars().collect();
        for _ in 0..=numbers.below(3) {
            let place = numbers.below(text.len());
            match numbers.below(4) {
                0 => text.truncate(place),
                1 => drop(text.drain(place..(place + 1 + numbers.below(8)).min(text.len()))),
                _ => {
                    let piece = PIECES[numbers.below(PIECES.len())];
                    text.splice(place..place, piece.chars());
                }
            }
        }
        text.into_iter().collect::<String>()
    });
    run_all(texts, FUEL, Collector::Automatic);
}

/// The code of a `finally` stands once for each way out, and so does what is in it.
#[test]
fn nested_finally_is_refused_in_a_moment() {
    let mut text = "def f():\n".to_owned();
    for depth in 1..19 {
        let indent = " ".repeat(depth);
        text.push_str(&format!("{indent}try:\n{indent} if a: return\n{indent} if b: return\n{indent}finally:\n"));
    }
    text.push_str(&format!("{}pass\n", " ".repeat(19)));
    let error = run(&text).expect("it is refused");
    assert!(error.contains("too much code"), "{error}");
}
