//! How the sandboxes of a process share its connections.

mod support;

use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use strait_net::{Limits, Network, NetworkOptions};
use strait_policy::Policy;
use strait_testkit::{HttpServer, RawServer};
use support::{
    Script,
    fetch::{Fetch, Response, network},
};
use tokio::io::{AsyncReadExt, AsyncWriteExt};

fn with_connections(count: usize) -> Arc<Network> {
    network(NetworkOptions { max_connections: Some(count), ..NetworkOptions::default() })
}

fn script(network: &Arc<Network>) -> Script {
    let limits = Limits { connections_per_origin: 1_000_000, ..Limits::default() };
    Script::on(Arc::clone(network), Policy::everything(), limits)
}

/// A server that counts its open connections and the most there were, and never answers.
fn counting() -> (RawServer, Arc<AtomicUsize>, Arc<AtomicUsize>) {
    let (open, most) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
    let counters = (Arc::clone(&open), Arc::clone(&most));
    let server = RawServer::start(move |mut socket| {
        let (open, most) = counters.clone();
        async move {
            most.fetch_max(open.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
            while matches!(socket.read(&mut [0; 4096]).await, Ok(1..)) {}
            open.fetch_sub(1, Ordering::SeqCst);
        }
    });
    (server, open, most)
}

#[tokio::test]
async fn one_that_asks_for_ten_thousand_starves_nobody() {
    let network = with_connections(16);
    let (server, open, most) = counting();
    let url = format!("http://{}/", server.address());
    let mut greedy = script(&network);
    let calls: Vec<_> = (0..10_000).map(|_| greedy.start(Fetch::get(&url).operation())).collect();
    greedy.until("it has all that it gets", |_| open.load(Ordering::SeqCst) == 8).await;
    let good = HttpServer::start();
    for _ in 0..3 {
        // Others go on, though the first gives nothing back.
        let mut modest = script(&network);
        assert_eq!(modest.get(&good.url("/get")).await.head.status, 200);
    }
    assert_eq!(most.load(Ordering::SeqCst), 8, "half of 16");
    // What waits can be given up, and what is given back is passed on.
    calls.iter().for_each(|call| greedy.service.cancel(*call));
    assert_eq!(greedy.service.in_flight(), 0);
    greedy.until("the server has seen the end of all", |_| open.load(Ordering::SeqCst) == 0).await;
    let url = good.url("/get");
    let calls: Vec<_> = (0..100).map(|_| greedy.start(Fetch::get(&url).operation())).collect();
    for call in calls {
        assert_eq!(Response::of(greedy.outcome(call).await).head.status, 200);
    }
}

#[tokio::test]
async fn many_that_want_all_get_some_each() {
    let network = with_connections(8);
    let server = HttpServer::start();
    let url = server.url("/delay/2");
    let mut scripts: Vec<Script> = (0..20).map(|_| script(&network)).collect();
    let calls: Vec<Vec<_>> = scripts
        .iter_mut()
        .map(|script| (0..10).map(|_| script.start(Fetch::get(&url).operation())).collect())
        .collect();
    // They share a thread, so all have to be driven at the same time.
    let all = scripts.iter_mut().zip(calls).map(async |(script, calls)| {
        for call in calls {
            assert_eq!(Response::of(script.outcome(call).await).head.status, 200);
        }
    });
    futures_util::future::join_all(all).await;
}

#[tokio::test]
async fn idle_connections_make_room() {
    let network = with_connections(4);
    let open = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&open);
    let answering = move || {
        let open = Arc::clone(&counter);
        RawServer::start(move |mut socket| {
            let open = Arc::clone(&open);
            async move {
                open.fetch_add(1, Ordering::SeqCst);
                while matches!(socket.read(&mut [0; 4096]).await, Ok(1..)) {
                    let _ = socket.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n").await;
                }
                open.fetch_sub(1, Ordering::SeqCst);
            }
        })
    };
    let servers: Vec<RawServer> = (0..10).map(|_| answering()).collect();
    let mut script = script(&network);
    for server in &servers {
        assert_eq!(script.get(&format!("http://{}/", server.address())).await.head.status, 200);
    }
    script.until("those beyond the limit are closed", |_| open.load(Ordering::SeqCst) <= 4).await;
    assert!(open.load(Ordering::SeqCst) > 0, "some are kept for the next request");
}

#[tokio::test]
async fn a_half_closed_connection_is_not_handed_out() {
    let (sender, mut closed) = tokio::sync::mpsc::unbounded_channel();
    let server = RawServer::start(move |mut socket| {
        let sender = sender.clone();
        async move {
            let _ = socket.read(&mut [0; 4096]).await;
            let _ = socket.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok").await;
            let _ = socket.shutdown().await;
            let _ = sender.send(());
            // It would read a second request, and never answer.
            let _ = socket.read(&mut [0; 4096]).await;
            tokio::time::sleep(Duration::from_secs(3600)).await;
        }
    });
    let mut script = Script::new();
    let url = format!("http://{}/", server.address());
    for _ in 0..10 {
        assert_eq!(script.fetch(Fetch::post(&url, b"x")).await.body, "ok");
        script.during(closed.recv()).await.expect("the server has ended its side");
    }
}
