//! Python modules from URLs: fetched under the policy, checked against their pins, kept on disk.

mod support;

use std::{path::Path, process::Command};

use strait_testkit::RawServer;
use support::{Finished, Folder, finish, strait};

const MODULE: &str = "def greet(name):\n    return 'hello ' + name\n";

fn serving(text: &str) -> RawServer {
    RawServer::answering(format!(
        "HTTP/1.1 200 OK\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{text}",
        text.len()
    ))
}

/// The SHA-256 of a text, as the system's own command says it.
fn sha256(folder: &Folder, text: &str) -> String {
    let file = folder.write("hashed", text);
    let output = Command::new("sha256sum").arg(file).output().expect("the command is there");
    String::from_utf8(output.stdout).expect("text").split(' ').next().expect("a hash").to_owned()
}

fn run(folder: &Folder, script: &str, flags: &[&str]) -> Finished {
    let script = folder.write("main.py", script);
    finish(strait().env("XDG_CACHE_HOME", folder.path("cache")).arg("run").args(flags).arg(script))
}

fn import(url: &str) -> String {
    format!("from \"{url}\" import greet\nprint(greet('you'))\n")
}

#[test]
fn a_module_is_fetched_under_the_policy() {
    let folder = Folder::new("url-import");
    let server = serving(MODULE);
    let script = import(&format!("http://{}/greeting.py", server.address()));
    let finished = run(&folder, &script, &["--allow-net=127.0.0.1"]).expect_code(0);
    assert_eq!(finished.stdout, "hello you\n");
    let denied = run(&folder, &script, &[]).expect_code(1);
    assert!(denied.stderr.contains(&format!("ImportError: could not fetch module 'http://{}", server.address())));
    assert!(denied.stderr.contains("--allow-net=127.0.0.1"), "{}", denied.stderr);
    assert!(!folder.path("cache/strait").exists(), "only pinned modules are kept");
}

#[test]
fn a_pinned_module_is_kept_and_needs_no_network_again() {
    let folder = Folder::new("url-pin");
    let server = serving(MODULE);
    let pin = sha256(&folder, MODULE);
    let script = import(&format!("http://{}/greeting.py#sha256-{pin}", server.address()));
    assert_eq!(run(&folder, &script, &["--allow-net=loopback"]).expect_code(0).stdout, "hello you\n");
    drop(server);
    assert_eq!(run(&folder, &script, &[]).expect_code(0).stdout, "hello you\n");

    // A file that was changed is not taken for what its name says.
    let kept = folder.path(&format!("cache/strait/modules/{pin}"));
    std::fs::write(&kept, "print('forged')").expect("the module is kept");
    let finished = run(&folder, &script, &["--allow-net=loopback"]).expect_code(1);
    assert!(finished.stderr.contains("connection refused"), "{}", finished.stderr);
    assert_eq!(finished.stdout, "");
}

#[test]
fn a_module_that_is_not_what_its_pin_says_is_refused() {
    let folder = Folder::new("url-forged");
    let server = serving("print('forged')\n");
    let (pin, got) = (sha256(&folder, MODULE), sha256(&folder, "print('forged')\n"));
    let url = format!("http://{}/greeting.py", server.address());
    let finished = run(&folder, &import(&format!("{url}#sha256-{pin}")), &["--allow-net=loopback"]).expect_code(1);
    let expected = format!("integrity check failed for '{url}': expected sha256-{pin}, got sha256-{got}");
    assert!(finished.stderr.contains(&expected), "{}", finished.stderr);
    assert_eq!(finished.stdout, "");
    assert!(!Path::new(&folder.path(&format!("cache/strait/modules/{pin}"))).exists());
}

#[test]
fn a_fetched_module_imports_from_beside_itself() {
    let folder = Folder::new("url-relative");
    // Every path has the same text, so the module imports itself once under another name.
    let text = "import sys\nif not __name__.endswith('other.py'):\n    from \"./other.py\" import greet as inner\ndef greet(name):\n    return __name__.rpartition('/')[2] + ' ' + name\n";
    let server = serving(text);
    let url = format!("http://{}/folder/greeting.py", server.address());
    let script = format!("{}from \"{url}\" import inner\nprint(inner('again'))\n", import(&url));
    let finished = run(&folder, &script, &["--allow-net=loopback"]).expect_code(0);
    assert_eq!(finished.stdout, "greeting.py you\nother.py again\n");
}

#[test]
fn an_alias_may_be_a_url() {
    let folder = Folder::new("url-alias");
    let server = serving(MODULE);
    let pin = sha256(&folder, MODULE);
    let url = format!("http://{}/greeting.py#sha256-{pin}", server.address());
    folder.write("packages.json", &format!("{{\"imports\": {{\"greeting\": \"{url}\"}}}}"));
    let script = "import greeting\nfrom greeting import greet\nprint(greet('you'), greeting.greet is greet)\n";
    let finished = run(&folder, script, &["--allow-net=loopback"]).expect_code(0);
    assert_eq!(finished.stdout, "hello you True\n");
}

#[test]
fn a_manifest_that_cannot_be_read_is_named() {
    let folder = Folder::new("bad-manifest");
    folder.write("packages.json", "{\"imports\": [1]}");
    let finished = run(&folder, "import json\nprint(json.dumps(1))\nimport own\n", &[]).expect_code(1);
    assert_eq!(finished.stdout, "1\n");
    assert!(
        finished.stderr.contains("packages.json' is no manifest: `imports` must give names to texts"),
        "{}",
        finished.stderr
    );
}
