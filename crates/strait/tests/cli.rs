//! The command as a person meets it: help, mistakes, exit codes, pipes, signals.

mod support;

use std::{
    fs,
    io::{BufRead, BufReader, Read as _, Write as _},
    net::{TcpListener, TcpStream},
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use support::{Running, finish, finish_with_input, project, strait};

/// A folder with scripts, removed when dropped.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("strait-cli-{}-{name}", std::process::id()));
        fs::create_dir_all(&path).expect("a temporary folder");
        Self(path)
    }

    fn file(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.0.join(name);
        fs::write(&path, content).expect("a temporary file");
        path
    }

    fn run(&self, arguments: &[&str]) -> Command {
        let mut command = strait();
        command.arg("run").args(arguments).current_dir(&self.0);
        command
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// What a mistake on the command line says, on one line, with exit code 2.
#[track_caller]
fn check_usage(arguments: &[&str], expected: &str) {
    let folder = Folder::new(&format!("usage-{}", arguments.join("").len()));
    folder.file("ok.js", "print('ran')");
    let finished = finish(&mut folder.run(arguments)).expect_code(2);
    assert!(finished.stderr.contains(expected), "expected `{expected}` in:\n{}", finished.stderr);
    assert_eq!(finished.stdout, "", "nothing ran");
}

#[test]
fn help_lists_every_flag() {
    let finished = finish(strait().args(["run", "--help"])).expect_code(0);
    let readme = fs::read_to_string(project().join("README.md")).expect("there is a README");
    let flags: Vec<&str> = finished
        .stdout
        .split_whitespace()
        .filter(|word| word.starts_with("--"))
        .map(|word| word.split(['=', '[', ',']).next().unwrap_or(word))
        .filter(|flag| *flag != "--help")
        .collect();
    assert!(flags.len() > 12, "{flags:?}");
    for flag in flags {
        assert!(readme.contains(flag), "README.md does not mention {flag}");
    }
}

#[test]
fn no_arguments_show_the_help() {
    let finished = finish(&mut strait()).expect_code(2);
    assert!(finished.stderr.contains("Usage: strait <COMMAND>"), "{}", finished.stderr);
}

#[test]
fn version() {
    let finished = finish(strait().arg("--version")).expect_code(0);
    assert_eq!(finished.stdout, format!("strait {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn mistakes_say_what_is_wrong() {
    check_usage(&["--alow-net", "ok.js"], "a similar argument exists: '--allow-net'");
    check_usage(&["missing.js"], "cannot read missing.js: no such file or directory");
    check_usage(&["."], "cannot read .: is a directory");
    check_usage(&["--memory=1M", "ok.js"], "a sandbox needs at least 16M");
    check_usage(&["--memory=lots", "ok.js"], "write a size as 64M, 512K or 2G");
    check_usage(&["--cpu-time=0", "ok.js"], "a duration of nothing");
    check_usage(&["--timeout=soon", "ok.js"], "write a duration as 500ms, 10s, 2m or 1h");
    check_usage(&["--allow-net=ex ample", "ok.js"], "--allow-net: `ex ample` is not a rule");
    check_usage(&["--allow-listen=99999", "ok.js"], "--allow-listen: `99999` is not a rule");
    check_usage(&["--resolve=example.com", "ok.js"], "is not of the form HOST:PORT:ADDRESS");
    check_usage(&["--ca-cert=missing.pem", "ok.js"], "missing.pem");
    check_usage(&["--client-cert=missing.pem", "ok.js"], "cannot read the client certificate in missing.pem");
    check_usage(&["--client-key=key.pem", "ok.js"], "--client-cert <FILE>");
    check_usage(&["--proxy=ftp://proxy.test", "ok.js"], "it can be http, https, socks5 or socks5h");
    check_usage(&["--connect-timeout=soon", "ok.js"], "write a duration as 500ms, 10s, 2m or 1h");
    check_usage(&["--dir=/lib:missing", "ok.js"], "--dir: missing: no such file or directory");
    check_usage(&["--env==x", "ok.js"], "write NAME=VALUE");
    check_usage(&[], "<FILE>");
}

#[test]
fn a_script_that_is_not_text_is_refused() {
    let folder = Folder::new("binary");
    folder.file("image.js", b"print(1)\nprint('\xff')\n");
    let finished = finish(&mut folder.run(&["image.js"])).expect_code(2);
    assert!(finished.stderr.contains("image.js is not UTF-8 text: line 2"), "{}", finished.stderr);
}

#[test]
fn other_languages_are_named() {
    let folder = Folder::new("languages");
    folder.file("a.ts", "let a: number = 1");
    assert!(finish(&mut folder.run(&["a.ts"])).expect_code(2).stderr.contains("is TypeScript"));
}

#[test]
fn a_python_script_runs() {
    let folder = Folder::new("python");
    folder.file("hello.py", "import sys, time\ntime.sleep(0.01)\nprint('hello', sys.argv[1:])\nsys.exit(3)\n");
    let finished = finish(&mut folder.run(&["hello.py", "a", "b"])).expect_code(3);
    assert_eq!(finished.stdout, "hello ['a', 'b']\n");
    folder.file("fails.py", "def divide():\n    return 1 / 0\n\ndivide()\n");
    let finished = finish(&mut folder.run(&["fails.py"])).expect_code(1);
    assert!(finished.stderr.contains("fails.py\", line 4, in <module>\n    divide()\n"), "{}", finished.stderr);
    assert!(finished.stderr.ends_with("ZeroDivisionError: division by zero\n"), "{}", finished.stderr);
    folder.file("waits.py", "import asyncio\nasync def main(): await asyncio.Future()\nasyncio.run(main())\n");
    let finished = finish(&mut folder.run(&["waits.py"])).expect_code(13);
    assert!(finished.stderr.contains("can no longer happen"), "{}", finished.stderr);
}

#[test]
fn a_syntax_error_names_its_place() {
    let folder = Folder::new("syntax");
    folder.file("broken.js", "print('never');\nlet a = ;\n");
    let finished = finish(&mut folder.run(&["broken.js"])).expect_code(1);
    assert!(finished.stderr.contains("SyntaxError"), "{}", finished.stderr);
    assert!(finished.stderr.contains("broken.js:2:"), "{}", finished.stderr);
    assert_eq!(finished.stdout, "");
}

#[test]
fn a_script_from_standard_input() {
    let finished = finish_with_input(strait().args(["run", "-", "one", "two"]), "print(args.join())").expect_code(0);
    assert_eq!(finished.stdout, "[stdin],one,two\n");
}

#[test]
fn arguments_after_the_file_are_the_scripts() {
    let folder = Folder::new("arguments");
    folder.file("ok.js", "print(args.slice(1).join('|'))");
    let finished = finish(&mut folder.run(&["ok.js", "--allow-net", "-x", "a b"])).expect_code(0);
    assert_eq!(finished.stdout, "--allow-net|-x|a b\n");
}

#[test]
fn the_environment_is_hidden_unless_allowed() {
    let folder = Folder::new("environment");
    folder.file("ok.js", "print(process.env.STRAIT_A, process.env.STRAIT_B, process.env.C)");
    let run = |flags: &[&str]| {
        let mut command = folder.run(flags);
        command.env("STRAIT_A", "a").env("STRAIT_B", "b").arg("ok.js");
        finish(&mut command).expect_code(0).stdout
    };
    assert_eq!(run(&[]), "undefined undefined undefined\n");
    assert_eq!(run(&["--allow-env=STRAIT_A"]), "a undefined undefined\n");
    assert_eq!(run(&["--allow-env=STRAIT_*", "--env", "C=c"]), "a b c\n");
    assert_eq!(run(&["--env", "STRAIT_B", "--env", "C=1", "--env", "C=2"]), "undefined b 2\n");
}

#[test]
fn output_comes_at_once() {
    let folder = Folder::new("at-once");
    folder.file("server.js", "print('first'); setInterval(() => {}, 1000)");
    let mut running = Running::start(&mut folder.run(&["server.js"]));
    assert_eq!(running.line(), "first");
}

#[test]
fn a_closed_pipe_is_a_clean_end() {
    let folder = Folder::new("pipe");
    folder.file("endless.js", "for (let i = 0; ; i++) print('line', i)");
    let mut child = folder
        .run(&["--timeout=30s", "endless.js"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command starts");
    let mut line = String::new();
    let mut stdout = BufReader::new(child.stdout.take().expect("piped"));
    stdout.read_line(&mut line).expect("its output can be read");
    drop(stdout);
    let output = child.wait_with_output().expect("the command ends");
    assert_eq!((line.as_str(), output.status.code()), ("line 0\n", Some(0)));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}

#[cfg(unix)]
#[test]
fn control_c_ends_cleanly() {
    let folder = Folder::new("interrupt");
    folder.file("busy.js", "print('up'); while (true) {}");
    folder.file("idle.js", "setInterval(() => {}, 1000); print('up')");
    for (script, signal, code) in [("idle.js", "-INT", 130), ("busy.js", "-INT", 130), ("idle.js", "-TERM", 143)] {
        let mut running = Running::start(&mut folder.run(&[script]));
        assert_eq!(running.line(), "up");
        let sent = Command::new("kill").args([signal, &running.id().to_string()]).status();
        assert!(sent.is_ok_and(|status| status.success()));
        assert_eq!(running.wait(), Some(code), "{script} {signal}");
    }
}

/// Python raises `KeyboardInterrupt`, in code that waits and in code that computes; what it does about that, the script says.
#[cfg(unix)]
#[test]
fn control_c_raises_keyboard_interrupt() {
    let folder = Folder::new("python-interrupt");
    let ends = |body: &str| format!("try:\n    print('up', flush=True)\n    {body}\nfinally:\n    print('cleanup')\n");
    let goes_on = "try:\n    print('up')\n    sleep(100)\nexcept KeyboardInterrupt:\n    print('cleanup')\n";
    let child = "import asyncio\nasync def child():\n    try:\n        await asyncio.sleep(100)\n    finally:\n        \
                 print('cleanup')\nasync def main():\n    task = asyncio.create_task(child())\n    print('up')\n    \
                 await asyncio.sleep(100)\nasyncio.run(main())\n";
    let scripts =
        [(ends("sleep(100)"), 130), (ends("while True: pass"), 130), (goes_on.to_owned(), 0), (child.to_owned(), 130)];
    for (script, code) in scripts {
        folder.file("script.py", &script);
        let mut running = Running::start(&mut folder.run(&["script.py"]));
        assert_eq!(running.line(), "up");
        let sent = Command::new("kill").args(["-INT", &running.id().to_string()]).status();
        assert!(sent.is_ok_and(|status| status.success()));
        assert_eq!((running.line(), running.wait()), ("cleanup".into(), Some(code)), "{script}");
    }
}

#[test]
fn the_examples_run() {
    let example = |flags: &[&str], name: &str| {
        finish(strait().arg("run").args(flags).arg(project().join("examples").join(name))).expect_code(0).stdout
    };
    let server = example(&["--allow-listen=127.0.0.1", "--allow-net=loopback"], "hello-server.js");
    assert!(server.contains("200 { method: 'GET', url: '/hello?from=fetch' }\ndone\n"), "{server}");
    let gathered = example(&["--allow-listen", "--allow-net=loopback"], "gather.js");
    assert!(gathered.starts_with("999 answers, 1 failure: fetch failed: cannot connect to 127.0.0.1:1"), "{gathered}");
    let gathered = example(&["--allow-listen", "--allow-net=loopback"], "gather.py");
    assert_eq!(gathered, "999 answers, 1 failure: cannot connect to 127.0.0.1:1: connection refused\n");
    let port = free_port().to_string();
    let tcp_echo = project().join("examples/tcp-echo.js");
    let mut echo = strait();
    echo.args(["run", "--allow-listen", "--allow-net=127.0.0.1"]).arg(tcp_echo).arg(port);
    assert_eq!(finish(&mut echo).expect_code(0).stdout, "hello\n");
}

#[test]
fn the_echo_server_of_the_readme_echoes() {
    let port = free_port();
    let mut server = strait();
    server.args(["run", "--allow-listen"]).arg(project().join("examples/http-echo.js")).arg(port.to_string());
    let mut running = Running::start(&mut server);
    assert_eq!(running.line(), format!("listening on port {port}"));
    let mut connection = TcpStream::connect(("127.0.0.1", port)).expect("the server listens");
    let request = "POST / HTTP/1.1\r\nhost: test\r\nconnection: close\r\ncontent-type: text/plain\r\ncontent-length: 5\r\n\r\nhello";
    connection.write_all(request.as_bytes()).expect("the server reads");
    let mut answer = String::new();
    connection.read_to_string(&mut answer).expect("the server answers");
    assert!(answer.starts_with("HTTP/1.1 200 OK\r\n") && answer.contains("content-type: text/plain\r\n"), "{answer}");
    assert!(answer.contains("hello"), "{answer}");
}

#[test]
fn the_websocket_server_of_the_guide_echoes() {
    let mut server = strait();
    server.args(["run", "--allow-listen"]).arg(project().join("examples/websocket-echo.js")).arg("0");
    let mut running = Running::start(&mut server);
    let line = running.line();
    let port = line.strip_prefix("listening on port ").and_then(|port| port.parse::<u16>().ok()).expect("a port");
    let mut connection = TcpStream::connect(("127.0.0.1", port)).expect("the server listens");
    let request = "GET / HTTP/1.1\r\nhost: test\r\nconnection: upgrade\r\nupgrade: websocket\r\n\
                   sec-websocket-version: 13\r\nsec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
    connection.write_all(request.as_bytes()).expect("the server reads");
    // Text and a close frame, with a mask of zeros; the server answers both and ends the connection.
    connection.write_all(b"\x81\x85\0\0\0\0hello\x88\x80\0\0\0\0").expect("the server reads");
    let mut answer = Vec::new();
    connection.read_to_end(&mut answer).expect("the server answers");
    assert!(answer.starts_with(b"HTTP/1.1 101 Switching Protocols\r\n"), "{}", answer.escape_ascii());
    assert!(answer.ends_with(b"\x81\x05hello\x88\x00"), "{}", answer.escape_ascii());
}

#[test]
fn the_embedding_example_runs() {
    // Cargo builds a package's examples along with its tests, unless it is asked for one test file only.
    let example = Path::new(env!("CARGO_BIN_EXE_strait")).with_file_name("examples").join("embed");
    assert!(example.exists(), "`cargo build --example embed` first");
    let printed = finish(&mut Command::new(example)).expect_code(0).stdout;
    assert!(printed.starts_with("hello from hello.js\n"), "{printed}");
    assert!(printed.contains("example.com:80 is not allowed"), "{printed}");
}

/// A port nothing listens on at this moment.
fn free_port() -> u16 {
    let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a port is free");
    listener.local_addr().expect("it is bound").port()
}

#[test]
fn a_denial_names_the_flag() {
    let run = strait().arg("run").arg(project().join("examples/fetch.js")).output().expect("the command runs");
    let stderr = String::from_utf8_lossy(&run.stderr);
    assert_eq!(run.status.code(), Some(1));
    assert!(stderr.contains("run again with --allow-net=example.com:80"), "{stderr}");
}

#[test]
fn the_language_of_standard_input_can_be_said() {
    for (language, script, printed) in
        [("py", "print(2 ** 70)", "1180591620717411303424\n"), ("js", "print(2 ** 3)", "8\n")]
    {
        let finished = finish_with_input(strait().args(["run", "--lang", language, "-"]), script);
        assert_eq!(finished.expect_code(0).stdout, printed);
    }
}

#[test]
fn everything_does_not_include_insecure_tls_which_can_be_added() {
    let folder = Folder::new("insecure");
    folder.file(
        "ask.mjs",
        "import https from 'node:https';\n\
         https.get('https://127.0.0.1:1/', { rejectUnauthorized: false }).on('error', ({ code }) => console.log(code));",
    );
    assert_eq!(finish(&mut folder.run(&["-A", "ask.mjs"])).expect_code(0).stdout, "ERR_DENIED\n");
    let allowed = finish(&mut folder.run(&["-A", "--allow-insecure-tls", "ask.mjs"])).expect_code(0);
    assert_eq!(allowed.stdout, "ECONNREFUSED\n");
}
