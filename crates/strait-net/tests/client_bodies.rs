//! Bodies of requests that are streamed, and bodies of responses that are decoded.

mod support;

use async_compression::tokio::bufread::{BrotliEncoder, DeflateEncoder, GzipEncoder, ZlibEncoder, ZstdEncoder};
use strait_abi::{ErrorCode, Handle, Operation};
use strait_net::{Limits, Outcome};
use strait_policy::Policy;
use strait_testkit::{HttpServer, RawServer};
use support::{
    Script, bytes, done, failed, failed_with,
    fetch::{Fetch, Response},
};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWriteExt, BufReader};

async fn open_upload(script: &mut Script) -> Handle {
    match script.call(Operation::StreamOpen).await {
        Outcome::Opened(handle) => handle,
        other => panic!("expected a stream, got {other:?}"),
    }
}

#[tokio::test]
async fn an_upload_goes_out_as_it_is_written() {
    let server = HttpServer::start();
    let mut script = Script::new();
    let upload = open_upload(&mut script).await;
    let url = server.url("/echo");
    let send = script.start(Fetch { method: "POST", upload: Some(upload), ..Fetch::get(&url) }.operation());
    let response = Response::of(script.outcome(send).await);
    let stream = response.rest.expect("a body that is still to come");
    for part in ["one", "two", "three"] {
        done(&script.write(upload, part).await);
        assert_eq!(bytes(script.read(stream).await), part, "the server sends back what it has at once");
    }
    done(&script.shutdown(upload).await);
    assert!(bytes(script.read(stream).await).is_empty());
}

#[tokio::test]
async fn an_upload_of_known_length_says_so() {
    let server = HttpServer::start();
    let mut script = Script::new();
    let url = server.url("/post");
    for (headers, name) in [
        ("", "transfer-encoding"),
        ("transfer-encoding: chunked\r\n", "transfer-encoding"),
        ("content-length: 6\r\n", "content-length"),
    ] {
        let upload = open_upload(&mut script).await;
        let send =
            script.start(Fetch { method: "POST", headers, upload: Some(upload), ..Fetch::get(&url) }.operation());
        done(&script.write(upload, "abc").await);
        done(&script.write(upload, "def").await);
        done(&script.shutdown(upload).await);
        let response = Response::of(script.outcome(send).await);
        let json = script.json(&response).await;
        assert_eq!(json["data"], "abcdef");
        assert_eq!(json["headers"]["transfer-encoding"].is_string(), name == "transfer-encoding");
        assert_eq!(json["headers"]["content-length"].is_string(), name == "content-length");
    }
}

#[tokio::test]
async fn an_upload_that_does_not_keep_its_length_fails() {
    let server = HttpServer::start();
    let mut script = Script::new();
    let url = server.url("/post");
    let upload = open_upload(&mut script).await;
    let headers = "content-length: 10\r\n";
    let send = script.start(Fetch { method: "POST", headers, upload: Some(upload), ..Fetch::get(&url) }.operation());
    done(&script.write(upload, "abc").await);
    done(&script.shutdown(upload).await);
    let message = "the request body is shorter than its content-length";
    failed(&script.outcome(send).await, ErrorCode::Invalid, message);
}

#[tokio::test]
async fn a_large_upload_waits_for_the_server() {
    let server = RawServer::silent();
    let mut script = Script::new();
    let url = format!("http://{}/", server.address());
    let upload = open_upload(&mut script).await;
    let _send = script.start(Fetch { method: "POST", upload: Some(upload), ..Fetch::get(&url) }.operation());
    let part = "x".repeat(1 << 20);
    let writes: Vec<_> =
        (0..100).map(|_| script.start(Operation::StreamWrite { stream: upload, bytes: part.as_bytes() })).collect();
    // The system takes a few megabytes, and then nothing more.
    let first = script.outcome(writes[0]).await;
    done(&first);
    tokio::task::yield_now().await;
    assert!(script.ready(writes[99]).is_none());
}

#[tokio::test]
async fn an_upload_given_up_fails_the_request() {
    let server = HttpServer::start();
    let mut script = Script::new();
    let upload = open_upload(&mut script).await;
    let url = server.url("/post");
    let send = script.start(Fetch { method: "POST", upload: Some(upload), ..Fetch::get(&url) }.operation());
    done(&script.write(upload, "abc").await);
    script.close(upload).await;
    failed(&script.outcome(send).await, ErrorCode::Aborted, "the body was given up before its end");
}

#[tokio::test]
async fn an_upload_to_a_request_that_failed_cannot_be_written() {
    let mut script = Script::new();
    let upload = open_upload(&mut script).await;
    let url = format!("http://{}/", strait_testkit::refused_address());
    failed_with(
        &script.call(Fetch { method: "POST", upload: Some(upload), ..Fetch::get(&url) }.operation()).await,
        ErrorCode::Refused,
    );
    failed_with(&script.write(upload, "x").await, ErrorCode::Reset);
}

#[tokio::test]
async fn an_upload_is_the_body_of_one_request() {
    let server = HttpServer::start();
    let mut script = Script::new();
    let upload = open_upload(&mut script).await;
    let url = server.url("/post");
    let fetch = Fetch { method: "POST", upload: Some(upload), ..Fetch::get(&url) };
    let _send = script.start(fetch.operation());
    let message = "this stream is the body of a request already";
    failed(&script.call(fetch.operation()).await, ErrorCode::Invalid, message);
}

#[tokio::test]
async fn a_response_body_can_be_the_body_of_a_request() {
    let server = HttpServer::start();
    let mut script = Script::new();
    let source = script.get(&server.url("/drip?count=20&interval=1")).await;
    let url = server.url("/post");
    let response = script.fetch(Fetch { method: "POST", upload: source.rest, ..Fetch::get(&url) }).await;
    let posted = script.json(&response).await["data"].as_str().map(str::len);
    assert_eq!(posted, Some(20 - source.body.len()));
}

#[tokio::test]
async fn every_coding_is_decoded() {
    let server = HttpServer::start();
    let mut script = Script::new();
    for coding in ["gzip", "deflate", "br", "zstd"] {
        let url = server.url(&format!("/{coding}"));
        let response = script.get(&url).await;
        assert_eq!(response.header("content-encoding"), Some(coding), "the header stays, as fetch keeps it");
        assert_eq!(script.json(&response).await["method"], "GET");
        let raw = script.fetch(Fetch { decompress: false, ..Fetch::get(&url) }).await;
        let length = raw.header("content-length").and_then(|length| length.parse::<usize>().ok());
        assert_eq!(Some(script.body(&raw).await.len()), length);
    }
    assert_eq!(server.connections(), 1, "the connection is free when a decoded body has ended");
}

/// A server that answers with `body` in the given codings.
fn encoded(codings: &str, body: &[u8]) -> RawServer {
    let head = format!("HTTP/1.1 200 OK\r\ncontent-encoding: {codings}\r\ncontent-length: {}\r\n\r\n", body.len());
    RawServer::answering([head.as_bytes(), body].concat())
}

async fn encode(mut encoder: impl AsyncRead + Unpin) -> Vec<u8> {
    let mut encoded = Vec::new();
    encoder.read_to_end(&mut encoded).await.unwrap();
    encoded
}

async fn get(script: &mut Script, server: &RawServer) -> Response {
    script.get(&format!("http://{}/", server.address())).await
}

#[tokio::test]
async fn codings_are_undone_in_reverse_order() {
    let plain = b"hello hello hello".as_slice();
    let gzip = encode(GzipEncoder::new(plain)).await;
    let both = encode(BrotliEncoder::new(&gzip[..])).await;
    let mut script = Script::new();
    for (codings, body) in [("gzip, br", &both), ("GZIP,\tBR", &both), ("x-gzip", &gzip), ("identity, gzip", &gzip)] {
        let server = encoded(codings, body);
        let response = get(&mut script, &server).await;
        assert_eq!(script.body(&response).await, plain, "{codings}");
    }
    for unknown in ["gzip, sdch", "sdch", "br, br, br, br, br, gzip"] {
        let server = encoded(unknown, &gzip);
        let response = get(&mut script, &server).await;
        assert_eq!(script.body(&response).await, gzip, "{unknown}");
    }
}

#[tokio::test]
async fn deflate_is_taken_with_and_without_its_frame() {
    let plain = b"hello hello hello".as_slice();
    let mut script = Script::new();
    for body in [encode(ZlibEncoder::new(plain)).await, encode(DeflateEncoder::new(plain)).await] {
        let server = encoded("deflate", &body);
        let response = get(&mut script, &server).await;
        assert_eq!(script.body(&response).await, plain);
    }
}

#[tokio::test]
async fn several_gzip_members_are_one_body() {
    let one = encode(GzipEncoder::new(&b"one "[..])).await;
    let two = encode(GzipEncoder::new(&b"two"[..])).await;
    let server = encoded("gzip", &[one, two].concat());
    let mut script = Script::new();
    let response = get(&mut script, &server).await;
    assert_eq!(script.body(&response).await, b"one two");
}

#[tokio::test]
async fn an_empty_body_decodes_to_nothing() {
    let mut script = Script::new();
    for coding in ["gzip", "deflate", "br", "zstd"] {
        let server = encoded(coding, b"");
        let response = get(&mut script, &server).await;
        assert_eq!(script.body(&response).await, b"", "{coding}");
    }
}

#[tokio::test]
async fn what_follows_the_data_is_passed_over() {
    let mut script = Script::new();
    for (coding, mut body) in [
        ("gzip", encode(GzipEncoder::new(&b"data"[..])).await),
        ("deflate", encode(ZlibEncoder::new(&b"data"[..])).await),
        ("br", encode(BrotliEncoder::new(&b"data"[..])).await),
    ] {
        body.extend(b"garbage");
        let server = encoded(coding, &body);
        let response = get(&mut script, &server).await;
        assert_eq!(script.body(&response).await, b"data", "{coding}");
    }
}

/// As [`encoded`], in chunks of one byte, for any number of requests.
fn encoded_in_chunks(coding: &str, body: &[u8]) -> RawServer {
    let mut answer =
        format!("HTTP/1.1 200 OK\r\ncontent-encoding: {coding}\r\ntransfer-encoding: chunked\r\n\r\n").into_bytes();
    for byte in body {
        answer.extend([b"1\r\n".as_slice(), &[*byte], b"\r\n"].concat());
    }
    answer.extend(b"0\r\n\r\n");
    let answer = std::sync::Arc::new(answer);
    RawServer::start(move |mut socket| {
        let answer = std::sync::Arc::clone(&answer);
        async move {
            while matches!(socket.read(&mut [0; 4096]).await, Ok(1..)) {
                let _ = socket.write_all(&answer).await;
            }
        }
    })
}

#[tokio::test]
async fn a_decoded_body_in_chunks_frees_its_connection() {
    let plain = b"hello hello hello".as_slice();
    for (coding, body) in [
        ("gzip", encode(GzipEncoder::new(plain)).await),
        ("deflate", encode(ZlibEncoder::new(plain)).await),
        ("br", encode(BrotliEncoder::new(plain)).await),
        ("zstd", encode(ZstdEncoder::new(plain)).await),
    ] {
        let server = encoded_in_chunks(coding, &body);
        let limits = Limits { connections_per_origin: 1, ..Limits::default() };
        let mut script = Script::with(Policy::everything(), limits);
        let url = format!("http://{}/", server.address());
        for _ in 0..3 {
            let response = script.get(&url).await;
            assert_eq!(script.body(&response).await, plain, "{coding}");
            // The handle is not closed: the end of the body alone frees the place for the next request.
        }
        let empty = encoded_in_chunks(coding, b"");
        let response = get(&mut script, &empty).await;
        assert_eq!(script.body(&response).await, b"", "{coding}");
    }
}

async fn fails_to_decode(coding: &str, body: &[u8], message: &str) {
    let server = encoded(coding, body);
    let mut script = Script::new();
    let response = get(&mut script, &server).await;
    let stream = response.rest.expect("a body that failed is not at its end");
    loop {
        match script.read(stream).await {
            Outcome::Bytes(bytes) if !bytes.is_empty() => {}
            outcome => {
                failed(&outcome, ErrorCode::Protocol, message);
                failed(&script.read(stream).await, ErrorCode::Protocol, message);
                return;
            }
        }
    }
}

#[tokio::test]
async fn damaged_data_is_an_error() {
    let plain = [b'x'; 100];
    for (coding, body) in [
        ("gzip", encode(GzipEncoder::new(&plain[..])).await),
        ("zstd", encode(ZstdEncoder::new(&plain[..])).await),
        ("br", encode(BrotliEncoder::new(&plain[..])).await),
    ] {
        let ended = format!("the response body ended in the middle of its {coding} data");
        fails_to_decode(coding, &body[..body.len() - 3], &ended).await;
    }
    let zlib = encode(ZlibEncoder::new(&plain[..])).await;
    fails_to_decode("deflate", &zlib[..zlib.len() - 3], "the response body is not valid deflate data").await;
    fails_to_decode("gzip", b"this is not gzip at all", "the response body is not valid gzip data").await;
    fails_to_decode("zstd", b"this is not zstd at all", "the response body is not valid zstd data").await;
}

#[tokio::test]
async fn a_bomb_is_decoded_no_faster_than_it_is_read() {
    // 256 MiB of zeros are 256 KiB of gzip; only what is asked for is made.
    let zeros = encode(GzipEncoder::new(BufReader::new(tokio::io::repeat(0).take(1 << 28)))).await;
    let server = encoded("gzip", &zeros);
    let mut script = Script::new();
    let response = get(&mut script, &server).await;
    let stream = response.rest.expect("a body that goes on");
    for _ in 0..10 {
        assert!(bytes(script.read(stream).await).len() <= 64 * 1024);
    }
    script.close(stream).await;
    assert_eq!(script.service.open_handles(), 0);
}
