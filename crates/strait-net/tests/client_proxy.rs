//! Requests through proxies.

mod support;

use std::sync::{Arc, Mutex};

use strait_abi::ErrorCode;
use strait_net::{CaCerts, Limits, NetworkOptions, Proxies};
use strait_policy::Policy;
use strait_testkit::{Certificates, HttpServer, RawServer, SocksProxy, refused_address};
use support::{
    Script, failed, failed_with,
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

/// A script whose requests go through this proxy, and what it may reach.
fn through(proxy: &str, rules: &str) -> Script {
    let proxies =
        Proxies { http: Some(proxy.to_owned()), https: Some(proxy.to_owned()), no_proxy: "direct.test".to_owned() };
    Script::on(network(NetworkOptions { proxies, ..NetworkOptions::default() }), allow_net(rules), Limits::default())
}

#[tokio::test]
async fn a_socks_proxy_is_told_the_name() {
    let target = HttpServer::start();
    let proxy = SocksProxy::start(Some(("user", "p@ss")), &[("far.test", target.address())]);
    let mut script = through(&format!("socks5h://user:p%40ss@{}", proxy.address()), "far.test");
    for _ in 0..2 {
        let response = script.get("http://far.test/get").await;
        assert_eq!(script.json(&response).await["url"], "http://far.test/get");
        assert_eq!(response.connection(), 1, "the connection is used again");
    }
    assert_eq!(proxy.asked(), ["far.test:80"]);
}

#[tokio::test]
async fn a_socks_proxy_is_told_an_address_that_the_policy_allows() {
    let target = HttpServer::start();
    let proxy = SocksProxy::start(None, &[]);
    let port = target.address().port();
    let resolve = [format!("near.test:{port}:127.0.0.1"), format!("far.test:{port}:10.0.0.1")];
    let options = NetworkOptions {
        proxies: Proxies { http: Some(format!("socks5://{}", proxy.address())), ..Proxies::default() },
        resolve: resolve.iter().map(|name| name.parse().unwrap()).collect(),
        ..NetworkOptions::default()
    };
    let mut script = Script::on(network(options), allow_net("loopback"), Limits::default());
    assert_eq!(script.get(&format!("http://near.test:{port}/get")).await.head.status, 200);
    assert_eq!(proxy.asked(), [format!("127.0.0.1:{port}")]);
    // The address is known, so that a class of addresses can allow it, or not.
    let outcome = script.call(Fetch::get(&format!("http://far.test:{port}/get")).operation()).await;
    failed_with(&outcome, ErrorCode::Denied);
    assert_eq!(proxy.asked().len(), 1);
}

#[tokio::test]
async fn a_proxy_that_finds_the_address_needs_a_rule_for_the_name() {
    let proxy = SocksProxy::start(None, &[]);
    for scheme in ["socks5h", "http", "https"] {
        let mut script = through(&format!("{scheme}://{}", proxy.address()), "public,loopback");
        let outcome = script.call(Fetch::get("http://far.test/").operation()).await;
        let message = "far.test:80 is reached through a proxy, which hides its address, so only a rule that names it \
                       allows it; run again with --allow-net=far.test:80";
        failed(&outcome, ErrorCode::Denied, message);
    }
    assert!(proxy.asked().is_empty());
}

#[tokio::test]
async fn https_and_web_sockets_go_through_socks() {
    let certificates = Certificates::for_names(&["far.test"], &["h2", "http/1.1"]);
    let target = HttpServer::start_tls(&certificates);
    let mut server = Script::new();
    let (listener, chat) = server.http_listen().await;
    let proxy = SocksProxy::start(None, &[("far.test", target.address()), ("chat.test", chat)]);
    let url = format!("socks5h://{}", proxy.address());
    let options = NetworkOptions {
        proxies: Proxies { http: Some(url.clone()), https: Some(url), ..Proxies::default() },
        ca_certs: vec![CaCerts::Pem(certificates.authority_pem().into())],
        ..NetworkOptions::default()
    };
    let mut client = Script::on(network(options), Policy::everything(), Limits::default());
    assert_eq!(client.get("https://far.test/get").await.head.status, 200);
    let connecting = client.start(connect("ws://chat.test/", &[]));
    let (socket, connected) = tokio::join!(server.ws_accept(listener), client.outcome(connecting));
    let connected = opened(connected).0;
    server.send_text(socket, "through").await;
    assert_eq!(client.text(connected).await, "through");
    assert_eq!(proxy.asked(), ["far.test:443", "chat.test:80"]);
}

#[tokio::test]
async fn an_https_proxy_is_spoken_to_by_tls() {
    let certificates = Certificates::for_names(&["far.test", "127.0.0.1"], &[]);
    let target = HttpServer::start_tls(&certificates);
    let (address, acceptor) = (target.address(), tokio_rustls::TlsAcceptor::from(certificates.server_config()));
    let server = RawServer::start(move |client| {
        let acceptor = acceptor.clone();
        async move {
            let Ok(mut client) = acceptor.accept(client).await else { return };
            let mut head = Vec::new();
            while !head.ends_with(b"\r\n\r\n") {
                let Ok(byte) = client.read_u8().await else { return };
                head.push(byte);
            }
            let Ok(mut upstream) = TcpStream::connect(address).await else { return };
            if head.starts_with(b"CONNECT far.test:443 ") && client.write_all(b"HTTP/1.1 200 OK\r\n\r\n").await.is_ok()
            {
                let _ = tokio::io::copy_bidirectional(&mut client, &mut upstream).await;
            }
        }
    });
    let options = NetworkOptions {
        proxies: Proxies { https: Some(format!("https://{}", server.address())), ..Proxies::default() },
        ca_certs: vec![CaCerts::Pem(certificates.authority_pem().into())],
        ..NetworkOptions::default()
    };
    let mut script = Script::on(network(options), allow_net("far.test"), Limits::default());
    assert_eq!(script.get("https://far.test/get").await.head.status, 200);
}

#[tokio::test]
async fn a_socks_proxy_that_refuses_says_why() {
    let nobody = refused_address();
    let proxy = SocksProxy::start(Some(("user", "secret")), &[("gone.test", nobody)]);
    let address = proxy.address();
    for (credentials, url, code, what) in [
        ("", "http://gone.test/", ErrorCode::Denied, "wants a user name and password; give them in its URL"),
        ("user:x@", "http://gone.test/", ErrorCode::Denied, "does not take the user name and password of its URL"),
        ("user:secret@", "http://gone.test/", ErrorCode::Refused, "says that gone.test:80 refused the connection"),
        ("user:secret@", "https://unknown.test/", ErrorCode::Unreachable, "cannot reach unknown.test:443"),
    ] {
        let mut script = through(&format!("socks5h://{credentials}{address}"), "");
        let outcome = script.call(Fetch::get(url).operation()).await;
        failed(&outcome, code, &format!("the proxy {address} {what}"));
        assert_eq!((script.service.in_flight(), script.service.open_handles()), (0, 0));
    }
    for (server, code, what) in [
        (RawServer::answering("HTTP/1.1 400 Bad Request\r\n\r\n"), None, ""),
        (RawServer::closing(), Some(ErrorCode::Reset), "closed the connection before answering"),
        (
            RawServer::start(async |mut socket| {
                let _ = socket.read(&mut [0; 64]).await;
                let _ = socket.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n").await;
                let _ = socket.read(&mut [0; 64]).await;
            }),
            Some(ErrorCode::Protocol),
            "does not speak SOCKS5",
        ),
    ] {
        let address = server.address();
        let mut script = through(&format!("socks5h://{address}"), "");
        match code {
            Some(code) => {
                let outcome = script.call(Fetch::get("http://far.test/").operation()).await;
                failed(&outcome, code, &format!("the proxy {address} {what}"));
            }
            None => {
                // It waits for the end of a head that never comes.
                let outcome =
                    script.call(Fetch { connect_time: Some(40), ..Fetch::get("http://far.test/") }.operation());
                failed(&outcome.await, ErrorCode::TimedOut, "connecting to far.test:80 took longer than 40ms");
            }
        }
    }
}

#[tokio::test]
async fn what_needs_no_proxy_goes_directly() {
    let target = HttpServer::start();
    let proxy = SocksProxy::start(None, &[]);
    let port = target.address().port();
    let options = NetworkOptions {
        proxies: Proxies {
            http: Some(format!("socks5h://{}", proxy.address())),
            no_proxy: "direct.test".to_owned(),
            ..Proxies::default()
        },
        resolve: vec![format!("direct.test:{port}:127.0.0.1").parse().unwrap()],
        ..NetworkOptions::default()
    };
    let mut script = Script::on(network(options), allow_net("direct.test"), Limits::default());
    assert_eq!(script.get(&format!("http://direct.test:{port}/get")).await.head.status, 200);
    assert!(proxy.asked().is_empty());
}
