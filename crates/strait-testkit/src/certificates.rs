//! A certificate authority of its own for each test, and a server certificate by it.

use std::sync::Arc;

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, DnType, IsCa, KeyPair, KeyUsagePurpose};
use rustls::{
    ServerConfig,
    pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer},
};

/// An authority, and the configuration of a server it vouches for.
#[derive(Clone)]
pub struct Certificates {
    authority_pem: String,
    certificate_pem: String,
    key_pem: String,
    server: Arc<ServerConfig>,
}

impl Certificates {
    /// For `localhost`, `127.0.0.1` and `::1`, over HTTP/2 or HTTP/1.1.
    pub fn localhost() -> Self {
        Self::for_names(&["localhost", "127.0.0.1", "::1"], &["h2", "http/1.1"])
    }

    /// For these names and addresses, with these ALPN protocols in order of preference.
    pub fn for_names(names: &[&str], protocols: &[&str]) -> Self {
        let mut authority = CertificateParams::default();
        authority.distinguished_name.push(DnType::CommonName, "Strait test authority");
        authority.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        authority.key_usages = vec![KeyUsagePurpose::KeyCertSign];
        let authority_key = KeyPair::generate().expect("a key for the test authority");
        let authority = CertifiedIssuer::self_signed(authority, authority_key).expect("a test authority");

        let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
        let key_pair = KeyPair::generate().expect("a key for the test server");
        let certificate = CertificateParams::new(names)
            .and_then(|params| params.signed_by(&key_pair, &authority))
            .expect("a certificate for the test server");

        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(key_pair.serialize_der()));
        let mut server = ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .expect("the protocol versions of the provider")
            .with_no_client_auth()
            .with_single_cert(vec![certificate.der().clone()], key)
            .expect("a server configuration");
        server.alpn_protocols = protocols.iter().map(|protocol| protocol.as_bytes().to_vec()).collect();
        let (certificate_pem, key_pem) = (certificate.pem(), key_pair.serialize_pem());
        Self { authority_pem: authority.pem(), certificate_pem, key_pem, server: Arc::new(server) }
    }

    /// The certificate, for a server or a client to show.
    pub fn certificate_pem(&self) -> &str {
        &self.certificate_pem
    }

    /// Its private key.
    pub fn key_pem(&self) -> &str {
        &self.key_pem
    }

    /// The authority's certificate, for a client to trust.
    pub fn authority_pem(&self) -> &str {
        &self.authority_pem
    }

    /// What a TLS server needs.
    pub fn server_config(&self) -> Arc<ServerConfig> {
        Arc::clone(&self.server)
    }
}
