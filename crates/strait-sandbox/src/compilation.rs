//! The settings that the compiler at build time and the engine at run time must share. The build script includes this
//! file.

use wasmtime::Config;

/// The native stack a guest may use. Interpreters recurse; each of their frames takes some hundred bytes here and some on
/// the stack inside linear memory, which the guests themselves watch.
pub const GUEST_STACK_BYTES: usize = 64 * 1024 * 1024;

/// Instructions beyond the base set that the compiled code may use on x86-64: those of every processor since 2009
/// (the x86-64-v2 level).
#[cfg(target_arch = "x86_64")]
const PROCESSOR_FEATURES: &[&str] =
    &["has_sse3", "has_ssse3", "has_sse41", "has_sse42", "has_popcnt", "has_cmpxchg16b"];
#[cfg(not(target_arch = "x86_64"))]
const PROCESSOR_FEATURES: &[&str] = &[];

/// Settings that change the compiled code.
///
/// # Errors
///
/// The target is not one that the compiler knows.
pub fn shared_config() -> wasmtime::Result<Config> {
    let mut config = Config::new();
    config.epoch_interruption(true);
    config.max_wasm_stack(GUEST_STACK_BYTES);
    config.async_stack_size(GUEST_STACK_BYTES + 1024 * 1024);
    config.memory_init_cow(true);
    // A guest's own image is dense; this keeps all of it in one copy-on-write mapping.
    config.memory_guaranteed_dense_image_size(64 * 1024 * 1024);
    // Guests have no names that a trap's backtrace could use, and unwinding is wasmtime's own.
    config.generate_address_map(false);
    config.native_unwind_info(false);
    config.gc_support(false);
    Ok(config)
}

/// The processor features to compile for, as the compiler names them.
#[allow(dead_code, reason = "only the build script compiles")]
pub fn processor_features() -> &'static [&'static str] {
    PROCESSOR_FEATURES
}
