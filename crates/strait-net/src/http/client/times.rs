//! How long a request may take.

use std::{
    pin::Pin,
    task::{Context, Poll},
    time::Duration,
};

use strait_abi::{ErrorCode, Operation};
use tokio::time::{Instant, Sleep, sleep_until};

use super::{origin::Origin, outgoing::UploadProgress};
use crate::{Limits, NetError};

/// The limits of one request.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Times {
    /// For each connection that has to be made.
    pub(super) connect: Duration,
    /// From a request having been sent to the head of its response.
    pub(super) response: Option<Duration>,
    /// For all of it, from the call to the end of the response's body.
    pub(super) total: Option<Duration>,
}

/// Longer times are as good as none, and the clock can add this one.
const LONGEST: Duration = Duration::from_secs(365 * 24 * 3600);

impl Times {
    /// What an `http.send` asks for, or else the sandbox's limits.
    pub(super) fn of(operation: &Operation<'_>, limits: &Limits) -> Self {
        let Operation::HttpSend { connect_milliseconds, response_milliseconds, total_milliseconds, .. } = operation
        else {
            return Self::default();
        };
        let own = |milliseconds: &Option<u64>| milliseconds.map(|number| Duration::from_millis(number.max(1)));
        let bounded = |time: Duration| time.min(LONGEST);
        Self {
            connect: bounded(own(connect_milliseconds).unwrap_or(limits.connect_time)),
            response: own(response_milliseconds).or(limits.response_time).map(bounded),
            total: own(total_milliseconds).or(limits.total_time).map(bounded),
        }
    }
}

/// Waits until a server has had its time to answer, which begins when the request has been sent; for ever without a limit.
///
/// # Cancel safety
///
/// Dropping the future changes nothing.
pub(super) async fn unanswered_for(
    origin: &Origin,
    time: Option<Duration>,
    upload: Option<&UploadProgress>,
) -> NetError {
    let Some(time) = time else { return std::future::pending().await };
    if let Some(upload) = upload {
        upload.ended().await;
    }
    tokio::time::sleep(time).await;
    NetError::new(ErrorCode::TimedOut, format!("{origin} did not begin to answer within {time:?}"))
}

/// The end of the time of a whole request, for the body of its response.
pub(crate) struct Deadline {
    at: Instant,
    time: Duration,
    url: String,
    /// Made when something is first waited for.
    sleep: Option<Pin<Box<Sleep>>>,
}

impl Deadline {
    /// A deadline that `time` from now has passed.
    pub(super) fn after(time: Duration, url: String) -> Self {
        Self { at: Instant::now() + time, time, url, sleep: None }
    }

    pub(super) fn at(&self) -> Instant {
        self.at
    }

    /// What it means that it has passed.
    pub(super) fn error(&self) -> NetError {
        let Self { url, time, .. } = self;
        NetError::new(ErrorCode::TimedOut, format!("the request to {url} was not over within {time:?}"))
    }

    /// Ready once it has passed.
    pub(crate) fn poll_passed(&mut self, cx: &mut Context<'_>) -> Poll<NetError> {
        if Instant::now() < self.at {
            let sleep = self.sleep.get_or_insert_with(|| Box::pin(sleep_until(self.at)));
            if sleep.as_mut().poll(cx).is_pending() {
                return Poll::Pending;
            }
        }
        Poll::Ready(self.error())
    }
}
