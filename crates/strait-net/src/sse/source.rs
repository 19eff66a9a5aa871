//! One event source: its connections, one after the other.

use std::{collections::VecDeque, sync::Arc, time::Duration};

use bytes::Bytes;
use strait_abi::{ErrorCode, Operation, Redirect};
use tokio::{
    sync::Mutex,
    time::{Instant, sleep_until},
};
use tokio_util::sync::CancellationToken;

use super::{
    SseEvent,
    parser::{Parser, TooLong},
};
use crate::{
    NetError,
    completion::{CallResult, Completion},
    context::Context,
    http::{IncomingResponse, Rest, body::BodyReader, client, fields},
};

/// What the standard leaves to the user agent; a server changes it by `retry`.
const RECONNECTION_TIME: Duration = Duration::from_secs(3);

const READ_BYTES: usize = 64 * 1024;

/// An event source to open, checked.
pub(crate) struct Open {
    url: String,
    /// Without `last-event-id`.
    headers: String,
    last_id: String,
}

/// An event source as its script sees it. Dropping it, or [`EventSource::close`], ends its connection.
pub(crate) struct EventSource {
    /// Keeps receives in the order of their calls.
    state: Mutex<State>,
    closed: CancellationToken,
}

struct State {
    context: Arc<Context>,
    open: Open,
    stage: Stage,
    reconnection_time: Duration,
    /// What happened and has not been received.
    happened: VecDeque<SseEvent>,
}

enum Stage {
    /// A connection is to be made at this time.
    Connect(Instant),
    Reading(Box<Reading>),
    Over,
}

/// A connection that is open.
struct Reading {
    /// What is left of the body, if anything is.
    body: Option<BodyReader>,
    parser: Parser,
}

impl Open {
    /// Checks an `sse.connect`.
    ///
    /// # Errors
    ///
    /// `Invalid` for a URL or a header that cannot be sent; `TooLarge`.
    pub(crate) fn parse(url: &str, headers: &str, last_id: &str, context: &Context) -> Result<Self, NetError> {
        let limit = context.limits.header_bytes;
        if url.chars().any(char::is_control) {
            let message = format!("`{}` is not a URL: it has a control character", url.escape_debug());
            return Err(NetError::new(ErrorCode::Invalid, message));
        }
        let mut map = fields::parse_block(headers, limit)?;
        map.remove("last-event-id");
        map.entry("accept").or_insert(http::HeaderValue::from_static("text/event-stream"));
        // The standard's cache mode, "no-store".
        map.entry("cache-control").or_insert(http::HeaderValue::from_static("no-cache"));
        let open = Self { url: url.to_owned(), headers: fields::write_block(&map), last_id: last_id.to_owned() };
        client::Send::parse(open.request(&open.headers), None, &context.limits, &context.policy)?;
        Ok(open)
    }

    fn request<'a>(&'a self, headers: &'a str) -> Operation<'a> {
        Operation::HttpSend {
            method: "GET",
            url: &self.url,
            headers,
            body: None,
            upload: None,
            redirect: Redirect::Follow,
            decompress: true,
            connect_milliseconds: None,
            response_milliseconds: None,
            total_milliseconds: None,
            tls: None,
            upgrade: None,
        }
    }

    /// The header block of the next request.
    fn block(&self) -> String {
        let sendable = |byte: u8| byte >= b' ' && byte != 0x7f;
        let mut block = self.headers.clone();
        // An id may have characters that no header can have.
        if !self.last_id.is_empty() && self.last_id.bytes().all(sendable) {
            block.push_str("last-event-id: ");
            block.extend(self.last_id.bytes().map(char::from));
            block.push_str("\r\n");
        }
        block
    }
}

impl EventSource {
    /// An event source that connects when it is first received from.
    pub(crate) fn new(context: Arc<Context>, open: Open) -> Self {
        let state = State {
            context,
            open,
            stage: Stage::Connect(Instant::now()),
            reconnection_time: RECONNECTION_TIME,
            happened: VecDeque::new(),
        };
        Self { state: Mutex::new(state), closed: CancellationToken::new() }
    }

    /// Waits until something has happened and takes up to `most` of it, at least one thing.
    ///
    /// # Errors
    ///
    /// `Closed`: the handle was given up, or the source has failed and that has been received.
    ///
    /// # Cancel safety
    ///
    /// Dropping the future loses no event. A connection that is being made is given up, and made again by the next receive.
    pub(crate) async fn receive(&self, most: usize) -> CallResult {
        let received = async {
            let mut state = self.state.lock().await;
            while state.happened.is_empty() {
                state.advance().await?;
            }
            let count = most.clamp(1, state.happened.len());
            Ok(Completion::Events(state.happened.drain(..count).collect()))
        };
        tokio::select! {
            biased;
            () = self.closed.cancelled() => Err(NetError::closed("event source")),
            received = received => received,
        }
    }

    /// Ends it: receives under way fail, and its connection is broken off.
    pub(crate) fn close(&self) {
        self.closed.cancel();
    }
}

impl Reading {
    /// More of the stream; nothing at its end.
    async fn next(&mut self) -> Result<Bytes, NetError> {
        match &mut self.body {
            Some(body) => body.read(READ_BYTES).await,
            None => Ok(Bytes::new()),
        }
    }
}

impl State {
    /// Does the next thing that takes time. What is waited for changes nothing until it has come, so a drop repeats it.
    async fn advance(&mut self) -> Result<(), NetError> {
        match &mut self.stage {
            Stage::Connect(at) => {
                sleep_until(*at).await;
                let block = self.open.block();
                let context = &self.context;
                let send = client::Send::parse(self.open.request(&block), None, &context.limits, &context.policy)?;
                let sent = client::send(Arc::clone(context), send.endless()).await;
                self.connected(sent);
            }
            Stage::Reading(reading) => match reading.next().await {
                Ok(bytes) if bytes.is_empty() => self.interrupt("the server ended the event stream".to_owned()),
                Ok(bytes) => {
                    let read = parse(&mut reading.parser, &bytes, &mut self.open.last_id, &mut self.happened);
                    self.read(read);
                }
                Err(error) => self.interrupt(error.message().to_owned()),
            },
            Stage::Over => return Err(NetError::closed("event source")),
        }
        Ok(())
    }

    /// WHATWG HTML, "EventSource", constructor step 15.
    fn connected(&mut self, sent: CallResult) {
        let response = match sent {
            Ok(Completion::Response(response)) => *response,
            Ok(_) => return self.fail("the server did not answer the request".to_owned()),
            Err(error) => {
                return match error.code() {
                    // Another attempt would end the same way.
                    ErrorCode::Denied | ErrorCode::Invalid | ErrorCode::Unsupported | ErrorCode::TooLarge => {
                        self.fail(error.message().to_owned());
                    }
                    _ => self.interrupt(error.message().to_owned()),
                };
            }
        };
        let IncomingResponse { head, body, rest } = response;
        if head.status != 200 {
            let message = format!("{} answered with status {} in place of an event stream", self.open.url, head.status);
            return self.fail(message);
        }
        if !is_event_stream(&head.headers) {
            let message = format!("{} answered with something that is not an event stream", self.open.url);
            return self.fail(message);
        }
        self.happened.push_back(SseEvent::Open { url: head.url.unwrap_or_else(|| self.open.url.clone()) });
        let mut parser = Parser::new(self.open.last_id.clone(), self.context.limits.message_bytes);
        let read = parse(&mut parser, &body, &mut self.open.last_id, &mut self.happened);
        let body = match rest {
            Some(Rest::Body(body)) => Some(body),
            // Nobody asked for another protocol.
            Some(Rest::Connection(_)) | None => None,
        };
        self.stage = Stage::Reading(Box::new(Reading { body, parser }));
        self.read(read);
    }

    fn read(&mut self, read: Result<Option<Duration>, TooLong>) {
        match read {
            Ok(Some(time)) => self.reconnection_time = time,
            Ok(None) => {}
            Err(TooLong) => {
                let limit = self.context.limits.message_bytes;
                self.fail(format!(
                    "the server sent an event of more than {limit} bytes, the most it may; allow more with --max-message"
                ));
            }
        }
    }

    fn interrupt(&mut self, message: String) {
        self.happened.push_back(SseEvent::Interrupted { message });
        self.stage = Stage::Connect(Instant::now() + self.reconnection_time);
    }

    fn fail(&mut self, message: String) {
        self.happened.push_back(SseEvent::Failed { message });
        self.stage = Stage::Over;
    }
}

/// Reads a part of the stream, and gives the reconnection time if the server set one.
fn parse(
    parser: &mut Parser,
    bytes: &[u8],
    last_id: &mut String,
    happened: &mut VecDeque<SseEvent>,
) -> Result<Option<Duration>, TooLong> {
    let read = parser.push(bytes, |event, id| {
        if id != last_id {
            id.clone_into(last_id);
        }
        happened.extend(event.map(|event| SseEvent::Message { kind: event.kind, data: event.data, id: id.to_owned() }));
    });
    let retry = parser.take_retry();
    read.map(|()| retry)
}

/// Whether the one `content-type` of a header block is `text/event-stream`, with or without parameters.
fn is_event_stream(headers: &str) -> bool {
    let mut types = headers.lines().filter_map(|line| line.strip_prefix("content-type: "));
    let essence = types.next_back().and_then(|value| value.split(';').next()).unwrap_or_default();
    essence.trim().eq_ignore_ascii_case("text/event-stream")
}
