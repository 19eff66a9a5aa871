//! Servers over TLS: certificates, protocols, clients that show who they are.

mod support;

use std::{net::SocketAddr, sync::Arc, time::Duration};

use rustls::{ClientConfig, RootCertStore};
use rustls_pki_types::{CertificateDer, PrivateKeyDer, ServerName, pem::PemObject};
use strait_abi::{ErrorCode, Handle, Operation, ServerTls};
use strait_net::Limits;
use strait_policy::Policy;
use strait_testkit::{Certificates, RawClient};
use support::{
    Script, done, failed,
    fetch::{Fetch, Response, trusting},
    listening,
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};
use tokio_rustls::TlsConnector;

fn of(certificates: &Certificates) -> ServerTls<'_> {
    ServerTls {
        certificates: certificates.certificate_pem(),
        key: certificates.key_pem(),
        client_authorities: None,
        client_required: false,
        protocols: Vec::new(),
    }
}

fn listen(tls: ServerTls<'_>) -> Operation<'_> {
    Operation::HttpListen {
        host: "127.0.0.1",
        port: 0,
        tls: Some(tls),
        header_milliseconds: None,
        request_milliseconds: None,
        idle_milliseconds: None,
        max_connections: None,
    }
}

async fn serving(script: &mut Script, tls: ServerTls<'_>) -> (Handle, SocketAddr) {
    listening(script.call(listen(tls)).await)
}

#[tokio::test]
async fn the_protocol_is_agreed_on() {
    let certificates = Certificates::localhost();
    let network = trusting(certificates.authority_pem());
    let mut script = Script::on(network, Policy::everything(), Limits::default());
    for (protocols, version) in [(vec![], 20), (vec!["h2"], 20), (vec!["http/1.1"], 11), (vec!["http/1.1", "h2"], 11)] {
        let (listener, address) = serving(&mut script, ServerTls { protocols, ..of(&certificates) }).await;
        let call = script.start(Fetch::get(&format!("https://localhost:{}/a?b", address.port())).operation());
        let request = script.accept(listener).await;
        assert_eq!((request.head.target.as_str(), request.head.version), ("/a?b", version));
        assert_eq!(request.head.authorized, None);
        assert!(
            request.head.headers.contains(&format!("host: localhost:{}\r\n", address.port())),
            "{:?}",
            request.head
        );
        done(&script.respond(request.exchange, 200, "", "secret").await);
        let response = Response::of(script.outcome(call).await);
        assert_eq!(script.body(&response).await, b"secret");
    }
}

#[tokio::test]
async fn a_client_without_alpn_speaks_http1() {
    let certificates = Certificates::localhost();
    let mut script = Script::new();
    let (listener, address) = serving(&mut script, of(&certificates)).await;
    assert_eq!(exchange(&mut script, listener, address, client(&certificates, None)).await, Some(None));
}

/// What clients trust and show.
fn client(server: &Certificates, own: Option<&Certificates>) -> Arc<ClientConfig> {
    let mut roots = RootCertStore::empty();
    roots.add(CertificateDer::from_pem_slice(server.authority_pem().as_bytes()).unwrap()).unwrap();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let builder = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions().unwrap();
    let builder = builder.with_root_certificates(roots);
    Arc::new(match own {
        Some(own) => {
            let chain = vec![CertificateDer::from_pem_slice(own.certificate_pem().as_bytes()).unwrap()];
            let key = PrivateKeyDer::from_pem_slice(own.key_pem().as_bytes()).unwrap();
            builder.with_client_auth_cert(chain, key).unwrap()
        }
        None => builder.with_no_client_auth(),
    })
}

/// One request over TLS: whether the server takes the client for authorized, or nothing when it refuses it.
async fn exchange(
    script: &mut Script,
    listener: Handle,
    address: SocketAddr,
    config: Arc<ClientConfig>,
) -> Option<Option<bool>> {
    let asking = tokio::spawn(async move {
        let socket = TcpStream::connect(address).await.unwrap();
        let name = ServerName::try_from("localhost").unwrap();
        let mut socket = TlsConnector::from(config).connect(name, socket).await.ok()?;
        socket.write_all(b"GET / HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n").await.ok()?;
        let mut answer = String::new();
        socket.read_to_string(&mut answer).await.ok()?;
        answer.ends_with("\r\n\r\nok").then_some(())
    });
    let accept = script.start(Operation::HttpAccept { listener });
    tokio::pin!(asking);
    loop {
        if let Some(outcome) = script.ready(accept) {
            let request = support::Request::of(outcome);
            done(&script.respond(request.exchange, 200, "", "ok").await);
            script.during(asking).await.expect("a task").expect("an answer");
            return Some(request.head.authorized);
        }
        if asking.is_finished() {
            script.service.cancel(accept);
            assert_eq!(asking.await.expect("a task"), None);
            return None;
        }
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn clients_are_asked_who_they_are() {
    let server = Certificates::localhost();
    let known = Certificates::localhost();
    let stranger = Certificates::for_names(&["c"], &[]);
    let mut script = Script::new();
    for (required, own, authorized) in [
        (true, Some(&known), Some(Some(true))),
        (true, Some(&stranger), None),
        (true, None, None),
        (false, Some(&known), Some(Some(true))),
        (false, Some(&stranger), None),
        (false, None, Some(Some(false))),
    ] {
        let tls =
            ServerTls { client_authorities: Some(known.authority_pem()), client_required: required, ..of(&server) };
        let (listener, address) = serving(&mut script, tls).await;
        let seen = exchange(&mut script, listener, address, client(&server, own)).await;
        assert_eq!(seen, authorized, "required: {required}, shown: {}", own.is_some());
        script.close(listener).await;
    }
}

#[tokio::test]
async fn what_cannot_be_used_is_said() {
    let certificates = Certificates::localhost();
    let other = Certificates::localhost();
    let mut script = Script::new();
    let tls = of(&certificates);
    for (tls, why) in [
        (
            ServerTls { certificates: "", ..tls.clone() },
            "the certificate cannot be read: there is no PEM certificate in it",
        ),
        (
            ServerTls { certificates: certificates.key_pem(), ..tls.clone() },
            "the certificate cannot be read: there is no PEM certificate in it",
        ),
        (
            ServerTls { key: certificates.certificate_pem(), ..tls.clone() },
            "the private key cannot be read: there is none in it that is in PEM and not encrypted",
        ),
        (ServerTls { key: other.key_pem(), ..tls.clone() }, "the private key is not the certificate's"),
        (
            ServerTls { client_authorities: Some("x"), ..tls.clone() },
            "the authority for clients cannot be read: there is no PEM certificate in it",
        ),
        (ServerTls { protocols: vec![""], ..tls.clone() }, "the name of an ALPN protocol has 1 to 255 bytes"),
    ] {
        failed(&script.call(listen(tls)).await, ErrorCode::Invalid, why);
    }
    assert_eq!(script.service.open_handles(), 0);
}

#[tokio::test]
async fn what_is_not_tls_is_broken_off() {
    let certificates = Certificates::localhost();
    let limits = Limits { header_time: Duration::from_millis(200), ..Limits::default() };
    let mut script = Script::with(Policy::everything(), limits);
    let (listener, address) = serving(&mut script, of(&certificates)).await;
    let mut plain = RawClient::connect(address).await;
    plain.send("GET / HTTP/1.1\r\nhost: a\r\n\r\n").await;
    let alert = script.during(plain.read_to_end()).await;
    assert!(!alert.contains("HTTP"), "{alert:?}");
    let mut silent = RawClient::connect(address).await;
    assert_eq!(script.during(silent.read_to_end()).await, "");
    let mut half = RawClient::connect(address).await;
    half.send(b"\x16\x03\x01\x02\x00\x01").await;
    assert_eq!(script.during(half.read_to_end()).await, "");
    // The listener goes on.
    assert_eq!(exchange(&mut script, listener, address, client(&certificates, None)).await, Some(None));
}

#[tokio::test]
async fn a_closed_listener_ends_handshakes_too() {
    let certificates = Certificates::localhost();
    let mut script = Script::new();
    let (listener, address) = serving(&mut script, of(&certificates)).await;
    let mut silent = RawClient::connect(address).await;
    silent.send(b"\x16\x03").await;
    script.close(listener).await;
    assert_eq!(script.during(silent.read_to_end()).await, "");
    script.service.drain().await;
}
