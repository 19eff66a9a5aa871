//! The servers that clients under measurement talk to: prints an address, serves until standard input ends.
//!
//! `target http` is the testkit's, `target tcp` sends back what it gets, `target websocket` sends back messages, `target events COUNT`
//! streams that many server-sent events and ends.

use std::{
    env,
    error::Error,
    io::{self, Read},
};

use base64::{Engine, prelude::BASE64_STANDARD};
use sha1::{Digest, Sha1};
use strait_testkit::{HttpServer, RawServer};
use tokio::{
    io::{AsyncBufRead, AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader, BufWriter},
    net::TcpStream,
};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments[..] {
        ["http"] => {
            let server = HttpServer::start();
            serve(server.address());
        }
        ["tcp"] => {
            let server = RawServer::echo();
            serve(server.address());
        }
        // A client that breaks off is not this server's concern.
        ["websocket"] => {
            let server = RawServer::start(async |socket| drop(echo_messages(socket).await));
            serve(server.address());
        }
        ["events", count] => {
            let count = count.parse()?;
            let server = RawServer::start(move |socket| async move { drop(send_events(socket, count).await) });
            serve(server.address());
        }
        _ => return Err("target http|tcp|websocket|events ...".into()),
    }
    Ok(())
}

fn serve(address: std::net::SocketAddr) {
    println!("{address}");
    // The end of standard input, or an error of it, is the end.
    let _ = io::stdin().read_to_end(&mut Vec::new());
}

/// Reads a request's head; gives the value of `sec-websocket-key`, if there is one.
async fn read_request(socket: &mut (impl AsyncBufRead + Unpin)) -> io::Result<String> {
    let mut key = String::new();
    let mut line = String::new();
    loop {
        line.clear();
        if socket.read_line(&mut line).await? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        if line == "\r\n" {
            return Ok(key);
        }
        if let Some((name, value)) = line.split_once(':')
            && name.eq_ignore_ascii_case("sec-websocket-key")
        {
            value.trim().clone_into(&mut key);
        }
    }
}

/// RFC 6455, for messages of up to 125 bytes.
async fn echo_messages(socket: TcpStream) -> io::Result<()> {
    socket.set_nodelay(true)?;
    let mut socket = BufReader::new(socket);
    let key = read_request(&mut socket).await?;
    // Section 4.2.2: what shows that the key was read.
    let accept = BASE64_STANDARD.encode(Sha1::digest(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"));
    let head = format!(
        "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Accept: {accept}\r\n\r\n"
    );
    socket.write_all(head.as_bytes()).await?;
    let mut header = [0; 6];
    // The answer's two bytes of header, and the longest payload that these say.
    let mut frame = [0; 2 + 125];
    loop {
        socket.read_exact(&mut header).await?;
        let length = usize::from(header[1] & 0x7F);
        let Some(frame) = frame.get_mut(..2 + length) else {
            return Err(io::Error::other("a message is longer than this server takes"));
        };
        socket.read_exact(&mut frame[2..]).await?;
        for (byte, mask) in frame[2..].iter_mut().zip(header[2..].iter().cycle()) {
            *byte ^= mask;
        }
        frame[..2].copy_from_slice(&[header[0], length as u8]);
        socket.write_all(frame).await?;
        // Its close frame has been sent back.
        if header[0] & 0x0F == 8 {
            return Ok(());
        }
    }
}

/// An event stream that ends.
async fn send_events(socket: TcpStream, count: u32) -> io::Result<()> {
    let mut socket = BufReader::new(socket);
    read_request(&mut socket).await?;
    let mut socket = BufWriter::new(socket);
    let head = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nAccess-Control-Allow-Origin: *\r\nConnection: close\r\n\r\n";
    socket.write_all(head.as_bytes()).await?;
    for number in 1..=count {
        socket.write_all(format!("id: {number}\ndata: {{\"number\":{number}}}\n\n").as_bytes()).await?;
    }
    socket.flush().await?;
    socket.shutdown().await
}
