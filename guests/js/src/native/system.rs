//! Clock, randomness, output, and what the script was started with.

use rquickjs::{Array, Ctx, Exception, Object, Result, Value, qjs};
use strait_guest::{Output, abi::Start, clock, fill_random, write};

use crate::{bytes::Bytes, engine};

pub(super) fn now() -> f64 {
    clock()
}

pub(super) fn cpu_time() -> f64 {
    engine::cpu_milliseconds()
}

pub(super) fn write_output<'js>(ctx: Ctx<'js>, stream: u32, bytes: Bytes<'js>) -> Result<()> {
    let output = match stream {
        1 => Output::Out,
        2 => Output::Error,
        _ => return Err(Exception::throw_range(&ctx, "stream is 1 or 2")),
    };
    write(output, bytes.as_slice());
    Ok(())
}

/// Fills a typed array in place.
pub(super) fn random<'js>(ctx: Ctx<'js>, view: Value<'js>) -> Result<Value<'js>> {
    let context = ctx.as_raw().as_ptr();
    let (mut offset, mut length, mut element, mut available) = (0, 0, 0, 0);
    // SAFETY: context and view are alive; the buffer value is freed once; the pointer is used before any script code runs
    // and only inside the bytes that the engine says it has.
    unsafe {
        let buffer = qjs::JS_GetTypedArrayBuffer(context, view.as_raw(), &mut offset, &mut length, &mut element);
        if qjs::JS_IsException(buffer) {
            return Err(rquickjs::Error::Exception);
        }
        let pointer = qjs::JS_GetArrayBuffer(context, &mut available, buffer);
        qjs::JS_FreeValue(context, buffer);
        if pointer.is_null() {
            return Err(rquickjs::Error::Exception);
        }
        if offset + length <= available && length > 0 {
            fill_random(std::slice::from_raw_parts_mut(pointer.add(offset as usize), length as usize));
        }
    }
    Ok(view)
}

/// A number in [0, 1) with 53 random bits, for `Math.random`, whose own state is the same in every copy of the image.
pub(super) fn random_number() -> f64 {
    /// Bytes fetched from the host at a time.
    const POOL: usize = 512;
    thread_local! {
        static POOLED: std::cell::RefCell<(usize, [u8; POOL])> = const { std::cell::RefCell::new((POOL, [0; POOL])) };
    }
    POOLED.with(|pooled| {
        let (used, pool) = &mut *pooled.borrow_mut();
        if *used + 8 > POOL {
            fill_random(pool);
            *used = 0;
        }
        let mut bytes = [0; 8];
        bytes.copy_from_slice(&pool[*used..*used + 8]);
        *used += 8;
        (u64::from_le_bytes(bytes) >> 11) as f64 / (1_u64 << 53) as f64
    })
}

/// Fills `native.start`.
pub(crate) fn publish_start(ctx: &Ctx<'_>, start: &Start<'_>) -> Result<()> {
    let target: Object<'_> = engine::hook(ctx, |hooks| hooks.start.clone())?;
    target.set("file", start.file)?;
    target.set("url", start.url)?;
    let arguments = Array::new(ctx.clone())?;
    for (index, argument) in start.arguments.iter().enumerate() {
        arguments.set(index, *argument)?;
    }
    target.set("arguments", arguments)?;
    let environment = Object::new(ctx.clone())?;
    for pair in start.environment.chunks_exact(2) {
        environment.set(pair[0], pair[1])?;
    }
    target.set("environment", environment)
}
