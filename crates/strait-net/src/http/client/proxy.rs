//! Which proxy a request goes through.

use std::{net::IpAddr, sync::Arc};

use http::HeaderValue;
use ipnet::IpNet;
use url::Url;

use super::{
    origin::{Origin, Scheme},
    request::basic_authorization,
};
use crate::{NetworkError, Proxies};

/// One proxy.
pub(crate) struct Proxy {
    pub(super) host: String,
    pub(super) port: u16,
    /// The value of `proxy-authorization`.
    pub(super) authorization: Option<HeaderValue>,
}

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
    /// A proxy is not an `http` URL. Entries of `no_proxy` that cannot be read are ignored, as everyone does.
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
    fn parse(text: &str) -> Result<Arc<Self>, NetworkError> {
        let text = if text.contains("://") { text.to_owned() } else { format!("http://{text}") };
        // The text may hold a password, so the error does not repeat it.
        let url = Url::parse(&text).map_err(|error| NetworkError::new(format!("a proxy is not a URL: {error}")))?;
        let Some(host) = url.host_str().filter(|_| url.scheme() == "http") else {
            let message = format!("a proxy has the scheme `{}`; only http proxies are supported", url.scheme());
            return Err(NetworkError::new(message));
        };
        let host = host.trim_matches(['[', ']']).to_owned();
        let has_credentials = !url.username().is_empty() || url.password().is_some();
        let authorization = has_credentials.then(|| basic_authorization(&url)).transpose();
        let authorization = authorization.map_err(|error| NetworkError::new(error.message().to_owned()))?;
        Ok(Arc::new(Self { host, port: url.port_or_known_default().unwrap_or_default(), authorization }))
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
            let origin = Origin::of(&Url::parse(url).unwrap()).unwrap();
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
    fn a_proxy_is_an_http_url() {
        let error = |http: &str| {
            let proxies = Proxies { http: Some(http.to_owned()), ..Proxies::default() };
            ProxyTable::new(&proxies).err().map(|error| error.to_string())
        };
        assert_eq!(error("proxy.test:3128"), None);
        assert_eq!(
            error("socks5://proxy.test"),
            Some("a proxy has the scheme `socks5`; only http proxies are supported".to_owned())
        );
        assert_eq!(error("http://:password@"), Some("a proxy is not a URL: empty host".to_owned()));
    }
}
