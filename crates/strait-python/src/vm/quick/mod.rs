//! Calls, returns and generators of the ordinary sort, without the generality of `call.rs` and `generator.rs`: a function that
//! gets each of its parameters by place, a native one that wants just these, an instance of a plain class, a loop over a
//! generator. Each answers `None`, having done nothing, when what it met is not of that sort.

mod call;
mod generator;
mod instance;
mod item;
mod native;

use super::frame::Frame;
use crate::{
    compile::code::Code,
    heap::value::{Kind, Value},
};

/// Whether a key is hashed and compared without a script's code, as long as the keys it is compared with are.
#[inline]
fn is_plain_key(key: Value) -> bool {
    key.is_small() || key.is(Kind::Str)
}

/// Drops a frame whose `then` has nothing to give up.
#[inline]
fn drop_plain(frame: Option<Frame>) {
    if let Some(Frame { then, .. }) = frame {
        std::mem::forget(then);
    }
}

/// How many words the instruction at a place takes.
#[inline]
fn width(code: &Code, pc: u32) -> u32 {
    1 + u32::from(crate::compile::has_word(code.instructions[pc as usize].op))
}
