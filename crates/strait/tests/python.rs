//! The Python engine's corpus (`crates/strait-python/tests/scripts`) in the sandbox: each script prints here what it prints
//! natively, which is what CPython printed. Numbers of 32 bits are what it looks for. `SCRIPT=part` runs a few.

mod support;

use std::{
    fs, io,
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
    time::Duration,
};

use strait::{End, ModuleKind, Options, Output, OutputStream, Runtime, Script};
use support::project;

/// All scripts end long before.
const CPU_TIME: Duration = Duration::from_secs(30);
const MEMORY: u64 = 1 << 30;

/// Keeps what a script prints.
#[derive(Clone, Default)]
struct Caught(Arc<Mutex<Streams>>);

#[derive(Default)]
struct Streams {
    out: Vec<u8>,
    error: Vec<u8>,
}

impl Output for Caught {
    fn write(&mut self, stream: OutputStream, bytes: &[u8]) -> io::Result<()> {
        let mut streams = self.0.lock().expect("nothing panics while it holds the lock");
        match stream {
            OutputStream::Out => streams.out.extend_from_slice(bytes),
            OutputStream::Error => streams.error.extend_from_slice(bytes),
        }
        Ok(())
    }
}

fn corpus() -> PathBuf {
    project().join("crates/strait-python/tests/scripts")
}

fn find(folder: &Path, scripts: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("the corpus is there") {
        let path = entry.expect("readable").path();
        if path.is_dir() {
            find(&path, scripts);
        } else if path.extension().is_some_and(|extension| extension == "py") && path.with_extension("out").exists() {
            scripts.push(path);
        }
    }
}

/// The scripts that pass natively.
fn scripts() -> Vec<PathBuf> {
    let root = corpus();
    let failing = fs::read_to_string(root.join("failing.txt")).expect("the list is there");
    let only = std::env::var("SCRIPT").unwrap_or_default();
    let mut scripts = Vec::new();
    find(&root, &mut scripts);
    scripts.retain(|script| {
        let name = script.strip_prefix(&root).unwrap_or(script).display().to_string();
        name.contains(&only) && !failing.lines().any(|line| line.trim() == name)
    });
    assert!(!scripts.is_empty(), "there are scripts");
    scripts.sort();
    scripts
}

/// Runs one script; what is wrong with what it did.
fn check(runtime: &Runtime, tokio: &tokio::runtime::Runtime, path: &Path) -> Result<(), String> {
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let mut script = Script::new(name, fs::read_to_string(path).expect("readable"));
    script.kind = ModuleKind::Python;
    let caught = Caught::default();
    let mut options = Options { output: Box::new(caught.clone()), ..Options::default() };
    options.limits.memory_bytes = MEMORY;
    options.limits.cpu_time = Some(CPU_TIME);
    let end = tokio.block_on(runtime.run(&script, options)).map_err(|error| error.to_string())?;
    if let End::Limit(limit) = end {
        return Err(limit.to_string());
    }
    let streams = caught.0.lock().expect("nothing panics while it holds the lock");
    let [out, error] = [&streams.out, &streams.error].map(|bytes| String::from_utf8_lossy(bytes));
    let expected = fs::read_to_string(path.with_extension("out")).expect("readable");
    if out != expected {
        let differs = out.lines().zip(expected.lines()).find(|(printed, expected)| printed != expected);
        return Err(format!("{differs:?} {}", error.lines().last().unwrap_or_default()));
    }
    match fs::read_to_string(path.with_extension("err")) {
        Ok(expected) if error.trim_end() != expected.trim_end() => Err(format!("standard error:\n{error}")),
        _ => Ok(()),
    }
}

#[test]
fn scripts_print_in_the_sandbox_what_they_print_natively() {
    let (root, scripts) = (corpus(), scripts());
    let runtime = Runtime::new(&Default::default()).expect("the runtime starts");
    let next = AtomicUsize::new(0);
    let work = || {
        let tokio = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("tokio starts");
        let mut wrong = Vec::new();
        while let Some(script) = scripts.get(next.fetch_add(1, Ordering::Relaxed)) {
            wrong.extend(check(&runtime, &tokio, script).err().map(|reason| (script, reason)));
        }
        wrong
    };
    let workers = thread::available_parallelism().map_or(1, usize::from);
    let wrong: Vec<(&PathBuf, String)> = thread::scope(|scope| {
        let workers: Vec<_> = (0..workers).map(|_| scope.spawn(work)).collect();
        workers.into_iter().flat_map(|worker| worker.join().expect("a script does not panic")).collect()
    });
    let tokio = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("tokio starts");
    // Here time is the clock's. On a busy machine, timers that are close to one another may be late in another order.
    let again = |(path, _): &(&PathBuf, String)| (0..3).all(|_| check(&runtime, &tokio, path).is_err());
    let wrong: Vec<String> = wrong
        .iter()
        .filter(|failed| again(failed))
        .map(|(path, reason)| format!("{}: {reason}", path.strip_prefix(&root).unwrap_or(path).display()))
        .collect();
    assert!(wrong.is_empty(), "{} of {} scripts:\n{}", wrong.len(), scripts.len(), wrong.join("\n"));
}
