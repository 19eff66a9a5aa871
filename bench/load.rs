//! What servers under measurement are loaded with. Prints one JSON object.
//!
//! `load exchange|websocket ADDRESS CONNECTIONS SECONDS` sends 64 bytes on each connection and waits for them to come back, again and
//! again; `load bulk ADDRESS SECONDS` sends as much as the server takes and reads it back; `load read ADDRESS` asks for `/` once
//! and reads to the end of the body; `load idle ADDRESS CONNECTIONS` opens keep-alive connections, asks once on each, prints
//! `ready` and holds them until standard input ends.

use std::{
    cell::Cell,
    env,
    error::Error,
    io::{self, Read},
    rc::Rc,
    time::{Duration, Instant},
};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    task::JoinSet,
    task::LocalSet,
};

/// The payload of every message.
const MESSAGE: [u8; 64] = [b'x'; 64];

/// What `bulk` writes at a time.
const BLOCK: usize = 64 * 1024;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments[..] {
        ["exchange", address, connections, seconds] => {
            exchange(address, connections.parse()?, seconds.parse()?, Protocol::Tcp).await
        }
        ["websocket", address, connections, seconds] => {
            exchange(address, connections.parse()?, seconds.parse()?, Protocol::WebSocket).await
        }
        ["bulk", address, seconds] => bulk(address, seconds.parse()?).await,
        ["read", address] => read(address).await,
        ["idle", address, connections] => idle(address, connections.parse()?).await,
        _ => Err("load exchange|websocket|bulk|read|idle ADDRESS ...".into()),
    }
}

/// What is spoken on the connections of an exchange.
#[derive(Clone, Copy)]
enum Protocol {
    Tcp,
    WebSocket,
}

impl Protocol {
    /// What is sent each time, and what has to come back.
    fn messages(self) -> (Vec<u8>, Vec<u8>) {
        match self {
            Self::Tcp => (MESSAGE.to_vec(), MESSAGE.to_vec()),
            // RFC 6455 section 5.2: a whole text message; a client masks, here with zeros.
            Self::WebSocket => {
                let sent = [&[0x81, 0x80 | MESSAGE.len() as u8, 0, 0, 0, 0][..], &MESSAGE].concat();
                (sent, [&[0x81, MESSAGE.len() as u8][..], &MESSAGE].concat())
            }
        }
    }
}

/// Exchanges on many connections for a time.
async fn exchange(address: &str, connections: usize, seconds: u64, protocol: Protocol) -> Result<()> {
    let mut sockets = Vec::new();
    for _ in 0..connections {
        sockets.push(open(address, protocol).await?);
    }
    let done = Rc::new(Cell::new(0_u64));
    let begun = Instant::now();
    let end = begun + Duration::from_secs(seconds);
    let local = LocalSet::new();
    let mut tasks = JoinSet::new();
    for mut socket in sockets {
        let done = Rc::clone(&done);
        tasks.spawn_local_on(
            async move {
                let (sent, expected) = protocol.messages();
                let mut received = vec![0; expected.len()];
                while Instant::now() < end {
                    socket.write_all(&sent).await?;
                    socket.read_exact(&mut received).await?;
                    if received != expected {
                        return Err(io::Error::other("the server sent back something else"));
                    }
                    done.set(done.get() + 1);
                }
                Ok(())
            },
            &local,
        );
    }
    local
        .run_until(async {
            while tasks.join_next().await.transpose()?.transpose()?.is_some() {}
            Ok::<_, Box<dyn Error>>(())
        })
        .await?;
    println!("{{\"messages\": {}, \"seconds\": {}}}", done.get(), begun.elapsed().as_secs_f64());
    Ok(())
}

async fn open(address: &str, protocol: Protocol) -> Result<TcpStream> {
    let mut socket = TcpStream::connect(address).await?;
    socket.set_nodelay(true)?;
    if let Protocol::WebSocket = protocol {
        let request = format!(
            "GET / HTTP/1.1\r\nHost: {address}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n\
             Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
        );
        socket.write_all(request.as_bytes()).await?;
        let head = read_head(&mut socket).await?;
        if !head.starts_with("HTTP/1.1 101") {
            return Err(format!("the server does not speak WebSocket: {head}").into());
        }
    }
    Ok(socket)
}

/// Reads a head and nothing of what comes after it.
async fn read_head(socket: &mut TcpStream) -> Result<String> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(socket.read_u8().await?);
    }
    Ok(String::from_utf8(head)?)
}

/// Writes for a time while it reads what comes back, to its end.
async fn bulk(address: &str, seconds: u64) -> Result<()> {
    let (mut reader, mut writer) = TcpStream::connect(address).await?.into_split();
    let begun = Instant::now();
    let end = begun + Duration::from_secs(seconds);
    let writing = tokio::spawn(async move {
        let block = vec![b'x'; BLOCK];
        let mut sent = 0_u64;
        while Instant::now() < end {
            writer.write_all(&block).await?;
            sent += BLOCK as u64;
        }
        writer.shutdown().await?;
        io::Result::Ok(sent)
    });
    let mut buffer = vec![0; 4 * BLOCK];
    let mut received = 0_u64;
    loop {
        match reader.read(&mut buffer).await? {
            0 => break,
            count => received += count as u64,
        }
    }
    let sent = writing.await??;
    if sent != received {
        return Err(format!("{sent} bytes were sent and {received} came back").into());
    }
    println!("{{\"bytes\": {received}, \"seconds\": {}}}", begun.elapsed().as_secs_f64());
    Ok(())
}

/// One request whose whole answer is read; counts what an event stream is made of, the empty lines.
async fn read(address: &str) -> Result<()> {
    let mut socket = TcpStream::connect(address).await?;
    let begun = Instant::now();
    let request =
        format!("GET / HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\nAccept: text/event-stream\r\n\r\n");
    socket.write_all(request.as_bytes()).await?;
    let mut buffer = vec![0; 4 * BLOCK];
    let (mut bytes, mut events, mut before) = (0_u64, 0_u64, 0);
    loop {
        let count = socket.read(&mut buffer).await?;
        if count == 0 {
            break;
        }
        let read = &buffer[..count];
        bytes += count as u64;
        for &byte in read {
            events += u64::from(byte == b'\n' && before == b'\n');
            before = byte;
        }
    }
    println!("{{\"bytes\": {bytes}, \"events\": {events}, \"seconds\": {}}}", begun.elapsed().as_secs_f64());
    Ok(())
}

/// Connections that have had one answer and stay open.
async fn idle(address: &str, connections: usize) -> Result<()> {
    let mut sockets = Vec::new();
    for _ in 0..connections {
        let mut socket = TcpStream::connect(address).await?;
        socket.write_all(format!("GET / HTTP/1.1\r\nHost: {address}\r\n\r\n").as_bytes()).await?;
        let head = read_head(&mut socket).await?;
        if !head.starts_with("HTTP/1.1 200") {
            return Err(format!("the server answered {head}").into());
        }
        sockets.push(socket);
    }
    println!("ready");
    io::stdin().read_to_end(&mut Vec::new())?;
    Ok(())
}
