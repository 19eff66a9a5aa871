//! What all sandboxes of a process share: how names resolve, whom TLS trusts, which proxies are used, idle connections.

use std::{
    collections::HashMap,
    error::Error,
    fmt, io,
    net::{IpAddr, SocketAddr},
    path::PathBuf,
    str::FromStr,
    sync::Arc,
};

use crate::{
    dns::Lookups,
    http::client::{Pool, ProxyTable, Shares},
    tls::Tls,
};

/// The network of a process. Sandboxes share it and see nothing of each other through it.
///
/// It may be dropped while calls are under way; they keep what they need.
pub struct Network {
    pub(crate) tls: Tls,
    pub(crate) lookups: Lookups,
    pub(crate) overrides: HashMap<(String, u16), Vec<SocketAddr>>,
    pub(crate) proxies: ProxyTable,
    pub(crate) pool: Arc<Pool>,
    pub(crate) shares: Arc<Shares>,
}

impl Network {
    /// A network with its settings. The certificates that the platform trusts are loaded when TLS is first used.
    ///
    /// # Errors
    ///
    /// A certificate file cannot be read or has no certificate in it, a key is not the certificate's, or a proxy is not a
    /// URL of a kind that is known.
    pub fn new(options: NetworkOptions) -> Result<Self, NetworkError> {
        let mut overrides = HashMap::new();
        for Resolve { host, port, addresses } in options.resolve {
            overrides.insert((host, port), addresses);
        }
        Ok(Self {
            tls: Tls::new(&options.ca_certs, options.client_cert.as_ref())?,
            lookups: Lookups::of_process(),
            overrides,
            proxies: ProxyTable::new(&options.proxies)?,
            pool: Arc::default(),
            shares: Arc::new(Shares::new(options.max_connections.unwrap_or(MAX_CONNECTIONS))),
        })
    }

    /// The addresses that the user gave a name, if any.
    pub(crate) fn overridden(&self, host: &str, port: u16) -> Option<Vec<SocketAddr>> {
        if self.overrides.is_empty() {
            return None;
        }
        self.overrides.get(&(host.to_owned(), port)).cloned()
    }
}

impl fmt::Debug for Network {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Network").field("overrides", &self.overrides).finish_non_exhaustive()
    }
}

/// The settings of a [`Network`].
#[derive(Clone, Debug, Default)]
pub struct NetworkOptions {
    /// Certificates that TLS trusts in addition to the platform's.
    pub ca_certs: Vec<CaCerts>,
    /// What is shown to the servers of `https` and `wss` that ask who the client is.
    pub client_cert: Option<ClientCert>,
    /// Addresses to use in place of what names resolve to. The policy judges them as if the name had resolved to them.
    pub resolve: Vec<Resolve>,
    /// How HTTP requests leave.
    pub proxies: Proxies,
    /// The most connections of the HTTP client at a time, of all sandboxes together and idle ones included; absent for 1024.
    /// WebSockets are not counted. A sandbox can have as many as are left, so that one that wants all leaves others half; what
    /// wants more waits.
    pub max_connections: Option<usize>,
}

/// Connections of the HTTP client when the options do not say. Each is a descriptor, of which systems commonly give a process
/// 1024 to begin with and many more on request.
const MAX_CONNECTIONS: usize = 1024;

/// Where trusted certificates come from.
#[derive(Clone, Debug)]
pub enum CaCerts {
    /// A PEM file.
    File(PathBuf),
    /// The text of one.
    Pem(Vec<u8>),
}

/// A client's certificate, PEM, with those that lead to an authority after it, and its private key, not encrypted.
#[derive(Clone)]
pub enum ClientCert {
    /// Two files, or one that has both.
    File {
        /// The certificates.
        cert: PathBuf,
        /// The key; absent when it is in the same file.
        key: Option<PathBuf>,
    },
    /// The texts of such files.
    Pem {
        /// The certificates.
        cert: String,
        /// The key.
        key: String,
    },
}

/// The key is a secret.
impl fmt::Debug for ClientCert {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File { cert, key } => f.debug_struct("File").field("cert", cert).field("key", key).finish(),
            Self::Pem { .. } => f.debug_struct("Pem").finish_non_exhaustive(),
        }
    }
}

/// Addresses for one name and port, as curl's `--resolve HOST:PORT:ADDRESS[,ADDRESS]...` gives them. Beyond curl, an address
/// may have a port of its own, `127.0.0.1:8080` or `[::1]:8080`, to connect to in place of PORT.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resolve {
    host: String,
    port: u16,
    addresses: Vec<SocketAddr>,
}

impl FromStr for Resolve {
    type Err = NetworkError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let parsed = || {
            let (host, rest) = text.split_once(':')?;
            let (port, addresses) = rest.split_once(':')?;
            let host = url::Host::parse(host).ok()?.to_string();
            let port: u16 = port.parse().ok()?;
            let address = |text: &str| {
                let plain = text.strip_prefix('[').and_then(|text| text.strip_suffix(']')).unwrap_or(text);
                let address = plain.parse().map(|address: IpAddr| SocketAddr::new(address, port));
                address.or_else(|_| text.parse()).ok()
            };
            let addresses = addresses.split(',').map(address).collect::<Option<_>>()?;
            Some(Self { host, port, addresses })
        };
        parsed().ok_or_else(|| NetworkError::new(format!("`{text}` is not of the form HOST:PORT:ADDRESS")))
    }
}

/// How HTTP requests, WebSockets and event sources leave: directly, or through proxies. The default is directly.
///
/// A proxy is a URL with the scheme `http`, `https`, `socks5` or `socks5h`, such as `http://user:password@proxy.example:3128`.
/// A proxy of another kind than `socks5` resolves names itself, so a request goes through it only where the policy allows the
/// host whatever it resolves to. The policy is not asked about the proxy.
#[derive(Clone, Default)]
pub struct Proxies {
    /// The proxy for `http` URLs.
    pub http: Option<String>,
    /// The proxy for `https` URLs. It sees the host and port and nothing else.
    pub https: Option<String>,
    /// What is reached directly: a comma-separated list of names (each with the names below it), addresses and CIDR
    /// blocks, or `*`.
    pub no_proxy: String,
}

impl Proxies {
    /// What the variables `http_proxy`, `https_proxy`, `all_proxy` and `no_proxy` say, in lower or in upper case.
    pub fn from_environment() -> Self {
        let variable = |name: &str| {
            let value = std::env::var(name).or_else(|_| std::env::var(name.to_uppercase()));
            value.ok().filter(|value| !value.is_empty())
        };
        let all = variable("all_proxy");
        Self {
            http: variable("http_proxy").or_else(|| all.clone()),
            https: variable("https_proxy").or(all),
            no_proxy: variable("no_proxy").unwrap_or_default(),
        }
    }
}

/// The URLs may hold passwords.
impl fmt::Debug for Proxies {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Proxies")
            .field("http", &self.http.is_some())
            .field("https", &self.https.is_some())
            .field("no_proxy", &self.no_proxy)
            .finish()
    }
}

/// A setting that cannot be used.
#[derive(Debug)]
pub struct NetworkError {
    message: String,
    source: Option<io::Error>,
}

impl NetworkError {
    pub(crate) fn new(message: String) -> Self {
        Self { message, source: None }
    }

    pub(crate) fn io(message: String, source: io::Error) -> Self {
        Self { message, source: Some(source) }
    }
}

impl fmt::Display for NetworkError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl Error for NetworkError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.source.as_ref().map(|source| source as _)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn resolve_is_written_as_for_curl() {
        let resolve = |text: &str| text.parse::<Resolve>().map_err(|error| error.to_string());
        let expected = |host: &str, addresses: &[&str]| {
            let addresses = addresses.iter().map(|address| address.parse().unwrap()).collect();
            Ok(Resolve { host: host.to_owned(), port: 80, addresses })
        };
        assert_eq!(resolve("example.com:80:127.0.0.1"), expected("example.com", &["127.0.0.1:80"]));
        assert_eq!(resolve("EXAMPLE.com:80:::1"), expected("example.com", &["[::1]:80"]));
        assert_eq!(resolve("a:80:[::1],10.0.0.1"), expected("a", &["[::1]:80", "10.0.0.1:80"]));
        assert_eq!(resolve("a:80:127.0.0.1:8080,[::1]:81"), expected("a", &["127.0.0.1:8080", "[::1]:81"]));
        for text in ["", "a", "a:80", "a:b:127.0.0.1", "a:80:localhost", "a b:80:127.0.0.1", "a:80:"] {
            assert_eq!(resolve(text), Err(format!("`{text}` is not of the form HOST:PORT:ADDRESS")));
        }
    }
}
