//! Timers, limits and cancelling, whatever the call is.

mod support;

use std::time::Duration;

use strait_abi::{ErrorCode, Operation};
use strait_net::Limits;
use strait_policy::Policy;
use support::{Script, done, failed};
use tokio::time::Instant;

fn sleep(milliseconds: f64) -> Operation<'static> {
    Operation::Sleep { milliseconds }
}

#[tokio::test(start_paused = true)]
async fn sleeping_calls_wake_in_the_order_of_their_deadlines() {
    let mut script = Script::new();
    let begin = Instant::now();
    let calls = [30.0, 10.0, 20.0, 10.0].map(|time| script.start(sleep(time)));
    assert_eq!(script.service.in_flight(), 4);
    for (call, time) in [(1, 10), (3, 10), (2, 20), (0, 30)] {
        done(&script.outcome(calls[call]).await);
        assert_eq!(begin.elapsed(), Duration::from_millis(time), "call {call}");
    }
    assert_eq!(script.service.in_flight(), 0);
}

#[tokio::test(start_paused = true)]
async fn equal_deadlines_wake_in_the_order_of_the_calls() {
    let mut script = Script::new();
    for _ in 0..3000 {
        script.start(sleep(5.0));
    }
    let mut woken = Vec::new();
    while woken.len() < 3000 {
        let mut batch = Vec::new();
        script.service.completed(&mut batch).await;
        assert!(batch.len() <= 1024);
        woken.extend(batch.into_iter().map(|(id, _)| id));
    }
    assert!(woken.is_sorted());
}

#[tokio::test(start_paused = true)]
async fn odd_times_are_no_time_or_for_ever() {
    let mut script = Script::new();
    for odd in [0.0, -1.0, f64::NAN, f64::NEG_INFINITY, f64::INFINITY] {
        let begin = Instant::now();
        done(&script.call(sleep(odd)).await);
        assert!(begin.elapsed() <= Duration::from_millis(1), "{odd}");
    }
    let far = script.start(sleep(f64::MAX));
    let near = script.start(sleep(5000.0));
    done(&script.outcome(near).await);
    assert!(script.ready(far).is_none());
}

#[tokio::test(start_paused = true)]
async fn a_cancelled_sleep_never_ends_and_delays_no_other() {
    let mut script = Script::new();
    let begin = Instant::now();
    let cancelled = script.start(sleep(5.0));
    let kept = script.start(sleep(10.0));
    assert!(script.ready(cancelled).is_none());
    script.service.cancel(cancelled);
    done(&script.outcome(kept).await);
    assert_eq!(begin.elapsed(), Duration::from_millis(10));
    assert!(script.ready(cancelled).is_none());

    // A deadline before the one that the timer is set to.
    let late = script.start(sleep(100.0));
    assert!(script.ready(late).is_none());
    let early = script.start(sleep(1.0));
    done(&script.outcome(early).await);
    assert_eq!(begin.elapsed(), Duration::from_millis(11));
    script.service.cancel(late);
    assert_eq!(script.service.in_flight(), 0);
}

#[tokio::test]
async fn calls_past_the_limit_fail() {
    let limits = Limits { calls: 2, ..Limits::default() };
    let mut script = Script::with(Policy::everything(), limits);
    let kept = [script.start(sleep(1e6)), script.start(sleep(1e6))];
    let message =
        "this script already waits for 2 calls, the most it may; wait for some, or allow more with --max-calls";
    failed(&script.call(sleep(0.0)).await, ErrorCode::Limit, message);
    script.service.cancel(kept[0]);
    done(&script.call(sleep(0.0)).await);
}

#[tokio::test]
async fn handles_past_the_limit_fail() {
    let limits = Limits { handles: 2, ..Limits::default() };
    let mut script = Script::with(Policy::everything(), limits);
    let (first, _) = script.tcp_listen().await;
    script.http_listen().await;
    let message =
        "this script already holds 2 network handles, the most it may; close some, or allow more with --max-handles";
    let outcome = script.call(Operation::TcpListen { host: "127.0.0.1", port: 0 }).await;
    failed(&outcome, ErrorCode::Limit, message);
    script.close(first).await;
    let (third, _) = script.tcp_listen().await;
    assert!(third > first, "a handle is never used twice");
}

#[tokio::test]
async fn foreign_and_closed_handles_are_errors() {
    let mut script = Script::new();
    failed(&script.read(7).await, ErrorCode::Closed, "this stream is closed");
    failed(&script.write(0, "x").await, ErrorCode::Closed, "this stream is closed");
    failed(&script.shutdown(7).await, ErrorCode::Closed, "this stream is closed");
    failed(&script.respond(7, 200, "", "").await, ErrorCode::Closed, "this request is closed");
    failed(&script.call(Operation::HttpAccept { listener: 7 }).await, ErrorCode::Closed, "this server is closed");
    failed(&script.call(Operation::TcpAccept { listener: 7 }).await, ErrorCode::Closed, "this server is closed");
    script.close(7).await;
}

#[tokio::test]
async fn a_write_past_the_limit_fails() {
    let limits = Limits { write_bytes: 10, ..Limits::default() };
    let mut script = Script::with(Policy::everything(), limits);
    let outcome = script.write(7, "12345678901").await;
    let message = "one write of 11 bytes is more than the 10 allowed; write in parts";
    failed(&outcome, ErrorCode::TooLarge, message);
}

#[tokio::test]
async fn a_host_call_without_a_host_module_is_unsupported() {
    let mut script = Script::new();
    let outcome = script.call(Operation::HostCall { module: "db", function: "get", arguments: &[0x80] }).await;
    failed(&outcome, ErrorCode::Unsupported, "no host module `db` with a function `get` is registered");
}
