//! One request to answer.

use http::{Method, Response, StatusCode};
use hyper::upgrade::OnUpgrade;
use strait_abi::ErrorCode;
use tokio::sync::oneshot;

use super::{
    body::ResponseBody,
    response::{self, Answer, Asked},
};
use crate::{
    Limits, NetError,
    http::body::BodyReader,
    stream::{Reader, Stream, Writer},
    ws::Handshake,
};

/// The way to answer a request and to read its body. Dropped unanswered, it breaks the connection off.
pub(crate) struct Exchange {
    state: State,
    asked: Asked,
    /// The request body, until a stream is made of it.
    body: Option<Box<BodyReader>>,
    /// Reads the request body and, once an answer has begun, writes the response body.
    stream: Option<Stream>,
    /// The request asks for another protocol.
    handshake: Option<Box<Handshake>>,
}

enum State {
    Unanswered(oneshot::Sender<Response<ResponseBody>>),
    /// The head is on its way and the script writes the body.
    Writing,
    /// The whole answer is on its way, or the client is gone.
    Over,
}

impl Exchange {
    pub(super) fn new(
        responder: oneshot::Sender<Response<ResponseBody>>,
        method: &Method,
        body: Option<BodyReader>,
        handshake: Option<Handshake>,
    ) -> Self {
        let asked = if *method == Method::HEAD { Asked::Head } else { Asked::Other };
        let (body, handshake) = (body.map(Box::new), handshake.map(Box::new));
        Self { state: State::Unanswered(responder), asked, body, stream: None, handshake }
    }

    /// Whether a part of the request body is left to read.
    pub(crate) fn has_more_body(&self) -> bool {
        self.body.is_some()
    }

    /// The request body to read and the response body to write.
    pub(crate) fn stream(&mut self) -> &Stream {
        let body = &mut self.body;
        self.stream.get_or_insert_with(|| {
            Stream::new(body.take().map_or(Reader::Ended, |body| Reader::Body(*body)), Writer::None)
        })
    }

    /// Answers. When the whole answer is given at once, what is left of the request body is discarded.
    ///
    /// # Errors
    ///
    /// `Invalid`, `TooLarge` or `Unsupported` for an answer that cannot be sent, after which another may be; `Reset`
    /// when the client is gone.
    pub(crate) fn respond(&mut self, answer: &Answer<'_>, limits: &Limits) -> Result<(), NetError> {
        if !matches!(self.state, State::Unanswered(_)) {
            return Err(NetError::new(ErrorCode::Invalid, "this request has been answered"));
        }
        if self.handshake.as_ref().is_some_and(|handshake| handshake.is_connect())
            && (200..300).contains(&answer.status)
        {
            // RFC 9110 section 9.3.6: what follows would be the tunnel's.
            let message = "a CONNECT is granted by handing its connection over, not with an ordinary response";
            return Err(NetError::new(ErrorCode::Invalid, message));
        }
        let (response, writer) = response::build(answer, self.asked, limits)?;
        let next = match writer {
            Some(writer) => {
                self.stream().set_writer(writer)?;
                State::Writing
            }
            None => State::Over,
        };
        if let State::Unanswered(responder) = std::mem::replace(&mut self.state, next)
            && responder.send(response).is_err()
        {
            self.state = State::Over;
            return Err(NetError::new(ErrorCode::Reset, "the client went away before it was answered"));
        }
        Ok(())
    }

    /// Answers with the head that `answer` makes, after which the connection is another protocol's.
    ///
    /// # Errors
    ///
    /// Those of `answer`, after which the request may be answered otherwise; `Reset` when the client is gone.
    pub(crate) fn switch_protocols<T>(
        &mut self,
        answer: impl FnOnce(Option<&Handshake>) -> Result<(Response<()>, T), NetError>,
    ) -> Result<(OnUpgrade, T), NetError> {
        if !matches!(self.state, State::Unanswered(_)) {
            return Err(NetError::new(ErrorCode::Invalid, "this request has been answered"));
        }
        let (response, agreed) = answer(self.handshake.as_deref())?;
        let gone = || NetError::new(ErrorCode::Reset, "the client went away before it was answered");
        match (std::mem::replace(&mut self.state, State::Over), self.handshake.take()) {
            (State::Unanswered(responder), Some(handshake)) => {
                responder.send(response.map(|()| ResponseBody::empty())).map_err(|_| gone())?;
                Ok((handshake.into_upgraded(), agreed))
            }
            _ => Err(gone()),
        }
    }

    /// Whether nothing is left to do: the whole answer has been given, or the client is gone.
    pub(crate) fn is_over(&self) -> bool {
        matches!(self.state, State::Over)
    }

    /// Whether the client is gone.
    pub(super) fn is_abandoned(&self) -> bool {
        match &self.state {
            State::Unanswered(responder) => responder.is_closed(),
            State::Writing | State::Over => false,
        }
    }

    /// Answers in place of a script that no longer listens.
    pub(super) fn refuse(self) {
        if let State::Unanswered(responder) = self.state {
            // A client that is gone needs no refusal.
            let _ = responder.send(response::refusal(StatusCode::SERVICE_UNAVAILABLE));
        }
    }

    /// Gives the exchange up: calls under way on it fail, and an answer that is not complete is broken off.
    pub(crate) fn close(self) {
        if let Some(stream) = self.stream {
            stream.close();
        }
    }
}
