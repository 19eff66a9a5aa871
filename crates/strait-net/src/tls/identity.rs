//! The certificate that a client shows, with its private key.

use std::{
    fmt,
    hash::{Hash, Hasher},
    sync::Arc,
};

use rustls::{
    Error, InconsistentKeys,
    client::ResolvesClientCert,
    sign::{CertifiedKey, SingleCertAndKey},
};
use rustls_pki_types::{CertificateDer, PrivateKeyDer, pem::PemObject};

use super::provider;

/// A chain of certificates and the key of its first one. Two are the same if they are written the same.
#[derive(Clone)]
pub(crate) struct Identity {
    cert: String,
    key: String,
    certified: Arc<CertifiedKey>,
}

impl Identity {
    /// Reads both from PEM; they may be one text.
    ///
    /// # Errors
    ///
    /// What is wrong, as a sentence.
    pub(super) fn parse(cert: &str, key: &str) -> Result<Self, String> {
        let chain = certificates(cert.as_bytes()).map_err(|error| format!("the client certificate {error}"))?;
        let Ok(private) = PrivateKeyDer::from_pem_slice(key.as_bytes()) else {
            return Err("the key of the client certificate is not a PEM private key without a passphrase".to_owned());
        };
        let certified = CertifiedKey::from_der(chain, private, &provider()).map_err(|error| match error {
            Error::InconsistentKeys(InconsistentKeys::KeyMismatch) => {
                "the key is not that of the client certificate".to_owned()
            }
            other => format!("the client certificate cannot be used: {other}"),
        })?;
        Ok(Self { cert: cert.to_owned(), key: key.to_owned(), certified: Arc::new(certified) })
    }

    pub(super) fn resolver(&self) -> Arc<dyn ResolvesClientCert> {
        Arc::new(SingleCertAndKey::from(Arc::clone(&self.certified)))
    }
}

/// The certificates of a PEM text, at least one.
///
/// # Errors
///
/// What is wrong with it, as the end of a sentence.
pub(super) fn certificates(pem: &[u8]) -> Result<Vec<CertificateDer<'static>>, String> {
    let certificates: Vec<_> = CertificateDer::pem_slice_iter(pem)
        .collect::<Result<_, _>>()
        .map_err(|error| format!("is malformed: {error}"))?;
    match certificates.is_empty() {
        true => Err("has no PEM certificate in it".to_owned()),
        false => Ok(certificates),
    }
}

impl PartialEq for Identity {
    fn eq(&self, other: &Self) -> bool {
        (&self.cert, &self.key) == (&other.cert, &other.key)
    }
}

impl Eq for Identity {}

impl Hash for Identity {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.cert.hash(state);
        self.key.hash(state);
    }
}

/// The key is a secret.
impl fmt::Debug for Identity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Identity").finish_non_exhaustive()
    }
}
