//! The resources of one sandbox, by handle.

use strait_abi::{ErrorCode, Handle};

use crate::{
    NetError,
    http::server::{Exchange, HttpListener},
    number_map::NumberMap,
    stream::Stream,
    tcp::TcpListening,
};

/// Something a handle stands for.
pub(crate) enum Resource {
    HttpListener(HttpListener),
    TcpListener(TcpListening),
    /// A request to answer, its body to read, its response body to write.
    Exchange(Exchange),
    /// A connection, a response body, an upload.
    Stream(Stream),
}

/// Hands out handles in rising order; a number is never used twice.
pub(crate) struct Handles {
    resources: NumberMap<Resource>,
    last: Handle,
    limit: usize,
}

impl Handles {
    pub(crate) fn new(limit: usize) -> Self {
        Self { resources: NumberMap::default(), last: 0, limit }
    }

    /// Registers a resource, or gives it up when the sandbox holds too many.
    pub(crate) fn insert(&mut self, resource: Resource) -> Result<Handle, NetError> {
        if self.resources.len() >= self.limit {
            return Err(NetError::new(
                ErrorCode::Limit,
                format!(
                    "this script already holds {} network handles, the most it may; close some, or allow more with --max-handles",
                    self.limit
                ),
            ));
        }
        self.last += 1;
        self.resources.insert(self.last, resource);
        Ok(self.last)
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

    pub(crate) fn http_listener(&self, handle: Handle) -> Result<&HttpListener, NetError> {
        match self.resources.get(&handle) {
            Some(Resource::HttpListener(listener)) => Ok(listener),
            Some(_) => Err(NetError::new(ErrorCode::Invalid, "this handle is not an HTTP server")),
            None => Err(NetError::closed("server")),
        }
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

    pub(crate) fn tcp_listener(&self, handle: Handle) -> Result<&TcpListening, NetError> {
        match self.resources.get(&handle) {
            Some(Resource::TcpListener(listener)) => Ok(listener),
            Some(_) => Err(NetError::new(ErrorCode::Invalid, "this handle is not a TCP server")),
            None => Err(NetError::closed("server")),
        }
    }
}
