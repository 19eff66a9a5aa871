//! Servers that break the rules of HTTP, each in one way: the error says what it was, nothing hangs, nothing is left behind.

mod support;

use std::{sync::Arc, time::Duration};

use async_compression::tokio::bufread::{BrotliEncoder, GzipEncoder, ZstdEncoder};
use strait_abi::ErrorCode;
use strait_net::{Limits, Outcome};
use strait_policy::Policy;
use strait_testkit::{Certificates, HttpServer, RawServer};
use support::{
    Script,
    fetch::{Fetch, allow_net, trusting},
    server_cases::frame,
};
use tokio::{
    io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, BufReader},
    net::TcpStream,
};
use tokio_rustls::TlsAcceptor;

/// What becomes of a request: the status and the body, or where it failed, with what and why.
async fn outcome(script: &mut Script, url: &str) -> String {
    let outcome = script.call(Fetch::get(url).operation()).await;
    let told = match outcome {
        Outcome::Response { head, body, rest } => {
            let mut body = body.to_vec();
            let mut failure = None;
            while let Some(rest) = rest {
                match script.read(rest).await {
                    Outcome::Bytes(bytes) if bytes.is_empty() => break,
                    Outcome::Bytes(bytes) if body.len() < 1 << 20 => body.extend_from_slice(&bytes),
                    Outcome::Bytes(_) => {
                        failure = Some("it has no end".to_owned());
                        break;
                    }
                    other => {
                        let other = other.failure().expect("bytes or a failure");
                        failure = Some(format!("{}: {}", other.code, other.message));
                        break;
                    }
                }
            }
            if let Some(rest) = rest {
                script.close(rest).await;
            }
            match failure {
                Some(failure) => format!("body: {failure}"),
                None => format!("{} {}", head.status, String::from_utf8_lossy(&body).escape_debug()),
            }
        }
        other => {
            let failure = other.failure().expect("a response or a failure");
            format!("{}: {}", failure.code, failure.message)
        }
    };
    assert_eq!((script.service.in_flight(), script.service.open_handles()), (0, 0), "{told}");
    told
}

fn frugal() -> Script {
    Script::with(Policy::everything(), Limits { connections_per_origin: 1, handles: 1, ..Limits::default() })
}

/// What a script meets that asks a server which sends `answer` and closes.
async fn check(answer: impl AsRef<[u8]>, expected: &str) {
    let answer = answer.as_ref();
    let server = RawServer::answering(answer);
    let mut script = frugal();
    let url = format!("http://{}/", server.address());
    let told = outcome(&mut script, &url).await.replace(&server.address().to_string(), "HOST");
    assert_eq!(told, expected, "{}", String::from_utf8_lossy(&answer[..answer.len().min(200)]).escape_debug());
    // The script goes on, and so does its one connection.
    let good = HttpServer::start();
    assert_eq!(script.get(&good.url("/get")).await.head.status, 200);
}

const BAD_VERSION: &str = "protocol: HOST answered with something that is not HTTP: invalid HTTP version";
const BAD_STATUS: &str = "protocol: HOST answered with something that is not HTTP: invalid HTTP status-code";
const BAD_HEADER: &str = "protocol: HOST answered with something that is not HTTP: invalid HTTP header";
const BAD_LENGTH: &str = "protocol: HOST answered with something that is not HTTP: invalid content-length";
const BAD_CODING: &str = "protocol: HOST answered with something that is not HTTP: unexpected transfer-encoding";
const TOO_LONG: &str = "too-large: HOST answered with a longer head than is read";
const CLOSED: &str = "reset: HOST closed the connection before answering";
const TRUNCATED: &str = "body: protocol: the server closed the connection before the whole response body arrived";

#[tokio::test]
async fn heads_that_are_none() {
    check("", CLOSED).await;
    check("H", CLOSED).await;
    check("HTTP/1.1 200 OK\r\n", CLOSED).await;
    check("HTTP/1.1 200 OK\r\ncontent-length: 0\r\n", CLOSED).await;
    // HTTP/0.9 has no head.
    check("<html>hello</html>\r\n\r\n", BAD_VERSION).await;
    check("\0\0\0\0\r\n\r\n", BAD_VERSION).await;
    check("HTTP/2.0 200 OK\r\n\r\n", BAD_VERSION).await;
    check("HTTP/3 200 OK\r\n\r\n", BAD_VERSION).await;
    check("http/1.1 200 OK\r\n\r\n", BAD_VERSION).await;
    check("HTTP/1.1 20 OK\r\n\r\n", BAD_STATUS).await;
    check("HTTP/1.1 2000 OK\r\n\r\n", BAD_STATUS).await;
    check("HTTP/1.1 099 OK\r\n\r\n", BAD_STATUS).await;
    check("HTTP/1.1 abc OK\r\n\r\n", BAD_STATUS).await;
    check("HTTP/1.1 200 O\0K\r\n\r\n", BAD_STATUS).await;
    check("HTTP/1.1 200 OK\r\na\0b: c\r\n\r\n", BAD_HEADER).await;
    check("HTTP/1.1 200 OK\r\na: b\0c\r\n\r\n", BAD_HEADER).await;
    check("HTTP/1.1 200 OK\r\na: b\rc\r\n\r\n", BAD_HEADER).await;
    check("HTTP/1.1 200 OK\r\n: b\r\n\r\n", BAD_HEADER).await;
    check("HTTP/1.1 200 OK\r\na b: c\r\n\r\n", BAD_HEADER).await;
    check("HTTP/1.1 200 OK\r\n folded\r\n\r\n", BAD_HEADER).await;
}

#[tokio::test]
async fn heads_that_are_too_long() {
    check(["HTTP/1.1 200 ", &"x".repeat(1_000_000), "\r\n\r\n"].concat(), TOO_LONG).await;
    check(["HTTP/1.1 200 OK\r\na: ", &"x".repeat(1_000_000), "\r\n\r\n"].concat(), TOO_LONG).await;
    check(["HTTP/1.1 200 OK\r\n", &"x".repeat(1_000_000), ": a\r\n\r\n"].concat(), TOO_LONG).await;
    check(["HTTP/1.1 200 OK\r\n", &"a: b\r\n".repeat(100_000), "\r\n"].concat(), TOO_LONG).await;
    check(["HTTP/1.1 200 OK\r\n", &"a: b\r\n".repeat(257), "\r\n"].concat(), TOO_LONG).await;
    let block = ["HTTP/1.1 200 OK\r\n", &format!("a: {}\r\n", "x".repeat(1000)).repeat(70), "\r\n"].concat();
    let message = "too-large: http://HOST/ answered with headers of 70350 bytes, more than the 65536 allowed";
    check(block, message).await;
}

/// RFC 9112 section 2.2 lets a recipient take a line feed alone for the end of a line.
#[tokio::test]
async fn line_feeds_alone_end_lines() {
    check("HTTP/1.1 200 OK\ncontent-length: 2\n\nok", "200 ok").await;
}

/// RFC 9112 section 5.2 makes one line of a folded one.
#[tokio::test]
async fn folded_lines_are_one() {
    let server = RawServer::answering("HTTP/1.1 200 OK\r\na: b\r\n \tc\r\nlength: 1\r\ncontent-length: 2\r\n\r\nok");
    let mut script = frugal();
    let response = script.get(&format!("http://{}/", server.address())).await;
    assert_eq!(response.head.headers, "a: b c\r\nlength: 1\r\ncontent-length: 2\r\n");
    assert_eq!((&response.body[..], response.rest), (&b"ok"[..], None));
    assert_eq!((script.service.in_flight(), script.service.open_handles()), (0, 0));
}

/// RFC 9112 sections 6.1 and 6.3.
#[tokio::test]
async fn transfer_codings_that_nobody_asked_for() {
    let coded = |version: &str, coding: &str, body: &str| {
        format!("HTTP/{version} 200 OK\r\ntransfer-encoding: {coding}\r\n\r\n{body}")
    };
    check(coded("1.1", "Chunked", "2\r\nok\r\n0\r\n\r\n"), "200 ok").await;
    // HTTP/1.0 has none.
    check(coded("1.0", "chunked", "2\r\nok\r\n0\r\n\r\n"), BAD_CODING).await;
    for coding in ["gzip, chunked", "gzip", "xchunked", "identity", "chunked, chunked"] {
        let message = "protocol: http://HOST/ answered in the transfer coding `CODING`, which was not asked for";
        check(coded("1.1", coding, "2\r\nok\r\n0\r\n\r\n"), &message.replace("CODING", coding)).await;
    }
}

#[tokio::test]
async fn lengths_that_contradict_each_other() {
    for lengths in [
        "content-length: 1\r\ncontent-length: 2\r\n",
        "content-length: 2, 3\r\n",
        "content-length: -1\r\n",
        "content-length: +2\r\n",
        "content-length: 0x2\r\n",
        "content-length: 2 2\r\n",
        "content-length: 99999999999999999999999\r\n",
        "content-length:\r\n",
    ] {
        check(format!("HTTP/1.1 200 OK\r\n{lengths}\r\nok"), BAD_LENGTH).await;
    }
    check("HTTP/1.1 200 OK\r\ncontent-length: 2\r\ncontent-length: 2\r\n\r\nok", "200 ok").await;
    // Chunks come before a length (RFC 9112 section 6.3).
    let both = "HTTP/1.1 200 OK\r\ncontent-length: 1\r\ntransfer-encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n";
    check(both, "200 ok").await;
}

#[tokio::test]
async fn bodies_that_end_too_early() {
    check("HTTP/1.1 200 OK\r\ncontent-length: 3\r\n\r\nok", TRUNCATED).await;
    check("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n", TRUNCATED).await;
    check("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2", TRUNCATED).await;
    check("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n3\r\nok", TRUNCATED).await;
    check("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\nok\r\n", TRUNCATED).await;
    check("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n", TRUNCATED).await;
    // One that only the end of the connection ends is complete with it.
    check("HTTP/1.1 200 OK\r\n\r\nok", "200 ok").await;
    check("HTTP/1.0 200 OK\r\n\r\nok", "200 ok").await;
}

#[tokio::test]
async fn chunks_that_are_none() {
    for chunks in [
        "x\r\nok\r\n0\r\n\r\n",
        "\r\nok\r\n0\r\n\r\n",
        "-2\r\nok\r\n0\r\n\r\n",
        "ffffffffffffffffff\r\nok",
        "2\nok\r\n0\r\n\r\n",
        "2\r\nokay\r\n0\r\n\r\n",
        "2;a\nb\r\nok\r\n0\r\n\r\n",
    ] {
        let told = tell(format!("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n{chunks}")).await;
        assert!(told.starts_with("body: protocol: the response body is malformed: "), "{chunks:?}: {told}");
    }
}

async fn tell(answer: impl AsRef<[u8]>) -> String {
    let server = RawServer::answering(answer.as_ref());
    let url = format!("http://{}/", server.address());
    outcome(&mut frugal(), &url).await.replace(&server.address().to_string(), "HOST")
}

#[tokio::test]
async fn statuses_without_a_body_that_bring_one() {
    for status in ["204 No Content", "304 Not Modified"] {
        let answer = format!("HTTP/1.1 {status}\r\ncontent-length: 5\r\n\r\nextra");
        check(answer, &format!("{} ", &status[..3])).await;
        let answer = format!("HTTP/1.1 {status}\r\ntransfer-encoding: chunked\r\n\r\n5\r\nextra\r\n0\r\n\r\n");
        check(answer, &format!("{} ", &status[..3])).await;
    }
    check(
        "HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n",
        "protocol: http://HOST/ switched to another protocol without being asked to",
    )
    .await;
}

/// A server that reads a head and then does as it likes, for ever.
fn endless<F>(serve: impl Fn(TcpStream) -> F + Send + Sync + 'static) -> RawServer
where
    F: Future<Output = ()> + Send + 'static,
{
    let serve = Arc::new(serve);
    RawServer::start(move |mut socket| {
        let serve = Arc::clone(&serve);
        async move {
            let _ = socket.read(&mut [0; 4096]).await;
            serve(socket).await;
        }
    })
}

/// Writes the same again and again, until the peer has enough.
async fn repeat(socket: &mut (impl AsyncWrite + Unpin), bytes: &[u8]) {
    while socket.write_all(bytes).await.is_ok() {
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn what_has_no_end() {
    for (start, again, expected) in [
        ("HTTP/1.1 200 ", "x".repeat(1000), TOO_LONG),
        ("HTTP/1.1 200 OK\r\n", "a: b\r\n".repeat(10), TOO_LONG),
        ("HTTP/1.1 200 OK\r\na: ", "x".repeat(1000), TOO_LONG),
        (
            "",
            "HTTP/1.1 103 Early Hints\r\n\r\n".to_owned(),
            "protocol: HOST sent more than 64 interim responses and no other",
        ),
        (
            "",
            "HTTP/1.1 100 Continue\r\n\r\n".to_owned(),
            "protocol: HOST sent more than 64 interim responses and no other",
        ),
        ("HTTP/1.1 200 OK\r\n\r\n", "x".repeat(1000), "body: it has no end"),
        (
            "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n",
            "3e8\r\n".to_owned() + &"x".repeat(1000) + "\r\n",
            "body: it has no end",
        ),
        (
            "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2;",
            "x".repeat(1000),
            "body: protocol: the response body is malformed: chunk extensions over limit",
        ),
        (
            "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n",
            "1;x=y\r\na\r\n".repeat(100),
            "body: protocol: the response body is malformed: chunk extensions over limit",
        ),
        (
            "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n",
            "a: b\r\n".repeat(100),
            "body: protocol: the response body is malformed: chunk trailers count overflow",
        ),
        (
            "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\nok\r\n0\r\na: ",
            "x".repeat(1000),
            "body: protocol: the response body is malformed: chunk trailers bytes over limit",
        ),
    ] {
        let (begin, repeated) = (start.to_owned(), again.clone());
        let server = endless(move |mut socket| {
            let (begin, repeated) = (begin.clone(), repeated.clone());
            async move {
                let _ = socket.write_all(begin.as_bytes()).await;
                repeat(&mut socket, repeated.as_bytes()).await;
            }
        });
        let url = format!("http://{}/", server.address());
        let told = outcome(&mut frugal(), &url).await.replace(&server.address().to_string(), "HOST");
        assert_eq!(told, expected, "{start:?} {:?}", &again[..again.len().min(40)]);
    }
}

async fn encode(mut encoder: impl AsyncRead + Unpin) -> Vec<u8> {
    let mut encoded = Vec::new();
    encoder.read_to_end(&mut encoded).await.unwrap();
    encoded
}

fn encoded(codings: &str, body: &[u8]) -> Vec<u8> {
    let head = format!("HTTP/1.1 200 OK\r\ncontent-encoding: {codings}\r\ncontent-length: {}\r\n\r\n", body.len());
    [head.as_bytes(), body].concat()
}

#[tokio::test]
async fn bombs_are_no_larger_than_what_is_read() {
    let zeros = || BufReader::new(tokio::io::repeat(0).take(1 << 25));
    let gzip = encode(GzipEncoder::new(zeros())).await;
    let brotli = encode(BrotliEncoder::new(zeros())).await;
    let zstd = encode(ZstdEncoder::new(zeros())).await;
    let twice = encode(GzipEncoder::new(&gzip[..])).await;
    let mixed = encode(BrotliEncoder::new(&zstd[..])).await;
    for (codings, body) in [("gzip", gzip), ("br", brotli), ("zstd", zstd), ("gzip, gzip", twice), ("zstd, br", mixed)]
    {
        assert_eq!(tell(encoded(codings, &body)).await, "body: it has no end", "{codings}");
    }
}

#[tokio::test]
async fn codings_that_are_cut_short_or_wrong() {
    let plain = [b'x'; 1000];
    let gzip = encode(GzipEncoder::new(&plain[..])).await;
    let brotli = encode(BrotliEncoder::new(&plain[..])).await;
    let zstd = encode(ZstdEncoder::new(&plain[..])).await;
    for (coding, body) in [("gzip", &gzip), ("br", &brotli), ("zstd", &zstd)] {
        let told = tell(encoded(coding, &body[..body.len() - 2])).await;
        assert_eq!(told, format!("body: protocol: the response body ended in the middle of its {coding} data"));
        let told = tell(encoded(coding, b"\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff")).await;
        assert_eq!(told, format!("body: protocol: the response body is not valid {coding} data"));
    }
    let mut wrong_sum = gzip.clone();
    let last = wrong_sum.len() - 6;
    wrong_sum[last] ^= 1;
    let told = tell(encoded("gzip", &wrong_sum)).await;
    assert_eq!(told, "body: protocol: the response body is not valid gzip data");
}

/// Closes so that the peer sees a reset.
fn reset(socket: TcpStream) {
    let _ = socket.set_zero_linger();
    drop(socket);
}

#[tokio::test]
async fn resets_at_each_step() {
    let at_once = RawServer::start(async |socket| reset(socket));
    let after_request = endless(async |socket| reset(socket));
    let in_head = endless(async |mut socket| {
        let _ = socket.write_all(b"HTTP/1.1 200 OK\r\ncontent-").await;
        reset(socket);
    });
    // The first may be as early as the connection itself.
    let unconnected = "reset: cannot connect to HOST: connection reset by peer";
    for (server, expected) in [(at_once, &[CLOSED, unconnected][..]), (after_request, &[CLOSED]), (in_head, &[CLOSED])]
    {
        let url = format!("http://{}/", server.address());
        let told = outcome(&mut frugal(), &url).await.replace(&server.address().to_string(), "HOST");
        assert!(expected.contains(&told.as_str()), "{told}");
    }
    let (sender, receiver) = tokio::sync::watch::channel(false);
    let in_body = endless(move |mut socket| {
        let mut receiver = receiver.clone();
        async move {
            let _ = socket.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nok").await;
            // A reset discards what has not been read, so it waits for that.
            let _ = receiver.wait_for(|has_read| *has_read).await;
            reset(socket);
        }
    });
    let mut script = frugal();
    let response = script.get(&format!("http://{}/", in_body.address())).await;
    assert_eq!(response.body, "ok");
    sender.send_replace(true);
    let body = response.rest.expect("a body that goes on");
    let broken = script.read(body).await;
    let message = "the connection broke before the whole response body arrived";
    support::failed(&broken, ErrorCode::Reset, message);
    script.close(body).await;
    assert_eq!((script.service.in_flight(), script.service.open_handles()), (0, 0));
}

#[tokio::test]
async fn handshakes_of_tls_that_fail() {
    let network = trusting(Certificates::localhost().authority_pem());
    let at_hello = endless(async |socket| reset(socket));
    let garbage = endless(async |mut socket| {
        let _ = socket.write_all(&[0x16, 3, 3, 0xff, 0xff, 0, 0, 0, 0]).await;
        repeat(&mut socket, &[0; 1000]).await;
    });
    let alert = endless(async |mut socket| {
        let _ = socket.write_all(&[0x15, 3, 3, 0, 2, 2, 40]).await;
        let _ = socket.read(&mut [0; 1]).await;
    });
    let truncated = endless(async |mut socket| {
        let _ = socket.write_all(&[0x16, 3, 3, 0, 100, 2, 0]).await;
    });
    for (server, expected) in [
        (at_hello, "reset: the connection to HOST broke during the TLS handshake"),
        (garbage, "tls: cannot set up TLS with HOST: "),
        (alert, "tls: cannot set up TLS with HOST: received fatal alert: "),
        (truncated, "tls: HOST closed the connection during the TLS handshake"),
    ] {
        let limits = Limits { connections_per_origin: 1, ..Limits::default() };
        let mut script = Script::on(Arc::clone(&network), Policy::everything(), limits);
        let url = format!("https://{}/", server.address());
        let told = outcome(&mut script, &url).await.replace(&server.address().to_string(), "HOST");
        assert!(told.starts_with(expected), "{told}");
    }
}

/// A server that has agreed on HTTP/2 and sends these frames after its preface.
async fn over_http2(frames: &[u8], again: bool) -> String {
    let certificates = Certificates::for_names(&["127.0.0.1"], &["h2"]);
    let acceptor = TlsAcceptor::from(certificates.server_config());
    let frames: Arc<[u8]> = frames.into();
    let server = RawServer::start(move |socket| {
        let (acceptor, frames) = (acceptor.clone(), Arc::clone(&frames));
        async move {
            let Ok(mut socket) = acceptor.accept(socket).await else { return };
            let _ = socket.write_all(&frame(4, 0, 0, b"")).await;
            let _ = socket.read(&mut [0; 4096]).await;
            let _ = socket.write_all(&frames).await;
            if again {
                let (mut reader, mut writer) = tokio::io::split(socket);
                let mut sink = tokio::io::sink();
                let _ = tokio::join!(repeat(&mut writer, &frames), tokio::io::copy(&mut reader, &mut sink));
                return;
            }
            while matches!(socket.read(&mut [0; 4096]).await, Ok(1..)) {}
        }
    });
    let network = trusting(certificates.authority_pem());
    let mut script = Script::on(network, Policy::everything(), Limits::default());
    let url = format!("https://{}/", server.address());
    outcome(&mut script, &url).await.replace(&server.address().to_string(), "HOST")
}

const BAD_FRAME: &str = "protocol: HOST broke the rules of HTTP/2: unspecific protocol error detected";
const BAD_SIZE: &str = "protocol: HOST broke the rules of HTTP/2: frame with invalid size";

#[tokio::test]
async fn frames_that_break_http2() {
    let head = frame(1, 4, 1, &[0x88]);
    let with_length = frame(1, 4, 1, &[&[0x88, 0x0f, 0x0d, 1], &b"1"[..]].concat());
    for (what, frames, again, expected) in [
        ("a frame that is too long", vec![0xff, 0xff, 0xff, 0, 0, 0, 0, 0, 1], false, BAD_SIZE),
        ("data before a head", frame(0, 1, 1, b"x"), false, BAD_FRAME),
        ("a head on a stream that nobody opened", frame(1, 5, 7, &[0x88]), false, BAD_FRAME),
        ("a head that cannot be decompressed", frame(1, 5, 1, &[0xff; 8]), false, BAD_FRAME),
        ("settings of a wrong length", frame(4, 0, 0, &[0; 5]), false, BAD_FRAME),
        (
            "a window that overflows",
            frame(8, 0, 0, &0x7fff_ffff_u32.to_be_bytes()),
            false,
            "protocol: HOST broke the rules of HTTP/2: flow-control protocol violated",
        ),
        ("a window update of nothing", frame(8, 0, 1, &[0; 4]), false, BAD_FRAME),
        ("a continuation of nothing", frame(9, 4, 1, &[0x88]), false, BAD_FRAME),
        ("continuations without end", [frame(1, 0, 1, &[0; 0]), frame(9, 0, 1, &[0; 0])].concat(), true, BAD_FRAME),
        ("not HTTP/2 at all", b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n".to_vec(), false, BAD_SIZE),
        (
            "the stream is reset",
            frame(3, 0, 1, &2_u32.to_be_bytes()),
            false,
            "reset: HOST broke the request off: unexpected internal error encountered",
        ),
        (
            "the server goes away",
            frame(7, 0, 0, &[0, 0, 0, 0, 0, 0, 0, 11]),
            false,
            "reset: HOST broke the request off: detected excessive load generating behavior",
        ),
        (
            "the stream is reset after its head",
            [head, frame(3, 0, 1, &1_u32.to_be_bytes())].concat(),
            false,
            "body: reset: the server broke off the response body",
        ),
        (
            "a body over its length",
            [with_length, frame(0, 1, 1, b"xy")].concat(),
            false,
            "body: protocol: the server broke the rules of HTTP/2 in the response body",
        ),
    ] {
        assert_eq!(over_http2(&frames, again).await, expected, "{what}");
    }
}

#[tokio::test]
async fn redirects_to_nowhere_good() {
    for (location, expected) in [
        ("file:///etc/passwd", "cannot fetch a URL with the scheme `file`; only http and https can be fetched"),
        ("javascript:alert(1)", "cannot fetch a URL with the scheme `javascript`; only http and https can be fetched"),
        ("data:text/plain,x", "cannot fetch a URL with the scheme `data`; only http and https can be fetched"),
        ("ws://a/", "cannot fetch a URL with the scheme `ws`; only http and https can be fetched"),
        ("http://", "empty host"),
        ("http://a:0/", "nothing can connect to port 0"),
        ("http://a:99999/", "invalid port number"),
    ] {
        let answer = format!("HTTP/1.1 302 Found\r\nlocation: {location}\r\ncontent-length: 0\r\n\r\n");
        check(answer, &format!("invalid: http://HOST/ redirects to `{location}`: {expected}")).await;
    }
    let answer = "HTTP/1.1 302 Found\r\nlocation: /\r\ncontent-length: 0\r\n\r\n";
    check(answer, "protocol: more than 20 redirects, the last one to http://HOST/").await;
    // A place that the policy does not allow is not asked.
    let elsewhere = HttpServer::start();
    let answer = format!("HTTP/1.1 302 Found\r\nlocation: {}\r\ncontent-length: 0\r\n\r\n", elsewhere.url("/get"));
    let server = RawServer::answering(answer);
    let mut script = Script::with(allow_net(&server.address().to_string()), Limits::default());
    let told = outcome(&mut script, &format!("http://{}/", server.address())).await;
    let port = elsewhere.port();
    let place = format!("127.0.0.1:{port}");
    assert_eq!(told, format!("denied: network access to {place} is not allowed; run again with --allow-net={place}"));
    assert_eq!(elsewhere.connections(), 0);
}

/// A server that answers before it has read the body, and then closes in an orderly way.
#[tokio::test]
async fn an_answer_that_comes_before_the_end_of_the_upload() {
    let server = endless(async |mut socket| {
        let answer = b"HTTP/1.1 413 Too Large\r\nconnection: close\r\ncontent-length: 2\r\n\r\nno";
        let _ = socket.write_all(answer).await;
        let _ = socket.shutdown().await;
        // Closing with unread bytes would lose the answer (RFC 9112 section 9.6).
        let _ = tokio::io::copy(&mut socket, &mut tokio::io::sink()).await;
    });
    let mut script = frugal();
    let url = format!("http://{}/", server.address());
    let large = vec![0; 8 << 20];
    for _ in 0..3 {
        let response = script.fetch(Fetch::post(&url, &large)).await;
        assert_eq!((response.head.status, &response.body[..]), (413, &b"no"[..]));
    }
    assert_eq!((script.service.in_flight(), script.service.open_handles()), (0, 0));
}

/// One that answers and then breaks the connection off, while the upload goes on.
#[cfg(target_os = "linux")]
#[tokio::test]
async fn an_answer_with_a_reset_behind_it() {
    let server = endless(async |mut socket| {
        let _ = socket.write_all(b"HTTP/1.1 413 Too Large\r\nconnection: close\r\ncontent-length: 2\r\n\r\nno").await;
        reset(socket);
    });
    let mut script = frugal();
    let url = format!("http://{}/", server.address());
    let large = vec![0; 8 << 20];
    for _ in 0..20 {
        let response = script.fetch(Fetch::post(&url, &large)).await;
        assert_eq!((response.head.status, &response.body[..]), (413, &b"no"[..]));
        assert_eq!((script.service.in_flight(), script.service.open_handles()), (0, 0));
    }
}

/// One that reads for ever and never answers is given up in time.
#[tokio::test]
async fn a_server_that_only_takes() {
    let server = endless(async |mut socket| drop(tokio::io::copy(&mut socket, &mut tokio::io::sink()).await));
    let limits = Limits { response_time: Some(Duration::from_millis(40)), ..Limits::default() };
    let mut script = Script::with(Policy::everything(), limits);
    let told = outcome(&mut script, &format!("http://{}/", server.address())).await;
    assert_eq!(told, format!("timed-out: {} did not begin to answer within 40ms", server.address()));
}
