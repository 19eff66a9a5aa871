//! A request as JSON.

use http::{HeaderMap, header, request::Parts};
use serde_json::{Map, Value, json};

use super::Arrival;

/// `method`, `url`, `args`, `headers`, `data` and `json`, as httpbin names them; several of one name are a list.
pub(super) fn describe(parts: &Parts, body: &[u8], arrival: Arrival) -> Value {
    let authority = match parts.uri.authority() {
        // HTTP/2 says it in the target.
        Some(authority) => authority.as_str(),
        None => parts.headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default(),
    };
    let target = parts.uri.path_and_query().map_or("/", |target| target.as_str());
    let query = parts.uri.query().unwrap_or_default();
    let arguments =
        url::form_urlencoded::parse(query.as_bytes()).map(|(name, value)| (name.into_owned(), value.into_owned()));
    json!({
        "method": parts.method.as_str(),
        "url": format!("{}://{authority}{target}", arrival.scheme),
        "args": grouped(arguments),
        "headers": grouped(text_headers(&parts.headers)),
        "data": String::from_utf8_lossy(body),
        "json": serde_json::from_slice::<Value>(body).unwrap_or_default(),
    })
}

fn text_headers(headers: &HeaderMap) -> impl Iterator<Item = (String, String)> {
    headers.iter().map(|(name, value)| {
        let text = value.as_bytes().iter().map(|byte| char::from(*byte)).collect();
        (name.as_str().to_owned(), text)
    })
}

fn grouped(pairs: impl Iterator<Item = (String, String)>) -> Value {
    let mut groups = Map::new();
    for (name, value) in pairs {
        match groups.get_mut(&name) {
            None => drop(groups.insert(name, value.into())),
            Some(Value::Array(values)) => values.push(value.into()),
            Some(one) => *one = json!([one.take(), value]),
        }
    }
    groups.into()
}
