//! Certificates and keys of a script's, as texts of PEM.

use rustls_pki_types::{CertificateDer, PrivateKeyDer, pem::PemObject};
use strait_abi::ErrorCode;

use crate::NetError;

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
