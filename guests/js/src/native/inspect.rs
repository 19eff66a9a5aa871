//! What an inspector may see that script code may not: promises' states, proxies' targets, class names.

use rquickjs::{Array, Ctx, Object, Promise, Result, Value, promise::PromiseState, qjs};

/// `["pending"]`, `["fulfilled", value]` or `["rejected", reason]`; nothing when it is no promise.
pub(super) fn promise_state<'js>(ctx: Ctx<'js>, value: Value<'js>) -> Result<Option<Array<'js>>> {
    let Ok(promise) = Promise::from_value(value) else {
        return Ok(None);
    };
    let state = Array::new(ctx.clone())?;
    let name = match promise.state() {
        PromiseState::Pending => "pending",
        PromiseState::Resolved => "fulfilled",
        PromiseState::Rejected => "rejected",
    };
    state.set(0, name)?;
    if promise.state() != PromiseState::Pending {
        // SAFETY: context and promise are alive, and the engine gives a value of our own.
        let result = unsafe {
            let raw = qjs::JS_PromiseResult(ctx.as_raw().as_ptr(), promise.as_raw());
            Value::from_raw(ctx, raw)
        };
        state.set(1, result)?;
    }
    Ok(Some(state))
}

/// `[target, handler]`; nothing when it is no proxy.
pub(super) fn proxy_details<'js>(ctx: Ctx<'js>, value: Value<'js>) -> Result<Option<Array<'js>>> {
    // SAFETY: context and value are alive; both values that the engine gives are our own.
    let (target, handler) = unsafe {
        if !qjs::JS_IsProxy(value.as_raw()) {
            return Ok(None);
        }
        let context = ctx.as_raw().as_ptr();
        let target = qjs::JS_GetProxyTarget(context, value.as_raw());
        let handler = qjs::JS_GetProxyHandler(context, value.as_raw());
        (Value::from_raw(ctx.clone(), target), Value::from_raw(ctx.clone(), handler))
    };
    let details = Array::new(ctx)?;
    details.set(0, target)?;
    details.set(1, handler)?;
    Ok(Some(details))
}

/// The name of the class the engine made an object of, whatever its prototype says.
pub(super) fn class_name<'js>(ctx: Ctx<'js>, object: Object<'js>) -> Option<String> {
    // SAFETY: context and object are alive; the class name is an atom of our own that is freed once.
    unsafe {
        let context = ctx.as_raw().as_ptr();
        let class = qjs::JS_GetClassID(object.as_raw());
        let atom = qjs::JS_GetClassName(qjs::JS_GetRuntime(context), class);
        let name = Value::from_raw(ctx.clone(), qjs::JS_AtomToString(context, atom));
        qjs::JS_FreeAtom(context, atom);
        name.as_string().and_then(|name| name.to_string().ok())
    }
}
