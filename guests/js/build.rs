//! Bundles the JavaScript standard library in `lib/` and compiles it to the engine's bytecode, which the guest loads when its
//! image is made. Parsing there would leave what the parser used in the image; and bytecode comes without its source text.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

use rquickjs::{Context, Module, Runtime, module::WriteOptions};

fn main() {
    for path in ["lib", "bundle.mjs", "package-lock.json"] {
        println!("cargo::rerun-if-changed={path}");
    }
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    let bundle = out.join("lib.js");
    run_bundler(&bundle);
    let source = fs::read(&bundle).expect("the bundler wrote its output");
    fs::write(out.join("lib.bytecode"), compile(source)).expect("OUT_DIR can be written");
}

fn run_bundler(output: &Path) {
    match Command::new("node").arg("bundle.mjs").arg(output).status() {
        Ok(status) if status.success() => {}
        Ok(status) => panic!("bundling guests/js/lib failed ({status}); `make setup` installs what it needs"),
        Err(error) => panic!("cannot run node to bundle guests/js/lib: {error}; `make setup` installs it"),
    }
}

/// The bundle as a module. Positions are kept, for the stack traces of errors that the library throws.
fn compile(source: Vec<u8>) -> Vec<u8> {
    let runtime = Runtime::new().expect("the engine starts");
    let context = Context::full(&runtime).expect("the engine has a context");
    context.with(|ctx| {
        let module = match Module::declare(ctx.clone(), "strait:lib", source) {
            Ok(module) => module,
            Err(error) => panic!("the bundle of guests/js/lib does not compile: {error}: {:?}", ctx.catch()),
        };
        let options = WriteOptions { strip_source: true, ..WriteOptions::default() };
        module.write(options).expect("a compiled module can be written")
    })
}
