//! What a redirect makes of a request: WHATWG fetch, "HTTP-redirect fetch".

use std::{str, sync::Arc};

use http::{
    HeaderMap, Method, StatusCode,
    header::{AUTHORIZATION, COOKIE, HOST, HeaderName, LOCATION, PROXY_AUTHORIZATION},
};
use strait_abi::ErrorCode;
use url::Url;

use super::{
    origin::Origin,
    outgoing::OutgoingBody,
    request::{BODY_HEADERS, Send, move_credentials, strip_credentials},
};
use crate::NetError;

/// The most redirects of one request (step 8).
pub(super) const MOST_REDIRECTS: usize = 20;

/// What is meant for one origin and not for wherever it redirects to. Fetch removes the first (step 15); the others are
/// forbidden there and so cannot occur, and undici removes them.
const ORIGIN_HEADERS: [HeaderName; 4] = [AUTHORIZATION, PROXY_AUTHORIZATION, COOKIE, HOST];

/// Where a response redirects to, if it does.
///
/// # Errors
///
/// `Invalid`: the location is not a URL that can be fetched.
pub(super) fn location(status: StatusCode, headers: &HeaderMap, url: &Url) -> Result<Option<Url>, NetError> {
    if !matches!(status.as_u16(), 301 | 302 | 303 | 307 | 308) {
        return Ok(None);
    }
    let Some(location) = headers.get(LOCATION) else { return Ok(None) };
    let location = match str::from_utf8(location.as_bytes()) {
        Ok(location) => location.to_owned(),
        Err(_) => location.as_bytes().iter().map(|byte| char::from(*byte)).collect(),
    };
    let bad = |reason: &dyn std::fmt::Display| {
        let message = format!("{url} redirects to `{}`: {reason}", location.escape_debug());
        NetError::new(ErrorCode::Invalid, message)
    };
    let mut target = url.join(&location).map_err(|error| bad(&error))?;
    Origin::of(&target, None).map_err(|error| bad(&error))?;
    target.set_fragment(None);
    Ok(Some(target))
}

/// Makes a request the one that follows a redirect to `target`. `body` is the body that was sent, if it can be sent again.
///
/// # Errors
///
/// `Invalid`: a streamed body would have to be sent again, or another origin would get credentials.
pub(super) fn turn(
    send: &mut Send,
    status: StatusCode,
    mut target: Url,
    body: Option<OutgoingBody>,
) -> Result<(), NetError> {
    let same_origin = send.url.origin() == target.origin();
    if !same_origin {
        // Steps 9 and 10.
        if !target.username().is_empty() || target.password().is_some() {
            strip_credentials(&mut target);
            let message = format!("{} redirects to {target} with a user name or password in the URL", send.url);
            return Err(NetError::new(ErrorCode::Invalid, message));
        }
        ORIGIN_HEADERS.iter().for_each(|name| drop(send.headers.remove(name)));
        send.tls = send.tls.take().map(|tls| Arc::new(tls.elsewhere()));
    }
    // Step 11.
    let Some(body) = body.or((status == StatusCode::SEE_OTHER).then_some(OutgoingBody::Empty)) else {
        let message =
            format!("{} answers with {}, but a streamed body cannot be sent again", send.url, status.as_u16());
        return Err(NetError::new(ErrorCode::Invalid, message));
    };
    send.body = body;
    // Step 12.
    let becomes_get = match status.as_u16() {
        301 | 302 => send.method == Method::POST,
        303 => send.method != Method::GET && send.method != Method::HEAD,
        _ => false,
    };
    if becomes_get {
        send.method = Method::GET;
        send.body = OutgoingBody::Empty;
        BODY_HEADERS.iter().for_each(|name| drop(send.headers.remove(name)));
    }
    move_credentials(&mut target, &mut send.headers)?;
    send.url = target;
    Ok(())
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;
    use strait_abi::Redirect;

    use super::*;
    use crate::http::{client::times::Times, fields};

    const HEADERS: &str = "authorization: a\r\ncookie: b\r\ncontent-type: text/plain\r\nx-own: c\r\n";

    /// The request line, headers and body length that follow a redirect of a POST with a body.
    fn follow(method: Method, status: u16, location: &str) -> Result<String, String> {
        let mut send = Send {
            method,
            url: Url::parse("http://a.test/one/two?x").unwrap(),
            headers: fields::parse_block(HEADERS, 1000).unwrap(),
            body: OutgoingBody::Whole(Bytes::from_static(b"body")),
            redirect: Redirect::Follow,
            decompress: false,
            times: Times::default(),
            tls: None,
        };
        let status = StatusCode::from_u16(status).unwrap();
        let mut headers = HeaderMap::new();
        headers.insert(LOCATION, location.try_into().unwrap());
        let describe = |error: NetError| error.message().to_owned();
        let Some(target) = super::location(status, &headers, &send.url).map_err(describe)? else {
            return Ok("no redirect".to_owned());
        };
        let body = send.body.again();
        turn(&mut send, status, target, body).map_err(describe)?;
        let mut names: Vec<_> = send.headers.keys().map(HeaderName::as_str).collect();
        names.sort_unstable();
        let length = http_body::Body::size_hint(&send.body).exact().unwrap();
        Ok(format!("{} {} {} {length}", send.method, send.url, names.join(",")))
    }

    #[track_caller]
    fn check(method: Method, status: u16, location: &str, expected: &str) {
        assert_eq!(follow(method, status, location), Ok(expected.to_owned()));
    }

    const SAME: &str = "authorization,content-type,cookie,x-own";

    #[test]
    fn methods_and_bodies_change_as_fetch_says() {
        let bare = "authorization,cookie,x-own 0";
        check(Method::POST, 301, "/x", &format!("GET http://a.test/x {bare}"));
        check(Method::POST, 302, "/x", &format!("GET http://a.test/x {bare}"));
        check(Method::POST, 303, "/x", &format!("GET http://a.test/x {bare}"));
        check(Method::PUT, 303, "/x", &format!("GET http://a.test/x {bare}"));
        check(Method::PUT, 301, "/x", &format!("PUT http://a.test/x {SAME} 4"));
        check(Method::HEAD, 303, "/x", &format!("HEAD http://a.test/x {SAME} 4"));
        check(Method::POST, 307, "/x", &format!("POST http://a.test/x {SAME} 4"));
        check(Method::POST, 308, "/x", &format!("POST http://a.test/x {SAME} 4"));
        check(Method::POST, 300, "/x", "no redirect");
        check(Method::POST, 304, "/x", "no redirect");
    }

    #[test]
    fn locations_are_relative_to_the_url() {
        check(Method::GET, 307, "three?y#z", &format!("GET http://a.test/one/three?y {SAME} 4"));
        check(Method::GET, 307, "?y", &format!("GET http://a.test/one/two?y {SAME} 4"));
        check(Method::GET, 307, "HTTP://A.test:80/x", &format!("GET http://a.test/x {SAME} 4"));
    }

    #[test]
    fn another_origin_gets_no_credentials() {
        check(Method::GET, 307, "//b.test/", "GET http://b.test/ content-type,x-own 4");
        check(Method::GET, 307, "https://a.test/", "GET https://a.test/ content-type,x-own 4");
        check(Method::GET, 307, "http://a.test:81/", "GET http://a.test:81/ content-type,x-own 4");
        assert_eq!(
            follow(Method::GET, 307, "http://user:password@b.test/"),
            Err("http://a.test/one/two?x redirects to http://b.test/ with a user name or password in the URL"
                .to_owned())
        );
    }

    #[test]
    fn a_location_that_cannot_be_fetched_is_an_error() {
        assert_eq!(
            follow(Method::GET, 302, "file:///etc/passwd"),
            Err("http://a.test/one/two?x redirects to `file:///etc/passwd`: cannot fetch a URL with the scheme `file`; \
                 only http and https can be fetched"
                .to_owned())
        );
        assert_eq!(
            follow(Method::GET, 302, "http://[x/"),
            Err("http://a.test/one/two?x redirects to `http://[x/`: invalid IPv6 address".to_owned())
        );
    }
}
