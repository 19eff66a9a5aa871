//! The resources of one sandbox, by handle.

use std::sync::Arc;

use strait_abi::{ErrorCode, Handle};

use crate::{
    NetError,
    http::server::{Exchange, HttpListener},
    number_map::NumberMap,
    sse::EventSource,
    stream::Stream,
    tcp::TcpListening,
    udp::UdpSocket,
    ws::WebSocket,
};

/// Something a handle stands for.
pub(crate) enum Resource {
    HttpListener(HttpListener),
    TcpListener(TcpListening),
    UdpSocket(Arc<UdpSocket>),
    /// A request to answer, its body to read, its response body to write.
    Exchange(Exchange),
    /// A connection, a response body, an upload.
    Stream(Stream),
    WebSocket(Arc<WebSocket>),
    EventSource(Arc<EventSource>),
}

/// Hands out handles in rising order; a number is never used twice.
pub(crate) struct Handles {
    resources: NumberMap<Resource>,
    last: Handle,
    limit: usize,
    /// Counts the reservations: each one holds a clone.
    reserved: Arc<()>,
}

/// Room for a handle; given back when dropped.
pub(crate) struct Reservation {
    _counted: Arc<()>,
}

impl Handles {
    pub(crate) fn new(limit: usize) -> Self {
        Self { resources: NumberMap::default(), last: 0, limit, reserved: Arc::new(()) }
    }

    /// Room for something that is being made and will have a handle.
    ///
    /// # Errors
    ///
    /// With what the sandbox holds and what is being made there is no room for another.
    pub(crate) fn reserve(&self) -> Result<Reservation, NetError> {
        let being_made = Arc::strong_count(&self.reserved) - 1;
        if self.resources.len() + being_made >= self.limit {
            return Err(self.full());
        }
        Ok(Reservation { _counted: Arc::clone(&self.reserved) })
    }

    /// Registers a resource, or gives it up when the sandbox holds too many.
    pub(crate) fn insert(&mut self, resource: Resource) -> Result<Handle, NetError> {
        if self.resources.len() >= self.limit {
            return Err(self.full());
        }
        self.last += 1;
        self.resources.insert(self.last, resource);
        Ok(self.last)
    }

    fn full(&self) -> NetError {
        let limit = self.limit;
        let message = format!(
            "this script already holds {limit} network handles, the most it may; close some, or allow more with --max-handles"
        );
        NetError::new(ErrorCode::Limit, message)
    }

    pub(crate) fn remove(&mut self, handle: Handle) -> Option<Resource> {
        self.resources.remove(&handle)
    }

    pub(crate) fn len(&self) -> usize {
        self.resources.len()
    }

    /// The byte stream behind a handle: a connection, a body, an upload, or an exchange.
    pub(crate) fn stream(&mut self, handle: Handle) -> Result<&Stream, NetError> {
        match self.resources.get_mut(&handle) {
            Some(Resource::Stream(stream)) => Ok(stream),
            Some(Resource::Exchange(exchange)) => Ok(exchange.stream()),
            Some(Resource::EventSource(_)) => {
                Err(NetError::new(ErrorCode::Invalid, "an event source is not a byte stream"))
            }
            Some(Resource::UdpSocket(_)) => Err(NetError::new(ErrorCode::Invalid, "a UDP socket is not a byte stream")),
            Some(Resource::WebSocket(_)) => Err(NetError::new(ErrorCode::Invalid, "a WebSocket is not a byte stream")),
            Some(_) => Err(NetError::new(ErrorCode::Invalid, "a listener is not a byte stream")),
            None => Err(NetError::closed("stream")),
        }
    }

    pub(crate) fn exchange(&mut self, handle: Handle) -> Result<&mut Exchange, NetError> {
        match self.resources.get_mut(&handle) {
            Some(Resource::Exchange(exchange)) => Ok(exchange),
            Some(_) => Err(NetError::new(ErrorCode::Invalid, "this handle is not a request to answer")),
            None => Err(NetError::closed("request")),
        }
    }

    pub(crate) fn web_socket(&self, handle: Handle) -> Result<Arc<WebSocket>, NetError> {
        match self.resources.get(&handle) {
            Some(Resource::WebSocket(socket)) => Ok(Arc::clone(socket)),
            Some(_) => Err(NetError::new(ErrorCode::Invalid, "this handle is not a WebSocket")),
            None => Err(NetError::closed("WebSocket")),
        }
    }

    pub(crate) fn event_source(&self, handle: Handle) -> Result<Arc<EventSource>, NetError> {
        match self.resources.get(&handle) {
            Some(Resource::EventSource(source)) => Ok(Arc::clone(source)),
            Some(_) => Err(NetError::new(ErrorCode::Invalid, "this handle is not an event source")),
            None => Err(NetError::closed("event source")),
        }
    }

    pub(crate) fn udp_socket(&self, handle: Handle) -> Result<Arc<UdpSocket>, NetError> {
        match self.resources.get(&handle) {
            Some(Resource::UdpSocket(socket)) => Ok(Arc::clone(socket)),
            Some(_) => Err(NetError::new(ErrorCode::Invalid, "this handle is not a UDP socket")),
            None => Err(NetError::closed("UDP socket")),
        }
    }

    pub(crate) fn http_listener(&self, handle: Handle) -> Result<&HttpListener, NetError> {
        match self.resources.get(&handle) {
            Some(Resource::HttpListener(listener)) => Ok(listener),
            Some(_) => Err(NetError::new(ErrorCode::Invalid, "this handle is not an HTTP server")),
            None => Err(NetError::closed("server")),
        }
    }

    pub(crate) fn http_listeners(&self) -> impl Iterator<Item = &HttpListener> {
        self.resources.values().filter_map(|resource| match resource {
            Resource::HttpListener(listener) => Some(listener),
            _ => None,
        })
    }

    /// Takes every HTTP server out, and every request with it: they stay unanswered unless they have been already.
    pub(crate) fn take_http_listeners(&mut self) -> Vec<HttpListener> {
        let served = self
            .resources
            .extract_if(|_, resource| matches!(resource, Resource::HttpListener(_) | Resource::Exchange(_)));
        served
            .filter_map(|(_, resource)| match resource {
                Resource::HttpListener(listener) => Some(listener),
                _ => None,
            })
            .collect()
    }

    /// Takes every WebSocket out.
    pub(crate) fn take_web_sockets(&mut self) -> Vec<Arc<WebSocket>> {
        let sockets = self.resources.extract_if(|_, resource| matches!(resource, Resource::WebSocket(_)));
        sockets
            .filter_map(|(_, resource)| match resource {
                Resource::WebSocket(socket) => Some(socket),
                _ => None,
            })
            .collect()
    }

    pub(crate) fn tcp_listener(&self, handle: Handle) -> Result<&TcpListening, NetError> {
        match self.resources.get(&handle) {
            Some(Resource::TcpListener(listener)) => Ok(listener),
            Some(_) => Err(NetError::new(ErrorCode::Invalid, "this handle is not a TCP server")),
            None => Err(NetError::closed("server")),
        }
    }
}
