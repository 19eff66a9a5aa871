//! From a script's answer to a response whose framing is right.

use bytes::Bytes;
use http::{
    HeaderMap, HeaderValue, Response, StatusCode,
    header::{self, HeaderName},
};
use hyper::ext::ReasonPhrase;
use strait_abi::ErrorCode;
use tokio::sync::mpsc;

use super::body::ResponseBody;
use crate::{
    Limits, NetError,
    http::{body_writer::BodyWriter, fields},
    service::BODY_PARTS_IN_FLIGHT,
    stream::{BodyPart, Writer},
};

/// What a script answers (see `http.respond`).
pub(crate) struct Answer<'a> {
    pub(crate) status: u16,
    pub(crate) reason: Option<&'a str>,
    pub(crate) headers: &'a str,
    pub(crate) body: &'a [u8],
    pub(crate) more: bool,
}

/// Whose answer it is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Asked {
    /// By HEAD: the head of what GET would get, and no body.
    Head,
    /// By any other method.
    Other,
}

/// Fields about the connection rather than the response (RFC 9110 section 7.6.1), which the host decides.
static CONNECTION_FIELDS: [HeaderName; 5] = [
    header::TRANSFER_ENCODING,
    HeaderName::from_static("keep-alive"),
    HeaderName::from_static("proxy-connection"),
    header::UPGRADE,
    header::TE,
];

/// Makes the response, and the writer of what follows when more does.
///
/// # Errors
///
/// `Invalid` for a status, reason, header or length that HTTP does not allow; `TooLarge` for a header block or a body
/// past the limit; `Unsupported` for an interim response, which hyper's server cannot send.
pub(super) fn build(
    answer: &Answer<'_>,
    asked: Asked,
    limits: &Limits,
) -> Result<(Response<ResponseBody>, Option<Writer>), NetError> {
    let status = status(answer.status)?;
    if answer.body.len() > limits.write_bytes {
        let message = format!(
            "a body of {} bytes in one answer is more than the {} allowed; write it in parts",
            answer.body.len(),
            limits.write_bytes
        );
        return Err(NetError::new(ErrorCode::TooLarge, message));
    }
    let mut headers = fields::parse_block(answer.headers, limits.header_bytes)?;
    let claimed = match headers.keys().any(is_about_framing) {
        true => {
            drop_connection_fields(&mut headers);
            claimed_length(&headers)?
        }
        false => None,
    };
    let (body, writer) = match has_body(status, asked) {
        false => {
            frame_without_body(&mut headers, status, asked, answer, claimed);
            (ResponseBody::empty(), answer.more.then_some(Writer::Discard))
        }
        true if answer.more => {
            let (body, writer) = streamed(answer.body, claimed)?;
            (body, Some(Writer::Body(writer)))
        }
        true => {
            let length = answer.body.len() as u64;
            if claimed.is_some_and(|claimed| claimed != length) {
                return Err(wrong_length(claimed, length));
            }
            if claimed.is_some() {
                // hyper writes its own.
                headers.remove(header::CONTENT_LENGTH);
            }
            (ResponseBody::whole(Bytes::copy_from_slice(answer.body)), None)
        }
    };
    let mut response = Response::new(body);
    *response.status_mut() = status;
    *response.headers_mut() = headers;
    if let Some(reason) = answer.reason.or(usual_reason(status))
        && Some(reason) != status.canonical_reason()
    {
        let phrase = reason_phrase(reason)
            .ok_or_else(|| invalid(format!("`{}` cannot be a reason phrase", reason.escape_debug())))?;
        response.extensions_mut().insert(phrase);
    }
    Ok((response, writer))
}

/// Bytes like the values of headers: a code point each.
fn reason_phrase(reason: &str) -> Option<ReasonPhrase> {
    let bytes = reason.chars().map(|character| u8::try_from(character).ok()).collect::<Option<Vec<u8>>>()?;
    ReasonPhrase::try_from(bytes).ok()
}

/// The phrase of RFC 9110 where the `http` crate has another.
fn usual_reason(status: StatusCode) -> Option<&'static str> {
    (status == StatusCode::NON_AUTHORITATIVE_INFORMATION).then_some("Non-Authoritative Information")
}

/// The host's own answer, after which the connection is closed: what follows the head has not been read.
pub(super) fn refusal(status: StatusCode) -> Response<ResponseBody> {
    let mut response = Response::new(ResponseBody::empty());
    *response.status_mut() = status;
    response.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
    response
}

fn status(number: u16) -> Result<StatusCode, NetError> {
    match number {
        102 | 103 => {
            let message = format!("the interim response {number} cannot be sent; only final ones can");
            Err(NetError::new(ErrorCode::Unsupported, message))
        }
        200..=999 => StatusCode::from_u16(number).map_err(|_| invalid(format!("{number} is not an HTTP status"))),
        _ => Err(invalid(format!("{number} is not the status of a final HTTP response, which is 200 to 999"))),
    }
}

/// RFC 9110 section 6.4.1, and 15.3.6 for 205.
fn has_body(status: StatusCode, asked: Asked) -> bool {
    asked == Asked::Other
        && !matches!(status, StatusCode::NO_CONTENT | StatusCode::RESET_CONTENT | StatusCode::NOT_MODIFIED)
}

fn is_about_framing(name: &HeaderName) -> bool {
    *name == header::CONTENT_LENGTH || *name == header::CONNECTION || CONNECTION_FIELDS.contains(name)
}

fn drop_connection_fields(headers: &mut HeaderMap) {
    for name in &CONNECTION_FIELDS {
        headers.remove(name);
    }
    let closes = headers.get_all(header::CONNECTION).iter().any(|value| {
        value.as_bytes().split(|byte| *byte == b',').any(|option| option.trim_ascii().eq_ignore_ascii_case(b"close"))
    });
    match closes {
        true => drop(headers.insert(header::CONNECTION, HeaderValue::from_static("close"))),
        false => drop(headers.remove(header::CONNECTION)),
    }
}

/// What the script's content-length headers say, all the same.
fn claimed_length(headers: &HeaderMap) -> Result<Option<u64>, NetError> {
    let mut claimed = None;
    for value in headers.get_all(header::CONTENT_LENGTH) {
        let text = value.to_str().ok().filter(|text| text.bytes().all(|byte| byte.is_ascii_digit()));
        match text.and_then(|text| text.parse().ok()) {
            Some(length) if claimed.is_none_or(|claimed| claimed == length) => claimed = Some(length),
            _ => return Err(invalid("the content-length header is not one number".to_owned())),
        }
    }
    Ok(claimed)
}

/// RFC 9110 section 8.6: a 204 has no content-length, a response to HEAD has that of the body it does without. hyper
/// writes the 0 of a 205.
fn frame_without_body(
    headers: &mut HeaderMap,
    status: StatusCode,
    asked: Asked,
    answer: &Answer<'_>,
    claimed: Option<u64>,
) {
    headers.remove(header::CONTENT_LENGTH);
    if asked == Asked::Head && has_body(status, Asked::Other) {
        let whole = (!answer.more && !answer.body.is_empty()).then_some(answer.body.len() as u64);
        if let Some(length) = claimed.or(whole) {
            headers.insert(header::CONTENT_LENGTH, length.into());
        }
    }
}

fn streamed(first: &[u8], claimed: Option<u64>) -> Result<(ResponseBody, BodyWriter), NetError> {
    let sent = first.len() as u64;
    let left = match claimed.map(|claimed| claimed.checked_sub(sent)) {
        Some(None) => return Err(wrong_length(claimed, sent)),
        Some(Some(left)) => Some(left),
        None => None,
    };
    let (sender, receiver) = mpsc::channel::<BodyPart>(BODY_PARTS_IN_FLIGHT);
    let body = ResponseBody::parts(Bytes::copy_from_slice(first), receiver);
    Ok((body, BodyWriter::new(sender, left)))
}

fn wrong_length(claimed: Option<u64>, length: u64) -> NetError {
    let claimed = claimed.unwrap_or_default();
    invalid(format!("the content-length header says {claimed}, but the body has {length} bytes"))
}

fn invalid(message: String) -> NetError {
    NetError::new(ErrorCode::Invalid, message)
}
