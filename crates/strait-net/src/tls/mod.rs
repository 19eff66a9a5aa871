//! TLS as a client. The host owns it: what a script chooses for its own handshakes ([`TlsSettings`]) is checked.

mod identity;
mod insecure;
mod pem;
mod settings;

use std::{fs, io, sync::Arc};

use rustls::{ClientConfig, RootCertStore, crypto::CryptoProvider};
use rustls_pki_types::{CertificateDer, ServerName};
use strait_abi::ErrorCode;
use tokio::{
    io::{AsyncRead, AsyncWrite},
    sync::OnceCell,
};
use tokio_rustls::{TlsConnector, client::TlsStream};

use crate::{
    NetError,
    context::Context,
    dns::normalize_host,
    error::code_of_io,
    network::{CaCerts, ClientCert, NetworkError},
};

pub(crate) use insecure::Verdict;
pub(crate) use pem::{certificates, private_key};
pub(crate) use settings::TlsSettings;

use identity::Identity;
use insecure::AnyCertificate;

/// The TLS settings of a process.
pub(crate) struct Tls {
    /// Trusted in addition to the platform's certificates.
    extra_roots: Vec<CertificateDer<'static>>,
    /// Shown to the servers of HTTP that ask for one.
    identity: Option<Identity>,
    /// Made at first use: loading the platform's certificates takes milliseconds.
    configs: OnceCell<Configs>,
}

struct Configs {
    roots: Arc<RootCertStore>,
    /// Offers HTTP/2 and HTTP/1.1.
    http: Arc<ClientConfig>,
    /// Offers HTTP/1.1.
    http1: Arc<ClientConfig>,
    /// Offers no protocol.
    plain: Arc<ClientConfig>,
}

/// Which protocols a handshake offers (RFC 7301).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Alpn {
    /// None: a bare TLS connection.
    None,
    /// HTTP/2, or else HTTP/1.1.
    Http,
    /// HTTP/1.1.
    Http1,
}

impl Tls {
    /// # Errors
    ///
    /// A file cannot be read, or holds no certificate.
    pub(crate) fn new(ca_certs: &[CaCerts], client_cert: Option<&ClientCert>) -> Result<Self, NetworkError> {
        let mut extra_roots = Vec::new();
        for source in ca_certs {
            let (name, pem) = match source {
                CaCerts::Pem(pem) => ("the given text".to_owned(), pem.clone()),
                CaCerts::File(path) => {
                    let name = path.display().to_string();
                    let pem = fs::read(path)
                        .map_err(|error| NetworkError::io(format!("cannot read the certificates in {name}"), error))?;
                    (name, pem)
                }
            };
            let found = identity::certificates(&pem).map_err(|error| NetworkError::new(format!("{name} {error}")))?;
            extra_roots.extend(found);
        }
        let identity = client_cert.map(client_identity).transpose()?;
        Ok(Self { extra_roots, identity, configs: OnceCell::new() })
    }

    /// Performs a handshake on a connection, verifying that the peer is `server_name`: a name, or an address without
    /// brackets. `peer` names it in errors; `settings` are the script's own.
    ///
    /// # Errors
    ///
    /// `Tls` when one side refuses the other, `Invalid` for a name that no certificate can have, `Reset`.
    ///
    /// # Cancel safety
    ///
    /// Dropping the future gives the connection up.
    pub(crate) async fn connect<S: AsyncRead + AsyncWrite + Unpin>(
        &self,
        socket: S,
        server_name: &str,
        peer: &str,
        alpn: Alpn,
        settings: Option<&TlsSettings>,
    ) -> Result<TlsStream<S>, NetError> {
        let name = certified_name(settings.and_then(TlsSettings::server_name).unwrap_or(server_name))?;
        let config = self.config(alpn, settings, Verdict::default()).await?;
        TlsConnector::from(config).connect(name, socket).await.map_err(|error| refused(peer, &error))
    }

    async fn config(
        &self,
        alpn: Alpn,
        settings: Option<&TlsSettings>,
        verdict: Verdict,
    ) -> Result<Arc<ClientConfig>, NetError> {
        let Some(settings) = settings else {
            let configs = self.configs().await?;
            return Ok(Arc::clone(match alpn {
                Alpn::None => &configs.plain,
                Alpn::Http => &configs.http,
                Alpn::Http1 => &configs.http1,
            }));
        };
        let roots = match &settings.authorities {
            Some(authorities) => Arc::clone(&authorities.roots),
            None => match self.configs().await {
                Ok(configs) => Arc::clone(&configs.roots),
                Err(_) if settings.is_insecure => Arc::new(RootCertStore::empty()),
                Err(error) => return Err(error),
            },
        };
        let trust = match settings.is_insecure {
            true => Trust::Anyone(roots, verdict),
            false => Trust::Roots(roots),
        };
        let own = self.identity.as_ref().filter(|_| alpn != Alpn::None);
        let mut config = config(trust, settings.identity.as_ref().or(own))?;
        config.alpn_protocols = match settings.alpn.is_empty() {
            true => alpn.protocols(),
            false => settings.alpn.clone(),
        };
        Ok(Arc::new(config))
    }

    /// Loads what is trusted, once, on a thread that may block.
    async fn configs(&self) -> Result<&Configs, NetError> {
        self.configs.get_or_try_init(|| load(self.extra_roots.clone(), self.identity.clone())).await
    }
}

impl Alpn {
    fn protocols(self) -> Vec<Vec<u8>> {
        match self {
            Self::None => Vec::new(),
            Self::Http => vec![b"h2".to_vec(), b"http/1.1".to_vec()],
            Self::Http1 => vec![b"http/1.1".to_vec()],
        }
    }
}

fn client_identity(source: &ClientCert) -> Result<Identity, NetworkError> {
    let read = |path: &std::path::Path| {
        fs::read_to_string(path).map_err(|error| {
            NetworkError::io(format!("cannot read the client certificate in {}", path.display()), error)
        })
    };
    let parsed = match source {
        ClientCert::Pem { cert, key } => Identity::parse(cert, key),
        ClientCert::File { cert, key } => {
            let key = key.as_deref().map(read).transpose()?;
            let cert = read(cert)?;
            Identity::parse(&cert, key.as_deref().unwrap_or(&cert))
        }
    };
    parsed.map_err(NetworkError::new)
}

/// The name to verify and the configuration for a handshake that a script asked for on a connection of its own. Where the
/// settings take any certificate, `verdict` gets what is wrong with the one that comes.
///
/// # Errors
///
/// `Invalid` for a name that no certificate can have and for certificates that cannot be used.
///
/// # Cancel safety
///
/// Dropping the future has no effect.
pub(crate) async fn client_config(
    context: &Context,
    server_name: &str,
    settings: Option<&TlsSettings>,
    verdict: Verdict,
) -> Result<(ServerName<'static>, Arc<ClientConfig>), NetError> {
    let name = certified_name(&normalize_host(server_name)?)?;
    Ok((name, context.network.tls.config(Alpn::None, settings, verdict).await?))
}

fn certified_name(name: &str) -> Result<ServerName<'static>, NetError> {
    ServerName::try_from(name.to_owned()).map_err(|_| {
        let message = format!("`{}` is not a name that a certificate can be for", name.escape_debug());
        NetError::new(ErrorCode::Invalid, message)
    })
}

async fn load(extra_roots: Vec<CertificateDer<'static>>, identity: Option<Identity>) -> Result<Configs, NetError> {
    let loaded = tokio::task::spawn_blocking(move || {
        let mut roots = RootCertStore::empty();
        // Entries that cannot be used are common in platform stores and of no consequence.
        roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
        roots.add_parsable_certificates(extra_roots);
        if roots.is_empty() {
            let message = "this system has no trusted certificates; give some with --ca-cert";
            return Err(NetError::new(ErrorCode::Tls, message));
        }
        let roots = Arc::new(roots);
        let plain = config(Trust::Roots(Arc::clone(&roots)), None)?;
        let http = |alpn: Alpn| {
            let mut config = config(Trust::Roots(Arc::clone(&roots)), identity.as_ref())?;
            config.alpn_protocols = alpn.protocols();
            Ok::<_, NetError>(Arc::new(config))
        };
        let (http1, http) = (http(Alpn::Http1)?, http(Alpn::Http)?);
        Ok(Configs { roots, http, http1, plain: Arc::new(plain) })
    });
    loaded.await.unwrap_or_else(|_| Err(NetError::new(ErrorCode::Aborted, "the TLS handshake was given up")))
}

/// Whose certificates are taken.
enum Trust {
    Roots(Arc<RootCertStore>),
    Anyone(Arc<RootCertStore>, Verdict),
}

fn config(trust: Trust, identity: Option<&Identity>) -> Result<ClientConfig, NetError> {
    let builder = ClientConfig::builder_with_provider(provider())
        .with_safe_default_protocol_versions()
        .map_err(|error| NetError::new(ErrorCode::Tls, error.to_string()))?;
    let trusting = match trust {
        Trust::Roots(roots) => builder.with_root_certificates(roots),
        Trust::Anyone(roots, verdict) => {
            let verifier = AnyCertificate::new(roots, verdict);
            builder.dangerous().with_custom_certificate_verifier(Arc::new(verifier))
        }
    };
    Ok(match identity {
        Some(identity) => trusting.with_client_cert_resolver(identity.resolver()),
        None => trusting.with_no_client_auth(),
    })
}

fn provider() -> Arc<CryptoProvider> {
    Arc::new(rustls::crypto::ring::default_provider())
}

/// What TLS says was wrong with a connection to `peer`, if it was TLS. A server may refuse a client's certificate, or miss
/// one, after the handshake is over for the client.
pub(crate) fn failure(peer: &str, error: &io::Error) -> Option<NetError> {
    let tls = error.get_ref()?.downcast_ref::<rustls::Error>()?;
    Some(NetError::new(ErrorCode::Tls, format!("cannot set up TLS with {peer}: {}", explain(tls))))
}

/// Why a handshake with a server failed.
pub(crate) fn refused(peer: &str, error: &io::Error) -> NetError {
    if let Some(failure) = failure(peer, error) {
        return failure;
    }
    match error.kind() {
        io::ErrorKind::UnexpectedEof => {
            NetError::new(ErrorCode::Tls, format!("{peer} closed the connection during the TLS handshake"))
        }
        _ => NetError::new(code_of_io(error), format!("the connection to {peer} broke during the TLS handshake")),
    }
}

/// The failures that people meet, in their words; the others in rustls's.
fn explain(error: &rustls::Error) -> String {
    use rustls::{CertificateError as Certificate, Error, InvalidMessage};
    match error {
        Error::InvalidCertificate(Certificate::UnknownIssuer) => {
            "its certificate is not signed by a trusted authority; trust one with --ca-cert".to_owned()
        }
        Error::InvalidCertificate(Certificate::Expired | Certificate::ExpiredContext { .. }) => {
            "its certificate has expired".to_owned()
        }
        Error::AlertReceived(rustls::AlertDescription::CertificateRequired) => {
            "it wants a client certificate; give one with --client-cert".to_owned()
        }
        Error::InvalidCertificate(Certificate::NotValidYet | Certificate::NotValidYetContext { .. }) => {
            "its certificate is not valid yet".to_owned()
        }
        Error::InvalidCertificate(Certificate::NotValidForName | Certificate::NotValidForNameContext { .. }) => {
            "its certificate is for another name".to_owned()
        }
        Error::InvalidMessage(InvalidMessage::InvalidContentType) => "it does not speak TLS on this port".to_owned(),
        other => other.to_string(),
    }
}
