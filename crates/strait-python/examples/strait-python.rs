//! Runs a Python file natively, without a network: `cargo run -p strait-python --example strait-python -- FILE`. With
//! `--disassemble` it prints the file's code instead; `--collect` frees memory at every point where that may happen.

use std::{
    env, fs,
    io::{self, Write as _},
    process::ExitCode,
};

use strait_python::{Collector, Ended, Engine};

fn main() -> ExitCode {
    let (flags, files): (Vec<String>, Vec<String>) =
        env::args().skip(1).partition(|argument| argument.starts_with("--"));
    let [file] = &*files else {
        eprintln!("usage: strait-python [--disassemble] [--collect] FILE");
        return ExitCode::from(2);
    };
    let text = match fs::read_to_string(file) {
        Ok(text) => text,
        Err(error) => {
            eprintln!("strait-python: cannot read {file}: {error}");
            return ExitCode::from(2);
        }
    };
    let mut engine = Engine::new();
    if flags.iter().any(|flag| flag == "--disassemble") {
        match engine.disassemble(&text) {
            Ok(listing) => print!("{listing}"),
            Err(message) => eprintln!("SyntaxError: {message}"),
        }
        return ExitCode::SUCCESS;
    }
    if flags.iter().any(|flag| flag == "--collect") {
        engine.set_collector(Collector::Always);
    }
    let ended = engine.run(file, &text);
    // A closed pipe is no error of the program's.
    let _ = io::stdout().write_all(&engine.take_output());
    match ended {
        Ended::Finished | Ended::Paused => ExitCode::SUCCESS,
        Ended::Exited(code) => ExitCode::from(code),
        Ended::Failed(text) => {
            eprint!("{text}");
            ExitCode::FAILURE
        }
    }
}
