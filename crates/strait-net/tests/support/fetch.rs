//! `http.send` as tests write it.

use std::sync::Arc;

use bytes::Bytes;
use serde_json::Value;
use strait_abi::{Handle, Operation, Redirect, TlsOptions};
use strait_net::{CaCerts, Network, NetworkOptions, Outcome, ResponseHead};
use strait_policy::Policy;
use tokio::time::timeout;

use super::{PATIENCE, Script};

/// A request, all of it by default as `fetch(url)` makes it.
#[derive(Clone, Copy)]
pub struct Fetch<'a> {
    pub method: &'a str,
    pub url: &'a str,
    pub headers: &'a str,
    pub body: Option<&'a [u8]>,
    pub upload: Option<Handle>,
    pub redirect: Redirect,
    pub decompress: bool,
    /// Milliseconds.
    pub connect_time: Option<u64>,
    pub response_time: Option<u64>,
    pub total_time: Option<u64>,
    pub tls: Option<&'a TlsOptions<'a>>,
}

impl<'a> Fetch<'a> {
    pub fn get(url: &'a str) -> Self {
        Self {
            method: "GET",
            url,
            headers: "",
            body: None,
            upload: None,
            redirect: Redirect::Follow,
            decompress: true,
            connect_time: None,
            response_time: None,
            total_time: None,
            tls: None,
        }
    }

    pub fn post(url: &'a str, body: &'a [u8]) -> Self {
        Self { method: "POST", body: Some(body), ..Self::get(url) }
    }

    pub fn operation(self) -> Operation<'a> {
        Operation::HttpSend {
            method: self.method,
            url: self.url,
            headers: self.headers,
            body: self.body,
            upload: self.upload,
            redirect: self.redirect,
            decompress: self.decompress,
            connect_milliseconds: self.connect_time,
            response_milliseconds: self.response_time,
            total_milliseconds: self.total_time,
            tls: self.tls.cloned().map(Box::new),
            upgrade: None,
        }
    }
}

impl Script {
    /// Sends a request and expects a response.
    pub async fn fetch(&mut self, fetch: Fetch<'_>) -> Response {
        Response::of(self.call(fetch.operation()).await)
    }

    pub async fn get(&mut self, url: &str) -> Response {
        self.fetch(Fetch::get(url)).await
    }

    /// Waits for whichever call finishes next.
    pub async fn next(&mut self) -> Outcome {
        loop {
            if let Some(id) = self.outcomes.keys().next().copied() {
                return self.outcome(id).await;
            }
            timeout(PATIENCE, self.collect()).await.expect("a call to finish");
        }
    }

    /// The body of a response, all of it.
    pub async fn body(&mut self, response: &Response) -> Vec<u8> {
        let mut body = response.body.to_vec();
        if let Some(rest) = response.rest {
            body.extend(self.read_all(rest).await);
        }
        body
    }

    /// The body of a response as JSON.
    pub async fn json(&mut self, response: &Response) -> Value {
        serde_json::from_slice(&self.body(response).await).expect("a body of JSON")
    }
}

/// A response that a script got.
#[derive(Debug)]
pub struct Response {
    pub head: ResponseHead,
    pub body: Bytes,
    pub rest: Option<Handle>,
}

impl Response {
    #[track_caller]
    pub fn of(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Response { head, body, rest } => Self { head: *head, body, rest },
            other => panic!("expected a response, got {other:?}"),
        }
    }

    /// The value of a header.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.head.headers.split("\r\n").find_map(|line| line.strip_prefix(name)?.strip_prefix(": "))
    }

    /// Which of the test server's connections it came by.
    #[track_caller]
    pub fn connection(&self) -> usize {
        self.header("x-connection").expect("an answer of the test server").parse().expect("a number")
    }
}

/// A policy with these rules for connections and no other.
pub fn allow_net(rules: &str) -> Policy {
    let mut policy = Policy::default();
    policy.allow_net(rules).expect("rules that can be read");
    policy
}

/// A network where names resolve to these, `HOST:PORT:ADDRESS` each.
pub fn resolving(names: &[String]) -> Arc<Network> {
    let resolve = names.iter().map(|name| name.parse().expect("a name and its address")).collect();
    network(NetworkOptions { resolve, ..NetworkOptions::default() })
}

/// A network that trusts an authority.
pub fn trusting(authority_pem: &str) -> Arc<Network> {
    let ca_certs = vec![CaCerts::Pem(authority_pem.as_bytes().to_vec())];
    network(NetworkOptions { ca_certs, ..NetworkOptions::default() })
}

pub fn network(options: NetworkOptions) -> Arc<Network> {
    Arc::new(Network::new(options).expect("options that can be used"))
}
