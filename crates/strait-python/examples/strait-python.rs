//! Runs a Python file natively, without a network: `cargo run -p strait-python --example strait-python -- FILE`. It can import
//! modules that lie beside it, and in the folders of `PYTHONPATH`. With
//! `--disassemble` it prints the file's code instead; `--collect` frees memory at every point where that may happen;
//! `--virtual-clock` does not wait for sleepers but lets time pass at once.

#[path = "../tests/support/modules.rs"]
mod modules;

use std::{
    cell::Cell,
    env, fs,
    io::{self, Write as _},
    path::Path,
    process::ExitCode,
    rc::Rc,
    thread,
    time::{Duration, Instant, SystemTime},
};

use modules::Folders;
use strait_python::{Collector, Data, Ended, Engine, FunctionId, Host, HostError};

/// Instructions between two looks at the output.
const SLICE: i64 = 1_000_000;

struct Native {
    start: Instant,
    /// What was skipped, with a virtual clock.
    skipped: Rc<Cell<Duration>>,
    modules: Folders,
}

impl Host for Native {
    fn monotonic(&mut self) -> Duration {
        self.start.elapsed() + self.skipped.get()
    }

    fn wall_clock(&mut self) -> Duration {
        SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default() + self.skipped.get()
    }

    fn fill_random(&mut self, buffer: &mut [u8]) {
        let mut state = self.wall_clock().as_nanos() as u64 | 1;
        for byte in buffer {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            *byte = (state >> 32) as u8;
        }
    }

    fn call(&mut self, _: FunctionId, arguments: Vec<Data>) -> Result<Data, HostError> {
        // The one function that there is finds modules.
        Ok(self.modules.load(&arguments))
    }
}

fn main() -> ExitCode {
    let (flags, files): (Vec<String>, Vec<String>) =
        env::args().skip(1).partition(|argument| argument.starts_with("--"));
    let [file] = &*files else {
        eprintln!("usage: strait-python [--disassemble] [--collect] [--virtual-clock] FILE");
        return ExitCode::from(2);
    };
    let text = match fs::read_to_string(file) {
        Ok(text) => text,
        Err(error) => {
            eprintln!("strait-python: cannot read {file}: {error}");
            return ExitCode::from(2);
        }
    };
    let has = |name: &str| flags.iter().any(|flag| flag == name);
    let mut engine = Engine::new();
    if has("--disassemble") {
        match engine.disassemble(&text) {
            Ok(listing) => print!("{listing}"),
            Err(message) => eprintln!("SyntaxError: {message}"),
        }
        return ExitCode::SUCCESS;
    }
    if has("--collect") {
        engine.set_collector(Collector::Always);
    }
    let skipped = Rc::new(Cell::new(Duration::ZERO));
    let start = Instant::now();
    Folders::declare(&mut engine);
    let mut folders = vec![Path::new(file).parent().unwrap_or(Path::new("")).to_owned()];
    folders.extend(env::split_paths(&env::var_os("PYTHONPATH").unwrap_or_default()));
    engine.set_host(Box::new(Native { start, skipped: Rc::clone(&skipped), modules: Folders(folders) }));
    engine.set_fuel(SLICE);
    engine.set_arguments(vec![file.clone()]);
    let mut ended = engine.run(file, &text);
    loop {
        // A closed pipe is no error of the program's.
        let _ = io::stdout().write_all(&engine.take_output());
        let _ = io::stderr().write_all(&engine.take_errors());
        match ended {
            Ended::Paused => engine.set_fuel(SLICE),
            Ended::Waiting(waiting) => match waiting.until {
                Some(until) => {
                    let wait = until.saturating_sub(start.elapsed() + skipped.get());
                    if has("--virtual-clock") { skipped.set(skipped.get() + wait) } else { thread::sleep(wait) }
                }
                None => {
                    eprintln!("strait-python: every task waits, and nothing can wake them");
                    return ExitCode::FAILURE;
                }
            },
            Ended::Finished => return ExitCode::SUCCESS,
            Ended::Exited(code) => return ExitCode::from(code),
            Ended::Failed(text) => {
                eprint!("{text}");
                return ExitCode::FAILURE;
            }
        }
        ended = engine.resume();
    }
}
