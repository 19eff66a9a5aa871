//! One `http.send` as it was asked for, checked and completed.

use std::sync::Arc;

use base64::{Engine, prelude::BASE64_STANDARD};
use bytes::Bytes;
use http::{
    HeaderMap, Method,
    header::{
        self, ACCEPT, ACCEPT_ENCODING, AUTHORIZATION, CONNECTION, CONTENT_LENGTH, EXPECT, HeaderName, HeaderValue,
        RANGE, TE, TRANSFER_ENCODING, UPGRADE, USER_AGENT,
    },
};
use percent_encoding::percent_decode_str;
use strait_abi::{ErrorCode, Operation, Redirect};
use strait_policy::Policy;
use url::Url;

use super::{origin::Origin, outgoing::OutgoingBody};
use crate::{
    Limits, NetError,
    http::{client::times::Times, fields},
    stream::Stream,
    tls::TlsSettings,
};

/// A request to send.
pub(crate) struct Send {
    pub(super) method: Method,
    /// Without fragment and credentials.
    pub(super) url: Url,
    pub(super) headers: HeaderMap,
    pub(super) body: OutgoingBody,
    pub(super) redirect: Redirect,
    pub(super) decompress: bool,
    pub(super) times: Times,
    pub(super) tls: Option<Arc<TlsSettings>>,
}

const KEEP_ALIVE: HeaderName = HeaderName::from_static("keep-alive");
const PROXY_CONNECTION: HeaderName = HeaderName::from_static("proxy-connection");

/// What is sent when the script says nothing (RFC 9110 section 10.1.5).
pub(crate) const DEFAULT_USER_AGENT: HeaderValue =
    HeaderValue::from_static(concat!("Strait/", env!("CARGO_PKG_VERSION")));
const DEFAULT_ACCEPT: HeaderValue = HeaderValue::from_static("*/*");
const DECODED: HeaderValue = HeaderValue::from_static("gzip, deflate, br, zstd");
const IDENTITY: HeaderValue = HeaderValue::from_static("identity");

impl Send {
    /// Checks an [`Operation::HttpSend`]; `upload` is the stream that its handle stands for.
    ///
    /// # Errors
    ///
    /// `Invalid` for a URL, method, header or TLS option that cannot be, or a header that contradicts the body; `Unsupported`
    /// for one that asks for what this client does not do; `Denied` for TLS options that are not allowed; `TooLarge`.
    pub(crate) fn parse(
        operation: Operation<'_>,
        upload: Option<Stream>,
        limits: &Limits,
        policy: &Policy,
    ) -> Result<Self, NetError> {
        let times = Times::of(&operation, limits);
        let Operation::HttpSend { method, url, headers, body, redirect, decompress, tls, .. } = operation else {
            return Err(invalid("this call is not an HTTP request"));
        };
        let method = parse_method(method)?;
        let mut url = Url::parse(url)
            .map_err(|error| invalid(format!("`{}` is not an absolute URL: {error}", url.escape_debug())))?;
        Origin::of(&url, None)?;
        url.set_fragment(None);
        let tls = tls.map(|options| TlsSettings::parse(&options, policy)).transpose()?.flatten();
        check_protocols(tls.as_ref())?;
        let mut headers = fields::parse_block(headers, limits.header_bytes)?;
        move_credentials(&mut url, &mut headers)?;
        let mut body = parse_body(body, upload, limits)?;
        check_connection_headers(&mut headers, &body)?;
        check_content_length(&headers, &mut body)?;
        complete(&mut headers, decompress);
        Ok(Self { method, url, headers, body, redirect, decompress, times, tls: tls.map(Arc::new) })
    }

    /// The same without a limit of time for the whole, whose answer may go on for ever.
    pub(crate) fn endless(mut self) -> Self {
        self.times.total = None;
        self
    }
}

/// CONNECT would make a tunnel, and TRACE and TRACK reflect headers (WHATWG fetch, "forbidden method").
fn parse_method(method: &str) -> Result<Method, NetError> {
    let Ok(parsed) = Method::from_bytes(method.as_bytes()) else {
        return Err(invalid(format!("`{}` is not an HTTP method", method.escape_debug())));
    };
    match ["CONNECT", "TRACE", "TRACK"].iter().any(|forbidden| forbidden.eq_ignore_ascii_case(method)) {
        true => Err(invalid(format!("the method {method} is not allowed"))),
        false => Ok(parsed),
    }
}

/// User name and password of a URL go into the header that carries them (RFC 7617), unless the script set it.
pub(crate) fn move_credentials(url: &mut Url, headers: &mut HeaderMap) -> Result<(), NetError> {
    if url.username().is_empty() && url.password().is_none() {
        return Ok(());
    }
    if !headers.contains_key(AUTHORIZATION) {
        headers.insert(AUTHORIZATION, basic_authorization(url)?);
    }
    strip_credentials(url);
    Ok(())
}

/// Takes user name and password out of an `http` or `https` URL, which always can have them and so always can lose them.
pub(super) fn strip_credentials(url: &mut Url) {
    let _ = url.set_username("");
    let _ = url.set_password(None);
}

/// The value of `authorization` for the user name and password of a URL.
pub(super) fn basic_authorization(url: &Url) -> Result<HeaderValue, NetError> {
    let mut pair: Vec<u8> = percent_decode_str(url.username()).collect();
    pair.push(b':');
    pair.extend(percent_decode_str(url.password().unwrap_or_default()));
    let mut value = HeaderValue::try_from(format!("Basic {}", BASE64_STANDARD.encode(pair)))
        .map_err(|_| invalid("the credentials of the URL are too long"))?;
    value.set_sensitive(true);
    Ok(value)
}

fn parse_body(body: Option<&[u8]>, upload: Option<Stream>, limits: &Limits) -> Result<OutgoingBody, NetError> {
    match (body, upload) {
        (_, Some(upload)) => Ok(OutgoingBody::upload(upload.take_body()?)),
        (Some(bytes), None) if bytes.len() > limits.write_bytes => {
            let limit = limits.write_bytes;
            let message =
                format!("a body of {} bytes is more than the {limit} that go at once; stream it", bytes.len());
            Err(NetError::new(ErrorCode::TooLarge, message))
        }
        (Some([]) | None, None) => Ok(OutgoingBody::Empty),
        (Some(bytes), None) => Ok(OutgoingBody::Whole(Bytes::copy_from_slice(bytes))),
    }
}

/// Another protocol than these could not be spoken.
fn check_protocols(tls: Option<&TlsSettings>) -> Result<(), NetError> {
    let offered = tls.map(TlsSettings::alpn).unwrap_or_default();
    match offered.iter().find(|protocol| !matches!(protocol.as_slice(), b"h2" | b"http/1.1")) {
        Some(other) => {
            let other = String::from_utf8_lossy(other);
            Err(invalid(format!("a request cannot go by `{}`, only by h2 and http/1.1", other.escape_debug())))
        }
        None => Ok(()),
    }
}

/// Framing and the connection are the host's. What would contradict it is refused, as undici does; what would say nothing
/// is left out.
fn check_connection_headers(headers: &mut HeaderMap, body: &OutgoingBody) -> Result<(), NetError> {
    let belongs = |name: &HeaderName| {
        invalid(format!(
            "the header `{name}` cannot be set: it belongs to the connection, which the script does not own"
        ))
    };
    if let Some(encoding) = headers.remove(TRANSFER_ENCODING) {
        let is_what_happens = encoding.as_bytes().eq_ignore_ascii_case(b"chunked");
        if !(is_what_happens && matches!(body, OutgoingBody::Upload(_))) {
            return Err(belongs(&TRANSFER_ENCODING));
        }
    }
    for name in [KEEP_ALIVE, UPGRADE] {
        if headers.contains_key(&name) {
            return Err(belongs(&name));
        }
    }
    if headers.contains_key(EXPECT) {
        return Err(NetError::new(ErrorCode::Unsupported, "the header `expect` is not supported"));
    }
    let connection = headers.get(CONNECTION).map(|value| value.as_bytes().to_ascii_lowercase());
    match connection.as_deref() {
        None | Some(b"close") => {}
        Some(b"keep-alive") => {
            headers.remove(CONNECTION);
        }
        Some(_) => return Err(belongs(&CONNECTION)),
    }
    // Of codings there are none to choose from; whether it takes trailers is up to the script (RFC 9110 section 10.1.4), and the
    // one thing that HTTP/2 lets this header say (RFC 9113 section 8.2.2).
    if headers.get(TE).is_some_and(|value| !value.as_bytes().eq_ignore_ascii_case(b"trailers")) {
        headers.remove(TE);
    }
    headers.remove(PROXY_CONNECTION);
    Ok(())
}

/// A length that is not the body's would make the peer take one request for two (RFC 9112 section 11.2). That of an
/// upload is enforced while it is sent.
fn check_content_length(headers: &HeaderMap, body: &mut OutgoingBody) -> Result<(), NetError> {
    for value in headers.get_all(CONTENT_LENGTH) {
        let digits =
            value.to_str().ok().filter(|text| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()));
        let Some(announced) = digits.and_then(|digits| digits.parse::<u64>().ok()) else {
            return Err(invalid("the header `content-length` is not a number"));
        };
        let length = match body {
            OutgoingBody::Empty => 0,
            OutgoingBody::Whole(bytes) => bytes.len() as u64,
            OutgoingBody::Upload(_) => {
                body.promise(announced);
                continue;
            }
        };
        if announced != length {
            let message = format!("the header `content-length` says {announced}, but the body has {length} bytes");
            return Err(invalid(message));
        }
    }
    match headers.get_all(CONTENT_LENGTH).iter().nth(1) {
        Some(_) => Err(invalid("the header `content-length` is there more than once")),
        None => Ok(()),
    }
}

/// Adds what fetch adds ("HTTP-network-or-cache fetch", steps 8.17 to 8.23).
fn complete(headers: &mut HeaderMap, decompress: bool) {
    headers.entry(USER_AGENT).or_insert(DEFAULT_USER_AGENT);
    headers.entry(ACCEPT).or_insert(DEFAULT_ACCEPT);
    if decompress {
        // A part of an encoded body cannot be decoded.
        let accepted = if headers.contains_key(RANGE) { IDENTITY } else { DECODED };
        headers.entry(ACCEPT_ENCODING).or_insert(accepted);
    }
}

fn invalid(message: impl Into<String>) -> NetError {
    NetError::new(ErrorCode::Invalid, message)
}

/// What describes a body and goes with it (WHATWG fetch, "request-body-header name").
pub(super) const BODY_HEADERS: [HeaderName; 5] = [
    header::CONTENT_ENCODING,
    header::CONTENT_LANGUAGE,
    header::CONTENT_LOCATION,
    header::CONTENT_TYPE,
    CONTENT_LENGTH,
];

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(method: &str, url: &str, headers: &str, body: Option<&[u8]>) -> Result<Send, NetError> {
        let operation = Operation::HttpSend {
            method,
            url,
            headers,
            body,
            upload: None,
            redirect: Redirect::Follow,
            decompress: true,
            connect_milliseconds: None,
            response_milliseconds: None,
            total_milliseconds: None,
            tls: None,
            upgrade: None,
        };
        Send::parse(operation, None, &Limits::default(), &Policy::default())
    }

    #[track_caller]
    fn check_headers(headers: &str, body: &[u8], expected: Result<&str, &str>) {
        let written = parse("POST", "http://a/", headers, Some(body)).map(|send| fields::write_block(&send.headers));
        let written = written.map_err(|error| error.message().to_owned());
        match expected {
            Ok(expected) => assert_eq!(written, Ok(expected.to_owned())),
            Err(expected) => assert_eq!(written, Err(expected.to_owned())),
        }
    }

    #[test]
    fn headers_are_completed() {
        let defaults = "user-agent: Strait/0.1.0\r\naccept: */*\r\naccept-encoding: gzip, deflate, br, zstd\r\n";
        check_headers("", b"", Ok(defaults));
        check_headers("connection: keep-alive\r\nte: gzip\r\nproxy-connection: x\r\n", b"", Ok(defaults));
        check_headers("te: trailers\r\n", b"", Ok(&format!("te: trailers\r\n{defaults}")));
        let own = "user-agent: me\r\naccept: text/html\r\naccept-encoding: br\r\n";
        check_headers(own, b"", Ok(own));
        check_headers(
            "range: bytes=0-1\r\n",
            b"",
            Ok("range: bytes=0-1\r\nuser-agent: Strait/0.1.0\r\naccept: */*\r\naccept-encoding: identity\r\n"),
        );
    }

    #[test]
    fn headers_that_would_break_the_framing_are_refused() {
        let belongs = "cannot be set: it belongs to the connection, which the script does not own";
        check_headers(
            "transfer-encoding: chunked\r\n",
            b"x",
            Err(&format!("the header `transfer-encoding` {belongs}")),
        );
        check_headers("upgrade: websocket\r\n", b"x", Err(&format!("the header `upgrade` {belongs}")));
        check_headers("keep-alive: 5\r\n", b"x", Err(&format!("the header `keep-alive` {belongs}")));
        check_headers("connection: x-mine\r\n", b"x", Err(&format!("the header `connection` {belongs}")));
        check_headers("expect: 100-continue\r\n", b"x", Err("the header `expect` is not supported"));
        check_headers(
            "content-length: 4\r\n",
            b"abc",
            Err("the header `content-length` says 4, but the body has 3 bytes"),
        );
        check_headers("content-length: +3\r\n", b"abc", Err("the header `content-length` is not a number"));
        check_headers(
            "content-length: 3\r\ncontent-length: 3\r\n",
            b"abc",
            Err("the header `content-length` is there more than once"),
        );
    }

    #[test]
    fn urls_and_methods_are_checked() {
        let check = |method: &str, url: &str, expected: &str| {
            let error = parse(method, url, "", None).err().map(|error| error.message().to_owned());
            assert_eq!(error.as_deref(), Some(expected));
        };
        check("GET", "/path", "`/path` is not an absolute URL: relative URL without a base");
        let schemes = "only http and https can be fetched";
        check("GET", "ftp://a/", &format!("cannot fetch a URL with the scheme `ftp`; {schemes}"));
        check("GET", "http://a:0/", "nothing can connect to port 0");
        check("G T", "http://a/", "`G T` is not an HTTP method");
        check("connect", "http://a/", "the method connect is not allowed");
    }

    #[test]
    fn credentials_move_from_the_url_to_the_header() {
        let send = parse("GET", "http://user:p%40ss@a/x#fragment", "", None).unwrap();
        assert_eq!(send.url.as_str(), "http://a/x");
        assert_eq!(send.headers["authorization"], "Basic dXNlcjpwQHNz");
        let send = parse("GET", "http://user:p%40ss@a/", "authorization: mine\r\n", None).unwrap();
        assert_eq!(send.headers["authorization"], "mine");
    }
}
