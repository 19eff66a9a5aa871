//! The calls of the ABI as functions of the module `_host`, on which the library's modules are built.
//!
//! Each takes and returns plain values; a reply with several fields is a list of them, in the order of the ABI. A call
//! suspends the task that makes it. A failure is an exception (`failure.rs`).

mod arguments;
mod failure;
mod module;
mod operation;
mod reply;
mod value;

use strait_guest::abi::Operation;
use strait_python::{Answers, Data, Engine, FunctionId, HostError};

pub(crate) use failure::exception;
pub(crate) use reply::{data, handle};
pub(crate) use value::texts;

use arguments::Arguments;

/// A function of `_host`: its name, its parameters, and the operation it asks for.
struct Function {
    name: &'static str,
    signature: &'static str,
    operation: for<'a> fn(&Arguments<'a>) -> Result<Operation<'a>, HostError>,
}

/// The function that finds modules.
const LOAD_MODULE: FunctionId = FunctionId(operation::FUNCTIONS.len() as u32);
/// The function that closes a handle and does not wait.
const RELEASE: FunctionId = FunctionId(LOAD_MODULE.0 + 1);
/// The function that answers a request and does not wait.
const ANSWER: FunctionId = FunctionId(RELEASE.0 + 1);
/// The function that writes to a stream and does not wait: false when too much is under way.
const POST: FunctionId = FunctionId(ANSWER.0 + 1);
/// The function that says whether such writes are under way.
const HAS_POSTED: FunctionId = FunctionId(POST.0 + 1);
/// The function that encodes the arguments of `host_call`.
const ENCODE: FunctionId = FunctionId(HAS_POSTED.0 + 1);

/// Makes the functions known. They get their numbers in the order in which that is done.
pub(crate) fn declare(engine: &mut Engine) {
    for function in operation::FUNCTIONS {
        engine.declare("_host", function.name, function.signature, Answers::Later);
    }
    let load_module = engine.declare("_host", "load_module", module::SIGNATURE, Answers::AtOnce);
    let release = engine.declare("_host", "release", "handle, /", Answers::AtOnce);
    let answer = engine.declare("_host", "http_answer", operation::HTTP_RESPOND_SIGNATURE, Answers::AtOnce);
    let post = engine.declare("_host", "stream_post", "stream, bytes, /", Answers::AtOnce);
    let has_posted = engine.declare("_host", "stream_has_posted", "stream, /", Answers::AtOnce);
    let encode = engine.declare("_host", "encode", "arguments, /", Answers::AtOnce);
    let declared = [load_module, release, answer, post, has_posted, encode];
    debug_assert_eq!(declared, [LOAD_MODULE, RELEASE, ANSWER, POST, HAS_POSTED, ENCODE]);
}

/// Does what a function does that answers at once.
///
/// # Errors
///
/// An argument is of a wrong type, or there is no such module to be had.
pub(crate) fn answer(function: FunctionId, arguments: &[Data]) -> Result<Data, HostError> {
    match function {
        LOAD_MODULE => module::load(arguments),
        RELEASE => {
            crate::calls::release(Arguments::new("release", arguments).handle(0)?);
            Ok(Data::None)
        }
        ANSWER => {
            let arguments = Arguments::new("http_answer", arguments);
            crate::calls::answer(arguments.handle(0)?, operation::http_respond(&arguments)?);
            Ok(Data::None)
        }
        POST => {
            let arguments = Arguments::new("stream_post", arguments);
            Ok(Data::Bool(crate::calls::post(arguments.handle(0)?, arguments.bytes(1)?)?))
        }
        HAS_POSTED => {
            let arguments = Arguments::new("stream_has_posted", arguments);
            Ok(Data::Bool(crate::calls::has_posted(arguments.handle(0)?)))
        }
        ENCODE => value::encoded(arguments),
        _ => Err(HostError::new("RuntimeError", "this function is not there")),
    }
}

/// What a call of one of them asks the host for.
///
/// # Errors
///
/// An argument is of a wrong type, or too large.
pub(crate) fn operation(function: FunctionId, arguments: &[Data]) -> Result<Operation<'_>, HostError> {
    match operation::FUNCTIONS.get(function.0 as usize) {
        Some(function) => (function.operation)(&Arguments::new(function.name, arguments)),
        None => Err(HostError::new("RuntimeError", "this function is not there")),
    }
}
