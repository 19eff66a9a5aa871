//! Values of host modules.

use strait_guest::abi::Value;
use strait_python::{Data, HostError};

/// Answers `encode`: the arguments of a call, as bytes.
///
/// # Errors
///
/// They are nested too deeply.
pub(super) fn encoded(arguments: &[Data]) -> Result<Data, HostError> {
    let [Data::List(values)] = arguments else {
        return Err(HostError::new("TypeError", "encode() takes a list"));
    };
    let values: Vec<Value> = values.iter().map(value).collect();
    match values.iter().all(Value::is_shallow) {
        true => Ok(Data::Bytes(Value::encode_array(&values))),
        false => Err(HostError::new("ValueError", "an argument of a host module's function is nested too deeply")),
    }
}

/// What a host module's function gave. One that cannot be read is nothing: the host checks what it sends.
pub(crate) fn decoded(bytes: &[u8]) -> Data {
    Value::decode(bytes).map_or(Data::None, data)
}

/// The texts of a `host.receive`.
pub(crate) fn texts(bytes: &[u8]) -> Vec<String> {
    let Ok(Value::Array(items)) = Value::decode(bytes) else { return Vec::new() };
    let text = |item| match item {
        Value::Text(text) => Some(text),
        _ => None,
    };
    items.into_iter().filter_map(text).collect()
}

fn value(data: &Data) -> Value {
    match data {
        Data::None => Value::Null,
        Data::Bool(value) => Value::Bool(*value),
        Data::Int(number) => Value::Int(*number),
        Data::Float(number) => Value::Float(*number),
        Data::Str(text) => Value::Text(text.clone()),
        Data::Bytes(bytes) => Value::Bytes(bytes.clone()),
        Data::List(items) => Value::Array(items.iter().map(value).collect()),
        Data::Dict(entries) => Value::Map(entries.iter().map(|(key, item)| (key.clone(), value(item))).collect()),
    }
}

fn data(value: Value) -> Data {
    match value {
        Value::Null => Data::None,
        Value::Bool(value) => Data::Bool(value),
        Value::Int(number) => Data::Int(number),
        Value::Float(number) => Data::Float(number),
        Value::Text(text) => Data::Str(text),
        Value::Bytes(bytes) => Data::Bytes(bytes),
        Value::Array(items) => Data::List(items.into_iter().map(data).collect()),
        Value::Map(entries) => Data::Dict(entries.into_iter().map(|(key, item)| (key, data(item))).collect()),
    }
}
