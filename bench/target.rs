//! The server that clients under measurement fetch from: prints its address, serves until standard input ends.

use std::io::Read;

use strait_testkit::HttpServer;

fn main() {
    let server = HttpServer::start();
    println!("{}", server.address());
    let _ = std::io::stdin().read_to_end(&mut Vec::new());
}
