//! `ws.connect`.

use std::sync::Arc;

use http::{HeaderMap, Method, header::USER_AGENT};
use strait_abi::{ErrorCode, WebSocketOptions};
use url::Url;

use super::{Role, connection, handshake::Asked};
use crate::{
    Limits, NetError,
    completion::{CallResult, Completion},
    context::Context,
    http::{
        client::{self, OutgoingBody},
        fields,
    },
};

/// A connection to make, checked.
pub(crate) struct Connect {
    /// `http` or `https`, as the URL says `ws` or `wss`.
    url: Url,
    headers: HeaderMap,
    asked: Asked,
    options: WebSocketOptions,
}

impl Connect {
    /// Checks a `ws.connect`. `http` and `https` URLs are taken for `ws` and `wss`, as WHATWG has it.
    ///
    /// # Errors
    ///
    /// `Invalid` for a URL, protocol or header that cannot be sent or belongs to the handshake; `TooLarge`.
    pub(crate) fn parse(
        url: &str,
        protocols: &[&str],
        headers: &str,
        options: WebSocketOptions,
        limits: &Limits,
    ) -> Result<Self, NetError> {
        let shown = url.escape_debug();
        if url.chars().any(|character| character.is_control() || character == ' ') {
            return Err(invalid(format!("`{shown}` is not a URL: it has a space or a control character")));
        }
        let mut parsed =
            Url::parse(url).map_err(|error| invalid(format!("`{shown}` is not an absolute URL: {error}")))?;
        let scheme = match parsed.scheme() {
            "ws" | "http" => "http",
            "wss" | "https" => "https",
            other => {
                let message = format!(
                    "cannot open a WebSocket to a URL with the scheme `{other}`; only ws and wss can be opened"
                );
                return Err(invalid(message));
            }
        };
        if parsed.fragment().is_some() {
            return Err(invalid(format!("the WebSocket URL `{shown}` has a fragment, which it cannot have")));
        }
        // All four have the same kind of URL, so one can become the other.
        let _ = parsed.set_scheme(scheme);
        let mut headers = fields::parse_block(headers, limits.header_bytes)?;
        let protocols = protocols.iter().map(|protocol| (*protocol).to_owned()).collect();
        let asked = Asked::complete(&mut headers, protocols, options.compress != Some(false))?;
        client::move_credentials(&mut parsed, &mut headers)?;
        headers.entry(USER_AGENT).or_insert(client::DEFAULT_USER_AGENT);
        Ok(Self { url: parsed, headers, asked, options })
    }
}

/// Opens a WebSocket. Connecting and the handshake together have the limits' connect time.
///
/// # Errors
///
/// `Denied`, those of connecting, `Protocol` for a server that does not agree.
///
/// # Cancel safety
///
/// Dropping the future gives the connection up.
pub(crate) async fn connect(context: Arc<Context>, connect: Connect) -> CallResult {
    let Connect { url, headers, asked, options } = connect;
    let (response, origin) = client::upgrade(&context, Method::GET, &url, headers, OutgoingBody::Empty).await?;
    let refused = |message: String| NetError::new(ErrorCode::Protocol, format!("{origin} {message}"));
    let (head, agreement) = asked.confirm(&response).map_err(refused)?;
    let upgraded = hyper::upgrade::on(response).await;
    let upgraded = upgraded.map_err(|_| refused("closed the connection during the WebSocket handshake".to_owned()))?;
    let socket = connection::start(upgraded, Role::Client, agreement, &options, &context.limits);
    Ok(Completion::WebSocket { socket, head: Box::new(head) })
}

fn invalid(message: String) -> NetError {
    NetError::new(ErrorCode::Invalid, message)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(url: &str, protocols: &[&str], headers: &str, expected: Result<&str, &str>) {
        let parsed = Connect::parse(url, protocols, headers, WebSocketOptions::default(), &Limits::default());
        let parsed = parsed.map(|connect| connect.url.to_string()).map_err(|error| error.message().to_owned());
        assert_eq!(parsed, expected.map(str::to_owned).map_err(str::to_owned));
    }

    #[test]
    fn urls_become_those_of_http() {
        check("ws://a/x?y", &[], "", Ok("http://a/x?y"));
        check("wss://user:pass@a:8443", &["chat"], "x-a: b\r\n", Ok("https://a:8443/"));
        check("http://a", &[], "", Ok("http://a/"));
    }

    #[test]
    fn what_cannot_be_asked_for_is_refused() {
        let scheme = "cannot open a WebSocket to a URL with the scheme `ftp`; only ws and wss can be opened";
        check("ftp://a", &[], "", Err(scheme));
        check("/a", &[], "", Err("`/a` is not an absolute URL: relative URL without a base"));
        check("ws://a/#b", &[], "", Err("the WebSocket URL `ws://a/#b` has a fragment, which it cannot have"));
        for (bad, shown) in [("ws://a/\r\nx", "ws://a/\\r\\nx"), ("ws://a/\0", "ws://a/\\0"), ("ws://a b", "ws://a b")]
        {
            check(bad, &[], "", Err(&format!("`{shown}` is not a URL: it has a space or a control character")));
        }
        check("ws://a", &["a\r\nb"], "", Err("`a\\r\\nb` cannot be a WebSocket protocol"));
        check("ws://a", &[""], "", Err("`` cannot be a WebSocket protocol"));
        check("ws://a", &["a", "b", "a"], "", Err("the WebSocket protocol `a` is given twice"));
        let belongs = "cannot be set: it belongs to the WebSocket handshake";
        for name in ["sec-websocket-key", "sec-websocket-protocol", "upgrade", "connection", "content-length"] {
            check("ws://a", &[], &format!("{name}: x\r\n"), Err(&format!("the header `{name}` {belongs}")));
        }
        let value = "the value of the header `a` has a character that HTTP does not allow";
        check("ws://a", &[], "a: b\nc: d\r\n", Err(value));
        check("ws://a", &[], "a: b\0\r\n", Err(value));
    }
}
