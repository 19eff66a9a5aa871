//! How one connection sets up TLS.

use alloc::vec::Vec;
use minicbor::{Decode, Encode};

/// What a guest chooses for one TLS handshake, beyond what the host is set up with. Everything is optional.
///
/// Texts of PEM (RFC 7468) may hold several certificates, and anything else between them, which is passed over.
#[derive(Clone, Debug, Default, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct TlsOptions<'b> {
    /// Certificates to trust, PEM, in place of those that the host trusts.
    #[b(0)]
    pub ca: Option<&'b str>,
    /// The certificate to show, PEM: its own first, then those that lead to an authority. It goes with `key`.
    #[b(1)]
    pub cert: Option<&'b str>,
    /// The private key of `cert`, PEM, not encrypted.
    #[b(2)]
    pub key: Option<&'b str>,
    /// The name that is asked for (RFC 6066 section 3) and that the certificate has to be for; absent: the host's name.
    #[b(3)]
    pub server_name: Option<&'b str>,
    /// The protocols to offer (RFC 7301), the preferred one first; empty: those of the call.
    #[b(4)]
    #[cbor(default, skip_if = "Vec::is_empty")]
    pub alpn: Vec<&'b str>,
    /// Takes any certificate, for any name. `denied` where the policy does not allow it.
    #[n(5)]
    #[cbor(default, skip_if = "is_off")]
    pub insecure: bool,
}

fn is_off(flag: &bool) -> bool {
    !flag
}
