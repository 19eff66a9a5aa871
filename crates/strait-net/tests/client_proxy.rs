//! Requests through proxies.

mod support;

use std::sync::{Arc, Mutex};

use strait_abi::ErrorCode;
use strait_net::{CaCerts, Limits, NetworkOptions, Proxies};
use strait_policy::Policy;
use strait_testkit::{Certificates, HttpServer, RawServer};
use support::{
    Script, failed,
    fetch::{Fetch, allow_net, network},
    web_socket::{connect, opened},
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

/// A proxy that leads every request to one server, and the heads it was sent.
struct TestProxy {
    server: RawServer,
    heads: Arc<Mutex<Vec<String>>>,
}

impl TestProxy {
    fn leading_to(target: std::net::SocketAddr) -> Self {
        let heads = Arc::new(Mutex::new(Vec::new()));
        let seen = Arc::clone(&heads);
        let server = RawServer::start(move |mut client| {
            let seen = Arc::clone(&seen);
            async move {
                let mut head = Vec::new();
                while !head.ends_with(b"\r\n\r\n") {
                    match client.read_u8().await {
                        Ok(byte) => head.push(byte),
                        Err(_) => return,
                    }
                }
                let Ok(mut upstream) = TcpStream::connect(target).await else { return };
                let is_tunnel = head.starts_with(b"CONNECT ");
                seen.lock().unwrap().push(String::from_utf8(head.clone()).unwrap());
                let started = match is_tunnel {
                    true => client.write_all(b"HTTP/1.1 200 Connection established\r\n\r\n").await,
                    false => upstream.write_all(&head).await,
                };
                if started.is_ok() {
                    let _ = tokio::io::copy_bidirectional(&mut client, &mut upstream).await;
                }
            }
        });
        Self { server, heads }
    }

    fn url(&self) -> String {
        format!("http://user:p%40ss@{}", self.server.address())
    }

    fn heads(&self) -> Vec<String> {
        self.heads.lock().unwrap().clone()
    }
}

#[tokio::test]
async fn http_goes_to_the_proxy_in_absolute_form() {
    let target = HttpServer::start();
    let proxy = TestProxy::leading_to(target.address());
    let proxies = Proxies { http: Some(proxy.url()), no_proxy: "direct.test".to_owned(), ..Proxies::default() };
    let network = network(NetworkOptions { proxies, ..NetworkOptions::default() });
    let mut script = Script::on(network, allow_net("far.test"), Limits::default());
    // Nobody but the proxy could resolve the name.
    let response = script.get("http://far.test/get?a=1").await;
    assert_eq!(script.json(&response).await["args"]["a"], "1");
    let heads = proxy.heads();
    assert!(heads[0].starts_with("GET http://far.test/get?a=1 HTTP/1.1\r\n"), "{heads:?}");
    assert!(heads[0].contains("proxy-authorization: Basic dXNlcjpwQHNz\r\n"), "{heads:?}");
    assert!(heads[0].contains("host: far.test\r\n"), "{heads:?}");
}

#[tokio::test]
async fn https_goes_through_a_tunnel() {
    let certificates = Certificates::for_names(&["far.test"], &["h2", "http/1.1"]);
    let target = HttpServer::start_tls(&certificates);
    let proxy = TestProxy::leading_to(target.address());
    let options = NetworkOptions {
        proxies: Proxies { https: Some(proxy.url()), ..Proxies::default() },
        ca_certs: vec![CaCerts::Pem(certificates.authority_pem().into())],
        ..NetworkOptions::default()
    };
    let mut script = Script::on(network(options), allow_net("far.test"), Limits::default());
    let response = script.get("https://far.test/get").await;
    assert_eq!(script.json(&response).await["url"], "https://far.test/get");
    let heads = proxy.heads();
    assert!(heads[0].starts_with("CONNECT far.test:443 HTTP/1.1\r\n"), "{heads:?}");
    assert!(heads[0].contains("proxy-authorization: Basic dXNlcjpwQHNz\r\n"), "{heads:?}");
    assert_eq!(script.get("https://far.test/get").await.head.status, 200);
    assert_eq!(proxy.heads().len(), 1, "the tunnel is used again");
}

async fn refused(answer: &str, code: ErrorCode, what: &str) {
    let proxy = RawServer::answering(answer);
    let proxies = Proxies { https: Some(proxy.address().to_string()), ..Proxies::default() };
    let network = network(NetworkOptions { proxies, ..NetworkOptions::default() });
    let mut script = Script::on(network, Policy::everything(), Limits::default());
    let outcome = script.call(Fetch::get("https://far.test/").operation()).await;
    failed(&outcome, code, &format!("the proxy {} {what}", proxy.address()));
}

#[tokio::test]
async fn a_proxy_that_refuses_says_why() {
    let answer = "HTTP/1.1 502 Bad Gateway\r\ncontent-length: 5\r\n\r\nsorry";
    refused(answer, ErrorCode::Unreachable, "answered 502 when asked to connect to far.test:443").await;
    let answer = "HTTP/1.1 407 Proxy Authentication Required\r\ncontent-length: 0\r\n\r\n";
    refused(answer, ErrorCode::Denied, "wants a user name and password; give them in its URL").await;
    refused("SSH-2.0-OpenSSH\r\n\r\n", ErrorCode::Protocol, "did not connect to far.test:443").await;
    let answer = "HTTP/1.1 200 OK\r\n\r\nsurprise";
    refused(answer, ErrorCode::Protocol, "sent something before the tunnel was used").await;
}

#[tokio::test]
async fn a_web_socket_goes_through_a_tunnel() {
    let mut server = Script::new();
    let (listener, address) = server.http_listen().await;
    let proxy = TestProxy::leading_to(address);
    let proxies = Proxies { http: Some(proxy.url()), ..Proxies::default() };
    let network = network(NetworkOptions { proxies, ..NetworkOptions::default() });
    let mut client = Script::on(network, Policy::everything(), Limits::default());
    let connecting = client.start(connect("ws://somewhere.test/chat", &[]));
    let (socket, connected) = tokio::join!(server.ws_accept(listener), client.outcome(connecting));
    let connected = opened(connected).0;
    server.send_text(socket, "through").await;
    assert_eq!(client.text(connected).await, "through");
    let heads = proxy.heads();
    assert!(heads[0].starts_with("CONNECT somewhere.test:80 HTTP/1.1\r\n"), "{}", heads[0]);
}
