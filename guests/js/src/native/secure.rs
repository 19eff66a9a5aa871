//! TLS on connections, and their options.

use rquickjs::{Ctx, Function, Object, Result};
use strait_guest::abi::{Handle, Operation, TlsOptions};

use super::call;
use crate::bytes::Text;

/// The options that the object has: `ca`, `cert`, `key`, texts of PEM; `alpn`, a list; `insecure`.
pub(super) fn start_tls<'js>(
    ctx: Ctx<'js>,
    connection: f64,
    server_name: Text<'js>,
    options: Option<Object<'js>>,
    done: Function<'js>,
) -> Result<f64> {
    let connection = connection as Handle;
    let server_name = server_name.as_str();
    let Some(options) = options else {
        return Ok(call(&ctx, Operation::TcpStartTls { connection, server_name: &server_name, tls: None }, Some(done)));
    };
    let ca: Option<String> = options.get("ca")?;
    let cert: Option<String> = options.get("cert")?;
    let key: Option<String> = options.get("key")?;
    let alpn: Vec<String> = options.get("alpn")?;
    let tls = TlsOptions {
        ca: ca.as_deref(),
        cert: cert.as_deref(),
        key: key.as_deref(),
        server_name: None,
        alpn: alpn.iter().map(String::as_str).collect(),
        insecure: options.get("insecure")?,
    };
    Ok(call(&ctx, Operation::TcpStartTls { connection, server_name: &server_name, tls: Some(tls) }, Some(done)))
}

/// As `start_tls`, as the server: `cert`, `key`, `clientCa`, `clientOptional`, `alpn`.
pub(super) fn accept_tls<'js>(
    ctx: Ctx<'js>,
    connection: f64,
    options: Object<'js>,
    done: Function<'js>,
) -> Result<f64> {
    let cert: String = options.get("cert")?;
    let key: String = options.get("key")?;
    let client_ca: Option<String> = options.get("clientCa")?;
    let alpn: Vec<String> = options.get("alpn")?;
    let operation = Operation::TcpAcceptTls {
        connection: connection as Handle,
        cert: &cert,
        key: &key,
        client_ca: client_ca.as_deref(),
        client_optional: options.get("clientOptional")?,
        alpn: alpn.iter().map(String::as_str).collect(),
    };
    Ok(call(&ctx, operation, Some(done)))
}

/// The options that the object has: `noDelay`, `keepAlive`, `keepAliveDelay`, `resetOnClose`.
pub(super) fn tcp_options<'js>(ctx: Ctx<'js>, connection: f64, options: Object<'js>) -> Result<()> {
    let operation = Operation::TcpOptions {
        connection: connection as Handle,
        no_delay: options.get("noDelay")?,
        keep_alive: options.get("keepAlive")?,
        keep_alive_delay: options.get("keepAliveDelay")?,
        reset_on_close: options.get("resetOnClose")?,
    };
    call(&ctx, operation, None);
    Ok(())
}
