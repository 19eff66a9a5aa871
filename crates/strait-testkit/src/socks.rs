//! A SOCKS5 proxy (RFC 1928, RFC 1929) that connects, for names to where the test says.

use std::{
    collections::HashMap,
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr},
    sync::{Arc, Mutex, PoisonError},
};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt, copy_bidirectional},
    net::TcpStream,
};

use crate::RawServer;

/// A proxy. Dropping it stops it.
pub struct SocksProxy {
    server: RawServer,
    asked: Arc<Mutex<Vec<String>>>,
}

struct Settings {
    credentials: Option<(String, String)>,
    names: HashMap<String, SocketAddr>,
}

/// RFC 1928 section 6.
const GRANTED: u8 = 0;
const HOST_UNREACHABLE: u8 = 4;
const REFUSED: u8 = 5;

impl SocksProxy {
    /// One that lets everybody in, or with these only: a user name and a password.
    pub fn start(credentials: Option<(&str, &str)>, names: &[(&str, SocketAddr)]) -> Self {
        let settings = Arc::new(Settings {
            credentials: credentials.map(|(name, password)| (name.to_owned(), password.to_owned())),
            names: names.iter().map(|(name, address)| ((*name).to_owned(), *address)).collect(),
        });
        let asked = Arc::new(Mutex::new(Vec::new()));
        let seen = Arc::clone(&asked);
        let server = RawServer::start(move |socket| {
            let (settings, seen) = (Arc::clone(&settings), Arc::clone(&seen));
            async move {
                // A client that breaks off or speaks nonsense ends its own connection.
                let _ = serve(socket, &settings, &seen).await;
            }
        });
        Self { server, asked }
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.server.address()
    }

    /// What it was asked to connect to, as `host:port`.
    pub fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

async fn serve(mut client: TcpStream, settings: &Settings, asked: &Mutex<Vec<String>>) -> std::io::Result<()> {
    let [_version, methods] = read(&mut client).await?;
    let offered = read_some(&mut client, methods).await?;
    let method = if settings.credentials.is_some() { 2 } else { 0 };
    if !offered.contains(&method) {
        return client.write_all(&[5, 0xff]).await;
    }
    client.write_all(&[5, method]).await?;
    if let Some((name, password)) = &settings.credentials {
        let [_version, length] = read(&mut client).await?;
        let given_name = read_some(&mut client, length).await?;
        let [length] = read(&mut client).await?;
        let given_password = read_some(&mut client, length).await?;
        let is_known = given_name == name.as_bytes() && given_password == password.as_bytes();
        client.write_all(&[1, u8::from(!is_known)]).await?;
        if !is_known {
            return Ok(());
        }
    }
    let [_version, _command, _reserved, kind] = read(&mut client).await?;
    let host = match kind {
        1 => IpAddr::from(Ipv4Addr::from(read::<4>(&mut client).await?)).to_string(),
        4 => IpAddr::from(Ipv6Addr::from(read::<16>(&mut client).await?)).to_string(),
        _ => {
            let [length] = read(&mut client).await?;
            String::from_utf8_lossy(&read_some(&mut client, length).await?).into_owned()
        }
    };
    let port = u16::from_be_bytes(read(&mut client).await?);
    asked.lock().unwrap_or_else(PoisonError::into_inner).push(format!("{host}:{port}"));
    let known = settings.names.get(&host).copied();
    let target = known.or_else(|| host.parse().ok().map(|address: IpAddr| SocketAddr::new(address, port)));
    let connected = match target {
        Some(target) => TcpStream::connect(target).await.map_err(|_| REFUSED),
        None => Err(HOST_UNREACHABLE),
    };
    let code = connected.as_ref().err().copied().unwrap_or(GRANTED);
    client.write_all(&[5, code, 0, 1, 0, 0, 0, 0, 0, 0]).await?;
    if let Ok(mut upstream) = connected {
        copy_bidirectional(&mut client, &mut upstream).await?;
    }
    Ok(())
}

async fn read<const N: usize>(client: &mut TcpStream) -> std::io::Result<[u8; N]> {
    let mut bytes = [0; N];
    client.read_exact(&mut bytes).await?;
    Ok(bytes)
}

async fn read_some(client: &mut TcpStream, count: u8) -> std::io::Result<Vec<u8>> {
    let mut bytes = vec![0; usize::from(count)];
    client.read_exact(&mut bytes).await?;
    Ok(bytes)
}
