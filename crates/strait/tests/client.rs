//! The HTTP client as the command line sets it up: certificates, proxies, times.

mod support;

use std::{fs, path::PathBuf, process::Command};

use strait_testkit::{Certificates, HttpServer, RawServer, SocksProxy};
use support::{finish, strait};

/// A folder with files for one test, removed when dropped.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("strait-client-{}-{name}", std::process::id()));
        fs::create_dir_all(&path).expect("a temporary folder");
        Self(path)
    }

    fn with(self, name: &str, content: &str) -> Self {
        fs::write(self.0.join(name), content).expect("a temporary file");
        self
    }

    fn run(&self, flags: &[&str]) -> Command {
        let mut command = strait();
        command.arg("run").args(flags).arg("script.js").current_dir(&self.0);
        command
    }

    /// What the script prints, ending as it should.
    #[track_caller]
    fn prints(&self, flags: &[&str], expected: &str) {
        let finished = finish(&mut self.run(flags)).expect_code(0);
        assert_eq!(finished.stdout, expected, "{}", finished.stderr);
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[test]
fn a_client_certificate_is_shown() {
    let certificates = Certificates::for_known_clients();
    let server = HttpServer::start_tls(&certificates);
    let (cert, key) = certificates.client("me.test");
    let script = format!(
        "await fetch('{}').then((response) => print(response.status), (error) => print(error.cause.code));",
        server.url("/get")
    );
    let folder = Folder::new("certificate")
        .with("script.js", &script)
        .with("ca.pem", certificates.authority_pem())
        .with("cert.pem", &cert)
        .with("key.pem", &key)
        .with("both.pem", &format!("{cert}{key}"));
    let given = ["--allow-net=loopback", "--ca-cert=ca.pem"];
    folder.prints(&given, "ERR_TLS\n");
    folder.prints(&[&given[..], &["--client-cert=cert.pem", "--client-key=key.pem"]].concat(), "200\n");
    folder.prints(&[&given[..], &["--client-cert=both.pem"]].concat(), "200\n");
}

#[test]
fn a_request_of_node_chooses_its_tls() {
    let certificates = Certificates::for_known_clients();
    let server = HttpServer::start_tls(&certificates);
    let (cert, key) = certificates.client("me.test");
    let script = format!(
        "import http from 'node:http';
        const [ca, cert, key] = [{:?}, {cert:?}, {key:?}];
        const get = (options) => new Promise((resolve) => {{
          http.get('{}', options, (response) => response.resume().on('end', () => resolve(response.statusCode)))
            .on('error', (error) => resolve(error.code));
        }});
        print(await get({{}}));
        print(await get({{ ca }}));
        print(await get({{ ca, cert, key }}));
        print(await get({{ agent: new http.Agent({{ ca: [Buffer.from(ca)], cert, key: Buffer.from(key) }}) }}));
        print(await get({{ ca, cert, key, servername: 'other.test' }}));
        print(await get({{ rejectUnauthorized: false, cert, key }}));",
        certificates.authority_pem(),
        server.url("/get")
    );
    let folder = Folder::new("node").with("script.js", &script);
    folder.prints(&["--allow-net=loopback"], "ERR_TLS\nERR_TLS\n200\n200\nERR_TLS\nERR_DENIED\n");
    let insecure = ["--allow-net=loopback", "--allow-insecure-tls"];
    folder.prints(&insecure, "ERR_TLS\nERR_TLS\n200\n200\nERR_TLS\n200\n");
}

#[test]
fn a_proxy_is_named_by_a_flag() {
    let server = HttpServer::start();
    let proxy = SocksProxy::start(Some(("user", "p@ss")), &[("far.test", server.address())]);
    let url = format!("socks5h://user:p%40ss@{}", proxy.address());
    let script = "await fetch('http://far.test/get')
        .then((response) => response.json())
        .then(({ url }) => print(url), (error) => print(error.cause.code));";
    let folder = Folder::new("proxy").with("script.js", script);
    folder.prints(&["--allow-net=far.test", "--proxy", &url], "http://far.test/get\n");
    folder.prints(&["--allow-net=public", "--proxy", &url], "ERR_DENIED\n");
    assert_eq!(proxy.asked(), ["far.test:80"]);
    // A script is not shown the password when the proxy refuses it.
    let wrong = format!("socks5h://user:wrong@{}", proxy.address());
    folder.prints(&["--allow-net", "--proxy", &wrong], "ERR_DENIED\n");
    let resolve = format!("far.test:80:{}", server.address());
    folder.prints(
        &["--allow-net", "--proxy", &wrong, "--no-proxy=example.com,far.test", "--resolve", &resolve],
        "http://far.test/get\n",
    );
}

#[test]
fn proxies_come_from_the_environment() {
    let server = HttpServer::start();
    let proxy = SocksProxy::start(None, &[("far.test", server.address())]);
    let script = "print((await fetch('http://far.test/get')).status);";
    let folder = Folder::new("environment").with("script.js", script);
    let mut command = folder.run(&["--allow-net", "--proxy-from-env"]);
    for name in ["http_proxy", "https_proxy", "no_proxy", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "all_proxy"] {
        command.env_remove(name);
    }
    let finished = finish(command.env("ALL_PROXY", format!("socks5h://{}", proxy.address()))).expect_code(0);
    assert_eq!(finished.stdout, "200\n");
    assert_eq!(proxy.asked(), ["far.test:80"]);
}

#[test]
fn connections_are_limited_by_a_flag() {
    let server = HttpServer::start();
    let script = format!(
        "const ask = async () => {{
          const response = await fetch('{}');
          await response.text();
          return response.headers.get('x-connection');
        }};
        print(new Set(await Promise.all([ask(), ask(), ask()])).size);",
        server.url("/delay/20")
    );
    let folder = Folder::new("connections").with("script.js", &script);
    folder.prints(&["--allow-net=loopback"], "3\n");
    folder.prints(&["--allow-net=loopback", "--max-client-connections=1"], "1\n");
}

#[test]
fn each_time_has_its_flag() {
    let server = HttpServer::start();
    let silent = RawServer::silent();
    let (address, slow) = (silent.address(), server.url("/drip?count=1000000&interval=1"));
    let script = "const tell = (error) => print(error.cause.code, error.cause.message);
        await fetch(args[1]).then((response) => response.text()).catch(tell);";
    let folder = Folder::new("times").with("script.js", script);
    let run = |flags: &[&str], url: &str| {
        let finished = finish(folder.run(&[&["--allow-net"], flags].concat()).arg(url)).expect_code(0);
        finished.stdout
    };
    assert_eq!(
        run(&["--connect-timeout=50ms"], &format!("https://{address}/")),
        format!("ETIMEDOUT connecting to {address} took longer than 50ms\n")
    );
    assert_eq!(
        run(&["--response-timeout=50ms"], &format!("http://{address}/")),
        format!("ETIMEDOUT {address} did not begin to answer within 50ms\n")
    );
    assert_eq!(
        run(&["--total-timeout=50ms"], &slow),
        format!("ETIMEDOUT the request to {slow} was not over within 50ms\n")
    );
}
