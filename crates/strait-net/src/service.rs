//! One sandbox's calls: started, cancelled, collected.

use std::{
    pin::{Pin, pin},
    sync::Arc,
    task::{self, Poll, Waker},
    time::Duration,
};

use bytes::Bytes;
use futures_util::{
    FutureExt,
    future::{AbortHandle, Abortable},
    stream::{FuturesUnordered, StreamExt},
};
use http::HeaderMap;
use strait_abi::{CallId, ErrorCode, Handle, Message, Operation};
use strait_policy::Policy;
use tokio::{
    sync::{Semaphore, mpsc},
    task::unconstrained,
};

use crate::{
    Limits, NetError, Network, Outcome,
    bind::BindOptions,
    completion::{CallResult, Completion, CompletionQueue},
    context::Context,
    dns,
    handles::{Handles, Resource},
    http::{
        Rest,
        body::BodyReader,
        body_writer::BodyWriter,
        client, fields,
        server::{self, Answer, Exchange, HttpListener},
    },
    input::Input,
    number_map::NumberMap,
    signals::Signals,
    sse::{EventSource, Open},
    stream::{Reader, Stream, Writer},
    tcp,
    timers::Timers,
    tls_server::TlsServers,
    udp,
    ws::{self, Received, WebSocketMessage},
};

/// The most outcomes one turn carries, so that a flood of replies cannot keep a turn from starting.
const BATCH: usize = 1024;

/// Body parts that may wait between a script and its peer; the next write waits.
pub(crate) const BODY_PARTS_IN_FLIGHT: usize = 4;

/// Performs the calls of one sandbox.
///
/// Dropping it gives up every call, connection and listener.
pub struct Service {
    context: Arc<Context>,
    handles: Handles,
    queue: Arc<CompletionQueue>,
    /// HTTP servers that a script has closed, while their last answers are delivered.
    closed_listeners: Vec<HttpListener>,
    timers: Timers,
    /// Calls that wait for something.
    tasks: FuturesUnordered<Task>,
    /// How to give up each of `tasks`.
    aborts: NumberMap<AbortHandle>,
    /// Accepts outstanding, by call: which listener holds them.
    accepts: NumberMap<Handle>,
    /// What the user sends the script.
    signals: Signals,
    /// Its standard input, until it is opened.
    input: Option<Input>,
    /// Calls that wait for a signal.
    waits: NumberMap<()>,
    /// Finished, with no outcome made yet.
    finished: Vec<(CallId, CallResult)>,
}

type Task = Abortable<Pin<Box<dyn Future<Output = (CallId, CallResult)> + Send>>>;

impl Service {
    /// A service for one sandbox.
    pub fn new(network: Arc<Network>, policy: Arc<Policy>, limits: Limits) -> Self {
        let handles = Handles::new(limits.handles);
        let permits = client::OriginPermits::new(limits.connections_per_origin);
        let server_connections = Arc::new(Semaphore::new(limits.server_connections.min(Semaphore::MAX_PERMITS)));
        let context = Context {
            network,
            policy,
            limits,
            permits,
            server_connections,
            lookups: dns::Lookups::of_sandbox(),
            tls_servers: TlsServers::default(),
        };
        Self {
            context: Arc::new(context),
            handles,
            queue: Arc::default(),
            closed_listeners: Vec::new(),
            timers: Timers::default(),
            tasks: FuturesUnordered::new(),
            aborts: NumberMap::default(),
            accepts: NumberMap::default(),
            signals: Signals::default(),
            input: Some(Input::default()),
            waits: NumberMap::default(),
            finished: Vec::new(),
        }
    }

    /// As it is, for a script that `signals` reach.
    pub fn with_signals(self, signals: Signals) -> Self {
        Self { signals, ..self }
    }

    /// As it is, for a script with such a standard input.
    pub fn with_input(self, input: Input) -> Self {
        Self { input: Some(input), ..self }
    }

    /// Starts a call. Its outcome comes from [`Service::completed`], unless it is cancelled.
    pub fn start(&mut self, id: CallId, operation: Operation<'_>) {
        // What ends other work is over at once, and refusing it would only keep that work going.
        let frees = matches!(operation, Operation::HttpRespond { .. } | Operation::HandleClose { .. });
        if !frees && self.in_flight() >= self.context.limits.calls {
            let limit = self.context.limits.calls;
            let message = format!(
                "this script already waits for {limit} calls, the most it may; wait for some, or allow more with --max-calls"
            );
            return self.finish(id, Err(NetError::new(ErrorCode::Limit, message)));
        }
        match operation {
            Operation::Sleep { milliseconds } => self.timers.start(id, milliseconds),
            Operation::SignalReceive { signal } => {
                self.signals.wait(id, signal, Arc::clone(&self.queue));
                self.waits.insert(id, ());
            }
            Operation::InputOpen => {
                let opened = match self.input.take() {
                    Some(input) => Ok(Completion::Opened(Stream::new(Reader::Input(input), Writer::None))),
                    None => Err(NetError::new(ErrorCode::Invalid, "the standard input is open already")),
                };
                self.finish(id, opened);
            }
            Operation::HttpAccept { listener } => match self.handles.http_listener(listener) {
                Ok(found) => {
                    found.accept(id);
                    self.accepts.insert(id, listener);
                }
                Err(error) => self.finish(id, Err(error)),
            },
            Operation::HttpRespond { exchange, status, reason, headers, body, more } => {
                let answer = Answer { status, reason, headers, body, more };
                let result = self.respond(exchange, &answer);
                self.finish(id, result);
            }
            Operation::HttpUpgrade { exchange, protocol, headers, options } => {
                let options = options.unwrap_or_default();
                let context = Arc::clone(&self.context);
                self.hand_over(id, exchange, |exchange| ws::accept(&context, exchange, protocol, headers, &options));
            }
            Operation::HttpSwitch { exchange, status, headers } => {
                let context = Arc::clone(&self.context);
                self.hand_over(id, exchange, |exchange| server::switch(exchange, status, headers, &context.limits));
            }
            Operation::WsConnect { url, protocols, headers, options } => {
                let options = options.unwrap_or_default();
                let connect = ws::Connect::parse(url, &protocols, headers, options, &self.context.limits);
                match connect.and_then(|connect| Ok((connect, self.handles.reserve()?))) {
                    // Held until the connection has its handle.
                    Ok((connect, reservation)) => {
                        let connecting = ws::connect(Arc::clone(&self.context), connect);
                        self.run(id, async move {
                            let connected = connecting.await;
                            drop(reservation);
                            connected
                        });
                    }
                    Err(error) => self.finish(id, Err(error)),
                }
            }
            Operation::WsReceive { socket, max_messages, control } => match self.handles.web_socket(socket) {
                Ok(socket) => {
                    if control == Some(true) {
                        socket.deliver_control();
                    }
                    self.run(id, async move { socket.receive(max_messages as usize).await.map(Completion::Received) });
                }
                Err(error) => self.finish(id, Err(error)),
            },
            Operation::WsSend { socket, message } => match self.handles.web_socket(socket) {
                Ok(socket) => {
                    let message = match message {
                        Message::Text(text) => WebSocketMessage::Text(Bytes::copy_from_slice(text.as_bytes())),
                        Message::Binary(bytes) => WebSocketMessage::Binary(Bytes::copy_from_slice(bytes)),
                        Message::Ping(_) | Message::Pong(_) => {
                            let message = "pings and pongs are sent by ws.ping";
                            return self.finish(id, Err(NetError::new(ErrorCode::Invalid, message)));
                        }
                    };
                    let limit = self.context.limits.write_bytes;
                    self.run(id, async move { socket.send(message, limit).await.map(done) });
                }
                Err(error) => self.finish(id, Err(error)),
            },
            Operation::WsPing { socket, payload, pong } => match self.handles.web_socket(socket) {
                Ok(socket) => {
                    let payload = Bytes::copy_from_slice(payload);
                    let limit = self.context.limits.write_bytes;
                    self.run(id, async move { socket.control(payload, pong == Some(true), limit).await.map(done) });
                }
                Err(error) => self.finish(id, Err(error)),
            },
            Operation::WsClose { socket, code, reason } => match self.handles.web_socket(socket) {
                Ok(socket) => {
                    let reason = reason.to_owned();
                    self.run(id, async move { socket.close(code, reason).await.map(done) });
                }
                Err(error) => self.finish(id, Err(error)),
            },
            Operation::SseConnect { url, headers, last_event_id } => {
                let opened = Open::parse(url, headers, last_event_id, &self.context);
                let source = opened.map(|open| EventSource::new(Arc::clone(&self.context), open));
                self.finish(id, source.map(|source| Completion::EventSource(Box::new(source))));
            }
            Operation::SseReceive { source, max_events } => match self.handles.event_source(source) {
                Ok(source) => self.run(id, async move { source.receive(max_events as usize).await }),
                Err(error) => self.finish(id, Err(error)),
            },
            Operation::StreamRead { stream, max_bytes } => self.read(id, stream, max_bytes as usize),
            Operation::StreamWrite { stream, bytes } => self.write(id, stream, bytes),
            Operation::StreamShutdown { stream, trailers } => match self.ending(stream, trailers) {
                Ok((stream, trailers)) => self.run(id, async move { stream.shutdown(trailers).await.map(done) }),
                Err(error) => self.finish(id, Err(error)),
            },
            Operation::HttpTrailers { stream } => match self.handles.stream(stream).cloned() {
                Ok(stream) => self.run(id, async move { stream.trailers().await.map(Completion::Trailers) }),
                Err(error) => self.finish(id, Err(error)),
            },
            Operation::HandleClose { handle } => {
                self.close(handle);
                self.finish(id, Ok(Completion::Done));
            }
            Operation::StreamOpen => {
                let (sender, receiver) = mpsc::channel(BODY_PARTS_IN_FLIGHT);
                let writer = Writer::Body(BodyWriter::new(sender, None));
                let upload = Stream::new(Reader::Body(BodyReader::upload(receiver)), writer);
                self.finish(id, Ok(Completion::Opened(upload)));
            }
            Operation::HttpSend { upgrade: Some(true), .. } => {
                match client::Switch::parse(&operation, &self.context.limits) {
                    Ok(switch) => self.run(id, client::switch(Arc::clone(&self.context), switch)),
                    Err(error) => self.finish(id, Err(error)),
                }
            }
            Operation::HttpSend { .. } => {
                let upload = match &operation {
                    Operation::HttpSend { upload: Some(upload), .. } => match self.handles.stream(*upload).cloned() {
                        Ok(stream) => Some(stream),
                        Err(error) => return self.finish(id, Err(error)),
                    },
                    _ => None,
                };
                match client::Send::parse(operation, upload, &self.context.limits, &self.context.policy) {
                    Ok(send) => {
                        let context = Arc::clone(&self.context);
                        self.run(id, client::send(context, send));
                    }
                    Err(error) => self.finish(id, Err(error)),
                }
            }
            Operation::HttpListen { .. } => match server::Listen::parse(&operation, &self.context.limits) {
                Ok(listen) => {
                    self.run(id, server::listen(Arc::clone(&self.context), Arc::clone(&self.queue), listen));
                }
                Err(error) => self.finish(id, Err(error)),
            },
            Operation::TcpConnect { host, port } => match self.handles.reserve() {
                // Held until the connection has its handle: sockets that are being opened count too.
                Ok(reservation) => {
                    let connect = tcp::connect(Arc::clone(&self.context), host.to_owned(), port);
                    self.run(id, async move {
                        let connected = connect.await;
                        drop(reservation);
                        connected
                    });
                }
                Err(error) => self.finish(id, Err(error)),
            },
            Operation::TcpListen { host, port } => {
                self.run(id, tcp::listen(Arc::clone(&self.context), host.to_owned(), port));
            }
            Operation::TcpAccept { listener } => match self.handles.tcp_listener(listener) {
                Ok(listener) => {
                    let call = listener.accept();
                    self.run(id, call);
                }
                Err(error) => self.finish(id, Err(error)),
            },
            Operation::TcpStartTls { connection, server_name, tls } => match self.handles.stream(connection).cloned() {
                Ok(stream) => {
                    let call = tcp::start_tls(&self.context, stream, server_name, tls.as_ref());
                    self.run(id, call);
                }
                Err(error) => self.finish(id, Err(error)),
            },
            Operation::TcpAcceptTls { connection, cert, key, client_ca, client_optional, alpn } => {
                match self.handles.stream(connection).cloned() {
                    Ok(stream) => {
                        let clients = client_ca.map(|ca| tcp::ClientAuth { ca, optional: client_optional });
                        let acceptance = tcp::Acceptance { cert, key, clients, alpn: &alpn };
                        let call = tcp::accept_tls(&self.context, stream, &acceptance);
                        self.run(id, call);
                    }
                    Err(error) => self.finish(id, Err(error)),
                }
            }
            Operation::TcpOptions { connection, no_delay, keep_alive, keep_alive_delay, reset_on_close } => {
                let keep_alive_delay = Duration::from_millis(keep_alive_delay.unwrap_or_default().into());
                let settings = tcp::TcpSettings { no_delay, keep_alive, keep_alive_delay, reset_on_close };
                let result = self.handles.stream(connection).and_then(|stream| stream.configure(&settings));
                self.finish(id, result.map(done));
            }
            Operation::UdpBind { host, port, reuse_address, ipv6_only } => match self.handles.reserve() {
                Ok(reservation) => {
                    let options = BindOptions {
                        reuse_address: reuse_address.unwrap_or_default(),
                        ipv6_only: ipv6_only.unwrap_or_default(),
                    };
                    let bind = udp::bind(Arc::clone(&self.context), host.to_owned(), port, options);
                    self.run(id, async move {
                        let bound = bind.await;
                        drop(reservation);
                        bound
                    });
                }
                Err(error) => self.finish(id, Err(error)),
            },
            Operation::UdpReceive { socket, max_datagrams } => match self.handles.udp_socket(socket) {
                Ok(socket) => self.run(id, udp::receive(socket, max_datagrams as usize)),
                Err(error) => self.finish(id, Err(error)),
            },
            Operation::UdpSend { socket, host, port, bytes } => match self.handles.udp_socket(socket) {
                Ok(socket) => {
                    let target = host.map(|host| (host.to_owned(), port));
                    let call = udp::send(Arc::clone(&self.context), socket, target, Bytes::copy_from_slice(bytes));
                    self.run(id, call);
                }
                Err(error) => self.finish(id, Err(error)),
            },
            Operation::UdpConnect { socket: handle, host, port } => match self.handles.udp_socket(handle) {
                Ok(socket) => {
                    let target = host.map(|host| (host.to_owned(), port));
                    self.run(id, udp::connect(Arc::clone(&self.context), socket, handle, target));
                }
                Err(error) => self.finish(id, Err(error)),
            },
            Operation::UdpOptions { socket, broadcast, ttl, multicast_ttl, multicast_loop, join, leave, interface } => {
                let settings =
                    udp::UdpSettings { broadcast, ttl, multicast_ttl, multicast_loop, join, leave, interface };
                let result = self.handles.udp_socket(socket).and_then(|socket| socket.configure(&settings));
                self.finish(id, result.map(done));
            }
            Operation::DnsResolve { host } => {
                self.run(id, dns::resolve_for_script(Arc::clone(&self.context), host.to_owned()));
            }
            Operation::HostReceive => {
                let message = "nobody sends this script events";
                self.finish(id, Err(NetError::new(ErrorCode::Unsupported, message)));
            }
            Operation::HostCall { module, function, .. } => {
                let message = format!("no host module `{module}` with a function `{function}` is registered");
                self.finish(id, Err(NetError::new(ErrorCode::Unsupported, message)));
            }
        }
    }

    /// Gives a call up; its outcome is dropped. Harmless for one that is unknown or finished.
    pub fn cancel(&mut self, id: CallId) {
        if let Some(abort) = self.aborts.remove(&id) {
            abort.abort();
        }
        if let Some(listener) = self.accepts.remove(&id) {
            return self.cancel_accept(id, listener);
        }
        if self.waits.remove(&id).is_some() {
            self.signals.cancel(id);
            self.queue.take(id);
            return;
        }
        self.timers.cancel(id);
        self.finished.retain(|(finished, _)| *finished != id);
    }

    /// A request that was delivered for the call already is left for the next.
    fn cancel_accept(&mut self, id: CallId, listener: Handle) {
        let Ok(listener) = self.handles.http_listener(listener) else {
            // Closed: what the call gets is its failure.
            self.queue.take(id);
            return;
        };
        listener.cancel_accept(id);
        if let Some(Ok(Completion::Request(request))) = self.queue.take(id) {
            listener.put_back(request);
        }
    }

    /// Calls started and not yet completed or cancelled.
    pub fn in_flight(&self) -> usize {
        self.aborts.len() + self.accepts.len() + self.waits.len() + self.timers.len() + self.finished.len()
    }

    /// Handles open.
    pub fn open_handles(&self) -> usize {
        self.handles.len()
    }

    /// Waits until at least one call has finished and collects all that have. With nothing in flight it waits for ever.
    ///
    /// # Cancel safety
    ///
    /// Dropping the future loses no outcome.
    pub async fn completed(&mut self, outcomes: &mut Vec<(CallId, Outcome)>) {
        self.signals.turn_over();
        std::future::poll_fn(|cx| self.poll_finished(cx)).await;
        let mut finished = std::mem::take(&mut self.finished);
        for (id, result) in finished.drain(..) {
            let outcome = match result.and_then(|completion| self.admit(completion)) {
                Ok(outcome) => outcome,
                Err(error) => Outcome::Failed(error),
            };
            outcomes.push((id, outcome));
        }
        self.finished = finished;
    }

    /// Stops the HTTP servers: what is under way goes on, and [`Service::is_serving`] until it has ended. The script does not
    /// learn of it; its accepts wait on.
    pub fn stop_listening(&self) {
        self.handles.http_listeners().for_each(HttpListener::stop);
    }

    /// Whether a server listens, or has connections although it has stopped.
    pub fn is_serving(&self) -> bool {
        self.unfinished().is_some()
    }

    /// A server that still has connections, or listens.
    fn unfinished(&self) -> Option<&HttpListener> {
        self.closed_listeners.iter().chain(self.handles.http_listeners()).find(|listener| !listener.is_finished())
    }

    /// As [`Service::completed`], but ends too when a server that has stopped listening has no connections left, or none is
    /// left that has.
    ///
    /// # Cancel safety
    ///
    /// Dropping the future loses no outcome.
    pub async fn completed_or_served(&mut self, outcomes: &mut Vec<(CallId, Outcome)>) {
        let Some(listener) = self.unfinished() else { return };
        let finished = listener.finished();
        tokio::select! {
            biased;
            () = finished => {}
            () = self.completed(outcomes) => {}
        }
    }

    /// Stops listening, gives the WebSockets up and waits, for the limits' drain time at most, until what was given is delivered:
    /// the answers of `http.respond`, the writes under way on those that go on, and the close frames. A request without an
    /// answer gets none.
    ///
    /// # Cancel safety
    ///
    /// Dropping the future breaks off what is not delivered yet.
    pub async fn drain(&mut self) {
        let mut listeners = std::mem::take(&mut self.closed_listeners);
        listeners.extend(self.handles.take_http_listeners());
        let sockets = self.handles.take_web_sockets();
        if listeners.is_empty() && sockets.is_empty() {
            return;
        }
        // Requests that were delivered and not collected break off with the completions they are in.
        self.queue.clear();
        self.accepts.clear();
        let closed = sockets.iter().map(|socket| {
            socket.give_up();
            socket.over()
        });
        let closed = closed.collect::<FuturesUnordered<_>>().collect::<Vec<()>>();
        let drained =
            listeners.into_iter().map(HttpListener::drain).collect::<FuturesUnordered<_>>().collect::<Vec<()>>();
        let mut drained = pin!(futures_util::future::join(drained, closed));
        let delivered = std::future::poll_fn(|cx| {
            while let Poll::Ready(Some(ended)) = self.tasks.poll_next_unpin(cx) {
                if let Ok((id, result)) = ended {
                    self.aborts.remove(&id);
                    self.finished.push((id, result));
                }
            }
            drained.as_mut().poll(cx).map(drop)
        });
        // Running out of time is not an error: what is left is broken off.
        let _ = tokio::time::timeout(self.context.limits.drain_time, delivered).await;
    }

    fn poll_finished(&mut self, cx: &mut task::Context<'_>) -> Poll<()> {
        let before = self.finished.len();
        self.queue.drain(&mut self.finished, cx.waker());
        for (id, _) in &self.finished[before..] {
            self.accepts.remove(id);
            self.waits.remove(id);
        }
        let limit = BATCH.saturating_sub(self.finished.len());
        self.timers.poll(cx, limit, |id| self.finished.push((id, Ok(Completion::Done))));
        while self.finished.len() < BATCH {
            match self.tasks.poll_next_unpin(cx) {
                Poll::Ready(Some(Ok((id, result)))) => {
                    self.aborts.remove(&id);
                    self.finished.push((id, result));
                }
                // A cancelled call.
                Poll::Ready(Some(Err(_))) => {}
                Poll::Ready(None) | Poll::Pending => break,
            }
        }
        if self.finished.is_empty() { Poll::Pending } else { Poll::Ready(()) }
    }

    /// Polls a call once, in order, so that one which need not wait costs no task; the rest become tasks.
    ///
    /// Tokio's budget for a task must not end here: a call that it turns away has not taken its place in the stream's
    /// queue, and a later one could pass it. What one poll of the sandbox's task does is bounded by the guest's turn and by
    /// [`BATCH`].
    fn run(&mut self, id: CallId, call: impl Future<Output = CallResult> + Send + 'static) {
        let call = unconstrained(call.map(move |result| (id, result)));
        let mut call: Pin<Box<dyn Future<Output = _> + Send>> = Box::pin(call);
        match call.as_mut().poll(&mut task::Context::from_waker(Waker::noop())) {
            Poll::Ready((id, result)) => self.finish(id, result),
            Poll::Pending => {
                let (abort, registration) = AbortHandle::new_pair();
                self.aborts.insert(id, abort);
                self.tasks.push(Abortable::new(call, registration));
            }
        }
    }

    fn finish(&mut self, id: CallId, result: CallResult) {
        self.finished.push((id, result));
    }

    /// Gives the resources of a completion their handles.
    fn admit(&mut self, completion: Completion) -> Result<Outcome, NetError> {
        Ok(match completion {
            Completion::Done => Outcome::Done,
            Completion::Bytes(bytes) => Outcome::Bytes(bytes),
            Completion::Trailers(trailers) => Outcome::Trailers(trailers),
            Completion::Addresses(addresses) => Outcome::Addresses(addresses),
            Completion::Opened(stream) => Outcome::Opened(self.handles.insert(Resource::Stream(stream))?),
            Completion::Response(response) => {
                let response = *response;
                let rest = match response.rest {
                    Some(rest) => {
                        let stream = match rest {
                            Rest::Body(body) => Stream::new(Reader::Body(body), Writer::None),
                            Rest::Connection(stream) => stream,
                        };
                        Some(self.handles.insert(Resource::Stream(stream))?)
                    }
                    None => None,
                };
                Outcome::Response { head: Box::new(response.head), body: response.body, rest }
            }
            Completion::Request(request) => {
                let more = request.exchange.has_more_body();
                let exchange = self.handles.insert(Resource::Exchange(request.exchange))?;
                Outcome::Request { exchange, head: request.head, body: request.body, more }
            }
            Completion::HttpListening(listener, local) => {
                self.signals.set_serves();
                Outcome::Listening(self.handles.insert(Resource::HttpListener(listener))?, local)
            }
            Completion::TcpListening(listener, local) => {
                Outcome::Listening(self.handles.insert(Resource::TcpListener(listener))?, local)
            }
            Completion::UdpBound(socket, local) => {
                Outcome::Listening(self.handles.insert(Resource::UdpSocket(Arc::new(socket)))?, local)
            }
            Completion::UdpConnected { socket, local, peer } => Outcome::Connected { connection: socket, local, peer },
            Completion::Datagrams(datagrams) => Outcome::Datagrams(datagrams),
            Completion::Secured(secured) => Outcome::Secured(secured),
            Completion::Connected { stream, local, peer } => {
                let connection = self.handles.insert(Resource::Stream(stream))?;
                Outcome::Connected { connection, local, peer }
            }
            Completion::WebSocket { socket, head } => {
                let socket = self.handles.insert(Resource::WebSocket(Arc::new(socket)))?;
                Outcome::WebSocket { socket, head }
            }
            Completion::EventSource(source) => {
                Outcome::Opened(self.handles.insert(Resource::EventSource(Arc::from(source)))?)
            }
            Completion::Events(events) => Outcome::Events(events),
            Completion::Received(Received::Messages(messages)) => Outcome::Messages(messages),
            Completion::Received(Received::End(end)) => Outcome::Ended(end),
        })
    }

    /// Answers a request. The exchange is given up when nothing is left to do on it.
    fn respond(&mut self, handle: Handle, answer: &Answer<'_>) -> CallResult {
        let exchange = self.handles.exchange(handle)?;
        let result = exchange.respond(answer, &self.context.limits);
        if exchange.is_over() {
            self.handles.remove(handle);
        }
        result.map(done)
    }

    /// Answers a request with what replaces its exchange: a WebSocket or a byte stream.
    fn hand_over<F>(&mut self, id: CallId, handle: Handle, accept: impl FnOnce(&mut Exchange) -> Result<F, NetError>)
    where
        F: Future<Output = CallResult> + Send + 'static,
    {
        match self.handles.exchange(handle).and_then(accept) {
            Ok(call) => {
                self.handles.remove(handle);
                self.run(id, call);
            }
            Err(error) => {
                if self.handles.exchange(handle).is_ok_and(|exchange| exchange.is_over()) {
                    self.handles.remove(handle);
                }
                self.finish(id, Err(error));
            }
        }
    }

    /// What need not wait costs no task.
    fn read(&mut self, id: CallId, handle: Handle, max_bytes: usize) {
        match self.handles.stream(handle) {
            Ok(stream) => match stream.read_at_once(max_bytes) {
                Some(result) => self.finish(id, result.map(Completion::Bytes)),
                None => {
                    let stream = stream.clone();
                    self.run(id, async move { stream.read(max_bytes).await.map(Completion::Bytes) });
                }
            },
            Err(error) => self.finish(id, Err(error)),
        }
    }

    /// What the system takes at once is not copied; the rest waits.
    fn write(&mut self, id: CallId, handle: Handle, bytes: &[u8]) {
        let limit = self.context.limits.write_bytes;
        if bytes.len() > limit {
            let message =
                format!("one write of {} bytes is more than the {limit} allowed; write in parts", bytes.len());
            return self.finish(id, Err(NetError::new(ErrorCode::TooLarge, message)));
        }
        let stream = match self.handles.stream(handle) {
            Ok(stream) => stream,
            Err(error) => return self.finish(id, Err(error)),
        };
        let rest = match stream.write_at_once(bytes) {
            Some(Ok(written)) => &bytes[written..],
            Some(Err(error)) => return self.finish(id, Err(error)),
            None => bytes,
        };
        if rest.is_empty() && !bytes.is_empty() {
            return self.finish(id, Ok(Completion::Done));
        }
        let (stream, rest) = (stream.clone(), Bytes::copy_from_slice(rest));
        self.run(id, async move { stream.write(rest).await.map(done) });
    }

    fn close(&mut self, handle: Handle) {
        match self.handles.remove(handle) {
            Some(Resource::Stream(stream)) => stream.close(),
            Some(Resource::Exchange(exchange)) => exchange.close(),
            Some(Resource::WebSocket(socket)) => socket.give_up(),
            Some(Resource::EventSource(source)) => source.close(),
            Some(Resource::HttpListener(listener)) => {
                listener.close();
                self.closed_listeners.retain(|closed| !closed.is_finished());
                self.closed_listeners.push(listener);
            }
            Some(Resource::UdpSocket(socket)) => socket.close(),
            Some(Resource::TcpListener(_)) | None => {}
        }
    }

    /// A stream to end, and its trailers.
    fn ending(&mut self, handle: Handle, trailers: Option<&str>) -> Result<(Stream, Option<HeaderMap>), NetError> {
        let limit = self.context.limits.header_bytes;
        let trailers = trailers.map(|trailers| fields::parse_block(trailers, limit)).transpose()?;
        Ok((self.handles.stream(handle)?.clone(), trailers))
    }
}

fn done((): ()) -> Completion {
    Completion::Done
}
