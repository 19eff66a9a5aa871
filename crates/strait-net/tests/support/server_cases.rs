//! What clients send a server in `server_hostile.rs`, and what they must get: statuses, with the body where it is 200; of HTTP/2
//! what the frames say; `-` at the end where the connection ended without another word.

use std::time::Duration;

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

/// One client.
pub struct Case {
    pub name: String,
    pub expected: String,
    steps: Vec<Step>,
    protocol: Protocol,
}

enum Step {
    Send(Vec<u8>),
    Wait(Duration),
    /// No more is sent.
    Shutdown,
    /// The connection is dropped, whatever has come.
    Leave,
}

#[derive(Clone, Copy)]
enum Protocol {
    Http1,
    Http2,
}

impl Case {
    fn new(name: impl Into<String>, steps: Vec<Step>, protocol: Protocol, expected: impl Into<String>) -> Self {
        Self { name: name.into(), expected: expected.into(), steps, protocol }
    }

    /// What the client got by the end of its connection.
    pub async fn run(&self, mut socket: TcpStream) -> String {
        let (mut reader, mut writer) = socket.split();
        let mut received = Vec::new();
        let sending = async {
            for step in &self.steps {
                // A server that has had enough may be gone already.
                match step {
                    Step::Send(bytes) => drop(writer.write_all(bytes).await),
                    Step::Wait(time) => tokio::time::sleep(*time).await,
                    Step::Shutdown => drop(writer.shutdown().await),
                    Step::Leave => return,
                }
            }
            std::future::pending().await
        };
        tokio::select! {
            // A connection that is reset has ended too.
            _ = reader.read_to_end(&mut received) => {}
            () = sending => return "left".to_owned(),
        }
        match self.protocol {
            Protocol::Http1 => responses(&received),
            Protocol::Http2 => frames(&received),
        }
    }
}

fn case(name: &str, sent: impl AsRef<[u8]>, expected: &str) -> Case {
    Case::new(name, vec![Step::Send(sent.as_ref().to_vec())], Protocol::Http1, expected)
}

/// A POST with these header lines and this body, and a request behind it that must not be taken for a part of it.
fn post(name: &str, lines: &str, body: &str, expected: &str) -> Case {
    case(name, format!("POST / HTTP/1.1\r\nhost: a\r\n{lines}\r\n{body}"), expected)
}

/// A GET with these header lines.
fn get(name: &str, lines: &str, expected: &str) -> Case {
    case(name, format!("GET / HTTP/1.1\r\nhost: a\r\n{lines}\r\n"), expected)
}

const NEXT: &str = "GET /smuggled HTTP/1.1\r\nhost: a\r\n\r\n";

pub fn framing() -> Vec<Case> {
    let end = "0\r\n\r\n";
    let chunked = |name: &str, lines: &str| post(name, lines, &format!("{end}{NEXT}"), "400");
    // RFC 9112 section 6.1: the coding wins, and the connection is closed after the answer.
    let both_framings = |name: &str, lines: &str| post(name, lines, &format!("{end}{NEXT}"), "200 POST /");
    let length = |name: &str, lines: &str| post(name, lines, "abc", "400");
    vec![
        both_framings("length and chunked", "content-length: 5\r\ntransfer-encoding: chunked\r\n"),
        both_framings("chunked and length", "transfer-encoding: chunked\r\ncontent-length: 5\r\n"),
        both_framings("chunked and a length of zero", "transfer-encoding: chunked\r\ncontent-length: 0\r\n"),
        chunked("chunked is not the last", "transfer-encoding: chunked, identity\r\n"),
        chunked("another coding only", "transfer-encoding: gzip\r\n"),
        chunked("a coding before chunked", "transfer-encoding: gzip, chunked\r\n"),
        chunked("identity", "transfer-encoding: identity\r\n"),
        chunked("chunked twice", "transfer-encoding: chunked, chunked\r\n"),
        chunked("chunked in two lines", "transfer-encoding: chunked\r\ntransfer-encoding: chunked\r\n"),
        chunked("chunked and identity in two lines", "transfer-encoding: chunked\r\ntransfer-encoding: identity\r\n"),
        chunked("identity and chunked in two lines", "transfer-encoding: identity\r\ntransfer-encoding: chunked\r\n"),
        chunked("xchunked", "transfer-encoding: xchunked\r\n"),
        chunked("chunked with a parameter", "transfer-encoding: chunked;q=1\r\n"),
        chunked("quoted chunked", "transfer-encoding: \"chunked\"\r\n"),
        chunked("chunked behind a vertical tab", "transfer-encoding: \x0bchunked\r\n"),
        chunked("chunked behind nothing", "transfer-encoding: ,chunked\r\n"),
        chunked("an empty coding", "transfer-encoding:\r\n"),
        chunked("a space before the colon", "transfer-encoding : chunked\r\n"),
        chunked("a tab before the colon", "transfer-encoding\t: chunked\r\n"),
        chunked("a folded coding", "transfer-encoding:\r\n chunked\r\n"),
        chunked("a space before the name", " transfer-encoding: chunked\r\n"),
        case(
            "chunked in HTTP/1.0",
            format!("POST / HTTP/1.0\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\n{end}"),
            "400",
        ),
        post(
            "chunked in capitals",
            "Transfer-Encoding: Chunked\r\nconnection: close\r\n",
            "1\r\na\r\n0\r\n\r\n",
            "200 POST / a",
        ),
        length("two lengths that differ", "content-length: 3\r\ncontent-length: 2\r\n"),
        length("two lengths in one line", "content-length: 3, 2\r\n"),
        length("a length with a plus", "content-length: +3\r\n"),
        length("a negative length", "content-length: -3\r\n"),
        length("a hexadecimal length", "content-length: 0x3\r\n"),
        length("a length with a point", "content-length: 3.0\r\n"),
        length("a length with an exponent", "content-length: 3e0\r\n"),
        length("an empty length", "content-length:\r\n"),
        length("a length in words", "content-length: three\r\n"),
        length("a length with a space in it", "content-length: 3 3\r\n"),
        length("a length beyond 64 bits", "content-length: 18446744073709551619\r\n"),
        post("a length of 64 bits", "content-length: 18446744073709551615\r\n", "abc", "431"),
        post("a length above the limit", "content-length: 9223372036854775807\r\n", "abc", "413"),
        post(
            "a length twice alike",
            "content-length: 3\r\ncontent-length: 3\r\nconnection: close\r\n",
            "abc",
            "200 POST / abc",
        ),
        post("a length with zeros", "content-length: 0003\r\nconnection: close\r\n", "abc", "200 POST / abc"),
        post("no length", "connection: close\r\n", "", "200 POST /"),
        case(
            "a body behind a request without a length is the next request",
            format!("POST / HTTP/1.1\r\nhost: a\r\n\r\nabc\r\n{NEXT}"),
            "200 POST / | 400",
        ),
        post(
            "a GET may have a body",
            "content-length: 3\r\n",
            "abcGET /next HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n",
            "200 POST / abc | 200 GET /next",
        ),
    ]
}

pub fn chunks() -> Vec<Case> {
    let chunked = |name: &str, body: &str, expected: &str| {
        post(name, "transfer-encoding: chunked\r\nconnection: close\r\n", body, expected)
    };
    vec![
        chunked("a chunk", "3\r\nabc\r\n0\r\n\r\n", "200 POST / abc"),
        chunked("a size in capitals", "A\r\n0123456789\r\n0\r\n\r\n", "200 POST / 0123456789"),
        chunked("a size with zeros", "0003\r\nabc\r\n000\r\n\r\n", "200 POST / abc"),
        chunked("an extension", "3;a=b;c=\"d\"\r\nabc\r\n0\r\n\r\n", "200 POST / abc"),
        chunked("a trailer", "3\r\nabc\r\n0\r\nx: y\r\n\r\n", "200 POST / abc"),
        chunked("a size in another base", "0x3\r\nabc\r\n0\r\n\r\n", "-"),
        chunked("a size that is none", "x\r\nabc\r\n0\r\n\r\n", "-"),
        chunked("an empty size", "\r\nabc\r\n0\r\n\r\n", "-"),
        chunked("a negative size", "-3\r\nabc\r\n0\r\n\r\n", "-"),
        chunked("a size with a plus", "+3\r\nabc\r\n0\r\n\r\n", "-"),
        chunked("a size with a space before", " 3\r\nabc\r\n0\r\n\r\n", "-"),
        chunked("a size beyond 64 bits", "10000000000000000\r\nabc\r\n0\r\n\r\n", "-"),
        chunked("a size of 64 bits", "ffffffffffffffff\r\nabc\r\n0\r\n\r\n", "408"),
        chunked("a size that ends in a line feed", "3\nabc\r\n0\r\n\r\n", "-"),
        chunked("a size that ends in a carriage return", "3\rabc\r\n0\r\n\r\n", "-"),
        chunked("an extension with a line feed", "3;a\nabc\r\n0\r\n\r\n", "-"),
        chunked("data without its end", "3\r\nabc0\r\n\r\n", "-"),
        chunked("data longer than its size", "3\r\nabcdef\r\n0\r\n\r\n", "-"),
        chunked("data that ends in a line feed", "3\r\nabc\n0\r\n\r\n", "-"),
        chunked("a trailer without a colon", "3\r\nabc\r\n0\r\nxy\r\n\r\n", "-"),
        chunked("a trailer with a NUL", "3\r\nabc\r\n0\r\nx: \0\r\n\r\n", "-"),
        chunked("a folded trailer", "3\r\nabc\r\n0\r\nx: y\r\n z\r\n\r\n", "-"),
        chunked("an extension without end", &format!("3;{}", "x".repeat(100_000)), "-"),
        chunked("extensions without end", &format!("1;{}\r\na\r\n", "x".repeat(1000)).repeat(100), "-"),
        chunked("trailers without end", &format!("0\r\n{}", "x: y\r\n".repeat(10_000)), "-"),
        chunked("an end that does not come", "3\r\nabc\r\n", "408"),
    ]
}

pub fn heads() -> Vec<Case> {
    let line = |name: &str, line: &str, expected: &str| {
        case(name, format!("{line}\r\nhost: a\r\nconnection: close\r\n\r\n"), expected)
    };
    vec![
        line("an ordinary line", "GET / HTTP/1.1", "200 GET /"),
        line("an unknown method", "BREW / HTTP/1.1", "200 BREW /"),
        line("a method in small letters", "get / HTTP/1.1", "200 get /"),
        line("a method that is no token", "G@T / HTTP/1.1", "400"),
        line("a method with a colon", "GET: / HTTP/1.1", "400"),
        line("no method", " / HTTP/1.1", "400"),
        line("no target", "GET HTTP/1.1", "400"),
        line("no target, two spaces", "GET  HTTP/1.1", "400"),
        line("two spaces", "GET  / HTTP/1.1", "400"),
        line("a tab", "GET\t/ HTTP/1.1", "400"),
        line("a space in the target", "GET /a b HTTP/1.1", "400"),
        line("a NUL in the target", "GET /\0 HTTP/1.1", "400"),
        line("a fragment", "GET /#a HTTP/1.1", "200 GET /"),
        line("a relative target", "GET a HTTP/1.1", "400"),
        line("an absolute target", "GET http://a/b HTTP/1.1", "200 GET http://a/b"),
        line("an absolute target without a host", "GET http:// HTTP/1.1", "400"),
        line("an authority as the target", "GET a:80 HTTP/1.1", "400"),
        line("CONNECT to a path", "CONNECT / HTTP/1.1", "400"),
        line("CONNECT without a port", "CONNECT a HTTP/1.1", "400"),
        line("an asterisk", "OPTIONS * HTTP/1.1", "200 OPTIONS *"),
        line("an asterisk that is not OPTIONS", "GET * HTTP/1.1", "400"),
        line("HTTP/1.2", "GET / HTTP/1.2", "400"),
        line("HTTP/2.0 as a line", "GET / HTTP/2.0", "400"),
        line("HTTP/0.9 as a line", "GET / HTTP/0.9", "400"),
        line("HTTP/1", "GET / HTTP/1", "400"),
        line("HTTP/1.10", "GET / HTTP/1.10", "400"),
        line("http/1.1", "GET / http/1.1", "400"),
        line("HTTPS/1.1", "GET / HTTPS/1.1", "400"),
        line("something behind the version", "GET / HTTP/1.1 x", "400"),
        case("HTTP/0.9", "GET /\r\n", "400"),
        case("HTTP/1.0", "GET / HTTP/1.0\r\n\r\n", "200 GET /"),
        case("an empty line before", "\r\n\r\nGET / HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n", "200 GET /"),
        // RFC 9112 section 2.2 lets a line end so, outside of chunks.
        case("line feeds alone", "GET / HTTP/1.1\nhost: a\nconnection: close\n\n", "200 GET /"),
        case(
            "a line feed alone after a header",
            "GET / HTTP/1.1\r\nhost: a\nx: y\r\nconnection: close\r\n\r\n",
            "200 GET /",
        ),
        case("carriage returns alone", "GET / HTTP/1.1\rhost: a\r\r", "400"),
        get("a carriage return in a value", "x: a\rb\r\n", "400"),
        get("a NUL in a value", "x: a\0b\r\n", "400"),
        get("a control byte in a value", "x: a\x01b\r\n", "400"),
        get("DEL in a value", "x: a\x7fb\r\n", "400"),
        get("a NUL in a name", "x\0: a\r\n", "400"),
        get("a space in a name", "x y: a\r\n", "400"),
        get("a name with brackets", "x(y): a\r\n", "400"),
        get("no name", ": a\r\n", "400"),
        get("no colon", "x\r\n", "400"),
        get("a folded value", "x: a\r\n b\r\n", "400"),
        get("a first line that is folded", "\tx: a\r\n", "400"),
        get("a name beyond ASCII", "é: a\r\n", "400"),
        get("a value beyond ASCII", "x: é\r\nconnection: close\r\n", "200 GET /"),
        get("an upgrade to nonsense", "connection: upgrade, close\r\nupgrade: nonsense/9\r\n", "200 GET /"),
        get(
            "an upgrade to HTTP/2",
            "connection: upgrade, http2-settings, close\r\nupgrade: h2c\r\nhttp2-settings: AAMAAABk\r\n",
            "200 GET /",
        ),
        get("an expectation that is unknown", "expect: 200-maybe\r\nconnection: close\r\n", "200 GET /"),
        case("noise", b"\x00\x01\x02\x03\xff\xfe\r\n\r\n", "400"),
        case("TLS", b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", "400"),
        case("SSH", b"SSH-2.0-OpenSSH_9.0\r\n", "400"),
    ]
}

pub fn hosts() -> Vec<Case> {
    let host = |name: &str, lines: &str, expected: &str| {
        case(name, format!("GET / HTTP/1.1\r\n{lines}connection: close\r\n\r\n"), expected)
    };
    vec![
        host("none", "", "400"),
        host("two", "host: a\r\nhost: b\r\n", "400"),
        host("two alike", "host: a\r\nhost: a\r\n", "400"),
        host("two in one line", "host: a, b\r\n", "400"),
        host("empty", "host:\r\n", "200 GET /"),
        host("with a space", "host: a b\r\n", "400"),
        host("with a path", "host: a/b\r\n", "400"),
        host("with a user", "host: a@b\r\n", "400"),
        host("with a scheme", "host: http://a\r\n", "400"),
        host("with a question mark", "host: a?b\r\n", "400"),
        host("with a fragment", "host: a#b\r\n", "400"),
        host("with a bad port", "host: a:b\r\n", "400"),
        host("with a port too great", "host: a:99999\r\n", "400"),
        host("with an open bracket", "host: [::1\r\n", "400"),
        host("IPv6", "host: [::1]:80\r\n", "200 GET /"),
        host("with a percent sign", "host: a%00\r\n", "400"),
        host("beyond ASCII", "host: é\r\n", "400"),
        case("two in HTTP/1.0", "GET / HTTP/1.0\r\nhost: a\r\nhost: b\r\n\r\n", "400"),
    ]
}

pub fn excesses(header_bytes: usize, body_bytes: u64) -> Vec<Case> {
    let above = body_bytes as usize + 1;
    let pipelined: String = (0..1000).map(|index| format!("GET /{index} HTTP/1.1\r\nhost: a\r\n\r\n")).collect();
    let answers: Vec<String> = (0..1000).map(|index| format!("200 GET /{index}")).collect();
    vec![
        get("a header that is too long", &format!("x: {}\r\n", "y".repeat(header_bytes)), "431"),
        get("a name that is too long", &format!("{}: y\r\n", "x".repeat(header_bytes)), "431"),
        get("headers that are too many", &"x: y\r\n".repeat(101), "431"),
        get("headers that are too many and too long", &"x: y\r\n".repeat(100_000), "431"),
        case(
            "a line that is too long",
            format!("GET /{} HTTP/1.1\r\nhost: a\r\n\r\n", "x".repeat(header_bytes)),
            "431",
        ),
        case("a method that is too long", format!("{} / HTTP/1.1\r\nhost: a\r\n\r\n", "X".repeat(header_bytes)), "431"),
        case("a line without end", "GET /".to_owned() + &"x".repeat(1 << 20), "431"),
        case("empty lines without end", "\r\n".repeat(1 << 20), "431"),
        post("a length above the limit", &format!("content-length: {above}\r\n"), "", "413"),
        post(
            "chunks above the limit",
            "transfer-encoding: chunked\r\n",
            &format!("8000\r\n{}\r\n", "x".repeat(0x8000)).repeat(3),
            "413",
        ),
        case("many requests at once are answered in order", pipelined, &answers.join(" | ")),
    ]
}

/// Clients whose every step may take `time`.
pub fn lives(time: Duration) -> Vec<Case> {
    let slow = |text: &str| text.bytes().flat_map(|byte| [Step::Send(vec![byte]), Step::Wait(time / 20)]).collect();
    let steps = |name: &str, steps: Vec<Step>, expected: &str| Case::new(name, steps, Protocol::Http1, expected);
    let send = |text: &str| Step::Send(text.as_bytes().to_vec());
    let leave = |at: &str, sent: &str| {
        let name = format!("leaves {at}");
        Case::new(name, vec![send(sent), Step::Wait(time / 20), Step::Leave], Protocol::Http1, "left")
    };
    let end = |at: &str, sent: &str, expected: &str| {
        Case::new(format!("ends {at}"), vec![send(sent), Step::Shutdown], Protocol::Http1, expected)
    };
    vec![
        steps("says nothing", vec![], "-"),
        steps("sends a head slowly", slow(&format!("GET / HTTP/1.1\r\nhost: a\r\nx: {}", "y".repeat(100))), "-"),
        steps(
            "sends a body slowly",
            [vec![send("POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 100\r\n\r\n")], slow(&"x".repeat(99))]
                .into_iter()
                .flatten()
                .collect(),
            "408",
        ),
        steps("is idle after an answer", vec![send("GET / HTTP/1.1\r\nhost: a\r\n\r\n")], "200 GET /"),
        leave("at once", ""),
        leave("within the line", "GET /"),
        leave("within the head", "GET / HTTP/1.1\r\nhost"),
        leave("within the body", "POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 9\r\n\r\nabc"),
        leave("within a chunk", "POST / HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\n9\r\nabc"),
        leave("after the request", "GET / HTTP/1.1\r\nhost: a\r\n\r\n"),
        leave("within the preface", "PRI * HTTP/2.0\r\n\r\nSM"),
        end("at once", "", "-"),
        end("within the line", "GET /", "-"),
        end("within the head", "GET / HTTP/1.1\r\nhost: a\r\n", "-"),
        end("within the body", "POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 9\r\n\r\nabc", "-"),
    ]
}

const PREFACE: &[u8] = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

const DATA: u8 = 0;
const HEADERS: u8 = 1;
const PRIORITY: u8 = 2;
const RST_STREAM: u8 = 3;
const SETTINGS: u8 = 4;
const PUSH_PROMISE: u8 = 5;
const PING: u8 = 6;
const GOAWAY: u8 = 7;
const WINDOW_UPDATE: u8 = 8;
const CONTINUATION: u8 = 9;

const END_STREAM: u8 = 1;
const END_HEADERS: u8 = 4;

/// `GET http://a/` (RFC 7541 appendix A).
const GET: &[u8] = &[0x82, 0x86, 0x84, 0x41, 1, b'a'];

/// RFC 9113 section 4.1.
pub fn frame(kind: u8, flags: u8, stream: u32, payload: &[u8]) -> Vec<u8> {
    let length = u32::try_from(payload.len()).expect("a frame's length").to_be_bytes();
    let mut frame = length[1..].to_vec();
    frame.extend([kind, flags]);
    frame.extend(stream.to_be_bytes());
    frame.extend(payload);
    frame
}

fn request(stream: u32) -> Vec<u8> {
    frame(HEADERS, END_STREAM | END_HEADERS, stream, GET)
}

/// A request whose header list is GET's with these bytes behind it.
fn request_with(more: &[u8]) -> Vec<u8> {
    frame(HEADERS, END_STREAM | END_HEADERS, 1, &[GET, more].concat())
}

/// A header that is in no table (RFC 7541 section 6.2.2).
fn literal(name: &str, value: &str) -> Vec<u8> {
    let length = |text: &str| u8::try_from(text.len()).expect("a short text");
    [&[0, length(name)], name.as_bytes(), &[length(value)], value.as_bytes()].concat()
}

pub fn http2() -> Vec<Case> {
    // RFC 9113 section 7.
    const PROTOCOL_ERROR: &str = "goaway 1";
    const FRAME_SIZE_ERROR: &str = "goaway 6";
    let sends = |name: &str, frames: Vec<Vec<u8>>, expected: &str| {
        let sent = [PREFACE.to_vec(), frame(SETTINGS, 0, 0, &[]), frames.concat()].concat();
        Case::new(format!("HTTP/2: {name}"), vec![Step::Send(sent)], Protocol::Http2, expected)
    };
    let bad_head = |name: &str, more: &[u8]| sends(name, vec![request_with(more)], "1: reset 1, goaway 0");
    // Section 5.4.2 lets an error of a stream end the connection.
    let worse_head = |name: &str, more: &[u8]| sends(name, vec![request_with(more)], PROTOCOL_ERROR);
    vec![
        sends("a request", vec![request(1)], "1: 200, goaway 0"),
        sends("a frame of an unknown kind", vec![frame(0xfa, 0, 0, b"x"), request(1)], "1: 200, goaway 0"),
        sends("data without a stream", vec![frame(DATA, 0, 0, b"x")], PROTOCOL_ERROR),
        sends("data before its head", vec![frame(DATA, 0, 1, b"x")], PROTOCOL_ERROR),
        sends("an even stream", vec![request(2)], PROTOCOL_ERROR),
        sends("a stream once more", vec![request(3), request(1)], PROTOCOL_ERROR),
        sends("a frame that is too long", vec![frame(DATA, 0, 1, &[0; 1 << 17])], FRAME_SIZE_ERROR),
        sends("settings of a wrong length", vec![frame(SETTINGS, 0, 0, &[0; 5])], PROTOCOL_ERROR),
        sends("settings of a stream", vec![frame(SETTINGS, 0, 1, &[])], PROTOCOL_ERROR),
        sends("a ping of a wrong length", vec![frame(PING, 0, 0, &[0; 7])], PROTOCOL_ERROR),
        sends("a window that grows by nothing", vec![frame(WINDOW_UPDATE, 0, 0, &[0; 4])], PROTOCOL_ERROR),
        sends("a window that overflows", vec![frame(WINDOW_UPDATE, 0, 0, &[0x7f, 0xff, 0xff, 0xff])], "goaway 3"),
        sends("a push by a client", vec![frame(PUSH_PROMISE, END_HEADERS, 1, &[0, 0, 0, 2])], PROTOCOL_ERROR),
        sends("a continuation of nothing", vec![frame(CONTINUATION, END_HEADERS, 1, GET)], PROTOCOL_ERROR),
        sends(
            "something within a header block",
            vec![frame(HEADERS, END_STREAM, 1, GET), frame(PING, 0, 0, &[0; 8])],
            PROTOCOL_ERROR,
        ),
        sends("padding longer than its frame", vec![frame(HEADERS, 0x8 | 0x5, 1, &[200, 0x82])], PROTOCOL_ERROR),
        sends("a header table that is not there", vec![request_with(&[0xff, 0xff, 0xff, 0xff, 0x0f])], PROTOCOL_ERROR),
        sends(
            "continuations without end",
            [
                vec![frame(HEADERS, END_STREAM, 1, GET)],
                vec![frame(CONTINUATION, 0, 1, &literal("x", "y").repeat(2000)); 100],
            ]
            .concat(),
            "goaway 11",
        ),
        sends(
            "empty continuations without end",
            [vec![frame(HEADERS, END_STREAM, 1, GET)], vec![frame(CONTINUATION, 0, 1, &[]); 10_000]].concat(),
            "goaway 11",
        ),
        sends(
            "requests that are reset at once",
            (0..1000)
                .flat_map(|index| [request(2 * index + 1), frame(RST_STREAM, 0, 2 * index + 1, &[0, 0, 0, 8])])
                .collect(),
            "goaway 11",
        ),
        sends(
            "errors that make the server reset streams",
            (0..1000)
                .flat_map(|index| [request(2 * index + 1), frame(WINDOW_UPDATE, 0, 2 * index + 1, &[0; 4])])
                .collect(),
            PROTOCOL_ERROR,
        ),
        sends("settings without end", vec![frame(SETTINGS, 0, 0, &[]); 20_000], "goaway 0"),
        sends("pings without end", vec![frame(PING, 0, 0, &[7; 8]); 20_000], "goaway 0"),
        sends("priorities without end", vec![frame(PRIORITY, 0, 1, &[0, 0, 0, 3, 1]); 20_000], "goaway 0"),
        worse_head("a header in capitals", &literal("X", "y")),
        bad_head("a connection header", &literal("connection", "close")),
        bad_head("a transfer coding", &literal("transfer-encoding", "chunked")),
        bad_head("a pseudo-header behind the others", &[literal("x", "y"), literal(":path", "/b")].concat()),
        worse_head("a pseudo-header that is unknown", &literal(":x", "y")),
        bad_head("a second path", &literal(":path", "/b")),
        worse_head("a line feed in a value", &literal("x", "a\nb")),
        worse_head("a NUL in a value", &literal("x", "a\0b")),
        bad_head("a TE that is not trailers", &literal("te", "gzip")),
        sends("another host", vec![request_with(&literal("host", "b"))], "1: 400, goaway 0"),
        sends("no method", vec![frame(HEADERS, 5, 1, &GET[1..])], "1: reset 1, goaway 0"),
        sends(
            "a length that is not the body's",
            vec![
                frame(HEADERS, END_HEADERS, 1, &[GET, &literal("content-length", "5")].concat()),
                frame(DATA, 1, 1, b"x"),
            ],
            "1: reset 1, goaway 0",
        ),
        Case::new("HTTP/2: half a preface", vec![Step::Send(PREFACE[..18].to_vec())], Protocol::Http2, "-"),
        Case::new("HTTP/2: a preface and nothing", vec![Step::Send(PREFACE.to_vec())], Protocol::Http2, "goaway 0"),
        Case::new(
            "HTTP/2: a preface and HTTP/1.1",
            vec![Step::Send([PREFACE, b"GET / HTTP/1.1\r\nhost: a\r\n\r\n"].concat())],
            Protocol::Http2,
            FRAME_SIZE_ERROR,
        ),
    ]
}

/// The responses of HTTP/1.1 on a connection: statuses, with the bodies of 200.
fn responses(mut bytes: &[u8]) -> String {
    let mut told = Vec::new();
    while let Some(end) = bytes.windows(4).position(|window| window == b"\r\n\r\n") {
        let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
        let status = head.split(' ').nth(1).unwrap_or("?").to_owned();
        let length = head.lines().find_map(|line| line.strip_prefix("content-length: "));
        let length = length.map_or(0, |length| length.parse().expect("a length"));
        bytes = &bytes[end + 4..];
        let body = String::from_utf8_lossy(&bytes[..length]).into_owned();
        bytes = &bytes[length..];
        told.push(if status == "200" { format!("{status} {body}") } else { status });
    }
    assert!(bytes.is_empty(), "half a response: {:?}", String::from_utf8_lossy(bytes));
    if told.is_empty() { "-".to_owned() } else { told.join(" | ") }
}

/// What the frames on a connection say about its end and its streams.
fn frames(mut bytes: &[u8]) -> String {
    let mut told: Vec<String> = Vec::new();
    while bytes.len() >= 9 {
        let length = usize::from(bytes[0]) << 16 | usize::from(bytes[1]) << 8 | usize::from(bytes[2]);
        let (kind, stream) = (bytes[3], u32::from_be_bytes([bytes[5], bytes[6], bytes[7], bytes[8]]));
        let Some(payload) = bytes.get(9..9 + length) else { break };
        let code = |at: usize| u32::from_be_bytes([payload[at], payload[at + 1], payload[at + 2], payload[at + 3]]);
        match kind {
            // The static table has the usual statuses; another one is a literal.
            HEADERS if payload.contains(&0x88) => told.push(format!("{stream}: 200")),
            HEADERS if payload.contains(&0x8c) => told.push(format!("{stream}: 400")),
            HEADERS => told.push(format!("{stream}: another status")),
            RST_STREAM => told.push(format!("{stream}: reset {}", code(0))),
            // A graceful end says so twice.
            GOAWAY if !told.contains(&format!("goaway {}", code(4))) => told.push(format!("goaway {}", code(4))),
            _ => {}
        }
        bytes = &bytes[9 + length..];
    }
    // What was answered before a flood was noticed is of no interest.
    if let Some(end) = told.iter().find(|what| what.starts_with("goaway") && *what != "goaway 0") {
        return end.clone();
    }
    if told.is_empty() { "-".to_owned() } else { told.join(", ") }
}
