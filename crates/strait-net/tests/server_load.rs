//! Many clients at once, on one thread and on several.

mod support;

use strait_abi::Operation;
use strait_net::Outcome;
use strait_testkit::RawClient;
use support::Script;

const CLIENTS: usize = 40;
const REQUESTS: usize = 50;

/// Each client asks in turn and must get its own answers in order; the script answers the way the request says.
async fn check_every_request_is_answered() {
    let mut script = Script::new();
    let (listener, address) = script.http_listen().await;
    let clients: Vec<_> = (0..CLIENTS)
        .map(|client| {
            tokio::spawn(async move {
                let mut connection = RawClient::connect(address).await;
                for request in 0..REQUESTS {
                    let target = format!("/{client}/{request}");
                    let body = "b".repeat(request * 100);
                    let head = format!("POST {target} HTTP/1.1\r\nhost: a\r\ncontent-length: {}\r\n\r\n", body.len());
                    connection.send(head + &body).await;
                    let (_, answer) = connection.read_response().await;
                    assert_eq!(answer, format!("{target} {}", body.len()));
                }
            })
        })
        .collect();

    for _ in 0..8 {
        script.start(Operation::HttpAccept { listener });
    }
    let mut answered = 0;
    let mut outcomes = Vec::new();
    while answered < CLIENTS * REQUESTS {
        script.service.completed(&mut outcomes).await;
        for (_, outcome) in std::mem::take(&mut outcomes) {
            let Outcome::Request { exchange, head, body, more } = outcome else { continue };
            let mut length = body.len();
            if more {
                length += script.read_all(exchange).await.len();
            }
            let text = format!("{} {length}", head.target);
            let answer = Operation::HttpRespond {
                exchange,
                status: 200,
                reason: None,
                headers: "",
                body: text.as_bytes(),
                more: false,
            };
            script.start(answer);
            script.start(Operation::HttpAccept { listener });
            answered += 1;
            // Reading a body collects outcomes too.
            outcomes.extend(script.take_requests());
        }
    }
    for client in clients {
        script.during(client).await.expect("a client that got all its answers");
    }
    assert_eq!(script.service.open_handles(), 1);
}

#[tokio::test]
async fn every_request_is_answered_on_one_thread() {
    check_every_request_is_answered().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn every_request_is_answered_on_several_threads() {
    check_every_request_is_answered().await;
}
