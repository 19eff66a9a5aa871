//! Modules of the host.

use rquickjs::{
    Array, BigInt, Ctx, Exception, FromJs, Function, IntoJs, Object, Result, Value,
    object::{Filter, Property},
};
use strait_guest::abi::{self, Operation};

use super::call;
use crate::{
    bytes::{Bytes, Text},
    outcome,
};

/// Beyond it the conversion gives up; the ABI's own limit is less.
const MOST_NESTING: usize = 128;

/// The largest whole number up to which a double tells each from the next.
const SAFE_INTEGER: f64 = 9_007_199_254_740_991.0;

pub(super) fn host_call<'js>(
    ctx: Ctx<'js>,
    module: Text<'js>,
    function: Text<'js>,
    arguments: Array<'js>,
    done: Function<'js>,
) -> Result<f64> {
    let values = arguments.iter().map(|value| from_js(&ctx, &value?, MOST_NESTING)).collect::<Result<Vec<_>>>()?;
    if !values.iter().all(abi::Value::is_shallow) {
        return Err(nested_too_deeply(&ctx));
    }
    let operation = Operation::HostCall {
        module: &module.as_str(),
        function: &function.as_str(),
        arguments: &abi::Value::encode_array(&values),
    };
    Ok(call(&ctx, operation, Some(done)))
}

pub(super) fn host_receive<'js>(ctx: Ctx<'js>, done: Function<'js>) -> f64 {
    call(&ctx, Operation::HostReceive, Some(done))
}

fn from_js<'js>(ctx: &Ctx<'js>, value: &Value<'js>, left: usize) -> Result<abi::Value> {
    if value.is_undefined() || value.is_null() {
        return Ok(abi::Value::Null);
    }
    if let Some(value) = value.as_bool() {
        return Ok(abi::Value::Bool(value));
    }
    if let Some(number) = value.as_number() {
        let is_whole =
            number.fract() == 0.0 && number.abs() <= SAFE_INTEGER && !(number == 0.0 && number.is_sign_negative());
        return Ok(if is_whole { abi::Value::Int(number as i64) } else { abi::Value::Float(number) });
    }
    if value.is_string() {
        return Ok(abi::Value::Text(Text::new(ctx, value.clone())?.as_str().into_owned()));
    }
    if value.is_big_int() {
        let number = BigInt::from_value(value.clone())?.to_i64()?;
        return Ok(abi::Value::Int(number));
    }
    if left == 0 {
        return Err(nested_too_deeply(ctx));
    }
    if let Some(array) = value.as_array() {
        return array
            .iter()
            .map(|item| from_js(ctx, &item?, left - 1))
            .collect::<Result<Vec<_>>>()
            .map(abi::Value::Array);
    }
    if value.is_function() || value.is_symbol() {
        return Err(Exception::throw_type(ctx, "functions and symbols cannot be handed to a host module"));
    }
    if let Ok(bytes) = Bytes::from_js(ctx, value.clone()) {
        return Ok(abi::Value::Bytes(bytes.as_slice().to_owned()));
    }
    // What was thrown says only that these are no bytes.
    drop(ctx.catch());
    let Some(object) = value.as_object() else {
        return Err(Exception::throw_type(ctx, "this value cannot be handed to a host module"));
    };
    let entries = object.own_props::<String, Value<'js>>(Filter::new().string().enum_only()).map(|entry| {
        let (key, item) = entry?;
        Ok((key, from_js(ctx, &item, left - 1)?))
    });
    entries.collect::<Result<Vec<_>>>().map(abi::Value::Map)
}

/// A value of the host's as JavaScript has it: bytes are a `Uint8Array`, whole numbers beyond 53 bits are `BigInt`.
pub(crate) fn to_js<'js>(ctx: &Ctx<'js>, value: abi::Value) -> Result<Value<'js>> {
    match value {
        abi::Value::Null => Ok(Value::new_null(ctx.clone())),
        abi::Value::Bool(value) => value.into_js(ctx),
        abi::Value::Int(number) if (number as f64).abs() > SAFE_INTEGER => {
            Ok(BigInt::from_i64(ctx.clone(), number)?.into_value())
        }
        abi::Value::Int(number) => (number as f64).into_js(ctx),
        abi::Value::Float(number) => number.into_js(ctx),
        abi::Value::Text(text) => text.into_js(ctx),
        abi::Value::Bytes(bytes) => {
            let view: rquickjs::function::Constructor<'js> = ctx.globals().get("Uint8Array")?;
            view.construct((outcome::buffer(ctx, &bytes)?,))
        }
        abi::Value::Array(items) => {
            let array = Array::new(ctx.clone())?;
            for (index, item) in items.into_iter().enumerate() {
                array.set(index, to_js(ctx, item)?)?;
            }
            array.into_js(ctx)
        }
        abi::Value::Map(entries) => {
            let object = Object::new(ctx.clone())?;
            for (key, item) in entries {
                // Set as any other, `__proto__` would change what the object is.
                object.prop(key, Property::from(to_js(ctx, item)?).writable().enumerable().configurable())?;
            }
            object.into_js(ctx)
        }
    }
}

fn nested_too_deeply(ctx: &Ctx<'_>) -> rquickjs::Error {
    Exception::throw_range(ctx, "an argument of a host module's function is nested too deeply, or contains itself")
}
