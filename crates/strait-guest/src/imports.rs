//! The four functions a host gives to a guest, with safe faces. This is the only file that knows their raw form.
//!
//! Outside WebAssembly there is no host; the twin at the end lets the crate be checked and its tests run natively.

use minicbor::{Decoder, Encoder};
use strait_abi::{LoadAnswer, LoadRequest};

/// Where [`write`] writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Output {
    /// Standard output.
    Out = 1,
    /// Standard error.
    Error = 2,
}

/// Milliseconds since the Unix epoch, with a fraction.
pub fn clock() -> f64 {
    host::clock()
}

/// Fills `bytes` with cryptographically secure random bytes.
pub fn fill_random(bytes: &mut [u8]) {
    host::random(bytes);
}

/// Writes to an output stream at once.
pub fn write(output: Output, bytes: &[u8]) {
    host::write(output as u32, bytes);
}

/// Asks for the source of a module and hands the answer to `receive`.
pub fn load<T>(request: &LoadRequest<'_>, receive: impl FnOnce(LoadAnswer<'_>) -> T) -> T {
    let mut question = Vec::new();
    // Writing to a vector cannot fail.
    let _ = Encoder::new(&mut question).encode(request);
    let mut answer = vec![0; 16 * 1024];
    let length = host::load(&question, &mut answer);
    if length > answer.len() {
        answer.resize(length, 0);
        // An empty question asks for the answer that did not fit.
        host::load(&[], &mut answer);
    }
    match Decoder::new(&answer[..length]).decode() {
        Ok(answer) => receive(answer),
        Err(_) => receive(LoadAnswer::NotFound { message: "the host gave an answer that cannot be read" }),
    }
}

#[cfg(target_arch = "wasm32")]
mod host {
    mod raw {
        #[link(wasm_import_module = "strait")]
        unsafe extern "C" {
            pub safe fn clock() -> f64;
            pub fn random(pointer: *mut u8, length: usize);
            pub fn write(stream: u32, pointer: *const u8, length: usize);
            pub fn load(request: *const u8, request_length: usize, answer: *mut u8, answer_capacity: usize) -> usize;
        }
    }

    pub(super) fn clock() -> f64 {
        raw::clock()
    }

    pub(super) fn random(bytes: &mut [u8]) {
        // SAFETY: the host writes exactly `bytes.len()` bytes from that pointer on, all of them in `bytes`.
        unsafe { raw::random(bytes.as_mut_ptr(), bytes.len()) }
    }

    pub(super) fn write(stream: u32, bytes: &[u8]) {
        // SAFETY: the host reads exactly `bytes.len()` bytes from that pointer on.
        unsafe { raw::write(stream, bytes.as_ptr(), bytes.len()) }
    }

    pub(super) fn load(question: &[u8], answer: &mut [u8]) -> usize {
        // SAFETY: the host reads `question` and writes at most `answer.len()` bytes into `answer`.
        unsafe { raw::load(question.as_ptr(), question.len(), answer.as_mut_ptr(), answer.len()) }
    }
}

#[cfg(not(target_arch = "wasm32"))]
mod host {
    use std::{
        hash::{BuildHasher, RandomState},
        io::Write,
        time::{SystemTime, UNIX_EPOCH},
    };

    pub(super) fn clock() -> f64 {
        SystemTime::now().duration_since(UNIX_EPOCH).map_or(0.0, |time| time.as_secs_f64() * 1000.0)
    }

    pub(super) fn random(bytes: &mut [u8]) {
        bytes.fill_with(|| RandomState::new().hash_one(0) as u8);
    }

    pub(super) fn write(stream: u32, bytes: &[u8]) {
        let _ = match stream {
            1 => std::io::stdout().write_all(bytes),
            _ => std::io::stderr().write_all(bytes),
        };
    }

    /// No module can be loaded here.
    pub(super) fn load(_question: &[u8], _answer: &mut [u8]) -> usize {
        0
    }
}
