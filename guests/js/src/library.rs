//! The library in `lib/` as the engine's bytecode. The build script includes this file too.

use rquickjs::{Context, Module, Runtime, module::WriteOptions};

/// Compiles the bundle as a module. Positions are kept, for the stack traces of errors that the library throws; its text is not.
pub(crate) fn compile(bundle: &[u8]) -> Vec<u8> {
    let runtime = Runtime::new().expect("the engine starts");
    // How deep the bundle is nested is known.
    runtime.set_max_stack_size(0);
    let context = Context::full(&runtime).expect("the engine has a context");
    context.with(|ctx| {
        let module = match Module::declare(ctx.clone(), "strait:lib", bundle) {
            Ok(module) => module,
            Err(error) => panic!("the bundle of guests/js/lib does not compile: {error}: {:?}", ctx.catch()),
        };
        let options = WriteOptions { strip_source: true, ..WriteOptions::default() };
        module.write(options).expect("a compiled module can be written")
    })
}
