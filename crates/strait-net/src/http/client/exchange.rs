//! One request on one connection: which way it goes, on what, and what to do when the connection turns out to be gone.

use std::{
    error::Error,
    io,
    net::IpAddr,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use bytes::Bytes;
use h2::Reason;
use http::{
    HeaderValue, Method, Request, Response, Uri,
    header::{CONNECTION, CONTENT_LENGTH, HOST, PROXY_AUTHORIZATION},
    uri::{Authority, PathAndQuery},
};
use hyper::body::Incoming;
use strait_abi::ErrorCode;
use strait_policy::NameVerdict;
use tokio::sync::Notify;
use url::{Position, Url};

use super::{
    connection::{Connection, Sender, Unanswered},
    origin::{Origin, Scheme},
    outgoing::{OutgoingBody, UploadProgress},
    pool::{Lease, Leased},
    proxy::Proxy,
    request::Send,
    times::unanswered_for,
};
use crate::{NetError, context::Context, error::code_of_io};

/// The way to an origin that the policy allows.
pub(super) struct Route {
    pub(super) verdict: NameVerdict,
    pub(super) proxy: Option<Arc<Proxy>>,
}

impl Route {
    /// # Errors
    ///
    /// `Denied`: by name; or only some addresses of the name are allowed, and a proxy would resolve it.
    pub(super) fn find(context: &Context, origin: &Origin) -> Result<Self, NetError> {
        let verdict = context.policy.check_name(&origin.host, origin.port)?;
        let proxy = context.network.proxies.find(origin);
        if proxy.as_ref().is_some_and(|proxy| proxy.hides_addresses()) && verdict == NameVerdict::ByAddress {
            let message = format!(
                "{origin} is reached through a proxy, which hides its address, so only a rule that names it allows it; \
                 run again with --allow-net={origin}"
            );
            return Err(NetError::new(ErrorCode::Denied, message));
        }
        Ok(Self { verdict, proxy })
    }

    /// Whether a connection that leads to `peer` may be used.
    fn allows(&self, context: &Context, origin: &Origin, peer: Option<IpAddr>) -> bool {
        match (self.verdict, peer) {
            (NameVerdict::AnyAddress, _) => true,
            (NameVerdict::ByAddress, Some(peer)) => {
                context.policy.check_address(&origin.host, origin.port, peer).is_ok()
            }
            (NameVerdict::ByAddress, None) => false,
        }
    }
}

/// Sends a request and waits for the head of its response. `body` is the request's; [`Send::body`] is not looked at.
///
/// A connection that was idle may have been closed by the server meanwhile. Then the request goes out once more on a
/// connection of its own, if it never left, was refused unseen (RFC 9113 section 8.7) or may be repeated (RFC 9110 section
/// 9.2.2), and its body is at hand.
///
/// # Errors
///
/// `Denied`, and those of connecting and of a connection that breaks.
///
/// # Cancel safety
///
/// Dropping the future gives the request up: an HTTP/1.1 connection is broken off, an HTTP/2 stream is reset.
pub(super) async fn exchange(
    context: &Arc<Context>,
    send: &Send,
    mut body: OutgoingBody,
) -> Result<(Response<Incoming>, Lease), NetError> {
    let origin = Origin::of(&send.url, send.tls.as_ref())?;
    let route = Route::find(context, &origin)?;
    let pool = &context.network.pool;
    let upload = body.progress();
    let permit = context.permits.acquire(&origin, &context.network.shares).await;
    if let Some(mut leased) = reuse(context, &origin, &route).await {
        let again = body.again();
        let request = request(send, &origin, &route, &leased.connection, body)?;
        match head(&mut leased.connection, request, &origin, send, upload.as_ref()).await? {
            Ok(response) => return Ok((response, leased.into_lease(pool, &origin, permit, upload))),
            Err(failure) => {
                pool.discard(&origin, &leased);
                body = retry(&origin, &send.method, failure, again)?;
            }
        }
    }
    // Connecting needs much more room than the rest, and only while it lasts.
    let mut leased = Box::pin(connect(context, &origin, &route, send.times.connect)).await?;
    let request = request(send, &origin, &route, &leased.connection, body)?;
    match head(&mut leased.connection, request, &origin, send, upload.as_ref()).await? {
        Ok(response) => Ok((response, leased.into_lease(pool, &origin, permit, upload))),
        Err(failure) => {
            let noted = leased.connection.note.get().cloned();
            Err(noted.unwrap_or_else(|| unanswered(&origin, &failure.into_error())))
        }
    }
}

/// Sends a request and waits for the head of its response, as long as the request may wait for it.
///
/// # Errors
///
/// `TimedOut`; `Protocol` for interim responses without end. Inside: the connection broke.
async fn head(
    connection: &mut Connection,
    mut request: Request<OutgoingBody>,
    origin: &Origin,
    send: &Send,
    upload: Option<&UploadProgress>,
) -> Result<Result<Response<Incoming>, Unanswered>, NetError> {
    let interim = Arc::new(Interim::default());
    let seen = Arc::clone(&interim);
    hyper::ext::on_informational(&mut request, move |_| seen.add());
    tokio::select! {
        biased;
        answer = connection.send(request) => Ok(answer),
        late = unanswered_for(origin, send.times.response, upload) => Err(late),
        () = interim.too_many.notified() => {
            let message = format!("{origin} sent more than {MOST_INTERIM} interim responses and no other");
            Err(NetError::new(ErrorCode::Protocol, message))
        }
    }
}

/// Counts the interim responses to one request (RFC 9110 section 15.2).
#[derive(Default)]
struct Interim {
    count: AtomicUsize,
    too_many: Notify,
}

/// The most interim responses before the one that counts. Servers send one or two.
const MOST_INTERIM: usize = 64;

impl Interim {
    fn add(&self) {
        if self.count.fetch_add(1, Ordering::Relaxed) >= MOST_INTERIM {
            self.too_many.notify_one();
        }
    }
}

async fn reuse(context: &Arc<Context>, origin: &Arc<Origin>, route: &Route) -> Option<Leased> {
    let allows = |peer| route.allows(context, origin, peer);
    context.network.pool.checkout(origin, context.permits.sandbox(), allows).await
}

/// A connection of one's own, or a share in the HTTP/2 connection that another request was making meanwhile.
async fn connect(
    context: &Arc<Context>,
    origin: &Arc<Origin>,
    route: &Route,
    time: Duration,
) -> Result<Leased, NetError> {
    let pool = &context.network.pool;
    let sandbox = context.permits.sandbox();
    let mut turn = None;
    if let Some(turns) = pool.turn(origin) {
        // Held while connecting; it frees itself when the call is given up. The permit for the origin is taken before it,
        // always, and whoever holds the turn waits for nothing that another call holds.
        turn = turns.acquire_owned().await.ok();
        if let Some(leased) = reuse(context, origin, route).await {
            return Ok(leased);
        }
        if pool.turn(origin).is_none() {
            // It speaks HTTP/1.1, where each makes a connection of its own.
            turn = None;
        }
    }
    pool.make_room(context.network.shares.left());
    let opened = Connection::open(context, origin, route, time).await;
    let (connection, failure) = match opened {
        Ok(connection) => (Some(connection), None),
        Err(error) => (None, Some(error)),
    };
    let leased = pool.admit(origin, sandbox, connection);
    drop(turn);
    match (leased, failure) {
        (Some(leased), _) => Ok(leased),
        (None, Some(error)) => Err(error),
        (None, None) => Err(NetError::new(ErrorCode::Reset, format!("the connection to {origin} was lost"))),
    }
}

/// The body to send again.
fn retry(
    origin: &Origin,
    method: &Method,
    mut failure: Unanswered,
    again: Option<OutgoingBody>,
) -> Result<OutgoingBody, NetError> {
    if let Some(unsent) = failure.take_message() {
        return Ok(unsent.into_body());
    }
    let error = failure.into_error();
    let was_closed =
        error.is_incomplete_message() || error.is_canceled() || error.is_closed() || system_error(&error).is_some();
    let (is_refused, is_leaving) = http2_error(&error).map_or((false, false), |http2| {
        let gives = |reason| http2.is_remote() && http2.reason() == Some(reason);
        (http2.is_reset() && gives(Reason::REFUSED_STREAM), http2.is_go_away() && gives(Reason::NO_ERROR))
    });
    match again {
        // A refused stream has not been looked at (RFC 9113 section 8.7).
        Some(again) if is_refused || ((was_closed || is_leaving) && method.is_idempotent()) => Ok(again),
        _ => Err(unanswered(origin, &error)),
    }
}

/// The request as it goes on a connection: in origin-form to the server itself, in absolute-form to a proxy (RFC 9112
/// section 3.2) and to HTTP/2, which takes it apart.
fn request(
    send: &Send,
    origin: &Origin,
    route: &Route,
    connection: &Connection,
    body: OutgoingBody,
) -> Result<Request<OutgoingBody>, NetError> {
    let cannot = |_| NetError::new(ErrorCode::Invalid, format!("{} cannot be sent in a request line", send.url));
    let target = Bytes::copy_from_slice(send.url[Position::BeforePath..Position::AfterQuery].as_bytes());
    let target = PathAndQuery::from_maybe_shared(target).map_err(|error| cannot(error.into()))?;
    let mut headers = send.headers.clone();
    let is_http2 = matches!(connection.sender, Sender::Http2(_));
    let forwarder = route.proxy.as_ref().filter(|proxy| proxy.forwards() && origin.scheme == Scheme::Http);
    let uri = if is_http2 || forwarder.is_some() {
        let authority =
            headers.get(HOST).filter(|_| is_http2).map_or(host_and_port(&send.url).as_bytes(), HeaderValue::as_bytes);
        let authority = Authority::try_from(authority).map_err(|error| cannot(error.into()))?;
        Uri::builder()
            .scheme(origin.scheme.as_str())
            .authority(authority)
            .path_and_query(target)
            .build()
            .map_err(cannot)?
    } else {
        Uri::from(target)
    };
    if is_http2 {
        headers.remove(HOST);
        headers.remove(CONNECTION);
    } else if !headers.contains_key(HOST) {
        let host = HeaderValue::try_from(host_and_port(&send.url)).map_err(|error| cannot(error.into()))?;
        headers.insert(HOST, host);
    }
    if let Some(authorization) = forwarder.and_then(|proxy| proxy.authorization.as_ref()) {
        headers.insert(PROXY_AUTHORIZATION, authorization.clone());
    }
    if matches!(body, OutgoingBody::Empty) && matches!(send.method, Method::POST | Method::PUT | Method::PATCH) {
        // The method leads the server to expect a body (RFC 9110 section 8.6).
        headers.insert(CONTENT_LENGTH, HeaderValue::from_static("0"));
    }
    let mut request = Request::new(body);
    *request.method_mut() = send.method.clone();
    *request.uri_mut() = uri;
    *request.headers_mut() = headers;
    Ok(request)
}

/// `host` or `host:port`, without the port that the scheme stands for (RFC 9110 section 7.2).
pub(super) fn host_and_port(url: &Url) -> &str {
    &url[Position::BeforeHost..Position::AfterPort]
}

/// What it means to the script that a request got no response.
pub(super) fn unanswered(origin: &Origin, error: &hyper::Error) -> NetError {
    if let Some(own) = sources(error).find_map(|source| source.downcast_ref::<NetError>()) {
        // The request's body failed.
        return own.clone();
    }
    if error.is_parse_too_large() {
        return NetError::new(ErrorCode::TooLarge, format!("{origin} answered with a longer head than is read"));
    }
    if error.is_parse() {
        let what = error.to_string();
        let what = what.trim_end_matches(" parsed");
        return NetError::new(
            ErrorCode::Protocol,
            format!("{origin} answered with something that is not HTTP: {what}"),
        );
    }
    if error.is_body_write_aborted() {
        let message = "the request body is shorter than its content-length";
        return NetError::new(ErrorCode::Invalid, message);
    }
    if error.is_user() {
        return NetError::new(ErrorCode::Invalid, format!("the request cannot be sent to {origin}: {}", root(error)));
    }
    if error.is_incomplete_message() || error.is_canceled() || error.is_closed() {
        return NetError::new(ErrorCode::Reset, format!("{origin} closed the connection before answering"));
    }
    if let Some(http2) = http2_error(error)
        && let Some(reason) = http2.reason()
    {
        return match http2.is_remote() {
            true => NetError::new(ErrorCode::Reset, format!("{origin} broke the request off: {reason}")),
            false => NetError::new(ErrorCode::Protocol, format!("{origin} broke the rules of HTTP/2: {reason}")),
        };
    }
    match system_error(error) {
        Some(system) if code_of_io(system) == ErrorCode::Reset || system.kind() == io::ErrorKind::UnexpectedEof => {
            NetError::new(ErrorCode::Reset, format!("{origin} closed the connection before answering"))
        }
        Some(system) => NetError::io(format!("the connection to {origin} broke before it answered"), system),
        None => NetError::new(ErrorCode::Protocol, format!("{origin} did not answer: {}", root(error))),
    }
}

/// How a stream or a connection of HTTP/2 ended.
pub(crate) fn http2_error(error: &hyper::Error) -> Option<&h2::Error> {
    sources(error).find_map(|source| source.downcast_ref())
}

fn system_error(error: &hyper::Error) -> Option<&io::Error> {
    sources(error).find_map(|source| source.downcast_ref::<io::Error>())
}

fn sources(error: &hyper::Error) -> impl Iterator<Item = &(dyn Error + 'static)> {
    std::iter::successors(error.source(), |source| (*source).source())
}

/// The innermost words.
fn root(error: &hyper::Error) -> String {
    sources(error).last().map_or_else(|| error.to_string(), |source| source.to_string())
}
