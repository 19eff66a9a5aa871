//! TLS as a server: with a certificate that the script has.

use std::{
    collections::VecDeque,
    io,
    sync::{Arc, Mutex, PoisonError},
};

use rustls::{RootCertStore, ServerConfig, server::WebPkiClientVerifier};
use strait_abi::ErrorCode;

use crate::{
    NetError,
    error::code_of_io,
    tls::{certificates, private_key},
};

/// Configurations a sandbox keeps, each with its sessions. A server uses one for all of its connections.
const CONFIGS: usize = 8;

/// How a handshake is answered. Texts are PEM.
pub(crate) struct Acceptance<'a> {
    pub(crate) cert: &'a str,
    pub(crate) key: &'a str,
    /// Whether and how clients have to show a certificate.
    pub(crate) clients: Option<ClientAuth<'a>>,
    /// The preferred one first.
    pub(crate) alpn: &'a [&'a str],
}

/// Whom clients have to be.
pub(crate) struct ClientAuth<'a> {
    /// Who vouches for them.
    pub(crate) ca: &'a str,
    /// A client without a certificate is accepted too.
    pub(crate) optional: bool,
}

/// The server configurations of one sandbox.
#[derive(Default)]
pub(crate) struct TlsServers {
    /// The one used last is the last. Held for a look-up only, never across an await.
    recent: Mutex<VecDeque<(Key, Arc<ServerConfig>)>>,
}

#[derive(Clone, PartialEq, Eq)]
struct Key {
    cert: String,
    key: String,
    clients: Option<(String, bool)>,
    alpn: Vec<String>,
}

impl TlsServers {
    /// The configuration for an acceptance, made when it is not known.
    ///
    /// # Errors
    ///
    /// `Invalid`: a certificate or key cannot be used, or they do not go together.
    pub(crate) fn config(&self, acceptance: &Acceptance<'_>) -> Result<Arc<ServerConfig>, NetError> {
        if let Some(known) = self.known(acceptance) {
            return Ok(known);
        }
        let config = Arc::new(make(acceptance)?);
        let mut recent = self.recent.lock().unwrap_or_else(PoisonError::into_inner);
        if recent.len() == CONFIGS {
            recent.pop_front();
        }
        recent.push_back((Key::of(acceptance), Arc::clone(&config)));
        Ok(config)
    }

    fn known(&self, acceptance: &Acceptance<'_>) -> Option<Arc<ServerConfig>> {
        let recent = self.recent.lock().unwrap_or_else(PoisonError::into_inner);
        recent.iter().rev().find(|(key, _)| key.is_for(acceptance)).map(|(_, config)| Arc::clone(config))
    }
}

impl Key {
    fn of(acceptance: &Acceptance<'_>) -> Self {
        Self {
            cert: acceptance.cert.to_owned(),
            key: acceptance.key.to_owned(),
            clients: acceptance.clients.as_ref().map(|clients| (clients.ca.to_owned(), clients.optional)),
            alpn: acceptance.alpn.iter().map(|&protocol| protocol.to_owned()).collect(),
        }
    }

    fn is_for(&self, acceptance: &Acceptance<'_>) -> bool {
        let clients = acceptance.clients.as_ref().map(|clients| (clients.ca, clients.optional));
        self.cert == acceptance.cert
            && self.key == acceptance.key
            && self.clients.as_ref().map(|(ca, optional)| (ca.as_str(), *optional)) == clients
            && self.alpn == acceptance.alpn
    }
}

fn make(acceptance: &Acceptance<'_>) -> Result<ServerConfig, NetError> {
    let invalid = |error: rustls::Error| {
        let message = format!("the certificate and the key of the TLS server cannot be used: {error}");
        NetError::new(ErrorCode::Invalid, message)
    };
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let builder = ServerConfig::builder_with_provider(Arc::clone(&provider))
        .with_safe_default_protocol_versions()
        .map_err(invalid)?;
    let builder = match &acceptance.clients {
        None => builder.with_no_client_auth(),
        Some(clients) => {
            let mut roots = RootCertStore::empty();
            roots.add_parsable_certificates(certificates("ca", clients.ca)?);
            let verifier = WebPkiClientVerifier::builder_with_provider(Arc::new(roots), provider);
            let verifier = if clients.optional { verifier.allow_unauthenticated() } else { verifier };
            let verifier = verifier.build().map_err(|error| {
                NetError::new(ErrorCode::Invalid, format!("the authorities of clients cannot be used: {error}"))
            })?;
            builder.with_client_cert_verifier(verifier)
        }
    };
    let mut config = builder
        .with_single_cert(certificates("cert", acceptance.cert)?, private_key("key", acceptance.key)?)
        .map_err(invalid)?;
    config.alpn_protocols = acceptance.alpn.iter().map(|protocol| protocol.as_bytes().to_vec()).collect();
    Ok(config)
}

/// Why a handshake with a client failed.
pub(crate) fn refused(error: &io::Error) -> NetError {
    use rustls::{Error, InvalidMessage};
    if let Some(tls) = error.get_ref().and_then(|inner| inner.downcast_ref::<Error>()) {
        let reason = match tls {
            Error::InvalidMessage(InvalidMessage::InvalidContentType) => "it does not speak TLS".to_owned(),
            Error::NoCertificatesPresented => "it shows no certificate".to_owned(),
            other => other.to_string(),
        };
        return NetError::new(ErrorCode::Tls, format!("cannot set up TLS with the client: {reason}"));
    }
    match error.kind() {
        io::ErrorKind::UnexpectedEof => {
            NetError::new(ErrorCode::Reset, "the client closed the connection during the TLS handshake")
        }
        _ => NetError::new(code_of_io(error), "the connection broke during the TLS handshake"),
    }
}
