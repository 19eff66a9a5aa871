//! Listeners: opened, accepted on, cancelled, closed, drained.

mod support;

use std::time::Duration;

use strait_abi::{ErrorCode, Operation};
use strait_net::Limits;
use strait_policy::Policy;
use strait_testkit::RawClient;
use support::{Request, Script, done, failed, failed_with, listening};

const GET: &str = "GET / HTTP/1.1\r\nhost: a\r\n\r\n";

#[tokio::test]
async fn a_denied_listener_names_the_flag() {
    let mut script = Script::with(Policy::default(), Limits::default());
    let outcome = script.call(Operation::http_listen("127.0.0.1", 8080)).await;
    failed_with(&outcome, ErrorCode::Denied);
    let failure = outcome.failure().expect("a failure");
    assert!(failure.message.contains("--allow-listen=127.0.0.1:8080"), "{}", failure.message);
}

#[tokio::test]
async fn a_taken_port_is_in_use() {
    let mut script = Script::new();
    let (_, address) = script.http_listen().await;
    let outcome = script.call(Operation::http_listen("127.0.0.1", address.port())).await;
    failed(&outcome, ErrorCode::InUse, &format!("cannot listen on {address}: address already in use"));
}

#[tokio::test]
async fn localhost_and_every_address_can_be_listened_on() {
    let mut script = Script::new();
    for host in ["localhost", "LocalHost", "0.0.0.0", "::1", "::"] {
        let (listener, address) = listening(script.call(Operation::http_listen(host, 0)).await);
        let target = if address.is_ipv4() { "127.0.0.1" } else { "::1" };
        let mut client = RawClient::connect((target.parse::<std::net::IpAddr>().unwrap(), address.port()).into()).await;
        client.send(GET).await;
        let request = script.accept(listener).await;
        done(&script.respond(request.exchange, 200, "", host).await);
        assert_eq!(script.during(client.read_response()).await.1, host);
        script.close(listener).await;
    }
}

#[tokio::test]
async fn an_ipv4_client_of_a_listener_for_all_is_an_ipv4_client() {
    let mut script = Script::new();
    let (listener, address) = listening(script.call(Operation::http_listen("::", 0)).await);
    let mut client = RawClient::connect(([127, 0, 0, 1], address.port()).into()).await;
    client.send(GET).await;
    let request = script.accept(listener).await;
    assert!(request.head.peer.starts_with("127.0.0.1:"), "{}", request.head.peer);
}

#[tokio::test]
async fn requests_wait_for_accepts_and_accepts_for_requests() {
    let mut script = Script::new();
    let (listener, address) = script.http_listen().await;
    let accepts: Vec<_> = (0..3).map(|_| script.start(Operation::HttpAccept { listener })).collect();
    assert_eq!(script.service.in_flight(), 3);
    let mut clients = Vec::new();
    for (index, accept) in accepts.into_iter().enumerate() {
        let mut client = RawClient::connect(address).await;
        client.send(format!("GET /{index} HTTP/1.1\r\nhost: a\r\n\r\n")).await;
        let request = Request::of(script.outcome(accept).await);
        assert_eq!(request.head.target, format!("/{index}"));
        clients.push((client, request.exchange));
    }
    assert_eq!(script.service.in_flight(), 0);
    for (mut client, exchange) in clients {
        done(&script.respond(exchange, 200, "", "x").await);
        script.during(client.read_response()).await;
        client.send("GET /late HTTP/1.1\r\nhost: a\r\n\r\n").await;
        assert_eq!(script.accept(listener).await.head.target, "/late");
    }
}

#[tokio::test]
async fn a_cancelled_accept_leaves_the_request_for_the_next() {
    let mut script = Script::new();
    let (listener, address) = script.http_listen().await;

    // Before a request came.
    let cancelled = script.start(Operation::HttpAccept { listener });
    script.service.cancel(cancelled);
    script.service.cancel(cancelled);
    assert_eq!(script.service.in_flight(), 0);
    let mut client = RawClient::connect(address).await;
    client.send(GET).await;
    let exchange = script.accept(listener).await.exchange;
    done(&script.respond(exchange, 200, "", "one").await);
    assert_eq!(script.during(client.read_response()).await.1, "one");
    assert!(script.ready(cancelled).is_none());

    // After one was delivered and before it was collected.
    let cancelled = script.start(Operation::HttpAccept { listener });
    client.send(GET).await;
    let mut other = RawClient::connect(address).await;
    let marker = script.start(Operation::HttpAccept { listener });
    other.send(GET).await;
    // The test's runtime has one thread: by the time both clients' bytes are read, the requests have been delivered.
    for _ in 0..100 {
        tokio::task::yield_now().await;
    }
    script.service.cancel(cancelled);
    let first = Request::of(script.outcome(marker).await).exchange;
    let second = script.accept(listener).await.exchange;
    assert!(script.ready(cancelled).is_none());
    done(&script.respond(first, 200, "", "x").await);
    done(&script.respond(second, 200, "", "x").await);
    script.during(client.read_response()).await;
    script.during(other.read_response()).await;
    assert_eq!(script.service.open_handles(), 1);
}

#[tokio::test]
async fn a_closed_listener_fails_its_accepts_and_refuses_connections() {
    let mut script = Script::new();
    let (listener, address) = script.http_listen().await;
    let waiting = script.start(Operation::HttpAccept { listener });
    let mut idle = RawClient::connect(address).await;
    idle.send(GET).await;
    let exchange = Request::of(script.outcome(waiting).await).exchange;
    let waiting = script.start(Operation::HttpAccept { listener });
    script.close(listener).await;
    failed(&script.outcome(waiting).await, ErrorCode::Closed, "this server is closed");
    let later = script.call(Operation::HttpAccept { listener }).await;
    failed(&later, ErrorCode::Closed, "this server is closed");

    // The exchange under way may finish; then its connection is closed.
    done(&script.respond(exchange, 200, "", "bye").await);
    let answer = script.during(idle.read_to_end()).await;
    assert!(answer.contains("connection: close\r\n"), "{answer}");
    assert!(answer.ends_with("bye"), "{answer}");
    assert!(tokio::net::TcpStream::connect(address).await.is_err());
}

#[tokio::test]
async fn closing_a_listener_refuses_what_nobody_accepted_and_closes_idle_connections() {
    let mut script = Script::new();
    let (listener, address) = script.http_listen().await;
    let mut idle = RawClient::connect(address).await;
    idle.send(GET).await;
    let exchange = script.accept(listener).await.exchange;
    done(&script.respond(exchange, 200, "", "").await);
    script.during(idle.read_response()).await;
    let mut waiting = RawClient::connect(address).await;
    waiting.send(GET).await;
    // An accept that is cancelled shows that the request is there.
    let probe = script.accept(listener).await;
    let mut unseen = RawClient::connect(address).await;
    unseen.send(GET).await;
    for _ in 0..100 {
        tokio::task::yield_now().await;
    }
    script.close(listener).await;
    assert_eq!(script.during(idle.read_to_end()).await, "");
    let answer = script.during(unseen.read_to_end()).await;
    assert!(answer.starts_with("HTTP/1.1 503 Service Unavailable\r\n"), "{answer}");
    done(&script.respond(probe.exchange, 200, "", "seen").await);
    assert!(script.during(waiting.read_to_end()).await.ends_with("seen"));
}

#[tokio::test]
async fn draining_delivers_what_was_answered_and_gives_up_the_rest() {
    let mut script = Script::new();
    let (listener, address) = script.http_listen().await;
    let mut answered = RawClient::connect(address).await;
    answered.send(GET).await;
    let exchange = script.accept(listener).await.exchange;
    let mut streamed = RawClient::connect(address).await;
    streamed.send(GET).await;
    let stream = script.accept(listener).await.exchange;
    let mut unanswered = RawClient::connect(address).await;
    unanswered.send(GET).await;
    script.accept(listener).await;
    let mut undelivered = RawClient::connect(address).await;
    undelivered.send(GET).await;
    script.start(Operation::HttpAccept { listener });

    let large = "x".repeat(8 << 20);
    script.start(Operation::HttpRespond {
        exchange,
        status: 200,
        reason: None,
        headers: "",
        body: large.as_bytes(),
        more: false,
    });
    done(&script.respond_more(stream, 200, "", "").await);
    for _ in 0..20 {
        script.start(Operation::StreamWrite { stream, bytes: b"part" });
    }
    script.start(Operation::StreamShutdown { stream, trailers: None });
    let reading = tokio::spawn(async move {
        let whole = answered.read_response().await.1.len();
        let parts = streamed.read_until("0\r\n\r\n").await.matches("4\r\npart\r\n").count();
        (whole, parts, unanswered.read_to_end().await, undelivered.read_to_end().await)
    });
    script.service.drain().await;
    let (whole, parts, unanswered, undelivered) = reading.await.expect("the clients read to their ends");
    assert_eq!((whole, parts), (8 << 20, 20));
    assert_eq!(unanswered, "");
    assert!(undelivered.is_empty() || undelivered.starts_with("HTTP/1.1 503 "), "{undelivered}");
    assert_eq!(script.service.open_handles(), 0);
}

#[tokio::test]
async fn draining_waits_no_longer_than_it_may() {
    let limits = Limits { drain_time: Duration::from_millis(50), ..Limits::default() };
    let mut script = Script::with(Policy::everything(), limits);
    let (listener, address) = script.http_listen().await;
    let mut slow = RawClient::connect(address).await;
    slow.send(GET).await;
    let exchange = script.accept(listener).await.exchange;
    // More than the sockets' buffers hold, and a client that does not read.
    done(&script.respond(exchange, 200, "", &"x".repeat(32 << 20)).await);
    tokio::time::timeout(Duration::from_secs(5), script.service.drain()).await.expect("draining ends by itself");
}

#[tokio::test]
async fn dropping_the_service_breaks_everything_off() {
    let mut script = Script::new();
    let (listener, address) = script.http_listen().await;
    let mut client = RawClient::connect(address).await;
    client.send(GET).await;
    let exchange = script.accept(listener).await.exchange;
    done(&script.respond_more(exchange, 200, "", "one").await);
    script.during(client.read_until("one\r\n")).await;
    let mut closed = RawClient::connect(address).await;
    closed.send(GET).await;
    script.accept(listener).await;
    // A closed listener's exchanges end with the service too.
    script.close(listener).await;
    drop(script);
    assert_eq!(client.read_to_end().await, "");
    assert_eq!(closed.read_to_end().await, "");
}

#[tokio::test]
async fn a_slow_or_silent_client_is_dropped() {
    let time = Duration::from_millis(100);
    let limits = Limits { header_time: time, idle_time: time, ..Limits::default() };
    let mut script = Script::with(Policy::everything(), limits);
    let (listener, address) = script.http_listen().await;
    let mut silent = RawClient::connect(address).await;
    assert_eq!(script.during(silent.read_to_end()).await, "");
    let mut slow = RawClient::connect(address).await;
    slow.send("GET / HTTP/1.1\r\nhost:").await;
    assert_eq!(script.during(slow.read_to_end()).await, "");

    // Not while it waits for an answer; afterwards again.
    let mut patient = RawClient::connect(address).await;
    patient.send(GET).await;
    let exchange = script.accept(listener).await.exchange;
    script.during(tokio::time::sleep(Duration::from_millis(250))).await;
    done(&script.respond(exchange, 200, "", "late").await);
    assert_eq!(script.during(patient.read_response()).await.1, "late");
    assert_eq!(script.during(patient.read_to_end()).await, "");
}

#[tokio::test]
async fn a_client_that_left_the_queue_is_not_accepted() {
    let mut script = Script::new();
    let (listener, address) = script.http_listen().await;
    let mut gone = RawClient::connect(address).await;
    gone.send("GET /gone HTTP/1.1\r\nhost: a\r\n\r\n").await;
    for _ in 0..100 {
        tokio::task::yield_now().await;
    }
    drop(gone);
    for _ in 0..100 {
        tokio::task::yield_now().await;
    }
    let mut here = RawClient::connect(address).await;
    here.send("GET /here HTTP/1.1\r\nhost: a\r\n\r\n").await;
    assert_eq!(script.accept(listener).await.head.target, "/here");
}

#[tokio::test]
async fn a_request_that_finds_no_handle_is_broken_off() {
    let limits = Limits { handles: 2, ..Limits::default() };
    let mut script = Script::with(Policy::everything(), limits);
    let (listener, address) = script.http_listen().await;
    let mut first = RawClient::connect(address).await;
    first.send(GET).await;
    let exchange = script.accept(listener).await.exchange;
    let mut second = RawClient::connect(address).await;
    second.send(GET).await;
    failed_with(&script.call(Operation::HttpAccept { listener }).await, ErrorCode::Limit);
    assert_eq!(script.during(second.read_to_end()).await, "");
    done(&script.respond(exchange, 200, "", "first").await);
    assert_eq!(script.during(first.read_response()).await.1, "first");
}

/// More than the buffers of both sockets hold.
const LARGE: usize = 32 << 20;

#[tokio::test]
async fn a_client_that_takes_nothing_is_dropped() {
    let limits = Limits { stall_time: Duration::from_millis(200), ..Limits::default() };
    let mut script = Script::with(Policy::everything(), limits);
    let (listener, address) = script.http_listen().await;
    let mut stalled = RawClient::connect(address).await;
    stalled.send(GET).await;
    let exchange = script.accept(listener).await.exchange;
    done(&script.respond_more(exchange, 200, "", &"x".repeat(LARGE)).await);
    // Reading would be progress; the script learns of the end first.
    while script.write(exchange, "more").await.failure().is_none() {}
    let got = script.during(stalled.read_to_end()).await.len();
    assert!(got < LARGE, "{got}");
}

#[tokio::test]
async fn a_client_that_takes_its_time_gets_everything() {
    let limits = Limits {
        header_time: Duration::from_millis(100),
        stall_time: Duration::from_millis(1500),
        ..Limits::default()
    };
    let mut script = Script::with(Policy::everything(), limits);
    let (listener, address) = script.http_listen().await;
    let mut steady = RawClient::connect(address).await;
    steady.send(GET).await;
    let exchange = script.accept(listener).await.exchange;
    done(&script.respond(exchange, 200, "", &"x".repeat(LARGE)).await);
    script.during(steady.read_until("\r\n\r\n")).await;
    for _ in 0..10 {
        script.during(tokio::time::sleep(Duration::from_millis(200))).await;
        script.during(steady.read_exact(LARGE / 10)).await;
    }
}

#[tokio::test]
async fn a_listener_has_times_of_its_own_within_the_limits() {
    let limits = Limits { header_time: Duration::from_millis(100), ..Limits::default() };
    let mut script = Script::with(Policy::everything(), limits);
    let listen = Operation::HttpListen {
        host: "127.0.0.1",
        port: 0,
        tls: None,
        header_milliseconds: Some(u64::MAX),
        request_milliseconds: Some(100),
        idle_milliseconds: Some(100),
        max_connections: None,
    };
    let (listener, address) = listening(script.call(listen).await);
    let mut silent = RawClient::connect(address).await;
    assert_eq!(script.during(silent.read_to_end()).await, "");

    let mut idle = RawClient::connect(address).await;
    idle.send(GET).await;
    let exchange = script.accept(listener).await.exchange;
    done(&script.respond(exchange, 200, "", "").await);
    let answer = script.during(idle.read_to_end()).await;
    assert!(answer.starts_with("HTTP/1.1 200 OK\r\n") && !answer.contains("connection"), "{answer}");

    let mut unfinished = RawClient::connect(address).await;
    unfinished.send("POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 5\r\n\r\nab").await;
    let request = script.accept(listener).await;
    let reading = script.start(Operation::StreamRead { stream: request.exchange, max_bytes: 10 });
    let answer = script.during(unfinished.read_to_end()).await;
    assert!(answer.starts_with("HTTP/1.1 408 Request Timeout\r\nconnection: close\r\n"), "{answer}");
    assert!(script.outcome(reading).await.failure().is_some());
    script.close(request.exchange).await;

    // A body that came whole may be worked on for as long as the script likes.
    let mut whole = RawClient::connect(address).await;
    whole.send("POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 5\r\n\r\nab").await;
    let request = script.accept(listener).await;
    whole.send("cde").await;
    assert_eq!(script.read_all(request.exchange).await.len() + request.body.len(), 5);
    script.during(tokio::time::sleep(Duration::from_millis(250))).await;
    done(&script.respond(request.exchange, 200, "", "late").await);
    assert_eq!(script.during(whole.read_response()).await.1, "late");
}

#[tokio::test]
async fn connections_beyond_the_listeners_own_limit_are_closed() {
    let mut script = Script::new();
    let listen = Operation::HttpListen {
        host: "127.0.0.1",
        port: 0,
        tls: None,
        header_milliseconds: None,
        request_milliseconds: None,
        idle_milliseconds: None,
        max_connections: Some(2),
    };
    let (listener, address) = listening(script.call(listen).await);
    let mut first = RawClient::connect(address).await;
    let _second = RawClient::connect(address).await;
    let mut third = RawClient::connect(address).await;
    assert_eq!(script.during(third.read_to_end()).await, "");
    first.send(GET).await;
    let exchange = script.accept(listener).await.exchange;
    done(&script.respond(exchange, 200, "connection: close\r\n", "room").await);
    assert!(script.during(first.read_to_end()).await.ends_with("room"));
    let mut fourth = RawClient::connect(address).await;
    fourth.send(GET).await;
    let exchange = script.accept(listener).await.exchange;
    done(&script.respond(exchange, 200, "", "fourth").await);
    assert_eq!(script.during(fourth.read_response()).await.1, "fourth");
}

#[tokio::test]
async fn connections_beyond_the_limit_of_all_servers_wait() {
    let limits = Limits { server_connections: 1, ..Limits::default() };
    let mut script = Script::with(Policy::everything(), limits);
    let (one, one_address) = script.http_listen().await;
    let (two, two_address) = script.http_listen().await;
    let mut first = RawClient::connect(one_address).await;
    first.send(GET).await;
    let exchange = script.accept(one).await.exchange;
    let mut second = RawClient::connect(two_address).await;
    second.send(GET).await;
    let waiting = script.start(Operation::HttpAccept { listener: two });
    for _ in 0..100 {
        tokio::task::yield_now().await;
    }
    assert!(script.ready(waiting).is_none());
    done(&script.respond(exchange, 200, "connection: close\r\n", "").await);
    script.during(first.read_to_end()).await;
    let request = Request::of(script.outcome(waiting).await);
    done(&script.respond(request.exchange, 200, "", "at last").await);
    assert_eq!(script.during(second.read_response()).await.1, "at last");
}

#[tokio::test]
async fn a_server_that_stops_listening_answers_what_is_under_way() {
    let mut script = Script::new();
    let (listener, address) = script.http_listen().await;
    let mut client = RawClient::connect(address).await;
    client.send(GET).await;
    let exchange = script.accept(listener).await.exchange;
    script.service.stop_listening();
    assert!(script.service.is_serving());
    assert!(tokio::net::TcpStream::connect(address).await.is_err());
    done(&script.respond(exchange, 200, "", "last").await);
    assert!(script.during(client.read_to_end()).await.contains("connection: close\r\n"));
    script.until("the last connection has ended", |service| !service.is_serving()).await;
    assert_eq!((script.service.open_handles(), script.service.in_flight()), (1, 0));
}
