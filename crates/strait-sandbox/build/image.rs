//! From a linked guest to native code with a memory image.

use wasmtime::{Caller, Engine, Extern, Instance, Linker, Module, OptLevel, Result, Store, Val, bail};
use wasmtime_wizer::{InstanceState, SnapshotVal, ValType, Wizer};

use crate::compilation::{processor_features, shared_config};

/// Runs the guest's `strait_initialize` and takes its memory as the new initial memory.
///
/// The host at build time has no clock and no randomness, so the image is the same each time and holds no secret.
pub(crate) fn initialize(linked: &[u8]) -> Result<Vec<u8>> {
    let mut wizer = Wizer::new();
    wizer.init_func("strait_initialize");
    let (context, instrumented) = wizer.instrument(linked)?;
    let mut config = shared_config()?;
    config.epoch_interruption(false);
    let engine = Engine::new(&config)?;
    let mut store = Store::new(&engine, ());
    let instance = linker(&engine)?.instantiate(&mut store, &Module::new(&engine, &instrumented)?)?;
    instance.get_typed_func::<(), ()>(&mut store, wizer.get_init_func())?.call(&mut store, ())?;
    // Nothing in it waits: the state is in this process's memory.
    pollster::block_on(wizer.snapshot(&context, &mut Initialized { store, instance }))
}

/// Compiles an image to native code for the machines that the build is for.
pub(crate) fn compile(image: &[u8]) -> Result<Vec<u8>> {
    let mut config = shared_config()?;
    config.cranelift_opt_level(OptLevel::Speed);
    config.target(&std::env::var("TARGET")?)?;
    for feature in processor_features() {
        // SAFETY: the flags are checked against the processor when the code is loaded.
        unsafe { config.cranelift_flag_enable(feature) };
    }
    Engine::new(&config)?.precompile_module(image)
}

/// The imports of a guest at build time.
fn linker(engine: &Engine) -> Result<Linker<()>> {
    let mut linker: Linker<()> = Linker::new(engine);
    linker.func_wrap("strait", "clock", || 0.0_f64)?;
    linker.func_wrap("strait", "random", |_: u32, _: u32| -> Result<()> {
        bail!("the standard library asked for randomness while its image was made; every sandbox would share it")
    })?;
    linker.func_wrap("strait", "load", |_: u32, _: u32, _: u32, _: u32| -> Result<u32> {
        bail!("the standard library asked for a file while its image was made")
    })?;
    linker.func_wrap("strait", "write", |mut caller: Caller<'_, ()>, _: u32, pointer: u32, length: u32| {
        if let Some(Extern::Memory(memory)) = caller.get_export("memory") {
            let bytes = memory.data(&caller).get(pointer as usize..).and_then(|bytes| bytes.get(..length as usize));
            eprint!("{}", String::from_utf8_lossy(bytes.unwrap_or_default()));
        }
    })?;
    Ok(linker)
}

/// A guest after its initialisation, for the snapshot.
struct Initialized {
    store: Store<()>,
    instance: Instance,
}

impl InstanceState for Initialized {
    async fn global_get(&mut self, name: &str, _: ValType) -> SnapshotVal {
        let global = self.instance.get_global(&mut self.store, name).expect("the instrumentation exports every global");
        match global.get(&mut self.store) {
            Val::I32(value) => SnapshotVal::I32(value),
            Val::I64(value) => SnapshotVal::I64(value),
            Val::F32(bits) => SnapshotVal::F32(bits),
            Val::F64(bits) => SnapshotVal::F64(bits),
            Val::V128(value) => SnapshotVal::V128(value.as_u128()),
            other => panic!("a guest has no mutable global of type {other:?}"),
        }
    }

    async fn memory_contents(&mut self, name: &str, contents: impl FnOnce(&[u8]) + Send) {
        let memory = self.instance.get_memory(&mut self.store, name).expect("the instrumentation exports every memory");
        contents(memory.data(&self.store));
    }
}
