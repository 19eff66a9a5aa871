//! UDP for scripts.

mod settings;
mod socket;

pub(crate) use settings::UdpSettings;
pub(crate) use socket::UdpSocket;

use std::sync::Arc;

use bytes::Bytes;
use strait_abi::{ErrorCode, Handle};

use crate::{
    NetError,
    bind::{BindOptions, bind_udp},
    completion::{CallResult, Completion},
    context::Context,
    dial,
};

/// Opens a socket.
///
/// # Errors
///
/// Those of [`bind_udp`].
///
/// # Cancel safety
///
/// Dropping the future opens nothing.
pub(crate) async fn bind(context: Arc<Context>, host: String, port: u16, options: BindOptions) -> CallResult {
    let (socket, local, role) = bind_udp(&context, &host, port, options).await?;
    Ok(Completion::UdpBound(UdpSocket::new(socket, role), local))
}

/// Waits for datagrams, at most `max`.
///
/// # Errors
///
/// The socket is closed; what the system says, such as `Refused` for a datagram that a connected peer did not take.
///
/// # Cancel safety
///
/// Dropping the future loses no datagram.
pub(crate) async fn receive(socket: Arc<UdpSocket>, max: usize) -> CallResult {
    socket.receive(max).await.map(Completion::Datagrams)
}

/// Sends one datagram to a host and port, or to the peer.
///
/// # Errors
///
/// Those of [`dial::destinations`]; the host has no address of the socket's family; what the system says.
///
/// # Cancel safety
///
/// Dropping the future may or may not send the datagram.
pub(crate) async fn send(
    context: Arc<Context>,
    socket: Arc<UdpSocket>,
    target: Option<(String, u16)>,
    bytes: Bytes,
) -> CallResult {
    match target {
        Some((host, port)) => {
            let addresses = dial::destinations(&context, &host, port).await?;
            let address = socket.reachable(&host, &addresses)?;
            socket.send_to(&bytes, address).await
        }
        None => socket.send(&bytes).await,
    }
    .map(|()| Completion::Done)
}

/// Fixes the peer of a socket, or takes it back.
///
/// # Errors
///
/// As [`send`].
///
/// # Cancel safety
///
/// Dropping the future leaves the socket as it was.
pub(crate) async fn connect(
    context: Arc<Context>,
    socket: Arc<UdpSocket>,
    handle: Handle,
    target: Option<(String, u16)>,
) -> CallResult {
    let Some((host, port)) = target else {
        return socket.disconnect().map(|()| Completion::Done);
    };
    let addresses = dial::destinations(&context, &host, port).await?;
    let peer = socket.reachable(&host, &addresses)?;
    let local = socket.connect(peer).await?;
    Ok(Completion::UdpConnected { socket: handle, local, peer })
}

/// What a UDP socket was opened for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// To send, and to hear from those it has sent to.
    Client,
    /// To hear from anybody.
    Listener,
}

fn no_multicast() -> NetError {
    let message = "joining a multicast group needs a socket that may listen; run again with --allow-listen";
    NetError::new(ErrorCode::Denied, message)
}
