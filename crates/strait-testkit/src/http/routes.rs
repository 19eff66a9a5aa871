//! The routes.

use std::time::Duration;

use async_compression::tokio::bufread::{BrotliEncoder, GzipEncoder, ZlibEncoder, ZstdEncoder};
use base64::{Engine, prelude::BASE64_STANDARD};
use bytes::Bytes;
use futures_util::stream;
use http::{HeaderName, HeaderValue, Request, Response, StatusCode, header, request::Parts};
use http_body_util::BodyExt;
use hyper::body::Incoming;
use serde_json::json;
use tokio::io::{AsyncRead, AsyncReadExt};

use super::{
    Arrival,
    body::{self, AnswerBody},
    echo,
};

pub(super) type Answer = Response<AnswerBody>;

pub(super) async fn route(request: Request<Incoming>, arrival: Arrival) -> Answer {
    let path = request.uri().path().to_owned();
    let (name, argument) = path[1..].split_once('/').unwrap_or((&path[1..], ""));
    match (name, argument) {
        ("get" | "post" | "put" | "patch" | "delete" | "anything", _) => json_answer(describe(request, arrival).await),
        ("echo", "") => echo_body(request),
        ("bytes", count) => number(count, |count| {
            Response::new(body::whole((0..count).map(|index| (index % 256) as u8).collect::<Vec<u8>>()))
        }),
        ("stream", count) => number(count, lines),
        ("chunked", "") => {
            let parts = ["hello ", "chunked ", "world"].map(|part| Ok(Bytes::from_static(part.as_bytes())));
            Response::new(body::parts(stream::iter(parts)))
        }
        ("drip", "") => {
            let interval = Duration::from_millis(query_number(&request, "interval").unwrap_or(10));
            Response::new(body::drip("*", query_number(&request, "count").unwrap_or(10) as usize, interval))
        }
        ("status", status) => number(status, |status| empty(u16::try_from(status).unwrap_or_default())),
        ("redirect", count) => {
            let status = query_number(&request, "status").unwrap_or(302);
            number(count, |count| {
                let next = match count {
                    0 | 1 => "/get".to_owned(),
                    _ => format!("/redirect/{}?status={status}", count - 1),
                };
                redirect(status, &next)
            })
        }
        ("redirect-to", "") => match query(&request, "url") {
            Some(url) => redirect(query_number(&request, "status").unwrap_or(302), &url),
            None => empty(400),
        },
        ("respond", "") => respond(&request),
        ("basic-auth", credentials) => match is_authorized(&request, credentials) {
            true => json_answer(describe(request, arrival).await),
            false => with_header(empty(401), "www-authenticate", "Basic realm=\"strait\""),
        },
        ("gzip" | "deflate" | "br" | "zstd", "") => {
            let coding = name.to_owned();
            compressed(&coding, &describe(request, arrival).await).await
        }
        ("delay", milliseconds) => match milliseconds.parse() {
            Ok(milliseconds) => {
                tokio::time::sleep(Duration::from_millis(milliseconds)).await;
                json_answer(describe(request, arrival).await)
            }
            Err(_) => empty(400),
        },
        ("close-early", "") => {
            let mut response = Response::new(body::broken("0123456789"));
            response.headers_mut().insert(header::CONTENT_LENGTH, HeaderValue::from_static("100"));
            response
        }
        _ => empty(404),
    }
}

async fn describe(request: Request<Incoming>, arrival: Arrival) -> Vec<u8> {
    let (parts, body): (Parts, Incoming) = request.into_parts();
    // A client that breaks off does not see the answer.
    let body = body.collect().await.map(|body| body.to_bytes()).unwrap_or_default();
    echo::describe(&parts, &body, arrival).to_string().into_bytes()
}

fn json_answer(json: Vec<u8>) -> Answer {
    let mut response = Response::new(body::whole(json));
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    response
}

fn echo_body(mut request: Request<Incoming>) -> Answer {
    let kind = request.headers_mut().remove(header::CONTENT_TYPE);
    let mut response = Response::new(request.into_body().map_err(std::io::Error::other).boxed());
    if let Some(kind) = kind {
        response.headers_mut().insert(header::CONTENT_TYPE, kind);
    }
    response
}

fn lines(count: u64) -> Answer {
    let lines = (0..count).map(|id| Ok(Bytes::from(format!("{}\n", json!({ "id": id })))));
    Response::new(body::parts(stream::iter(lines)))
}

async fn compressed(coding: &str, plain: &[u8]) -> Answer {
    let bytes = match coding {
        "gzip" => read_all(GzipEncoder::new(plain)).await,
        // RFC 9110 section 8.4.1.2: the coding named deflate is zlib's format.
        "deflate" => read_all(ZlibEncoder::new(plain)).await,
        "br" => read_all(BrotliEncoder::new(plain)).await,
        _ => read_all(ZstdEncoder::new(plain)).await,
    };
    let mut response = json_answer(bytes);
    if let Ok(value) = HeaderValue::from_str(coding) {
        response.headers_mut().insert(header::CONTENT_ENCODING, value);
    }
    response
}

async fn read_all(mut reader: impl AsyncRead + Unpin) -> Vec<u8> {
    let mut bytes = Vec::new();
    reader.read_to_end(&mut bytes).await.expect("bytes in memory can be compressed");
    bytes
}

/// What the query asks for: `status`, `body`, and each `header` as `name: value`.
fn respond(request: &Request<Incoming>) -> Answer {
    let mut response = Response::new(body::whole(query(request, "body").unwrap_or_default()));
    let status = query_number(request, "status").and_then(|status| u16::try_from(status).ok()).unwrap_or(200);
    *response.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::BAD_REQUEST);
    let pairs = url::form_urlencoded::parse(request.uri().query().unwrap_or_default().as_bytes());
    for (_, header) in pairs.filter(|(name, _)| name == "header") {
        if let Some((name, value)) = header.split_once(": ") {
            response = with_header(response, name, value);
        }
    }
    response
}

/// Whether a request has the credentials `user/password` (RFC 7617).
fn is_authorized(request: &Request<Incoming>, credentials: &str) -> bool {
    let expected = format!("Basic {}", BASE64_STANDARD.encode(credentials.replacen('/', ":", 1)));
    request.headers().get(header::AUTHORIZATION).is_some_and(|value| value.as_bytes() == expected.as_bytes())
}

fn with_header(mut response: Answer, name: &str, value: &str) -> Answer {
    match (HeaderName::try_from(name), HeaderValue::try_from(value)) {
        (Ok(name), Ok(value)) => drop(response.headers_mut().append(name, value)),
        _ => *response.status_mut() = StatusCode::BAD_REQUEST,
    }
    response
}

fn redirect(status: u64, location: &str) -> Answer {
    let mut response = empty(u16::try_from(status).unwrap_or_default());
    match HeaderValue::from_str(location) {
        Ok(location) => drop(response.headers_mut().insert(header::LOCATION, location)),
        Err(_) => *response.status_mut() = StatusCode::BAD_REQUEST,
    }
    response
}

fn empty(status: u16) -> Answer {
    let mut response = Response::new(body::whole(Bytes::new()));
    *response.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::BAD_REQUEST);
    response
}

fn number(text: &str, answer: impl FnOnce(u64) -> Answer) -> Answer {
    text.parse().map_or_else(|_| empty(400), answer)
}

fn query(request: &Request<Incoming>, name: &str) -> Option<String> {
    let query = request.uri().query()?;
    url::form_urlencoded::parse(query.as_bytes()).find(|(found, _)| found == name).map(|(_, value)| value.into_owned())
}

fn query_number(request: &Request<Incoming>, name: &str) -> Option<u64> {
    query(request, name)?.parse().ok()
}
