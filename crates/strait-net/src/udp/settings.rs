//! Options of a UDP socket.

use std::{
    io,
    net::{IpAddr, Ipv4Addr},
};

use socket2::{InterfaceIndexOrAddress, SockRef};
use strait_abi::ErrorCode;

use crate::NetError;

/// What a script sets; what is absent stays as it is.
#[derive(Debug)]
pub(crate) struct UdpSettings<'a> {
    pub(crate) broadcast: Option<bool>,
    pub(crate) ttl: Option<u32>,
    pub(crate) multicast_ttl: Option<u32>,
    pub(crate) multicast_loop: Option<bool>,
    pub(crate) join: Option<&'a str>,
    pub(crate) leave: Option<&'a str>,
    pub(crate) interface: Option<&'a str>,
}

impl UdpSettings<'_> {
    pub(super) fn apply(&self, socket: &tokio::net::UdpSocket) -> Result<(), NetError> {
        let is_ipv4 = socket.local_addr().is_ok_and(|local| local.is_ipv4());
        let socket = SockRef::from(socket);
        let failed = |error: io::Error| NetError::io("cannot set an option of the UDP socket", &error);
        if let Some(broadcast) = self.broadcast {
            socket.set_broadcast(broadcast).map_err(failed)?;
        }
        if let Some(ttl) = self.ttl {
            let set = if is_ipv4 { socket.set_ttl_v4(ttl) } else { socket.set_unicast_hops_v6(ttl) };
            set.map_err(failed)?;
        }
        if let Some(ttl) = self.multicast_ttl {
            let set = if is_ipv4 { socket.set_multicast_ttl_v4(ttl) } else { socket.set_multicast_hops_v6(ttl) };
            set.map_err(failed)?;
        }
        if let Some(enabled) = self.multicast_loop {
            let set =
                if is_ipv4 { socket.set_multicast_loop_v4(enabled) } else { socket.set_multicast_loop_v6(enabled) };
            set.map_err(failed)?;
        }
        if let Some(group) = self.join {
            match parse(group)? {
                IpAddr::V4(group) => socket.join_multicast_v4_n(&group, &self.interface()?),
                IpAddr::V6(group) => socket.join_multicast_v6(&group, 0),
            }
            .map_err(|error| NetError::io(format_args!("cannot join the group {group}"), &error))?;
        }
        if let Some(group) = self.leave {
            match parse(group)? {
                IpAddr::V4(group) => socket.leave_multicast_v4_n(&group, &self.interface()?),
                IpAddr::V6(group) => socket.leave_multicast_v6(&group, 0),
            }
            .map_err(|error| NetError::io(format_args!("cannot leave the group {group}"), &error))?;
        }
        Ok(())
    }

    fn interface(&self) -> Result<InterfaceIndexOrAddress, NetError> {
        let address = match self.interface.map(parse).transpose()? {
            Some(IpAddr::V4(address)) => address,
            Some(IpAddr::V6(_)) => {
                let message = "an interface for an IPv4 group is named by an IPv4 address";
                return Err(NetError::new(ErrorCode::Invalid, message));
            }
            None => Ipv4Addr::UNSPECIFIED,
        };
        Ok(InterfaceIndexOrAddress::Address(address))
    }
}

fn parse(address: &str) -> Result<IpAddr, NetError> {
    let parsed = address.parse();
    parsed.map_err(|_| NetError::new(ErrorCode::Invalid, format!("`{}` is not an IP address", address.escape_debug())))
}
