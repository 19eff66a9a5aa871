//! One UDP socket.

use std::{
    cell::RefCell,
    collections::HashSet,
    io,
    net::SocketAddr,
    sync::{Mutex, PoisonError},
};

use bytes::Bytes;
use strait_abi::ErrorCode;
use tokio_util::sync::CancellationToken;

use super::{Role, UdpSettings, no_multicast};
use crate::NetError;

/// The largest datagram there is.
const DATAGRAM_BYTES: usize = 65_536;

/// Datagrams, and about how many bytes of them, that one reply brings.
const BATCH: usize = 256;
const BATCH_BYTES: usize = 256 * 1024;

/// Addresses to which a socket that may not listen has sent, and from which it takes answers.
const CORRESPONDENTS: usize = 4096;

thread_local! {
    static ROOM: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

/// A bound socket. The system keeps what arrives until somebody receives, and drops what does not fit.
pub(crate) struct UdpSocket {
    socket: tokio::net::UdpSocket,
    role: Role,
    /// Whom a [`Role::Client`] has sent to. Held for a look-up only, never across an await.
    correspondents: Mutex<HashSet<SocketAddr>>,
    closed: CancellationToken,
}

impl UdpSocket {
    pub(super) fn new(socket: tokio::net::UdpSocket, role: Role) -> Self {
        Self { socket, role, correspondents: Mutex::default(), closed: CancellationToken::new() }
    }

    /// Cancels every call under way.
    pub(crate) fn close(&self) {
        self.closed.cancel();
    }

    pub(super) async fn receive(&self, max: usize) -> Result<Vec<(SocketAddr, Bytes)>, NetError> {
        let failed = |error: io::Error| NetError::io("cannot receive", &error);
        let mut datagrams = Vec::new();
        self.until_closed(async {
            while datagrams.is_empty() {
                self.socket.readable().await.map_err(failed)?;
                let mut bytes_left = BATCH_BYTES;
                while datagrams.len() < max.clamp(1, BATCH) && bytes_left > 0 {
                    match self.try_receive() {
                        Ok((peer, bytes)) if self.takes_from(peer) => {
                            bytes_left = bytes_left.saturating_sub(bytes.len().max(64));
                            datagrams.push((canonical(peer), bytes));
                        }
                        // A stranger's datagrams count too, or a flood of them would keep this loop going.
                        Ok((_, bytes)) => bytes_left = bytes_left.saturating_sub(bytes.len().max(64)),
                        Err(error) if error.kind() == io::ErrorKind::WouldBlock => break,
                        Err(error) if datagrams.is_empty() => return Err(failed(error)),
                        Err(_) => break,
                    }
                }
                tokio::task::yield_now().await;
            }
            Ok(())
        })
        .await?;
        Ok(datagrams)
    }

    fn try_receive(&self) -> io::Result<(SocketAddr, Bytes)> {
        ROOM.with_borrow_mut(|room| {
            room.resize(DATAGRAM_BYTES, 0);
            let (length, peer) = self.socket.try_recv_from(room)?;
            Ok((peer, Bytes::copy_from_slice(&room[..length])))
        })
    }

    /// Whether the script may hear from this address.
    fn takes_from(&self, peer: SocketAddr) -> bool {
        match self.role {
            Role::Listener => true,
            Role::Client => {
                self.correspondents.lock().unwrap_or_else(PoisonError::into_inner).contains(&canonical(peer))
            }
        }
    }

    /// The first of a host's addresses that this socket can send to.
    ///
    /// # Errors
    ///
    /// All are of the other family.
    pub(super) fn reachable(&self, host: &str, addresses: &[SocketAddr]) -> Result<SocketAddr, NetError> {
        let local = self.local()?;
        let found = addresses.iter().find(|address| address.is_ipv4() == local.is_ipv4());
        if let Some(address) = found {
            return Ok(*address);
        }
        match addresses.first() {
            // A socket for both families knows IPv4 addresses by their mapped form (RFC 4291 section 2.5.5.2).
            Some(SocketAddr::V4(address)) if local.ip().is_unspecified() => {
                Ok(SocketAddr::new(address.ip().to_ipv6_mapped().into(), address.port()))
            }
            _ => {
                let family = if local.is_ipv4() { "IPv4" } else { "IPv6" };
                let message = format!("{host} has no address that a socket for {family} can send to");
                Err(NetError::new(ErrorCode::Unreachable, message))
            }
        }
    }

    pub(super) async fn send_to(&self, bytes: &[u8], address: SocketAddr) -> Result<(), NetError> {
        self.remember(address)?;
        self.until_closed(async {
            let sent = self.socket.send_to(bytes, address).await;
            sent.map(drop).map_err(|error| cannot_send(canonical(address), bytes, &error))
        })
        .await
    }

    /// Sends to the peer.
    pub(super) async fn send(&self, bytes: &[u8]) -> Result<(), NetError> {
        let Ok(peer) = self.socket.peer_addr() else {
            let message = "this UDP socket is not connected; say where the datagram goes";
            return Err(NetError::new(ErrorCode::Invalid, message));
        };
        self.until_closed(async {
            let sent = self.socket.send(bytes).await;
            sent.map(drop).map_err(|error| cannot_send(canonical(peer), bytes, &error))
        })
        .await
    }

    /// Fixes the peer; our own address as it is then.
    pub(super) async fn connect(&self, peer: SocketAddr) -> Result<SocketAddr, NetError> {
        self.remember(peer)?;
        let connected = self.socket.connect(peer).await;
        connected.map_err(|error| NetError::io(format_args!("cannot connect to {}", canonical(peer)), &error))?;
        self.local()
    }

    pub(super) fn disconnect(&self) -> Result<(), NetError> {
        rustix::net::connect_unspec(&self.socket)
            .map_err(|error| NetError::io("cannot disconnect the UDP socket", &error.into()))
    }

    /// Sets options.
    ///
    /// # Errors
    ///
    /// A group is not an address, or the socket may not listen; what the system says.
    pub(crate) fn configure(&self, settings: &UdpSettings<'_>) -> Result<(), NetError> {
        if settings.join.is_some() && self.role == Role::Client {
            return Err(no_multicast());
        }
        settings.apply(&self.socket)
    }

    fn local(&self) -> Result<SocketAddr, NetError> {
        self.socket.local_addr().map_err(|error| NetError::io("the UDP socket is gone", &error))
    }

    fn remember(&self, address: SocketAddr) -> Result<(), NetError> {
        if self.role == Role::Listener {
            return Ok(());
        }
        let mut known = self.correspondents.lock().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= CORRESPONDENTS && !known.contains(&canonical(address)) {
            let message = format!(
                "this UDP socket has sent to {CORRESPONDENTS} addresses, the most one may that does not listen; open another"
            );
            return Err(NetError::new(ErrorCode::Limit, message));
        }
        known.insert(canonical(address));
        Ok(())
    }

    async fn until_closed<T>(&self, call: impl Future<Output = Result<T, NetError>>) -> Result<T, NetError> {
        tokio::select! {
            biased;
            () = self.closed.cancelled() => Err(NetError::closed("UDP socket")),
            result = call => result,
        }
    }
}

fn cannot_send(address: SocketAddr, bytes: &[u8], error: &io::Error) -> NetError {
    if error.raw_os_error() == Some(rustix::io::Errno::MSGSIZE.raw_os_error()) {
        let message = format!("a datagram of {} bytes is more than the network takes", bytes.len());
        return NetError::new(ErrorCode::TooLarge, message);
    }
    NetError::io(format_args!("cannot send to {address}"), error)
}

/// An IPv4 address as such, and without what only the system needs: flow and scope.
fn canonical(address: SocketAddr) -> SocketAddr {
    SocketAddr::new(address.ip().to_canonical(), address.port())
}
