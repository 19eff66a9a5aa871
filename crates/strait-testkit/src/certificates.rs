//! A certificate authority of its own for each test, and certificates by it.

use std::sync::Arc;

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, DnType, IsCa, KeyPair, KeyUsagePurpose};
use rustls::{
    RootCertStore, ServerConfig,
    pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer},
    server::WebPkiClientVerifier,
};

/// An authority, and the configuration of a server it vouches for.
#[derive(Clone)]
pub struct Certificates {
    authority: Arc<CertifiedIssuer<'static, KeyPair>>,
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
        Self::make(names, protocols, false)
    }

    /// As [`Certificates::localhost`], for a server that lets in only clients with a certificate by the same authority.
    pub fn for_known_clients() -> Self {
        Self::make(&["localhost", "127.0.0.1"], &["h2", "http/1.1"], true)
    }

    fn make(names: &[&str], protocols: &[&str], asks_clients: bool) -> Self {
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
        let versions = ServerConfig::builder_with_provider(Arc::clone(&provider))
            .with_safe_default_protocol_versions()
            .expect("the protocol versions of the provider");
        let clients = match asks_clients {
            false => versions.with_no_client_auth(),
            true => {
                let mut roots = RootCertStore::empty();
                roots.add(authority.der().clone()).expect("the test authority can be trusted");
                let verifier = WebPkiClientVerifier::builder_with_provider(Arc::new(roots), provider).build();
                versions.with_client_cert_verifier(verifier.expect("a verifier with one authority"))
            }
        };
        let mut server =
            clients.with_single_cert(vec![certificate.der().clone()], key).expect("a server configuration");
        server.alpn_protocols = protocols.iter().map(|protocol| protocol.as_bytes().to_vec()).collect();
        let (certificate_pem, key_pem) = (certificate.pem(), key_pair.serialize_pem());
        let authority_pem = authority.pem();
        Self { authority_pem, authority: Arc::new(authority), certificate_pem, key_pem, server: Arc::new(server) }
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

    /// A client's certificate and its key, PEM.
    pub fn client(&self, name: &str) -> (String, String) {
        let key = KeyPair::generate().expect("a key for the test client");
        let certificate = CertificateParams::new(vec![name.to_owned()])
            .and_then(|params| params.signed_by(&key, &*self.authority))
            .expect("a certificate for the test client");
        (certificate.pem(), key.serialize_pem())
    }

    /// What a TLS server needs.
    pub fn server_config(&self) -> Arc<ServerConfig> {
        Arc::clone(&self.server)
    }
}
