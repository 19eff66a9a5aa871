//! Runs the built command.
#![allow(dead_code, reason = "each test file uses a part of it")]

use std::{
    io::{BufRead, BufReader, Read, Write},
    path::{Path, PathBuf},
    process::{Child, ChildStdout, Command, Stdio},
    sync::mpsc,
    thread,
    time::{Duration, Instant},
};

/// A script that has not ended by then hangs.
pub const PATIENCE: Duration = Duration::from_secs(60);

/// The `strait` command.
pub fn strait() -> Command {
    Command::new(env!("CARGO_BIN_EXE_strait"))
}

/// The root of the project.
pub fn project() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().expect("the project has a root")
}

/// What a command left.
#[derive(Debug)]
pub struct Finished {
    pub stdout: String,
    pub stderr: String,
    /// Absent when a signal ended it.
    pub code: Option<i32>,
    /// It took too long and was ended.
    pub was_stopped: bool,
}

impl Finished {
    /// Fails with everything the command said unless it ended with `code`.
    #[track_caller]
    pub fn expect_code(self, code: i32) -> Self {
        assert_eq!(self.code, Some(code), "\nstdout:\n{}\nstderr:\n{}", self.stdout, self.stderr);
        self
    }
}

/// Runs a command to its end, which must come in time.
#[track_caller]
pub fn finish(command: &mut Command) -> Finished {
    finish_with_input(command, "")
}

/// Runs a command with a text as its standard input.
#[track_caller]
pub fn finish_with_input(command: &mut Command, input: &str) -> Finished {
    let finished = finish_within(command, input, PATIENCE);
    assert!(!finished.was_stopped, "the command did not end within {PATIENCE:?}:\n{finished:?}");
    finished
}

/// Runs a command and stops it when it takes longer than `patience`.
pub fn finish_within(command: &mut Command, input: &str, patience: Duration) -> Finished {
    finish_watched(command, input, patience, |_| {})
}

/// The same, looking at it again and again meanwhile.
pub fn finish_watched(command: &mut Command, input: &str, patience: Duration, look: impl FnMut(&Child)) -> Finished {
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command starts");
    // A command that reads nothing closes its end; that is its business.
    let _ = child.stdin.take().expect("piped").write_all(input.as_bytes());
    let stdout = collect(child.stdout.take().expect("piped"));
    let stderr = collect(child.stderr.take().expect("piped"));
    let code = wait_while(&mut child, patience, look);
    let was_stopped = code.is_none();
    if was_stopped {
        let _ = child.kill();
        let _ = child.wait();
    }
    let (stdout, stderr) = (stdout.recv().unwrap_or_default(), stderr.recv().unwrap_or_default());
    Finished { stdout, stderr, code: code.flatten(), was_stopped }
}

fn collect(mut from: impl Read + Send + 'static) -> mpsc::Receiver<String> {
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        let mut bytes = Vec::new();
        let _ = from.read_to_end(&mut bytes);
        let _ = sender.send(String::from_utf8_lossy(&bytes).into_owned());
    });
    receiver
}

/// Waits for a process: its exit code, absent when a signal ended it; nothing when it takes too long.
fn wait(child: &mut Child, patience: Duration) -> Option<Option<i32>> {
    wait_while(child, patience, |_| {})
}

/// The same, looking at it again and again meanwhile.
fn wait_while(child: &mut Child, patience: Duration, mut look: impl FnMut(&Child)) -> Option<Option<i32>> {
    let begun = Instant::now();
    while begun.elapsed() < patience {
        if let Some(status) = child.try_wait().expect("the command can be waited for") {
            return Some(status.code());
        }
        look(child);
        thread::sleep(Duration::from_millis(2));
    }
    None
}

/// A command that goes on running; ended when dropped.
pub struct Running {
    child: Child,
    stdout: BufReader<ChildStdout>,
}

impl Running {
    /// Starts a command.
    pub fn start(command: &mut Command) -> Self {
        let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn().expect("the command starts");
        let stdout = BufReader::new(child.stdout.take().expect("piped"));
        Self { child, stdout }
    }

    /// The next line of its output, without the line end; empty at its end.
    pub fn line(&mut self) -> String {
        let mut line = String::new();
        self.stdout.read_line(&mut line).expect("its output can be read");
        line.trim_end().to_owned()
    }

    /// Its process id.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// The exit code, when it ends in time.
    #[track_caller]
    pub fn wait(&mut self) -> Option<i32> {
        wait(&mut self.child, PATIENCE).expect("the command ends in time")
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A folder of its own for a test's files, removed when dropped.
pub struct Folder(PathBuf);

impl Folder {
    /// An empty one. The name tells it apart from those of other tests.
    pub fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("strait-{}-{name}", std::process::id()));
        std::fs::create_dir_all(&path).expect("a temporary folder");
        Self(path.canonicalize().expect("it is there"))
    }

    /// The path of a file in it.
    pub fn path(&self, file: &str) -> PathBuf {
        self.0.join(file)
    }

    /// Writes a file, and the folders it is in; its path.
    pub fn write(&self, file: &str, text: &str) -> PathBuf {
        let path = self.path(file);
        std::fs::create_dir_all(path.parent().expect("a file is in a folder")).expect("a temporary folder");
        std::fs::write(&path, text).expect("a temporary file");
        path
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
