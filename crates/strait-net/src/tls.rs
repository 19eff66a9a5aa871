//! TLS as a client. The host owns it: a script chooses the name to verify and nothing else.

use std::{fs, io, sync::Arc};

use rustls::{ClientConfig, RootCertStore, crypto::CryptoProvider};
use rustls_pki_types::{CertificateDer, ServerName, pem::PemObject};
use strait_abi::ErrorCode;
use tokio::{net::TcpStream, sync::OnceCell};
use tokio_rustls::{TlsConnector, client::TlsStream};

use crate::{
    NetError,
    context::Context,
    dns::normalize_host,
    error::code_of_io,
    network::{CaCerts, NetworkError},
};

/// The TLS settings of a process.
pub(crate) struct Tls {
    /// Trusted in addition to the platform's certificates.
    extra_roots: Vec<CertificateDer<'static>>,
    /// Made at first use: loading the platform's certificates takes milliseconds.
    configs: OnceCell<Configs>,
}

struct Configs {
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
    pub(crate) fn new(ca_certs: &[CaCerts]) -> Result<Self, NetworkError> {
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
            let certificates: Vec<_> = CertificateDer::pem_slice_iter(&pem)
                .collect::<Result<_, _>>()
                .map_err(|error| NetworkError::new(format!("the certificates in {name} are malformed: {error}")))?;
            if certificates.is_empty() {
                return Err(NetworkError::new(format!("there is no PEM certificate in {name}")));
            }
            extra_roots.extend(certificates);
        }
        Ok(Self { extra_roots, configs: OnceCell::new() })
    }

    /// Performs a handshake on a connection, verifying that the peer is `server_name`: a name, or an address without
    /// brackets. `peer` names it in errors.
    ///
    /// # Errors
    ///
    /// `Tls` when one side refuses the other, `Invalid` for a name that no certificate can have, `Reset`.
    ///
    /// # Cancel safety
    ///
    /// Dropping the future gives the connection up.
    pub(crate) async fn connect(
        &self,
        socket: TcpStream,
        server_name: &str,
        peer: &str,
        alpn: Alpn,
    ) -> Result<TlsStream<TcpStream>, NetError> {
        let Ok(name) = ServerName::try_from(server_name.to_owned()) else {
            let message = format!("`{}` is not a name that a certificate can be for", server_name.escape_debug());
            return Err(NetError::new(ErrorCode::Invalid, message));
        };
        let configs = self.configs.get_or_try_init(|| load(self.extra_roots.clone())).await?;
        let config = match alpn {
            Alpn::None => &configs.plain,
            Alpn::Http => &configs.http,
            Alpn::Http1 => &configs.http1,
        };
        let connector = TlsConnector::from(Arc::clone(config));
        connector.connect(name, socket).await.map_err(|error| refused(peer, &error))
    }
}

/// A TLS handshake that offers no protocol, for `tcp.start_tls`.
///
/// # Errors
///
/// Those of [`Tls::connect`].
///
/// # Cancel safety
///
/// Dropping the future gives the connection up.
pub(crate) async fn connect(
    context: &Context,
    socket: TcpStream,
    server_name: &str,
) -> Result<TlsStream<TcpStream>, NetError> {
    let name = normalize_host(server_name)?;
    context.network.tls.connect(socket, &name, &name, Alpn::None).await
}

/// Loads what is trusted, on a thread that may block.
async fn load(extra_roots: Vec<CertificateDer<'static>>) -> Result<Configs, NetError> {
    let loaded = tokio::task::spawn_blocking(move || {
        let mut roots = RootCertStore::empty();
        // Entries that cannot be used are common in platform stores and of no consequence.
        roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
        roots.add_parsable_certificates(extra_roots);
        if roots.is_empty() {
            let message = "this system has no trusted certificates; give some with --ca-cert";
            return Err(NetError::new(ErrorCode::Tls, message));
        }
        configs(roots)
    });
    loaded.await.unwrap_or_else(|_| Err(NetError::new(ErrorCode::Aborted, "the TLS handshake was given up")))
}

fn configs(roots: RootCertStore) -> Result<Configs, NetError> {
    let provider: CryptoProvider = rustls::crypto::ring::default_provider();
    let plain = ClientConfig::builder_with_provider(Arc::new(provider))
        .with_safe_default_protocol_versions()
        .map_err(|error| NetError::new(ErrorCode::Tls, error.to_string()))?
        .with_root_certificates(roots)
        .with_no_client_auth();
    let mut http = plain.clone();
    http.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    let mut http1 = plain.clone();
    http1.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(Configs { http: Arc::new(http), http1: Arc::new(http1), plain: Arc::new(plain) })
}

fn refused(peer: &str, error: &io::Error) -> NetError {
    if let Some(tls) = error.get_ref().and_then(|inner| inner.downcast_ref::<rustls::Error>()) {
        return NetError::new(ErrorCode::Tls, format!("cannot set up TLS with {peer}: {}", explain(tls)));
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
