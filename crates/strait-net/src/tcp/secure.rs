//! TLS on a connection that is open already, as its client or as its server.

use std::sync::Arc;

use strait_abi::{ErrorCode, TlsOptions};
use tokio_rustls::{TlsAcceptor, TlsConnector, TlsStream};

use super::TcpConnection;
use crate::{
    NetError,
    completion::{CallResult, Completion},
    context::Context,
    stream::Stream,
    tls::{self, TlsSettings, Verdict},
    tls_server,
};

pub(crate) use crate::tls_server::{Acceptance, ClientAuth};

/// What a handshake agreed on.
#[derive(Debug)]
pub struct Secured {
    /// `TLSv1.2` or `TLSv1.3`.
    pub version: &'static str,
    /// The cipher suite by its IANA name.
    pub cipher: String,
    /// The application protocol.
    pub alpn: Option<String>,
    /// The name the client asked for; known to a server only.
    pub server_name: Option<String>,
    /// The peer's certificates, its own first, DER.
    pub certificates: Vec<Vec<u8>>,
    /// Why the peer's certificate is not to be trusted, where that was allowed.
    pub unauthorized: Option<String>,
}

/// A TLS handshake as the client.
///
/// # Errors
///
/// The connection is not a plain one, another call is under way on it, an option makes no sense or is not allowed, or the
/// handshake failed; after a failed handshake the connection is over.
///
/// # Cancel safety
///
/// Dropping the future breaks the connection off.
pub(crate) fn start_tls(
    context: &Arc<Context>,
    stream: Stream,
    server_name: &str,
    options: Option<&TlsOptions<'_>>,
) -> impl Future<Output = CallResult> + Send + use<> {
    let name = options.and_then(|options| options.server_name).unwrap_or(server_name).to_owned();
    let settings = options.map_or(Ok(None), |options| TlsSettings::parse(options, &context.policy));
    let context = Arc::clone(context);
    async move {
        let (settings, verdict) = (settings?, Verdict::default());
        let (server_name, config) = tls::client_config(&context, &name, settings.as_ref(), verdict.clone()).await?;
        let handshake = stream.upgrade(async |socket: TcpConnection| {
            let connected = TlsConnector::from(config).connect(server_name, socket).await;
            let connected = connected.map_err(|error| tls::refused(&name, &error))?;
            let mut secured = told(connected.get_ref().1);
            secured.unauthorized = verdict.get();
            Ok((TlsStream::Client(connected), secured))
        });
        within_time(&context, &name, handshake).await
    }
}

/// A TLS handshake as the server.
///
/// # Errors
///
/// As [`start_tls`].
///
/// # Cancel safety
///
/// As [`start_tls`].
pub(crate) fn accept_tls(
    context: &Arc<Context>,
    stream: Stream,
    acceptance: &Acceptance<'_>,
) -> impl Future<Output = CallResult> + Send + use<> {
    let config = context.tls_servers.config(acceptance);
    let context = Arc::clone(context);
    async move {
        let acceptor = TlsAcceptor::from(config?);
        let handshake = stream.upgrade(async |socket: TcpConnection| {
            let accepted = acceptor.accept(socket).await.map_err(|error| tls_server::refused(&error))?;
            let (_, connection) = accepted.get_ref();
            let secured = Secured { server_name: connection.server_name().map(str::to_owned), ..told(connection) };
            Ok((TlsStream::Server(accepted), secured))
        });
        within_time(&context, "the client", handshake).await
    }
}

async fn within_time(
    context: &Context,
    peer: &str,
    handshake: impl Future<Output = Result<Secured, NetError>>,
) -> CallResult {
    let time = context.limits.connect_time;
    match tokio::time::timeout(time, handshake).await {
        Ok(result) => result.map(|secured| Completion::Secured(Box::new(secured))),
        Err(_) => {
            let message = format!("the TLS handshake with `{peer}` was not done within {} s", time.as_secs_f64());
            Err(NetError::new(ErrorCode::TimedOut, message))
        }
    }
}

fn told(connection: &rustls::CommonState) -> Secured {
    let version = match connection.protocol_version() {
        Some(rustls::ProtocolVersion::TLSv1_2) => "TLSv1.2",
        _ => "TLSv1.3",
    };
    let suite = connection.negotiated_cipher_suite().map(|suite| format!("{:?}", suite.suite())).unwrap_or_default();
    Secured {
        version,
        // rustls tells the suites of TLS 1.3 apart in its names.
        cipher: suite.replace("TLS13_", "TLS_"),
        alpn: connection.alpn_protocol().map(|protocol| String::from_utf8_lossy(protocol).into_owned()),
        server_name: None,
        certificates: connection.peer_certificates().unwrap_or_default().iter().map(|der| der.to_vec()).collect(),
        unauthorized: None,
    }
}
