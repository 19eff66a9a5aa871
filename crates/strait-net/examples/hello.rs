//! Answers every HTTP request with a greeting, as a script would: by calls on a service.
//!
//! `cargo run --release -p strait-net --example hello -- 8080`

use std::{env, error::Error, sync::Arc};

use strait_abi::{CallId, Operation};
use strait_net::{Limits, Network, NetworkOptions, Outcome, Service};
use strait_policy::Policy;

/// Accepts outstanding at a time.
const ACCEPTS: CallId = 64;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let port = env::args().nth(1).as_deref().unwrap_or("8080").parse()?;
    let network = Arc::new(Network::new(NetworkOptions::default())?);
    let mut policy = Policy::default();
    policy.allow_listen("127.0.0.1")?;
    let mut service = Service::new(network, Arc::new(policy), Limits::default());
    let mut outcomes = Vec::new();

    service.start(0, Operation::http_listen("127.0.0.1", port));
    service.completed(&mut outcomes).await;
    let listener = match outcomes.pop() {
        Some((_, Outcome::Listening(listener, local))) => {
            println!("http://{local}/");
            listener
        }
        Some((_, Outcome::Failed(error))) => return Err(error.into()),
        other => return Err(format!("the listener answered {other:?}").into()),
    };

    for id in 1..=ACCEPTS {
        service.start(id, Operation::HttpAccept { listener });
    }
    let mut last = ACCEPTS;
    loop {
        service.completed(&mut outcomes).await;
        for (_, outcome) in outcomes.drain(..) {
            let Outcome::Request { exchange, .. } = outcome else { continue };
            let headers = "content-type: text/plain\r\n";
            let body = b"Hello, world!";
            service.start(
                last + 1,
                Operation::HttpRespond { exchange, status: 200, reason: None, headers, body, more: false },
            );
            service.start(last + 2, Operation::HttpAccept { listener });
            last += 2;
        }
    }
}
