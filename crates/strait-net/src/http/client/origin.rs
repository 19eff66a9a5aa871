//! Where a request goes.

use std::{fmt, sync::Arc};

use strait_abi::ErrorCode;
use url::Url;

use crate::{NetError, dial::authority, tls::TlsSettings};

/// Scheme, host and port (RFC 6454 section 4), and how TLS is set up: what connections and budgets are kept by.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Origin {
    pub(super) scheme: Scheme,
    /// A name in lower case ASCII, or an address without brackets.
    pub(super) host: String,
    pub(super) port: u16,
    /// The script's own settings for `https`.
    pub(super) tls: Option<Arc<TlsSettings>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Scheme {
    Http,
    Https,
}

impl Origin {
    /// # Errors
    ///
    /// `Invalid`: the URL is neither `http` nor `https`, or its port is 0.
    pub(super) fn of(url: &Url, tls: Option<&Arc<TlsSettings>>) -> Result<Arc<Self>, NetError> {
        let scheme = match url.scheme() {
            "http" => Scheme::Http,
            "https" => Scheme::Https,
            other => {
                let message =
                    format!("cannot fetch a URL with the scheme `{other}`; only http and https can be fetched");
                return Err(NetError::new(ErrorCode::Invalid, message));
            }
        };
        // An http(s) URL that parsed has a host and a port.
        let host = url.host_str().unwrap_or_default();
        let host = host.strip_prefix('[').and_then(|host| host.strip_suffix(']')).unwrap_or(host);
        let port = url.port_or_known_default().unwrap_or_default();
        if port == 0 {
            return Err(NetError::new(ErrorCode::Invalid, "nothing can connect to port 0"));
        }
        let tls = tls.filter(|_| scheme == Scheme::Https).cloned();
        Ok(Arc::new(Self { scheme, host: host.to_owned(), port, tls }))
    }
}

impl Scheme {
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Http => "http",
            Self::Https => "https",
        }
    }
}

/// As `host:port`, which is how errors name it.
impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&authority(&self.host, self.port))
    }
}
