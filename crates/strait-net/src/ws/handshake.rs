//! The opening handshake (RFC 6455 section 4), apart from HTTP itself.

use base64::{Engine, prelude::BASE64_STANDARD};
use http::{
    HeaderMap, HeaderName, HeaderValue, Method, Response, StatusCode, Version,
    header::{
        CONNECTION, CONTENT_LENGTH, SEC_WEBSOCKET_ACCEPT, SEC_WEBSOCKET_EXTENSIONS, SEC_WEBSOCKET_KEY,
        SEC_WEBSOCKET_PROTOCOL, SEC_WEBSOCKET_VERSION, TE, TRANSFER_ENCODING, UPGRADE,
    },
};
use sha1::{Digest, Sha1};
use strait_abi::ErrorCode;

use super::{
    WebSocketHead,
    deflate::{Agreement, OFFER},
};
use crate::NetError;

/// RFC 6455 section 1.3.
const KEY_SUFFIX: &[u8] = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

const WEBSOCKET: HeaderValue = HeaderValue::from_static("websocket");
const UPGRADES: HeaderValue = HeaderValue::from_static("Upgrade");
const VERSION: HeaderValue = HeaderValue::from_static("13");

/// What the handshake and the connection decide, and no script.
static OWN_HEADERS: [HeaderName; 9] = [
    CONNECTION,
    UPGRADE,
    CONTENT_LENGTH,
    TRANSFER_ENCODING,
    TE,
    SEC_WEBSOCKET_ACCEPT,
    SEC_WEBSOCKET_EXTENSIONS,
    SEC_WEBSOCKET_KEY,
    SEC_WEBSOCKET_VERSION,
];

/// The client's half: what it asked, to compare the answer with.
pub(super) struct Asked {
    key: String,
    protocols: Vec<String>,
    /// Whether permessage-deflate was offered.
    compresses: bool,
}

impl Asked {
    /// Completes the headers of a request.
    ///
    /// # Errors
    ///
    /// `Invalid`: a header that belongs to the handshake; a protocol that is not a token (RFC 6455 section 4.1), or twice.
    pub(super) fn complete(
        headers: &mut HeaderMap,
        protocols: Vec<String>,
        compresses: bool,
    ) -> Result<Self, NetError> {
        refuse_own(headers)?;
        if headers.contains_key(SEC_WEBSOCKET_PROTOCOL) {
            return Err(belongs(&SEC_WEBSOCKET_PROTOCOL));
        }
        for (index, protocol) in protocols.iter().enumerate() {
            check_protocol(protocol)?;
            if protocols[..index].contains(protocol) {
                return Err(invalid(format!("the WebSocket protocol `{protocol}` is given twice")));
            }
        }
        let key = BASE64_STANDARD.encode(rand::random::<[u8; 16]>());
        headers.insert(CONNECTION, UPGRADES);
        headers.insert(UPGRADE, WEBSOCKET);
        headers.insert(SEC_WEBSOCKET_VERSION, VERSION);
        if compresses {
            headers.insert(SEC_WEBSOCKET_EXTENSIONS, HeaderValue::from_static(OFFER));
        }
        let value = |text: &str| HeaderValue::try_from(text).map_err(|error| invalid(error.to_string()));
        headers.insert(SEC_WEBSOCKET_KEY, value(&key)?);
        if !protocols.is_empty() {
            headers.insert(SEC_WEBSOCKET_PROTOCOL, value(&protocols.join(", "))?);
        }
        Ok(Self { key, protocols, compresses })
    }

    /// Compares a server's answer with what was asked (RFC 6455 section 4.1, and WHATWG "establish a WebSocket connection").
    ///
    /// # Errors
    ///
    /// What is wrong with the answer, as the end of a sentence that begins with the server.
    pub(super) fn confirm<B>(&self, response: &Response<B>) -> Result<(WebSocketHead, Option<Agreement>), String> {
        let headers = response.headers();
        if response.status() != StatusCode::SWITCHING_PROTOCOLS {
            let status = response.status().as_u16();
            return Err(format!("answered the WebSocket handshake with status {status} in place of 101"));
        }
        let wrong = |name: &HeaderName| format!("answered the WebSocket handshake with a wrong `{name}` header");
        if !has_token(headers, &UPGRADE, b"websocket") {
            return Err(wrong(&UPGRADE));
        }
        if !has_token(headers, &CONNECTION, b"upgrade") {
            return Err(wrong(&CONNECTION));
        }
        if single(headers, &SEC_WEBSOCKET_ACCEPT) != Some(accept_key(self.key.as_bytes()).as_str()) {
            return Err(wrong(&SEC_WEBSOCKET_ACCEPT));
        }
        let protocol = match single(headers, &SEC_WEBSOCKET_PROTOCOL) {
            Some(chosen) if self.protocols.iter().any(|asked| asked == chosen) => chosen.to_owned(),
            None if !headers.contains_key(SEC_WEBSOCKET_PROTOCOL) && self.protocols.is_empty() => String::new(),
            Some(chosen) => return Err(format!("chose the WebSocket protocol `{chosen}`, which was not asked for")),
            None if headers.contains_key(SEC_WEBSOCKET_PROTOCOL) => return Err(wrong(&SEC_WEBSOCKET_PROTOCOL)),
            None => return Err("chose none of the WebSocket protocols that were asked for".to_owned()),
        };
        let extensions = joined(headers, &SEC_WEBSOCKET_EXTENSIONS).ok_or_else(|| wrong(&SEC_WEBSOCKET_EXTENSIONS))?;
        let agreement = match extensions.as_str() {
            "" => None,
            _ if !self.compresses => return Err(wrong(&SEC_WEBSOCKET_EXTENSIONS)),
            answer => Some(Agreement::confirm(answer).ok_or_else(|| wrong(&SEC_WEBSOCKET_EXTENSIONS))?),
        };
        Ok((WebSocketHead { protocol, extensions }, agreement))
    }
}

/// The server's half: a request that asks for a WebSocket.
#[derive(Debug)]
pub(super) struct Offered {
    key: Vec<u8>,
    extensions: String,
    protocols: Vec<String>,
}

impl Offered {
    /// Reads a request (RFC 6455 section 4.2.1).
    ///
    /// # Errors
    ///
    /// Why it is no WebSocket handshake.
    pub(super) fn read(method: &Method, version: Version, headers: &HeaderMap) -> Result<Self, String> {
        if *method != Method::GET || version != Version::HTTP_11 {
            return Err("it is not a GET request of HTTP/1.1".to_owned());
        }
        if !has_token(headers, &UPGRADE, b"websocket") || !has_token(headers, &CONNECTION, b"upgrade") {
            return Err("it does not ask for an upgrade to `websocket`".to_owned());
        }
        if single(headers, &SEC_WEBSOCKET_VERSION) != Some("13") {
            return Err("its `sec-websocket-version` is not 13".to_owned());
        }
        let key = single(headers, &SEC_WEBSOCKET_KEY).unwrap_or_default();
        if BASE64_STANDARD.decode(key).map_or(0, |key| key.len()) != 16 {
            return Err("its `sec-websocket-key` is not 16 bytes in base64".to_owned());
        }
        let lists = joined(headers, &SEC_WEBSOCKET_EXTENSIONS).zip(joined(headers, &SEC_WEBSOCKET_PROTOCOL));
        let Some((extensions, protocols)) = lists else {
            return Err("its extensions or protocols are not ASCII text".to_owned());
        };
        let protocols = protocols.split(',').map(|name| name.trim().to_owned()).filter(|name| !name.is_empty());
        Ok(Self { key: key.as_bytes().to_vec(), extensions, protocols: protocols.collect() })
    }

    /// The answer, with the script's headers.
    ///
    /// # Errors
    ///
    /// `Invalid`: a protocol that the client did not offer, a header that belongs to the handshake.
    pub(super) fn answer(
        &self,
        protocol: Option<&str>,
        mut headers: HeaderMap,
        compresses: bool,
    ) -> Result<(Response<()>, WebSocketHead, Option<Agreement>), NetError> {
        refuse_own(&headers)?;
        if headers.contains_key(SEC_WEBSOCKET_PROTOCOL) {
            return Err(belongs(&SEC_WEBSOCKET_PROTOCOL));
        }
        let value = |text: &str| HeaderValue::try_from(text).map_err(|error| invalid(error.to_string()));
        if let Some(protocol) = protocol {
            check_protocol(protocol)?;
            if !self.protocols.iter().any(|offered| offered == protocol) {
                return Err(invalid(format!("the client did not offer the WebSocket protocol `{protocol}`")));
            }
            headers.insert(SEC_WEBSOCKET_PROTOCOL, value(protocol)?);
        }
        let accepted = if compresses { Agreement::accept(&self.extensions) } else { None };
        let (agreement, extensions) = accepted.unzip();
        if let Some(extensions) = &extensions {
            headers.insert(SEC_WEBSOCKET_EXTENSIONS, value(extensions)?);
        }
        headers.insert(CONNECTION, UPGRADES);
        headers.insert(UPGRADE, WEBSOCKET);
        headers.insert(SEC_WEBSOCKET_ACCEPT, value(&accept_key(&self.key))?);
        let mut response = Response::new(());
        *response.status_mut() = StatusCode::SWITCHING_PROTOCOLS;
        *response.headers_mut() = headers;
        let head = WebSocketHead {
            protocol: protocol.unwrap_or_default().to_owned(),
            extensions: extensions.unwrap_or_default(),
        };
        Ok((response, head, agreement))
    }
}

/// The answer to a key (RFC 6455 section 4.2.2).
fn accept_key(key: &[u8]) -> String {
    let mut digest = Sha1::new();
    digest.update(key);
    digest.update(KEY_SUFFIX);
    BASE64_STANDARD.encode(digest.finalize())
}

fn refuse_own(headers: &HeaderMap) -> Result<(), NetError> {
    match OWN_HEADERS.iter().find(|name| headers.contains_key(*name)) {
        Some(name) => Err(belongs(name)),
        None => Ok(()),
    }
}

fn belongs(name: &HeaderName) -> NetError {
    invalid(format!("the header `{name}` cannot be set: it belongs to the WebSocket handshake"))
}

/// A token (RFC 9110 section 5.6.2).
fn check_protocol(protocol: &str) -> Result<(), NetError> {
    let is_token = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    match !protocol.is_empty() && protocol.bytes().all(is_token) {
        true => Ok(()),
        false => Err(invalid(format!("`{}` cannot be a WebSocket protocol", protocol.escape_debug()))),
    }
}

fn has_token(headers: &HeaderMap, name: &HeaderName, token: &[u8]) -> bool {
    let mut values = headers.get_all(name).iter().flat_map(|value| value.as_bytes().split(|byte| *byte == b','));
    values.any(|value| value.trim_ascii().eq_ignore_ascii_case(token))
}

/// The value of a header that is there once.
fn single<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<&'a str> {
    let mut values = headers.get_all(name).iter();
    let value = values.next()?.to_str().ok()?;
    values.next().is_none().then_some(value)
}

/// The values of a header as one list, or `None` when one is not ASCII text.
fn joined(headers: &HeaderMap, name: &HeaderName) -> Option<String> {
    let values = headers.get_all(name).iter().map(|value| value.to_str().ok());
    Some(values.collect::<Option<Vec<_>>>()?.join(", "))
}

fn invalid(message: String) -> NetError {
    NetError::new(ErrorCode::Invalid, message)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_key_of_the_rfc_has_its_answer() {
        assert_eq!(accept_key(b"dGhlIHNhbXBsZSBub25jZQ=="), "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
    }

    fn request(changes: &[(&'static str, Option<&'static str>)]) -> HeaderMap {
        let mut headers = HeaderMap::new();
        headers.insert("connection", HeaderValue::from_static("keep-alive, Upgrade"));
        headers.insert("upgrade", HeaderValue::from_static("WebSocket"));
        headers.insert("sec-websocket-version", HeaderValue::from_static("13"));
        headers.insert("sec-websocket-key", HeaderValue::from_static("dGhlIHNhbXBsZSBub25jZQ=="));
        for (name, value) in changes {
            match value {
                Some(value) => drop(headers.insert(*name, HeaderValue::from_static(value))),
                None => drop(headers.remove(*name)),
            }
        }
        headers
    }

    #[test]
    fn a_server_says_why_a_request_is_no_handshake() {
        let check = |name: &'static str, value, expected: &str| {
            let read = Offered::read(&Method::GET, Version::HTTP_11, &request(&[(name, value)]));
            assert_eq!(read.err().as_deref(), Some(expected), "{name}");
        };
        let asks = "it does not ask for an upgrade to `websocket`";
        check("connection", Some("keep-alive"), asks);
        check("upgrade", None, asks);
        check("upgrade", Some("h2c"), asks);
        check("sec-websocket-version", Some("8"), "its `sec-websocket-version` is not 13");
        let key = "its `sec-websocket-key` is not 16 bytes in base64";
        for bad in [None, Some("dGhlIHNhbXBsZSBub25jZQ"), Some("c2hvcnQ="), Some("")] {
            check("sec-websocket-key", bad, key);
        }
        let method = "it is not a GET request of HTTP/1.1";
        assert_eq!(Offered::read(&Method::POST, Version::HTTP_11, &request(&[])).unwrap_err(), method);
        assert_eq!(Offered::read(&Method::GET, Version::HTTP_10, &request(&[])).unwrap_err(), method);
    }

    #[test]
    fn a_server_answers_with_what_was_offered() {
        let headers = request(&[("sec-websocket-protocol", Some("a, b"))]);
        let offered = Offered::read(&Method::GET, Version::HTTP_11, &headers).unwrap();
        let (response, head, _) = offered.answer(Some("b"), HeaderMap::new(), true).unwrap();
        assert_eq!(response.headers()["sec-websocket-accept"], "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
        assert_eq!((head.protocol.as_str(), head.extensions.as_str()), ("b", ""));
        let refused = |protocol, headers| {
            let error = offered.answer(Some(protocol), headers, true).map(|_| ()).unwrap_err();
            error.message().to_owned()
        };
        assert_eq!(refused("c", HeaderMap::new()), "the client did not offer the WebSocket protocol `c`");
        assert_eq!(refused("b\r\nx: y", HeaderMap::new()), "`b\\r\\nx: y` cannot be a WebSocket protocol");
        let mut own = HeaderMap::new();
        own.insert(UPGRADE, WEBSOCKET);
        let belongs = "the header `upgrade` cannot be set: it belongs to the WebSocket handshake";
        assert_eq!(refused("b", own), belongs);
    }
}
