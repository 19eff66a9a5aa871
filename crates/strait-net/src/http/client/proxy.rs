//! Which proxy a request goes through.

use std::{fmt, net::IpAddr, sync::Arc};

use http::HeaderValue;
use ipnet::IpNet;
use percent_encoding::percent_decode_str;
use url::Url;

use super::{
    origin::{Origin, Scheme},
    request::basic_authorization,
};
use crate::{NetworkError, Proxies, dial::authority};

/// One proxy.
pub(crate) struct Proxy {
    pub(super) protocol: Protocol,
    pub(super) host: String,
    pub(super) port: u16,
    pub(super) credentials: Option<Credentials>,
    /// They as the value of `proxy-authorization`.
    pub(super) authorization: Option<HeaderValue>,
}

/// How a proxy is spoken to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Protocol {
    Http,
    /// HTTP over TLS.
    Https,
    /// SOCKS5, which is told names, or else addresses.
    Socks5 {
        resolves_names: bool,
    },
}

/// A user name and a password.
pub(super) struct Credentials {
    pub(super) name: String,
    pub(super) password: String,
}

/// What port SOCKS has by custom (RFC 1928).
const SOCKS_PORT: u16 = 1080;

/// The proxies of a process and what is reached without them.
pub(crate) struct ProxyTable {
    http: Option<Arc<Proxy>>,
    https: Option<Arc<Proxy>>,
    direct: Vec<Direct>,
}

/// One entry of `no_proxy`.
enum Direct {
    All,
    /// This name and those below it.
    Name(String),
    Block(IpNet),
}

impl ProxyTable {
    /// # Errors
    ///
    /// A proxy is not a URL of a kind that is known. Entries of `no_proxy` that cannot be read are ignored, as everyone does.
    pub(crate) fn new(proxies: &Proxies) -> Result<Self, NetworkError> {
        let parse = |proxy: &Option<String>| proxy.as_deref().map(Proxy::parse).transpose();
        Ok(Self {
            http: parse(&proxies.http)?,
            https: parse(&proxies.https)?,
            direct: proxies.no_proxy.split(',').filter_map(|entry| Direct::parse(entry.trim())).collect(),
        })
    }

    pub(super) fn find(&self, origin: &Origin) -> Option<Arc<Proxy>> {
        let proxy = match origin.scheme {
            Scheme::Http => self.http.as_ref()?,
            Scheme::Https => self.https.as_ref()?,
        };
        let is_direct = self.direct.iter().any(|direct| direct.covers(&origin.host));
        (!is_direct).then(|| Arc::clone(proxy))
    }
}

impl Proxy {
    /// Whether the addresses it connects to are known to nobody else.
    pub(super) fn hides_addresses(&self) -> bool {
        self.protocol != Protocol::Socks5 { resolves_names: false }
    }

    /// Whether requests for `http` are sent to it as such, in absolute-form (RFC 9112 section 3.2.2).
    pub(super) fn forwards(&self) -> bool {
        matches!(self.protocol, Protocol::Http | Protocol::Https)
    }

    fn parse(text: &str) -> Result<Arc<Self>, NetworkError> {
        let text = if text.contains("://") { text.to_owned() } else { format!("http://{text}") };
        // The text may hold a password, so the error does not repeat it.
        let url = Url::parse(&text).map_err(|error| NetworkError::new(format!("a proxy is not a URL: {error}")))?;
        let (protocol, usual_port) = match url.scheme() {
            "http" => (Protocol::Http, 80),
            "https" => (Protocol::Https, 443),
            "socks5" => (Protocol::Socks5 { resolves_names: false }, SOCKS_PORT),
            "socks5h" => (Protocol::Socks5 { resolves_names: true }, SOCKS_PORT),
            other => {
                let message = format!("a proxy has the scheme `{other}`; it can be http, https, socks5 or socks5h");
                return Err(NetworkError::new(message));
            }
        };
        let host = url.host_str().unwrap_or_default().trim_matches(['[', ']']).to_owned();
        let port = url.port().unwrap_or(usual_port);
        if host.is_empty() || port == 0 {
            return Err(NetworkError::new("a proxy has no host, or port 0".to_owned()));
        }
        let has_credentials = !url.username().is_empty() || url.password().is_some();
        let authorization = has_credentials.then(|| basic_authorization(&url)).transpose();
        let authorization = authorization.map_err(|error| NetworkError::new(error.message().to_owned()))?;
        let decode = |text: &str| percent_decode_str(text).decode_utf8_lossy().into_owned();
        let credentials = has_credentials.then(|| Credentials {
            name: decode(url.username()),
            password: decode(url.password().unwrap_or_default()),
        });
        let fits = |text: &String| (1..=255).contains(&text.len());
        if matches!(protocol, Protocol::Socks5 { .. })
            && credentials.as_ref().is_some_and(|pair| !fits(&pair.name) || !fits(&pair.password))
        {
            let message = "a user name and a password for a socks5 proxy have 1 to 255 bytes each";
            return Err(NetworkError::new(message.to_owned()));
        }
        Ok(Arc::new(Self { protocol, host, port, credentials, authorization }))
    }
}

/// As `host:port`, without its password.
impl fmt::Display for Proxy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&authority(&self.host, self.port))
    }
}

impl Direct {
    fn parse(entry: &str) -> Option<Self> {
        if entry == "*" {
            return Some(Self::All);
        }
        if let Ok(address) = entry.parse::<IpAddr>() {
            return Some(Self::Block(address.into()));
        }
        if let Ok(block) = entry.parse() {
            return Some(Self::Block(block));
        }
        let name = entry.trim_start_matches("*.").trim_start_matches('.').trim_end_matches('.');
        (!name.is_empty()).then(|| Self::Name(name.to_ascii_lowercase()))
    }

    fn covers(&self, host: &str) -> bool {
        match self {
            Self::All => true,
            Self::Name(name) => {
                host.strip_suffix(name.as_str()).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
            }
            Self::Block(block) => host.parse::<IpAddr>().is_ok_and(|address| block.contains(&address)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_proxy_covers_names_below_and_blocks() {
        let proxies = Proxies {
            http: Some("http://user:pass@proxy.test:3128".to_owned()),
            https: None,
            no_proxy: "localhost, .example.com,*.example.org , 10.0.0.0/8,::1,".to_owned(),
        };
        let table = ProxyTable::new(&proxies).unwrap();
        let check = |url: &str, expected: Option<u16>| {
            let origin = Origin::of(&Url::parse(url).unwrap(), None).unwrap();
            assert_eq!(table.find(&origin).map(|proxy| proxy.port), expected, "{url}");
        };
        check("http://other.test/", Some(3128));
        check("https://other.test/", None);
        for direct in ["http://localhost/", "http://example.com/", "http://a.example.com/", "http://b.example.org/"] {
            check(direct, None);
        }
        check("http://notexample.com/", Some(3128));
        check("http://10.1.2.3/", None);
        check("http://11.1.2.3/", Some(3128));
        check("http://[::1]/", None);
    }

    #[test]
    fn a_proxy_is_a_url_of_a_kind_that_is_known() {
        let parse = |http: &str| {
            let proxies = Proxies { http: Some(http.to_owned()), ..Proxies::default() };
            let table = ProxyTable::new(&proxies).map_err(|error| error.to_string())?;
            let proxy = table.http.expect("a proxy");
            Ok((proxy.protocol, proxy.to_string()))
        };
        let known = |protocol, shown: &str| Ok((protocol, shown.to_owned()));
        let refused = |message: &str| Err::<(Protocol, String), _>(message.to_owned());
        assert_eq!(parse("proxy.test:3128"), known(Protocol::Http, "proxy.test:3128"));
        assert_eq!(parse("http://user:password@proxy.test"), known(Protocol::Http, "proxy.test:80"));
        assert_eq!(parse("https://proxy.test"), known(Protocol::Https, "proxy.test:443"));
        let socks = |resolves_names| Protocol::Socks5 { resolves_names };
        assert_eq!(parse("socks5://proxy.test"), known(socks(false), "proxy.test:1080"));
        assert_eq!(parse("socks5h://user:p%40ss@[::1]:9050"), known(socks(true), "[::1]:9050"));
        assert_eq!(
            parse("socks4://proxy.test"),
            refused("a proxy has the scheme `socks4`; it can be http, https, socks5 or socks5h")
        );
        assert_eq!(parse("http://:password@"), refused("a proxy is not a URL: empty host"));
        let pair = "a user name and a password for a socks5 proxy have 1 to 255 bytes each";
        assert_eq!(parse("socks5://user@proxy.test"), refused(pair));
    }
}
