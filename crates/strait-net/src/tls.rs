//! TLS as a client. The host owns it; a script may choose whom to trust, and what to show, for its own handshakes.

use std::{
    fs, io,
    sync::{Arc, Mutex, PoisonError},
};

use rustls::{
    ClientConfig, DigitallySignedStruct, RootCertStore, SignatureScheme,
    client::{
        WebPkiServerVerifier,
        danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier},
    },
    crypto::CryptoProvider,
};
use rustls_pki_types::{CertificateDer, PrivateKeyDer, ServerName, UnixTime, pem::PemObject};
use strait_abi::{ErrorCode, TlsOptions};
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
        let name = certified_name(server_name)?;
        let configs = self.configs.get_or_try_init(|| load(self.extra_roots.clone())).await?;
        let config = match alpn {
            Alpn::Http => &configs.http,
            Alpn::Http1 => &configs.http1,
        };
        let connector = TlsConnector::from(Arc::clone(config));
        connector.connect(name, socket).await.map_err(|error| refused(peer, &error))
    }
}

/// What a script chooses for one handshake as a client.
pub(crate) struct ClientChoice {
    /// Trusted in place of what the host trusts.
    ca: Option<Vec<CertificateDer<'static>>>,
    identity: Option<(Vec<CertificateDer<'static>>, PrivateKeyDer<'static>)>,
    alpn: Vec<Vec<u8>>,
    /// Where certificates of any kind are taken, what is wrong with the one that came.
    lenient: Option<Arc<Mutex<Option<String>>>>,
}

impl ClientChoice {
    /// # Errors
    ///
    /// `Invalid`: a certificate or key cannot be read. `Denied`: the policy insists on valid certificates.
    pub(crate) fn parse(context: &Context, options: Option<&TlsOptions<'_>>) -> Result<Self, NetError> {
        let Some(options) = options else {
            return Ok(Self { ca: None, identity: None, alpn: Vec::new(), lenient: None });
        };
        let identity = match (options.cert, options.key) {
            (Some(cert), Some(key)) => Some((certificates("cert", cert)?, private_key("key", key)?)),
            (None, None) => None,
            _ => return Err(NetError::new(ErrorCode::Invalid, "a client certificate takes both `cert` and `key`")),
        };
        if options.insecure {
            context.policy.check_insecure_tls()?;
        }
        Ok(Self {
            ca: options.ca.map(|ca| certificates("ca", ca)).transpose()?,
            identity,
            alpn: options.alpn.iter().map(|protocol| protocol.as_bytes().to_vec()).collect(),
            lenient: options.insecure.then(Arc::default),
        })
    }

    /// After a handshake: why the peer's certificate is not to be trusted.
    pub(crate) fn verdict(&self) -> Option<String> {
        self.lenient.as_ref()?.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// The name to verify and the configuration for a handshake that a script asked for.
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
    choice: &ClientChoice,
) -> Result<(ServerName<'static>, Arc<ClientConfig>), NetError> {
    let name = normalize_host(server_name)?;
    let name = certified_name(&name)?;
    let tls = &context.network.tls;
    let configs = tls.configs.get_or_try_init(|| load(tls.extra_roots.clone())).await?;
    if choice.ca.is_none() && choice.identity.is_none() && choice.lenient.is_none() {
        if choice.alpn.is_empty() {
            return Ok((name, Arc::clone(&configs.plain)));
        }
        let mut config = ClientConfig::clone(&configs.plain);
        config.alpn_protocols.clone_from(&choice.alpn);
        return Ok((name, Arc::new(config)));
    }
    let invalid =
        |error: rustls::Error| NetError::new(ErrorCode::Invalid, format!("these TLS options cannot be used: {error}"));
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let roots = match &choice.ca {
        Some(ca) => {
            let mut roots = RootCertStore::empty();
            roots.add_parsable_certificates(ca.iter().cloned());
            Arc::new(roots)
        }
        None => Arc::clone(&configs.roots),
    };
    let builder = ClientConfig::builder_with_provider(Arc::clone(&provider))
        .with_safe_default_protocol_versions()
        .map_err(invalid)?;
    let builder = match &choice.lenient {
        None => builder.with_root_certificates(roots),
        Some(verdict) => {
            let strict = WebPkiServerVerifier::builder_with_provider(roots, provider).build().map_err(|error| {
                NetError::new(ErrorCode::Invalid, format!("these authorities cannot be used: {error}"))
            })?;
            let lenient = Lenient { strict, verdict: Arc::clone(verdict) };
            builder.dangerous().with_custom_certificate_verifier(Arc::new(lenient))
        }
    };
    let mut config = match &choice.identity {
        Some((chain, key)) => builder.with_client_auth_cert(chain.clone(), key.clone_key()).map_err(invalid)?,
        None => builder.with_no_client_auth(),
    };
    config.alpn_protocols.clone_from(&choice.alpn);
    Ok((name, Arc::new(config)))
}

fn certified_name(name: &str) -> Result<ServerName<'static>, NetError> {
    ServerName::try_from(name.to_owned()).map_err(|_| {
        let message = format!("`{}` is not a name that a certificate can be for", name.escape_debug());
        NetError::new(ErrorCode::Invalid, message)
    })
}

/// Takes any certificate and notes what is wrong with it. The peer still has to own it.
#[derive(Debug)]
struct Lenient {
    strict: Arc<WebPkiServerVerifier>,
    verdict: Arc<Mutex<Option<String>>>,
}

impl ServerCertVerifier for Lenient {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        server_name: &ServerName<'_>,
        ocsp_response: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, rustls::Error> {
        let verified = self.strict.verify_server_cert(end_entity, intermediates, server_name, ocsp_response, now);
        *self.verdict.lock().unwrap_or_else(PoisonError::into_inner) = verified.err().map(|error| explain(&error));
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        self.strict.verify_tls12_signature(message, cert, signature)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        self.strict.verify_tls13_signature(message, cert, signature)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.strict.supported_verify_schemes()
    }
}

/// The certificates in a text of PEM; `option` is what the script calls it.
///
/// # Errors
///
/// `Invalid`: one is malformed, or there is none.
pub(crate) fn certificates(option: &str, pem: &str) -> Result<Vec<CertificateDer<'static>>, NetError> {
    let parsed: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(pem.as_bytes()).collect();
    match parsed {
        Ok(certificates) if !certificates.is_empty() => Ok(certificates),
        Ok(_) => Err(NetError::new(ErrorCode::Invalid, format!("there is no PEM certificate in `{option}`"))),
        Err(error) => {
            Err(NetError::new(ErrorCode::Invalid, format!("the certificates in `{option}` are malformed: {error}")))
        }
    }
}

/// The private key in a text of PEM.
///
/// # Errors
///
/// `Invalid`: there is none, or it is encrypted.
pub(crate) fn private_key(option: &str, pem: &str) -> Result<PrivateKeyDer<'static>, NetError> {
    PrivateKeyDer::from_pem_slice(pem.as_bytes()).map_err(|error| {
        let message = match pem.contains("ENCRYPTED") {
            true => format!("the private key in `{option}` is encrypted; decrypt it first, as `openssl pkey` does"),
            false => format!("there is no PEM private key in `{option}`: {error}"),
        };
        NetError::new(ErrorCode::Invalid, message)
    })
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
    let roots = Arc::new(roots);
    let provider: CryptoProvider = rustls::crypto::ring::default_provider();
    let plain = ClientConfig::builder_with_provider(Arc::new(provider))
        .with_safe_default_protocol_versions()
        .map_err(|error| NetError::new(ErrorCode::Tls, error.to_string()))?
        .with_root_certificates(Arc::clone(&roots))
        .with_no_client_auth();
    let mut http = plain.clone();
    http.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    let mut http1 = plain.clone();
    http1.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(Configs { roots, http: Arc::new(http), http1: Arc::new(http1), plain: Arc::new(plain) })
}

/// Why a handshake with a server failed.
pub(crate) fn refused(peer: &str, error: &io::Error) -> NetError {
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
