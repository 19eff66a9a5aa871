//! The standard input of scripts.

mod support;

use std::{
    fs,
    io::{BufRead, BufReader, Write},
    path::{Path, PathBuf},
    process::Stdio,
    sync::atomic::{AtomicU32, Ordering},
};

use support::{finish, finish_with_input, strait};

#[track_caller]
fn check(extension: &str, script: &str, input: &str, expected: &str) {
    let path = script_file(extension, script);
    let finished = finish_with_input(strait().arg("run").arg(&path), input).expect_code(0);
    assert_eq!(finished.stdout, expected, "{}", finished.stderr);
}

/// A script in a file of its own.
fn script_file(extension: &str, script: &str) -> PathBuf {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let number = COUNT.fetch_add(1, Ordering::Relaxed);
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("input-{number}.{extension}"));
    fs::write(&path, script).expect("the folder for tests can be written");
    path
}

#[test]
fn python_reads_lines_and_bytes() {
    check("py", "print(repr(input('name? ')), repr(input()))", "Bob\r\nä\n", "name? 'Bob' 'ä'\n");
    let all = "import sys\nprint(repr(sys.stdin.readline()), [*sys.stdin], repr(sys.stdin.read()))";
    check("py", all, "a\nb\nlast", "'a\\n' ['b\\n', 'last'] ''\n");
    let bytes = "import sys\ndata = sys.stdin.buffer\nprint(data.read(3), data.readline(), data.read())";
    check("py", bytes, "abcd\nefg", "b'abc' b'd\\n' b'efg'\n");
    let pieces = "import sys\nread = sys.stdin\nprint([read.readline(2), read.read(3), read.readline(), read.read(), read.read()])";
    check("py", pieces, "abcd\nef\r\ng", "['ab', 'cd\\n', 'ef\\n', 'g', '']\n");
    let count = "import sys\nprint(sum(len(line) for line in sys.stdin), sys.stdin.buffer.readline())";
    check("py", count, &"line\n".repeat(100_000), "500000 b''\n");
    let length = "import sys\nprint(len(sys.stdin.buffer.read()), sys.stdin.read())";
    check("py", length, &"l".repeat(200_000), "200000 \n");
}

#[test]
fn python_meets_the_end() {
    let script = "try:\n    input()\nexcept EOFError as error:\n    print(error)\n";
    check("py", script, "", "EOF when reading a line\n");
}

#[test]
fn other_coroutines_go_on_while_one_waits_for_a_line() {
    let path = script_file(
        "py",
        "async def ask():\n    return input()\nasync def work():\n    for i in range(3):\n        sleep(0.01)\n        print(i)\n\
         print(gather(ask(), work()))\n",
    );
    let mut child = strait()
        .arg("run")
        .arg(&path)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the command starts");
    let mut lines = BufReader::new(child.stdout.take().expect("it is piped")).lines();
    let mut next = || lines.next().expect("there is a line").expect("it is text");
    assert_eq!([next(), next(), next()], ["0", "1", "2"]);
    child.stdin.take().expect("it is piped").write_all(b"an answer\n").expect("the script reads");
    assert_eq!(next(), "['an answer', None]");
    assert!(child.wait().expect("it ends").success());
}

#[test]
fn javascript_has_a_stream() {
    let collect = "let text = '';\nprocess.stdin.setEncoding('utf8');\nfor await (const part of process.stdin) text += part;\n\
                   console.log(JSON.stringify(text), process.stdin.fd, process.stdin.isTTY);";
    check("js", collect, "one\nzwei ä", "\"one\\nzwei ä\" 0 false\n");
    check("js", collect, "", "\"\" 0 false\n");
    check("js", "process.stdin.pipe(process.stdout);", "one\ntwo", "one\ntwo");
    let count = "let count = 0;\nprocess.stdin.on('data', ({ length }) => { count += length; });\n\
                 process.stdin.on('end', () => console.log(count));";
    check("js", count, &"line\n".repeat(100_000), "500000\n");
    let resumed = "process.stdin.setEncoding('utf8');\nprocess.stdin.once('data', () => {\nprocess.stdin.pause();\n\
                   setTimeout(() => process.stdin.on('end', () => console.log('end')).resume(), 5);\n});";
    check("js", resumed, "one", "end\n");
}

#[test]
fn a_script_that_reads_nothing_or_stops_reading_ends() {
    // The writing end stays open, as a terminal's does.
    let scripts = [
        ("js", "console.log('done');"),
        ("js", "process.stdin.once('data', (part) => { console.log(`${part}`.trim()); process.stdin.pause(); });"),
        ("js", "process.stdin.on('data', () => {}).unref(); console.log('done');"),
        ("py", "print('done')"),
    ];
    for (extension, script) in scripts {
        let path = script_file(extension, script);
        let mut child = strait()
            .arg("run")
            .arg(&path)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the command starts");
        let mut writer = child.stdin.take().expect("it is piped");
        // A script that has ended already does not read it.
        let _ = writer.write_all(b"done\n");
        let output = child.wait_with_output().expect("it ends");
        assert_eq!(String::from_utf8_lossy(&output.stdout), "done\n", "{script}");
        drop(writer);
    }
}

#[test]
fn a_script_from_standard_input_has_none_left() {
    let script = "let count = 0;\nfor await (const part of process.stdin) count += part.length;\nconsole.log(count);";
    let finished = finish_with_input(strait().args(["run", "-"]), script).expect_code(0);
    assert_eq!(finished.stdout, "0\n");
    // What is imported of it is the same stream.
    let imported = script_file("js", "import { stdin } from 'node:process';\nconsole.log(stdin === process.stdin);");
    assert_eq!(finish(strait().arg("run").arg(&imported)).expect_code(0).stdout, "true\n");
}
