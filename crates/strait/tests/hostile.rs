//! Scripts that mean harm to the machine they run on. Each ends with its Python exception, or at its limit of CPU time, at once,
//! and its process stays small. They are in `hostile.txt`: a line `### END` and the script; `HOSTILE=part` runs those that
//! contain the part.
//!
//! An end is `raises NAME` (the exception that nothing caught), `prints TEXT` (and all is well), `cpu` (it would run for ever, and
//! is stopped) or `exits CODE`; `A or B` where both are right.

mod support;

use std::{
    fs,
    path::PathBuf,
    process::Child,
    sync::atomic::{AtomicUsize, Ordering},
    thread,
};

use support::{Finished, PATIENCE, finish_watched, strait};

const SCRIPTS: &str = include_str!("hostile.txt");
/// What the sandboxes may use.
const MEMORY: &str = "--memory=64M";
/// The most that a process may ever have had in memory: the sandbox's and the command's own.
const MOST_KIBIBYTES: u64 = 160 << 10;
/// The exit code of a script that was stopped.
const STOPPED: i32 = 123;

/// One script, and how it may end.
struct Case {
    ends: Vec<&'static str>,
    script: &'static str,
}

fn cases() -> Vec<Case> {
    let only = std::env::var("HOSTILE").unwrap_or_default();
    let blocks = SCRIPTS.split("### ").skip(1);
    let cases = blocks.map(|block| {
        let (ends, script) = block.split_once('\n').expect("a script follows its end");
        Case { ends: ends.split(" or ").collect(), script }
    });
    cases.filter(|case| case.script.contains(&only)).collect()
}

/// A file, removed when dropped.
struct File(PathBuf);

impl Drop for File {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.0);
    }
}

/// Runs a script to its end; what is wrong with it.
fn check(number: usize, case: &Case) -> Result<(), String> {
    let file = std::env::temp_dir().join(format!("strait-hostile-{}-{number}.py", std::process::id()));
    fs::write(&file, case.script).expect("a temporary file");
    let file = File(file);
    // One that ends by itself has time, whatever else the machine does.
    let cpu_time = if case.ends.contains(&"cpu") { "--cpu-time=1s" } else { "--cpu-time=40s" };
    let mut command = strait();
    command.args(["run", MEMORY, cpu_time]).arg(&file.0);
    let mut most = 0;
    let Finished { stdout, stderr, code, .. } =
        finish_watched(&mut command, "", PATIENCE, |child| most = most.max(peak(child)));
    let last = stderr.lines().last().unwrap_or_default();
    let end = match (code, last.split([':', ' ']).next()) {
        (Some(0), _) => format!("prints {}", stdout.trim_end()),
        (Some(1), Some(name)) => format!("raises {}", name.rsplit('.').next().unwrap_or(name)),
        (Some(STOPPED), _) => "cpu".to_owned(),
        (Some(code), _) => format!("exits {code}"),
        (None, _) => "no exit code".to_owned(),
    };
    if !case.ends.contains(&&*end) {
        return Err(format!("{}, not {}: {}", beginning(&end), case.ends.join(" or "), beginning(last)));
    }
    if most > MOST_KIBIBYTES {
        return Err(format!("its process had {most} KiB"));
    }
    Ok(())
}

/// As much of a text as is worth showing.
fn beginning(text: &str) -> String {
    text.chars().take(200).collect()
}

/// The most memory that a process has had so far, in KiB, where the system tells.
fn peak(child: &Child) -> u64 {
    let status = fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().strip_suffix(" kB")?.parse().ok()).unwrap_or_default()
}

#[test]
fn hostile_scripts_end_with_their_exception() {
    let cases = cases();
    assert!(!cases.is_empty(), "there are scripts");
    let next = AtomicUsize::new(0);
    let work = || {
        let mut wrong = Vec::new();
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            let Some(case) = cases.get(number) else { return wrong };
            wrong.extend(check(number, case).err().map(|reason| format!("{reason}\n{}", beginning(case.script))));
        }
    };
    let workers = thread::available_parallelism().map_or(1, usize::from);
    let wrong: Vec<String> = thread::scope(|scope| {
        let workers: Vec<_> = (0..workers).map(|_| scope.spawn(work)).collect();
        workers.into_iter().flat_map(|worker| worker.join().expect("a case does not panic")).collect()
    });
    assert!(wrong.is_empty(), "{} of {} scripts:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}
