//! Packages of npm run unchanged: the scripts in `tests/npm/scripts` use them against a real PostgreSQL and a real Redis that the
//! test starts. What they must print is beside them, as Node printed it.
//!
//! What is not installed is said and skipped: npm, or the registry it asks; the servers (Debian: `postgresql`, `redis-server`).

#![cfg(unix)]

mod support;

use std::{
    env, fs,
    net::{Ipv4Addr, TcpListener, TcpStream},
    os::unix::{fs::chown, process::CommandExt},
    path::{Path, PathBuf},
    process::{Child, Command, Output, Stdio},
    sync::OnceLock,
    thread,
    time::{Duration, Instant},
};

use strait_testkit::Certificates;
use support::{finish, project, strait};

/// How long a server may take to start, and to stop.
const PATIENCE: Duration = Duration::from_secs(30);

const PASSWORD: &str = "open sesame";

#[test]
fn pg_talks_to_postgresql() {
    let Some(packages) = packages() else { return };
    let certificates = Certificates::localhost();
    let Some(server) = Postgres::start(&certificates) else { return };
    let environment = [
        ("PGHOST", "localhost".to_owned()),
        ("PGPORT", server.port.to_string()),
        ("PGUSER", "strait".to_owned()),
        ("PGPASSWORD", PASSWORD.to_owned()),
        ("PGDATABASE", "postgres".to_owned()),
        ("CA", certificates.authority_pem().to_owned()),
    ];
    check(packages, "postgres", &["--allow-net=loopback"], &environment);
}

#[test]
fn ioredis_talks_to_redis() {
    let Some(packages) = packages() else { return };
    let Some(server) = start_redis() else { return };
    check(packages, "redis", &["--allow-net=loopback"], &[("REDIS_PORT", server.port.to_string())]);
}

#[test]
fn ws_is_client_and_server() {
    let Some(packages) = packages() else { return };
    for script in ["ws-client-and-server-talk", "ws-server-refuses-and-limits"] {
        check(packages, script, &["--allow-net=127.0.0.1", "--allow-listen=127.0.0.1:0"], &[]);
    }
}

/// Runs a script beside the packages and compares what it prints.
fn check(packages: &Path, name: &str, flags: &[&str], environment: &[(&str, String)]) {
    let scripts = project().join("tests/npm/scripts");
    let script = packages.join(format!("{name}.mjs"));
    fs::copy(scripts.join(format!("{name}.mjs")), &script).expect("the script can be copied");
    let mut command = strait();
    command.arg("run").args(flags).current_dir(packages);
    for (variable, value) in environment {
        command.arg("--env").arg(format!("{variable}={value}"));
    }
    let finished = finish(command.arg(script)).expect_code(0);
    let expected = fs::read_to_string(scripts.join(format!("{name}.out"))).expect("readable");
    assert_eq!(finished.stdout, expected, "standard error:\n{}", finished.stderr);
}

/// A folder with the packages installed; nothing when that cannot be.
fn packages() -> Option<&'static Path> {
    static INSTALLED: OnceLock<Option<PathBuf>> = OnceLock::new();
    INSTALLED.get_or_init(install).as_deref()
}

fn install() -> Option<PathBuf> {
    let folder = project().join("target/npm");
    fs::create_dir_all(&folder).expect("target/ can be written");
    let files = ["package.json", "package-lock.json"];
    let unchanged = files.iter().all(|file| {
        let wanted = fs::read(project().join("tests/npm").join(file)).expect("readable");
        fs::read(folder.join(file)).is_ok_and(|installed| installed == wanted)
    });
    if unchanged && folder.join("node_modules/.package-lock.json").is_file() {
        return Some(folder);
    }
    for file in files {
        fs::copy(project().join("tests/npm").join(file), folder.join(file)).expect("target/ can be written");
    }
    let npm =
        Command::new("npm").args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]).current_dir(&folder).output();
    match npm {
        Ok(output) if output.status.success() => Some(folder),
        Ok(output) => skip(&format!("npm ci: {}", String::from_utf8_lossy(&output.stderr))),
        Err(error) => skip(&format!("npm: {error}")),
    }
}

fn skip<T>(reason: &str) -> Option<T> {
    println!("SKIPPED: {reason}");
    eprintln!("SKIPPED: {reason}");
    None
}

/// A server that ends with the test.
struct Server {
    process: Child,
    port: u16,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = Command::new("kill").arg("-INT").arg(self.process.id().to_string()).status();
        let ended = within(|| self.process.try_wait().is_ok_and(|status| status.is_some()));
        if !ended {
            let _ = self.process.kill();
        }
        let _ = self.process.wait();
    }
}

fn start_redis() -> Option<Server> {
    let port = free_port();
    let mut command = Command::new("redis-server");
    command.args(["--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--port"]).arg(port.to_string());
    let process = match command.current_dir(env::temp_dir()).stdout(Stdio::null()).stderr(Stdio::null()).spawn() {
        Ok(process) => process,
        Err(error) => return skip(&format!("redis-server: {error}")),
    };
    let server = Server { process, port };
    assert!(within(|| TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_ok()), "Redis did not start");
    Some(server)
}

/// A PostgreSQL with a folder of its own, TLS and SCRAM.
struct Postgres {
    port: u16,
    folder: PathBuf,
    /// Dropped before the folder is removed.
    server: Option<Server>,
}

impl Drop for Postgres {
    fn drop(&mut self) {
        drop(self.server.take());
        let _ = fs::remove_dir_all(&self.folder);
    }
}

impl Postgres {
    fn start(certificates: &Certificates) -> Option<Self> {
        let Some(programs) = postgres_programs() else { return skip("initdb of PostgreSQL is not installed") };
        let user = Unprivileged::find()?;
        let port = free_port();
        let folder = env::temp_dir().join(format!("strait-postgres-{}-{port}", std::process::id()));
        fs::create_dir(&folder).expect("a temporary folder");
        let mut postgres = Self { port, folder: folder.clone(), server: None };
        let write = |name: &str, content: &str| {
            let path = folder.join(name);
            fs::write(&path, content).expect("the folder can be written");
            let mode = std::os::unix::fs::PermissionsExt::from_mode(0o600);
            fs::set_permissions(&path, mode).expect("the file's mode can be set");
            user.own(&path);
            path
        };
        let (certificate, key) = (certificates.certificate_pem(), certificates.key_pem());
        let (certificate, key) = (write("server.crt", certificate), write("server.key", key));
        let password = write("password", PASSWORD);
        user.own(&folder);
        let data = folder.join("data");
        let mut initdb = user.command(&programs.join("initdb"), &folder);
        initdb.args(["-U", "strait", "-A", "scram-sha-256", "-E", "UTF8", "--locale=C", "--no-sync", "-D"]).arg(&data);
        expect_success(initdb.arg("--pwfile").arg(password).output());
        let mut command = user.command(&programs.join("postgres"), &folder);
        command.arg("-D").arg(&data).arg("-p").arg(port.to_string());
        for setting in [
            "listen_addresses=127.0.0.1".to_owned(),
            "unix_socket_directories=".to_owned(),
            "fsync=off".to_owned(),
            "ssl=on".to_owned(),
            format!("ssl_cert_file={}", certificate.display()),
            format!("ssl_key_file={}", key.display()),
        ] {
            command.arg("-c").arg(setting);
        }
        let process = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("postgres starts");
        postgres.server = Some(Server { process, port });
        let is_ready = || {
            let mut ask = Command::new(programs.join("pg_isready"));
            ask.args(["-q", "-h", "127.0.0.1", "-p"]).arg(port.to_string());
            ask.status().is_ok_and(|status| status.success())
        };
        assert!(within(is_ready), "PostgreSQL did not start");
        Some(postgres)
    }
}

/// Who runs PostgreSQL, which refuses to be root.
struct Unprivileged {
    /// User and group; nothing when the test itself is not root.
    ids: Option<(u32, u32)>,
}

impl Unprivileged {
    fn find() -> Option<Self> {
        let id = |arguments: &[&str]| {
            let output = Command::new("id").args(arguments).output().ok()?;
            String::from_utf8_lossy(&output.stdout).trim().parse::<u32>().ok()
        };
        if id(&["-u"]) != Some(0) {
            return Some(Self { ids: None });
        }
        match (id(&["-u", "postgres"]), id(&["-g", "postgres"])) {
            (Some(user), Some(group)) => Some(Self { ids: Some((user, group)) }),
            _ => skip("there is no user postgres to run PostgreSQL as"),
        }
    }

    fn own(&self, path: &Path) {
        if let Some((user, group)) = self.ids {
            chown(path, Some(user), Some(group)).expect("root can give files away");
        }
    }

    fn command(&self, program: &Path, folder: &Path) -> Command {
        let mut command = Command::new(program);
        command.current_dir(folder);
        if let Some((user, group)) = self.ids {
            command.uid(user).gid(group);
        }
        command
    }
}

/// Debian keeps the programs of each version in a folder of their own.
fn postgres_programs() -> Option<PathBuf> {
    let installed = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let mut folders: Vec<PathBuf> = installed.map(|version| version.path().join("bin")).collect();
    folders.sort();
    folders.into_iter().rev().find(|folder| folder.join("initdb").is_file())
}

fn expect_success(output: std::io::Result<Output>) {
    let output = output.expect("the program starts");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

fn free_port() -> u16 {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
    listener.local_addr().expect("it is bound").port()
}

/// Asks again and again until something holds, for as long as one may wait.
fn within(mut holds: impl FnMut() -> bool) -> bool {
    let begun = Instant::now();
    while begun.elapsed() < PATIENCE {
        if holds() {
            return true;
        }
        thread::sleep(Duration::from_millis(10));
    }
    false
}
