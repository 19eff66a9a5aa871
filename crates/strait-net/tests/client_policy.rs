//! What a script cannot reach, each test named after the way it tries.

mod support;

use strait_abi::{ErrorCode, Operation};
use strait_net::{Limits, Outcome, Proxies};
use strait_policy::Policy;
use strait_testkit::HttpServer;
use support::{
    Script, failed, failed_with,
    fetch::{Fetch, allow_net, network, resolving},
};

async fn denied(script: &mut Script, url: &str, message: &str) {
    failed(&script.call(Fetch::get(url).operation()).await, ErrorCode::Denied, message);
}

#[tokio::test]
async fn everything_is_denied_without_a_rule() {
    let server = HttpServer::start();
    let address = server.address();
    let mut script = Script::with(Policy::default(), Limits::default());
    let message = format!("network access to {address} is not allowed; run again with --allow-net={address}");
    denied(&mut script, &server.url("/get"), &message).await;
    let host = address.ip().to_string();
    let outcome = script.call(Operation::TcpConnect { host: &host, port: address.port() }).await;
    failed(&outcome, ErrorCode::Denied, &message);
    let outcome = script.call(Operation::DnsResolve { host: "localhost" }).await;
    let message = "network access to localhost is not allowed; run again with --allow-net=localhost";
    failed(&outcome, ErrorCode::Denied, message);
    assert_eq!(server.connections(), 0);
}

#[tokio::test]
async fn a_rule_for_another_port_does_not_help() {
    let server = HttpServer::start();
    let mut script = Script::with(allow_net("127.0.0.1:1"), Limits::default());
    failed_with(&script.call(Fetch::get(&server.url("/get")).operation()).await, ErrorCode::Denied);
}

#[tokio::test]
async fn a_denied_address_behind_an_allowed_wildcard() {
    let server = HttpServer::start();
    let port = server.port();
    let network = resolving(&[format!("www.example.com:{port}:127.0.0.1")]);
    let mut script = Script::on(network.clone(), allow_net("*.example.com"), Limits::default());
    let message = format!(
        "www.example.com resolves to 127.0.0.1, a loopback address, which the rule `*.example.com` does not cover; \
         run again with --allow-net=www.example.com:{port}"
    );
    denied(&mut script, &format!("http://www.example.com:{port}/get"), &message).await;
    let outcome = script.call(Operation::TcpConnect { host: "www.example.com", port }).await;
    failed(&outcome, ErrorCode::Denied, &message);
    // The flag that the message names is enough.
    let mut script = Script::on(network, allow_net(&format!("www.example.com:{port}")), Limits::default());
    assert_eq!(script.get(&format!("http://www.example.com:{port}/get")).await.head.status, 200);
}

#[tokio::test]
async fn an_idle_connection_of_a_script_that_may_do_more() {
    let server = HttpServer::start();
    let port = server.port();
    let network = resolving(&[format!("www.example.com:{port}:127.0.0.1")]);
    let url = format!("http://www.example.com:{port}/get");
    let mut trusted = Script::on(network.clone(), Policy::everything(), Limits::default());
    assert_eq!(trusted.get(&url).await.connection(), 1);
    let mut script = Script::on(network.clone(), allow_net("*.example.com, public"), Limits::default());
    failed_with(&script.call(Fetch::get(&url).operation()).await, ErrorCode::Denied);
    let mut script = Script::on(network, allow_net("loopback"), Limits::default());
    assert_eq!(script.get(&url).await.connection(), 1, "a script that may reach it shares it");
}

#[tokio::test]
async fn a_redirect_to_loopback() {
    let server = HttpServer::start();
    let port = server.port();
    let network = resolving(&[format!("api.test:{port}:127.0.0.1")]);
    let mut script = Script::on(network, allow_net("api.test"), Limits::default());
    let target = server.url("/get");
    let url = format!("http://api.test:{port}/redirect-to?url={target}");
    let address = server.address();
    let message = format!("network access to {address} is not allowed; run again with --allow-net={address}");
    denied(&mut script, &url, &message).await;
}

#[tokio::test]
async fn loopback_in_other_clothes() {
    let server = HttpServer::start();
    let port = server.port();
    let mut script = Script::with(allow_net("public"), Limits::default());
    for host in
        ["127.1", "0x7f000001", "2130706433", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "0.0.0.0", "[::]", "127.0.0.1."]
    {
        let url = format!("http://{host}:{port}/get");
        failed_with(&script.call(Fetch::get(&url).operation()).await, ErrorCode::Denied);
        let bare = host.trim_matches(['[', ']']);
        failed_with(&script.call(Operation::TcpConnect { host: bare, port }).await, ErrorCode::Denied);
    }
    assert_eq!(server.connections(), 0);
}

#[tokio::test]
async fn a_name_with_good_and_bad_addresses_uses_the_good_ones() {
    let server = HttpServer::start();
    let port = server.port();
    let network = resolving(&[format!("mixed.test:{port}:10.255.255.1,127.0.0.1")]);
    let mut script = Script::on(network, allow_net("loopback"), Limits::default());
    assert_eq!(script.get(&format!("http://mixed.test:{port}/get")).await.head.status, 200);
}

#[tokio::test]
async fn a_host_header_changes_nothing_about_where_it_goes() {
    let server = HttpServer::start();
    let mut script = Script::with(allow_net("allowed.test"), Limits::default());
    let url = server.url("/get");
    let outcome = script.call(Fetch { headers: "host: allowed.test\r\n", ..Fetch::get(&url) }.operation()).await;
    failed_with(&outcome, ErrorCode::Denied);
}

#[tokio::test]
async fn a_proxy_needs_a_rule_for_the_name() {
    let proxies = Proxies { http: Some("http://127.0.0.1:1".to_owned()), ..Proxies::default() };
    let network = network(strait_net::NetworkOptions { proxies, ..Default::default() });
    let mut script = Script::on(network.clone(), allow_net("public"), Limits::default());
    let message = "example.com:80 is reached through a proxy, which hides its address, so only a rule that names it \
                   allows it; run again with --allow-net=example.com:80";
    denied(&mut script, "http://example.com/", message).await;
    let mut script = Script::on(network, allow_net("example.com"), Limits::default());
    let outcome = script.call(Fetch::get("http://example.com/").operation()).await;
    failed(&outcome, ErrorCode::Refused, "cannot connect to 127.0.0.1:1: connection refused");
}

#[tokio::test]
async fn names_resolve_to_what_the_policy_shows() {
    let mut script = Script::with(allow_net("loopback"), Limits::default());
    match script.call(Operation::DnsResolve { host: "localhost" }).await {
        Outcome::Addresses(addresses) => assert!(!addresses.is_empty() && addresses.iter().all(|ip| ip.is_loopback())),
        other => panic!("expected addresses, got {other:?}"),
    }
    let mut script = Script::with(allow_net("public"), Limits::default());
    failed_with(&script.call(Operation::DnsResolve { host: "localhost" }).await, ErrorCode::Denied);
    match script.call(Operation::DnsResolve { host: "1.1.1.1" }).await {
        Outcome::Addresses(addresses) => assert_eq!(addresses, ["1.1.1.1".parse::<std::net::IpAddr>().unwrap()]),
        other => panic!("expected addresses, got {other:?}"),
    }
}
