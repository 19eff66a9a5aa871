//! Runs cargo for a guest: another target, another profile, its own target directory.

use std::{
    env,
    ffi::OsString,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use wasmtime::{Result, bail, error::Context as _};

use crate::custom_sections;

const TARGET: &str = "wasm32-unknown-unknown";

/// The stack inside linear memory. QuickJS's own limit (guests/js/src/engine.rs) is well below it, as is what Python's
/// compiler needs for the deepest nesting it accepts.
const STACK_BYTES: usize = 2 * 1024 * 1024;

/// Set in the environment, it keeps the names of a guest's functions, for profilers.
const KEEP_NAMES: &str = "STRAIT_GUEST_NAMES";

/// Where Debian's packages rustc-web and rust-web-src put a compiler and the sources of a standard library, for machines
/// where rustup cannot add the Wasm target.
const DEBIAN_RUSTC: &str = "/usr/bin/rustc";
const DEBIAN_LIBRARY: &str = "/usr/lib/rustlib/src/rust/library";

/// Compiles guest `name` and gives the linked module.
pub(crate) fn build(name: &str, guests: &Path) -> Result<Vec<u8>> {
    watch(name, guests);
    let target_dir = guests.join("target");
    let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    forget_outer_build(&mut cargo);
    cargo
        .args(["build", "--release", "--locked", "--target", TARGET, "--manifest-path"])
        .arg(guests.join(name).join("Cargo.toml"))
        .env("CARGO_TARGET_DIR", &target_dir);
    let mut flags = vec![format!("-Clink-arg=-zstack-size={STACK_BYTES}"), "-Clink-arg=--stack-first".to_owned()];
    // What refers to what, for web/tools.
    flags.push("-Clink-arg=--emit-relocs".to_owned());
    // An interpreter's loop touches dozens of places, each of them in few of its arms. Loads of all of them before the loop
    // would cost more spills at every instruction than they save.
    let keep_loads_in_loops = ["-Cllvm-args=-licm-mssa-optimization-cap=0", "-Cllvm-args=-disable-licm-promotion"];
    flags.extend(keep_loads_in_loops.map(str::to_owned));
    if !has_wasm_library() {
        use_debian_library(&mut cargo, &mut flags)?;
    }
    cargo.env("CARGO_ENCODED_RUSTFLAGS", flags.join("\u{1f}"));
    // What the Rust part may use anyway; without it the compiler spells these instructions out in several.
    cargo.env("CFLAGS_wasm32_unknown_unknown", "-mbulk-memory -mnontrapping-fptoint -msign-ext");
    cargo.env("AR_wasm32_unknown_unknown", tool("AR_wasm32_unknown_unknown", &["llvm-ar-19", "llvm-ar"])?);
    let compiler = tool("CC_wasm32_unknown_unknown", &["clang-19", "clang"])?;
    let own_compiler = guests.join(name).join("cc.sh");
    if own_compiler.exists() {
        cargo.env("GUEST_CC", compiler).env("CC_wasm32_unknown_unknown", own_compiler);
    } else {
        cargo.env("CC_wasm32_unknown_unknown", compiler);
    }
    let status = cargo.status().context("cannot run cargo")?;
    if !status.success() {
        bail!("cargo build of guests/{name} failed ({status}); `make setup` installs what it needs");
    }
    let module = target_dir.join(TARGET).join("release").join(format!("strait_guest_{name}.wasm"));
    let linked = fs::read(&module).with_context(|| format!("cannot read {}", module.display()))?;
    println!("cargo::rerun-if-env-changed={KEEP_NAMES}");
    let kept: &[&str] = if env::var_os(KEEP_NAMES).is_some() { &["name"] } else { &[] };
    custom_sections::remove(&linked, kept).with_context(|| format!("cannot take {} apart", module.display()))
}

/// Says which sources a guest is made of.
fn watch(name: &str, guests: &Path) {
    let guest = guests.join(name);
    let own = ["src", "lib", "build.rs", "bundle.mjs", "cc.sh", "package-lock.json", "Cargo.toml"]
        .map(|path| guest.join(path));
    let crates = guests.join("../crates");
    let shared = [
        guests.join("Cargo.toml"),
        guests.join("Cargo.lock"),
        crates.join("strait-abi/src"),
        crates.join("strait-guest/src"),
    ];
    let engine = match name {
        "python" => ["src", "lib", "build", "Cargo.toml"]
            .map(|path| crates.join("strait-python").join(path))
            .into_iter()
            .chain([crates.join("unicode-names")])
            .collect(),
        _ => vec![crates.join("idna-adapter")],
    };
    for path in own.iter().chain(&shared).chain(&engine).filter(|path| path.exists()) {
        println!("cargo::rerun-if-changed={}", path.display());
    }
    println!("cargo::rerun-if-changed=build");
    println!("cargo::rerun-if-changed=src/compilation.rs");
}

/// The guest's build must not inherit what the outer cargo told this one.
fn forget_outer_build(cargo: &mut Command) {
    let inherited =
        ["RUSTC", "RUSTC_WRAPPER", "RUSTC_WORKSPACE_WRAPPER", "RUSTFLAGS", "RUSTDOC", "TARGET", "HOST", "PROFILE"];
    for name in inherited {
        cargo.env_remove(name);
    }
    for (name, _) in env::vars_os() {
        let text = name.to_string_lossy();
        if text.starts_with("CARGO_")
            && text != "CARGO_HOME"
            && !text.starts_with("CARGO_NET")
            && !text.starts_with("CARGO_HTTP")
        {
            cargo.env_remove(&name);
        }
    }
}

fn has_wasm_library() -> bool {
    let sysroot = Command::new("rustc").args(["--print", "sysroot"]).output();
    sysroot.is_ok_and(|output| {
        let root = PathBuf::from(String::from_utf8_lossy(&output.stdout).trim());
        root.join("lib/rustlib").join(TARGET).join("lib").is_dir()
    })
}

/// Builds the standard library along with the guest.
fn use_debian_library(cargo: &mut Command, flags: &mut Vec<String>) -> Result<()> {
    if !Path::new(DEBIAN_LIBRARY).is_dir() {
        bail!("there is no Rust standard library for {TARGET}; `make setup` installs one");
    }
    cargo
        .args(["-Z", "build-std=std,panic_abort"])
        .env("RUSTC", DEBIAN_RUSTC)
        .env("RUSTC_BOOTSTRAP", "1")
        .env("__CARGO_TESTS_ONLY_SRC_ROOT", DEBIAN_LIBRARY);
    flags.extend(["-Clinker=wasm-ld-19".to_owned(), "-Clinker-flavor=wasm-ld".to_owned()]);
    Ok(())
}

/// A tool for the C part of a guest: the one that `variable` names, else the first candidate there is.
fn tool(variable: &str, candidates: &[&str]) -> Result<OsString> {
    println!("cargo::rerun-if-env-changed={variable}");
    if let Some(named) = env::var_os(variable) {
        return Ok(named);
    }
    let exists =
        |tool: &&&str| Command::new(tool).arg("--version").output().is_ok_and(|output| output.status.success());
    match candidates.iter().find(exists) {
        Some(tool) => Ok(tool.into()),
        None => bail!("none of {} is installed; `make setup` installs one", candidates.join(", ")),
    }
}
