//! The TLS side of a listener: its certificate, what it asks of clients, the protocols it offers.

use std::sync::Arc;

use rustls::{
    RootCertStore, ServerConfig,
    crypto::CryptoProvider,
    server::{WebPkiClientVerifier, danger::ClientCertVerifier},
};
use rustls_pki_types::{CertificateDer, PrivateKeyDer, pem::PemObject};
use strait_abi::ErrorCode;
use tokio_rustls::TlsAcceptor;

use crate::NetError;

/// What a listener offers when it is not told.
const PROTOCOLS: [&str; 2] = ["h2", "http/1.1"];

/// RFC 7301 section 3.1.
const LONGEST_PROTOCOL: usize = 255;

/// Performs the handshakes of a listener.
pub(super) struct ServerTls {
    pub(super) acceptor: TlsAcceptor,
    /// Clients are asked for a certificate.
    pub(super) asks_clients: bool,
}

/// Reads certificates and keys.
///
/// # Errors
///
/// `Invalid`: PEM that cannot be read or has not what it is to have, a key that is not the certificate's, a protocol name
/// that cannot be one.
pub(super) fn configure(tls: &strait_abi::ServerTls<'_>) -> Result<ServerTls, NetError> {
    let chain = certificates("the certificate", tls.certificates)?;
    let key = PrivateKeyDer::from_pem_slice(tls.key.as_bytes())
        .map_err(|error| invalid(format!("the private key cannot be read: {}", in_words(&error))))?;
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let builder = ServerConfig::builder_with_provider(Arc::clone(&provider))
        .with_safe_default_protocol_versions()
        .map_err(|error| invalid(error.to_string()))?;
    let builder = match tls.client_authorities {
        Some(authorities) => {
            builder.with_client_cert_verifier(client_verifier(authorities, tls.client_required, provider)?)
        }
        None => builder.with_no_client_auth(),
    };
    let mut config = builder.with_single_cert(chain, key).map_err(|error| match error {
        rustls::Error::InconsistentKeys(_) => invalid("the private key is not the certificate's".to_owned()),
        other => invalid(format!("the certificate cannot be used: {other}")),
    })?;
    config.alpn_protocols = match tls.protocols.is_empty() {
        true => PROTOCOLS.iter().map(|protocol| protocol.as_bytes().to_vec()).collect(),
        false => tls.protocols.iter().map(|protocol| checked_protocol(protocol)).collect::<Result<_, _>>()?,
    };
    let asks_clients = tls.client_authorities.is_some();
    Ok(ServerTls { acceptor: TlsAcceptor::from(Arc::new(config)), asks_clients })
}

fn client_verifier(
    authorities: &str,
    required: bool,
    provider: Arc<CryptoProvider>,
) -> Result<Arc<dyn ClientCertVerifier>, NetError> {
    let mut roots = RootCertStore::empty();
    for certificate in certificates("the authority for clients", authorities)? {
        roots
            .add(certificate)
            .map_err(|error| invalid(format!("the authority for clients cannot be used: {error}")))?;
    }
    let builder = WebPkiClientVerifier::builder_with_provider(Arc::new(roots), provider);
    let builder = if required { builder } else { builder.allow_unauthenticated() };
    builder.build().map_err(|error| invalid(format!("the authority for clients cannot be used: {error}")))
}

fn certificates(what: &str, pem: &str) -> Result<Vec<CertificateDer<'static>>, NetError> {
    let read = CertificateDer::pem_slice_iter(pem.as_bytes()).collect::<Result<Vec<_>, _>>();
    let certificates = read.map_err(|error| invalid(format!("{what} cannot be read: {}", in_words(&error))))?;
    match certificates.is_empty() {
        true => Err(invalid(format!("{what} cannot be read: there is no PEM certificate in it"))),
        false => Ok(certificates),
    }
}

fn in_words(error: &rustls_pki_types::pem::Error) -> String {
    match error {
        rustls_pki_types::pem::Error::NoItemsFound => "there is none in it that is in PEM and not encrypted".to_owned(),
        other => other.to_string(),
    }
}

fn checked_protocol(protocol: &str) -> Result<Vec<u8>, NetError> {
    match protocol.len() {
        1..=LONGEST_PROTOCOL => Ok(protocol.as_bytes().to_vec()),
        _ => Err(invalid("the name of an ALPN protocol has 1 to 255 bytes".to_owned())),
    }
}

fn invalid(message: String) -> NetError {
    NetError::new(ErrorCode::Invalid, message)
}
