//! Promises rejected with nobody listening.

use std::cell::RefCell;

use rquickjs::{Ctx, Persistent, Value};

use crate::jobs::{self, Kind};

struct Rejection {
    promise: Persistent<Value<'static>>,
    reason: Persistent<Value<'static>>,
    /// The promise object's address, to find it again when a handler is attached.
    identity: *const (),
}

thread_local! {
    static PENDING: RefCell<Vec<Rejection>> = const { RefCell::new(Vec::new()) };
}

/// The engine's HostPromiseRejectionTracker (ECMA-262 27.2.1.9).
pub(crate) fn track<'js>(ctx: Ctx<'js>, promise: Value<'js>, reason: Value<'js>, is_handled: bool) {
    let identity = identity(&promise);
    PENDING.with(|pending| {
        let mut pending = pending.borrow_mut();
        if is_handled {
            pending.retain(|rejection| rejection.identity != identity);
        } else {
            let (promise, reason) = (Persistent::save(&ctx, promise), Persistent::save(&ctx, reason));
            pending.push(Rejection { promise, reason, identity });
        }
    });
}

/// Reports every rejection that is still unhandled; says whether there was one.
pub(crate) fn report(ctx: &Ctx<'_>) -> bool {
    let rejections = PENDING.with(|pending| std::mem::take(&mut *pending.borrow_mut()));
    let any = !rejections.is_empty();
    for Rejection { promise, reason, .. } in rejections {
        if let (Ok(promise), Ok(reason)) = (promise.restore(ctx), reason.restore(ctx)) {
            jobs::report(ctx, &reason, Kind::Rejection(promise));
        }
    }
    any
}

fn identity(promise: &Value<'_>) -> *const () {
    // SAFETY: a promise is an object, and the pointer is compared, never followed.
    unsafe { rquickjs::qjs::JS_VALUE_GET_PTR(promise.as_raw()).cast() }
}
