//! The guests' native code, as a part of this program.
//!
//! The compiled code is linked into the executable, page-aligned, so that the system maps it with the program and pages
//! of it that no script touches are never read. Running it takes one change of protection, from read-only to
//! read-and-execute.

use std::{ptr::NonNull, sync::Arc};

use rustix::mm::{MprotectFlags, mprotect};
use wasmtime::{CustomCodeMemory, Engine, Module, Result};

/// The largest page that the supported systems use; code on a boundary of it can be protected on its own.
#[repr(C, align(65536))]
struct PageAligned<Bytes: ?Sized>(Bytes);

static JAVASCRIPT: &PageAligned<[u8]> = &PageAligned(*include_bytes!(concat!(env!("OUT_DIR"), "/js.cwasm")));

static PYTHON: &PageAligned<[u8]> = &PageAligned(*include_bytes!(concat!(env!("OUT_DIR"), "/python.cwasm")));

/// The JavaScript guest.
pub(crate) fn javascript(engine: &Engine) -> Result<Module> {
    load(engine, JAVASCRIPT)
}

/// The Python guest.
pub(crate) fn python(engine: &Engine) -> Result<Module> {
    load(engine, PYTHON)
}

fn load(engine: &Engine, code: &'static PageAligned<[u8]>) -> Result<Module> {
    // SAFETY: the bytes were made by the build script, from the compiler of the same version with the same settings (the
    // engine checks both); they are a static, so they live as long as any module and nothing writes to them.
    unsafe { Module::deserialize_raw(engine, NonNull::from(&code.0)) }
}

/// Makes code inside the executable runnable.
pub(crate) fn code_memory() -> Arc<dyn CustomCodeMemory> {
    Arc::new(InExecutable)
}

struct InExecutable;

impl CustomCodeMemory for InExecutable {
    fn required_alignment(&self) -> usize {
        rustix::param::page_size()
    }

    fn publish_executable(&self, pointer: *const u8, length: usize) -> Result<()> {
        protect(pointer, length, MprotectFlags::READ | MprotectFlags::EXEC)
    }

    fn unpublish_executable(&self, pointer: *const u8, length: usize) -> Result<()> {
        protect(pointer, length, MprotectFlags::READ)
    }
}

fn protect(pointer: *const u8, length: usize, flags: MprotectFlags) -> Result<()> {
    // SAFETY: the engine passes page-aligned ranges of the static above. They stay readable, nothing refers to them
    // mutably, and making them executable changes nothing for code that reads them.
    unsafe { mprotect(pointer.cast_mut().cast(), length, flags)? };
    Ok(())
}
