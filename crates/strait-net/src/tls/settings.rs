//! What a script chooses for its own handshakes.

use std::{
    fmt,
    hash::{Hash, Hasher},
    sync::Arc,
};

use rustls::RootCertStore;
use strait_abi::{ErrorCode, TlsOptions};
use strait_policy::Policy;

use super::identity::{Identity, certificates};
use crate::NetError;

/// The most bytes of one PEM text. The whole of what browsers trust has a fifth of it.
const PEM_BYTES: usize = 1 << 20;

/// [`TlsOptions`], checked. Connections set up differently are not the same connection, so that two are equal only if
/// everything in them is.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(crate) struct TlsSettings {
    pub(super) authorities: Option<Authorities>,
    pub(super) identity: Option<Identity>,
    pub(super) server_name: Option<String>,
    pub(super) alpn: Vec<Vec<u8>>,
    pub(super) is_insecure: bool,
}

/// Certificates trusted in place of the host's. Two are the same if they are written the same.
#[derive(Clone)]
pub(super) struct Authorities {
    pem: String,
    pub(super) roots: Arc<RootCertStore>,
}

impl TlsSettings {
    /// Nothing, when the options ask for nothing.
    ///
    /// # Errors
    ///
    /// `Invalid` for PEM that cannot be read, a certificate without a key or with another's, a protocol without a name;
    /// `Denied` when anyone is to be trusted and the policy does not allow it; `TooLarge`.
    pub(crate) fn parse(options: &TlsOptions<'_>, policy: &Policy) -> Result<Option<Self>, NetError> {
        if *options == TlsOptions::default() {
            return Ok(None);
        }
        if [options.ca, options.cert, options.key].iter().flatten().any(|pem| pem.len() > PEM_BYTES) {
            let message = format!("a PEM text of more than {PEM_BYTES} bytes is not read");
            return Err(NetError::new(ErrorCode::TooLarge, message));
        }
        if options.insecure {
            policy.check_insecure_tls()?;
        }
        let identity = match (options.cert, options.key) {
            (Some(cert), Some(key)) => Some(Identity::parse(cert, key).map_err(invalid)?),
            (Some(both), None) => Some(Identity::parse(both, both).map_err(invalid)?),
            (None, Some(_)) => return Err(invalid("a key was given without its certificate".to_owned())),
            (None, None) => None,
        };
        if options.alpn.iter().any(|protocol| !(1..=255).contains(&protocol.len())) {
            return Err(invalid("the name of an ALPN protocol has 1 to 255 bytes".to_owned()));
        }
        Ok(Some(Self {
            authorities: options.ca.map(Authorities::parse).transpose()?,
            identity,
            server_name: options.server_name.map(str::to_owned),
            alpn: options.alpn.iter().map(|protocol| protocol.as_bytes().to_vec()).collect(),
            is_insecure: options.insecure,
        }))
    }

    /// The protocols it offers; none for those of the caller.
    pub(crate) fn alpn(&self) -> &[Vec<u8>] {
        &self.alpn
    }

    /// The name to ask for and to verify.
    pub(crate) fn server_name(&self) -> Option<&str> {
        self.server_name.as_deref()
    }

    /// The same for another host, which is told neither who asks nor by which name another is known.
    pub(crate) fn elsewhere(&self) -> Self {
        Self { identity: None, server_name: None, ..self.clone() }
    }
}

impl Authorities {
    fn parse(pem: &str) -> Result<Self, NetError> {
        let found = certificates(pem.as_bytes())
            .map_err(|error| invalid(format!("the text of the trusted certificates {error}")))?;
        let mut roots = RootCertStore::empty();
        roots.add_parsable_certificates(found);
        match roots.is_empty() {
            true => Err(invalid("none of the trusted certificates can be used".to_owned())),
            false => Ok(Self { pem: pem.to_owned(), roots: Arc::new(roots) }),
        }
    }
}

impl PartialEq for Authorities {
    fn eq(&self, other: &Self) -> bool {
        self.pem == other.pem
    }
}

impl Eq for Authorities {}

impl Hash for Authorities {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.pem.hash(state);
    }
}

/// It may hold a private key.
impl fmt::Debug for TlsSettings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TlsSettings").field("server_name", &self.server_name).finish_non_exhaustive()
    }
}

fn invalid(message: String) -> NetError {
    NetError::new(ErrorCode::Invalid, message)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn refused(options: &TlsOptions<'_>, code: ErrorCode, message: &str) {
        let error = TlsSettings::parse(options, &Policy::default()).expect_err("an error");
        assert_eq!((error.code(), error.message()), (code, message));
    }

    #[test]
    fn what_cannot_be_used_is_refused() {
        let none = TlsOptions::default();
        assert_eq!(TlsSettings::parse(&none, &Policy::default()), Ok(None));
        refused(
            &TlsOptions { insecure: true, ..none.clone() },
            ErrorCode::Denied,
            "taking any certificate of a TLS server is not allowed; run again with --allow-insecure-tls",
        );
        refused(
            &TlsOptions { ca: Some("x"), ..none.clone() },
            ErrorCode::Invalid,
            "the text of the trusted certificates has no PEM certificate in it",
        );
        refused(
            &TlsOptions { key: Some("x"), ..none.clone() },
            ErrorCode::Invalid,
            "a key was given without its certificate",
        );
        refused(
            &TlsOptions { cert: Some("x"), key: Some("y"), ..none.clone() },
            ErrorCode::Invalid,
            "the client certificate has no PEM certificate in it",
        );
        refused(
            &TlsOptions { alpn: vec![""], ..none.clone() },
            ErrorCode::Invalid,
            "the name of an ALPN protocol has 1 to 255 bytes",
        );
        let long = "x".repeat(PEM_BYTES + 1);
        refused(
            &TlsOptions { ca: Some(&long), ..none },
            ErrorCode::TooLarge,
            "a PEM text of more than 1048576 bytes is not read",
        );
    }

    #[test]
    fn a_certificate_needs_its_own_key() {
        let make = || {
            let key = rcgen::KeyPair::generate().unwrap();
            let cert = rcgen::CertificateParams::new(vec!["me".to_owned()]).unwrap().self_signed(&key).unwrap();
            (cert.pem(), key.serialize_pem())
        };
        let ((cert, key), (_, other)) = (make(), make());
        let options = TlsOptions { cert: Some(&cert), key: Some(&key), ..TlsOptions::default() };
        let settings = TlsSettings::parse(&options, &Policy::default()).unwrap().unwrap();
        assert_eq!(settings, TlsSettings::parse(&options, &Policy::default()).unwrap().unwrap());
        assert_ne!(settings, settings.elsewhere());
        let both = format!("{key}{cert}");
        let together = TlsOptions { cert: Some(&both), ..TlsOptions::default() };
        assert!(TlsSettings::parse(&together, &Policy::default()).is_ok());
        refused(
            &TlsOptions { key: Some(&other), ..options.clone() },
            ErrorCode::Invalid,
            "the key is not that of the client certificate",
        );
        refused(
            &TlsOptions { key: Some("x"), ..options },
            ErrorCode::Invalid,
            "the key of the client certificate is not a PEM private key without a passphrase",
        );
    }
}
