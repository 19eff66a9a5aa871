//! Arguments as they are typed. No I/O happens here.

use std::{path::PathBuf, time::Duration};

use clap::{Args, Parser, Subcommand, ValueEnum};
use strait::Resolve;

use super::values;

/// Run JavaScript and Python in WebAssembly sandboxes, with the network as if it were ordinary.
#[derive(Debug, Parser)]
#[command(name = "strait", version, disable_help_subcommand = true, arg_required_else_help = true)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub(super) command: Command,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Run a script
    Run(Run),
}

/// Run a script in a sandbox. It reaches nothing unless a flag allows it.
#[derive(Debug, Args)]
#[command(after_help = EXIT_CODES)]
pub(super) struct Run {
    /// The script (.js, .mjs, .cjs, .py), or `-` for standard input
    pub(super) file: PathBuf,

    /// The language, where the name of the file does not tell [default: JavaScript]
    #[arg(long, value_name = "LANGUAGE", value_enum)]
    pub(super) lang: Option<Language>,

    /// Arguments for the script
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    pub(super) arguments: Vec<String>,

    /// Allow connections to HOST, *.DOMAIN, ADDRESS, CIDR, `public`, `private` or `loopback`, each with or without :PORT
    /// [without RULES: to everywhere]
    #[arg(long, value_name = "RULES", num_args = 0..=1, require_equals = true, default_missing_value = "", help_heading = "Permissions")]
    pub(super) allow_net: Vec<String>,

    /// Allow servers on PORT, ADDRESS:PORT or ADDRESS [without RULES: anywhere]
    #[arg(long, value_name = "RULES", num_args = 0..=1, require_equals = true, default_missing_value = "", help_heading = "Permissions")]
    pub(super) allow_listen: Vec<String>,

    /// Allow importing modules from PATH, beside the script's own project [without PATH: from everywhere]
    #[arg(long, value_name = "PATH", num_args = 0..=1, require_equals = true, default_missing_value = "", help_heading = "Permissions")]
    pub(super) allow_read: Vec<PathBuf>,

    /// Show the script environment variables; NAME* for all that begin so [without NAMES: all]
    #[arg(long, value_name = "NAMES", num_args = 0..=1, require_equals = true, default_missing_value = "", help_heading = "Permissions")]
    pub(super) allow_env: Vec<String>,

    /// Allow everything but --allow-insecure-tls
    #[arg(short = 'A', long, help_heading = "Permissions")]
    pub(super) allow_all: bool,

    /// Let the script import from the folder HOST under the name GUEST
    #[arg(long, value_name = "GUEST:HOST[:ro]", value_parser = values::mount, help_heading = "Permissions")]
    pub(super) dir: Vec<(PathBuf, PathBuf)>,

    /// Allow TLS without verifying whom it leads to, where the script asks for that
    #[arg(long, help_heading = "Permissions")]
    pub(super) allow_insecure_tls: bool,

    /// Set an environment variable of the script
    #[arg(long, value_name = "NAME=VALUE", value_parser = values::variable, help_heading = "Permissions")]
    pub(super) env: Vec<(String, String)>,

    /// Memory of the sandbox
    #[arg(long, value_name = "SIZE", default_value = "256M", value_parser = values::memory, help_heading = "Limits")]
    pub(super) memory: u64,

    /// Time the script may compute; waiting is free [default: no limit]
    #[arg(long, value_name = "DURATION", value_parser = values::duration, help_heading = "Limits")]
    pub(super) cpu_time: Option<Duration>,

    /// Time the script may run [default: no limit]
    #[arg(long, value_name = "DURATION", value_parser = values::duration, help_heading = "Limits")]
    pub(super) timeout: Option<Duration>,

    /// Time to make a connection: name look-up, connecting, TLS; of a WebSocket, with its handshake
    #[arg(long, value_name = "DURATION", default_value = "30s", value_parser = values::duration, help_heading = "HTTP client")]
    pub(super) connect_timeout: Duration,

    /// Time from an HTTP request having been sent to the head of its response [default: no limit]
    #[arg(long, value_name = "DURATION", value_parser = values::duration, help_heading = "HTTP client")]
    pub(super) response_timeout: Option<Duration>,

    /// Time for an HTTP request, to the end of the response's body [default: no limit]
    #[arg(long, value_name = "DURATION", value_parser = values::duration, help_heading = "HTTP client")]
    pub(super) total_timeout: Option<Duration>,

    /// Connections of the HTTP client at a time, idle ones included; further requests wait
    #[arg(long, value_name = "N", default_value = "1024", help_heading = "HTTP client")]
    pub(super) max_client_connections: usize,

    /// Open connections, listeners and bodies at a time
    #[arg(long, value_name = "N", default_value = "16384", help_heading = "Limits")]
    pub(super) max_handles: usize,

    /// Calls under way at a time
    #[arg(long, value_name = "N", default_value = "65536", help_heading = "Limits")]
    pub(super) max_calls: usize,

    /// Bytes in the header block of a request or a response
    #[arg(long, value_name = "SIZE", default_value = "64K", value_parser = values::size, help_heading = "Limits")]
    pub(super) max_header: u64,

    /// Bytes in the body of a request to the script's server [default: no limit]
    #[arg(long, value_name = "SIZE", value_parser = values::size, help_heading = "Servers")]
    pub(super) max_body: Option<u64>,

    /// Bytes in a WebSocket message that is received, or in a server-sent event
    #[arg(long, value_name = "SIZE", default_value = "16M", value_parser = values::size, help_heading = "Limits")]
    pub(super) max_message: u64,

    /// Headers of a request to the script's server
    #[arg(long, value_name = "N", default_value = "100", help_heading = "Servers")]
    pub(super) max_headers: usize,

    /// Connections to the script's servers at a time; further ones wait
    #[arg(long, value_name = "N", default_value = "16384", help_heading = "Servers")]
    pub(super) max_connections: usize,

    /// Time a client may take to send the head of a request
    #[arg(long, value_name = "DURATION", default_value = "60s", value_parser = values::duration, help_heading = "Servers")]
    pub(super) header_timeout: Duration,

    /// Time a client may take to send a request with its body
    #[arg(long, value_name = "DURATION", default_value = "5m", value_parser = values::duration, help_heading = "Servers")]
    pub(super) request_timeout: Duration,

    /// Time a client's connection may be idle between two requests
    #[arg(long, value_name = "DURATION", default_value = "2m", value_parser = values::duration, help_heading = "Servers")]
    pub(super) idle_timeout: Duration,

    /// Time to answer what is under way after SIGTERM, and to deliver answers when the script ends
    #[arg(long, value_name = "DURATION", default_value = "5s", value_parser = values::duration, help_heading = "Servers")]
    pub(super) drain_timeout: Duration,

    /// Connect to ADDRESS[:PORT] when the script asks for HOST and PORT
    #[arg(long, value_name = "HOST:PORT:ADDRESS", help_heading = "Network")]
    pub(super) resolve: Vec<Resolve>,

    /// Trust the certificates in FILE (PEM) too
    #[arg(long, value_name = "FILE", help_heading = "Network")]
    pub(super) ca_cert: Vec<PathBuf>,

    /// Show this certificate to servers that ask who the client is (PEM)
    #[arg(long, value_name = "FILE", help_heading = "Network")]
    pub(super) client_cert: Option<PathBuf>,

    /// The private key of the client certificate (PEM) [default: in its file]
    #[arg(long, value_name = "FILE", requires = "client_cert", help_heading = "Network")]
    pub(super) client_key: Option<PathBuf>,

    /// Send HTTP requests, WebSockets and event sources through a proxy: http://[USER:PASSWORD@]HOST:PORT, or with https,
    /// socks5 or socks5h
    #[arg(long, value_name = "URL", help_heading = "Network")]
    pub(super) proxy: Option<String>,

    /// Names (with those below them), addresses and blocks that are reached without a proxy, or `*`
    #[arg(long, value_name = "LIST", help_heading = "Network")]
    pub(super) no_proxy: Option<String>,

    /// Use the proxies that HTTP_PROXY, HTTPS_PROXY, ALL_PROXY and NO_PROXY name
    #[arg(long, help_heading = "Network")]
    pub(super) proxy_from_env: bool,
}

/// What a script is written in.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum Language {
    #[value(name = "js", alias = "javascript")]
    JavaScript,
    #[value(name = "py", alias = "python")]
    Python,
}

const EXIT_CODES: &str = "\
Exit codes: the script's own; 1 after an error that it does not catch; 2 for bad usage; 121 stack, 122 memory, \
123 CPU time or 124 time used up; 130 after Ctrl-C; 143 after SIGTERM, on which servers \
answer what is under way.";
