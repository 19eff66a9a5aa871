//! The bytes of every message, fixed. A change here is a change of the ABI.
//!
//! `golden.txt` holds one message per line: a name and its bytes in hexadecimal; lines that begin with `#` are comments.
//! The same file can check a guest or a host in another language.

use std::collections::BTreeMap;

use strait_abi::{
    Call, Datagram, ErrorCode, Failure, FrameView, Inbox, Incoming, Inspection, LoadAnswer, LoadMode, LoadRequest,
    Message, ModuleKind, Operation, Outbox, Outgoing, Redirect, Reply, ServerTls, Signal, SourceEvent, Start, State,
    TaskView, TaskViewState, TlsOptions, Variable, WebSocketOptions,
};

fn golden() -> BTreeMap<&'static str, Vec<u8>> {
    let lines = include_str!("golden.txt").lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines
        .map(|line| {
            let (name, hex) = line.split_once(": ").expect("a line is a name and bytes");
            let byte = |at: usize| u8::from_str_radix(&hex[at..at + 2], 16).expect("hexadecimal");
            (name, (0..hex.len()).step_by(2).map(byte).collect())
        })
        .collect()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[track_caller]
fn check(name: &str, bytes: &[u8]) {
    let golden = golden();
    let expected = golden.get(name).unwrap_or_else(|| panic!("golden.txt lacks\n{name}: {}", hex(bytes)));
    assert_eq!(hex(bytes), hex(expected), "{name}");
}

fn operations() -> Vec<(&'static str, Operation<'static>)> {
    vec![
        ("time.sleep", Operation::Sleep { milliseconds: 1.5 }),
        ("signal.receive", Operation::SignalReceive { signal: Signal::Terminate }),
        ("input.open", Operation::InputOpen),
        (
            "http.send",
            Operation::HttpSend {
                method: "POST",
                url: "http://a.test/",
                headers: "a: b\r\n",
                body: Some(b"hi"),
                upload: None,
                redirect: Redirect::Follow,
                decompress: true,
                connect_milliseconds: None,
                response_milliseconds: None,
                total_milliseconds: None,
                tls: None,
                upgrade: None,
            },
        ),
        (
            "http.send with times and tls",
            Operation::HttpSend {
                method: "GET",
                url: "https://a.test/",
                headers: "",
                body: None,
                upload: None,
                redirect: Redirect::Error,
                decompress: true,
                connect_milliseconds: Some(1000),
                response_milliseconds: Some(2000),
                total_milliseconds: Some(3000),
                tls: Some(Box::new(TlsOptions { server_name: Some("b.test"), ..TlsOptions::default() })),
                upgrade: None,
            },
        ),
        (
            "http.send with an upload",
            Operation::HttpSend {
                method: "PUT",
                url: "http://a.test/",
                headers: "",
                body: None,
                upload: Some(7),
                redirect: Redirect::Manual,
                decompress: false,
                connect_milliseconds: None,
                response_milliseconds: None,
                total_milliseconds: None,
                tls: None,
                upgrade: None,
            },
        ),
        (
            "http.send with an upgrade",
            Operation::HttpSend {
                method: "GET",
                url: "http://a.test/",
                headers: "connection: upgrade\r\n",
                body: None,
                upload: None,
                redirect: Redirect::Manual,
                decompress: false,
                connect_milliseconds: None,
                response_milliseconds: None,
                total_milliseconds: None,
                tls: None,
                upgrade: Some(true),
            },
        ),
        ("http.listen", Operation::http_listen("127.0.0.1", 8001)),
        (
            "http.listen with TLS and limits",
            Operation::HttpListen {
                host: "::",
                port: 0,
                tls: Some(ServerTls {
                    certificates: "c",
                    key: "k",
                    client_authorities: Some("a"),
                    client_required: true,
                    protocols: vec!["http/1.1"],
                }),
                header_milliseconds: Some(60_000),
                request_milliseconds: Some(300_000),
                idle_milliseconds: Some(5000),
                max_connections: Some(100),
            },
        ),
        ("http.trailers", Operation::HttpTrailers { stream: 4 }),
        ("http.accept", Operation::HttpAccept { listener: 1 }),
        (
            "http.respond",
            Operation::HttpRespond {
                exchange: 2,
                status: 200,
                reason: None,
                headers: "content-type: text/plain\r\n",
                body: b"hello",
                more: false,
            },
        ),
        (
            "http.respond with a reason",
            Operation::HttpRespond {
                exchange: 2,
                status: 404,
                reason: Some("Gone"),
                headers: "",
                body: b"",
                more: true,
            },
        ),
        ("http.upgrade", Operation::HttpUpgrade { exchange: 2, protocol: None, headers: "a: b\r\n", options: None }),
        (
            "http.upgrade with a protocol",
            Operation::HttpUpgrade { exchange: 2, protocol: Some("chat"), headers: "", options: None },
        ),
        (
            "http.upgrade with options",
            Operation::HttpUpgrade {
                exchange: 2,
                protocol: None,
                headers: "",
                options: Some(WebSocketOptions {
                    message_bytes: Some(1024),
                    compress: Some(false),
                    compress_from_bytes: Some(100),
                    ping_milliseconds: Some(30_000),
                }),
            },
        ),
        ("http.switch", Operation::HttpSwitch { exchange: 2, status: 101, headers: "upgrade: a\r\n" }),
        ("tcp.connect", Operation::TcpConnect { host: "::1", port: 80 }),
        ("tcp.listen", Operation::TcpListen { host: "0.0.0.0", port: 0 }),
        ("tcp.accept", Operation::TcpAccept { listener: 3 }),
        ("tcp.start_tls", Operation::TcpStartTls { connection: 4, server_name: "a.test", tls: None }),
        (
            "tcp.start_tls with options",
            Operation::TcpStartTls {
                connection: 4,
                server_name: "a.test",
                tls: Some(TlsOptions { ca: Some("ca"), alpn: vec!["h2"], ..TlsOptions::default() }),
            },
        ),
        (
            "tcp.accept_tls",
            Operation::TcpAcceptTls {
                connection: 4,
                cert: "cert",
                key: "key",
                client_ca: Some("ca"),
                client_optional: true,
                alpn: vec!["h2"],
            },
        ),
        (
            "tcp.options",
            Operation::TcpOptions {
                connection: 4,
                no_delay: Some(false),
                keep_alive: Some(true),
                keep_alive_delay: Some(1000),
                reset_on_close: Some(true),
            },
        ),
        ("udp.bind", Operation::UdpBind { host: "0.0.0.0", port: 0, reuse_address: None, ipv6_only: None }),
        ("udp.receive", Operation::UdpReceive { socket: 5, max_datagrams: 64 }),
        ("udp.send", Operation::UdpSend { socket: 5, host: Some("a.test"), port: 53, bytes: b"hi" }),
        ("udp.send to the peer", Operation::UdpSend { socket: 5, host: None, port: 0, bytes: b"" }),
        ("udp.connect", Operation::UdpConnect { socket: 5, host: Some("a.test"), port: 53 }),
        (
            "udp.options",
            Operation::UdpOptions {
                socket: 5,
                broadcast: Some(true),
                ttl: Some(1),
                multicast_ttl: Some(2),
                multicast_loop: Some(false),
                join: Some("224.0.0.251"),
                leave: Some("224.0.0.252"),
                interface: Some("127.0.0.1"),
            },
        ),
        ("dns.resolve", Operation::DnsResolve { host: "a.test" }),
        ("stream.read", Operation::StreamRead { stream: 4, max_bytes: 65536 }),
        ("stream.write", Operation::StreamWrite { stream: 4, bytes: b"\x00\xff" }),
        ("stream.shutdown", Operation::StreamShutdown { stream: 4, trailers: None }),
        ("stream.shutdown with trailers", Operation::StreamShutdown { stream: 4, trailers: Some("a: b\r\n") }),
        ("handle.close", Operation::HandleClose { handle: 4 }),
        ("stream.open", Operation::StreamOpen),
        (
            "ws.connect",
            Operation::WsConnect { url: "ws://a.test/", protocols: vec!["a", "b"], headers: "c: d\r\n", options: None },
        ),
        (
            "ws.connect with options",
            Operation::WsConnect {
                url: "ws://a.test/",
                protocols: vec![],
                headers: "",
                options: Some(WebSocketOptions { compress: Some(true), ..WebSocketOptions::default() }),
            },
        ),
        ("ws.receive", Operation::WsReceive { socket: 8, max_messages: 64, control: None }),
        ("ws.receive with control frames", Operation::WsReceive { socket: 8, max_messages: 64, control: Some(true) }),
        ("ws.ping", Operation::WsPing { socket: 8, payload: b"\x00", pong: None }),
        ("ws.ping as a pong", Operation::WsPing { socket: 8, payload: b"", pong: Some(true) }),
        ("ws.send with text", Operation::WsSend { socket: 8, message: Message::Text("hi") }),
        ("ws.send with bytes", Operation::WsSend { socket: 8, message: Message::Binary(b"\x00\xff") }),
        ("ws.close", Operation::WsClose { socket: 8, code: None, reason: "" }),
        ("ws.close with a code", Operation::WsClose { socket: 8, code: Some(4000), reason: "bye" }),
        ("sse.connect", Operation::SseConnect { url: "http://a.test/", headers: "a: b\r\n", last_event_id: "7" }),
        ("sse.receive", Operation::SseReceive { source: 9, max_events: 64 }),
        ("host.call", Operation::HostCall { module: "m", function: "f", arguments: b"\x80" }),
        ("host.receive", Operation::HostReceive),
    ]
}

fn replies() -> Vec<(&'static str, Reply<'static>)> {
    vec![
        ("done", Reply::Done),
        ("opened", Reply::Opened { handle: 9 }),
        ("bytes", Reply::Bytes { bytes: b"abc" }),
        ("end of stream", Reply::Bytes { bytes: b"" }),
        (
            "response",
            Reply::Response { status: 200, reason: "OK", headers: "a: b\r\n", url: None, body: b"hi", rest: None },
        ),
        (
            "response with the rest to read",
            Reply::Response {
                status: 206,
                reason: "",
                headers: "",
                url: Some("http://b.test/"),
                body: b"",
                rest: Some(5),
            },
        ),
        (
            "request",
            Reply::Request {
                exchange: 6,
                method: "GET",
                target: "/?q",
                headers: "host: a.test\r\n",
                body: b"",
                more: false,
                peer: "127.0.0.1:9",
                version: 11,
                authorized: None,
            },
        ),
        (
            "request with a client certificate",
            Reply::Request {
                exchange: 6,
                method: "GET",
                target: "/",
                headers: "",
                body: b"",
                more: false,
                peer: "127.0.0.1:9",
                version: 20,
                authorized: Some(true),
            },
        ),
        ("trailers", Reply::Trailers { trailers: "a: b\r\n" }),
        ("listening", Reply::Listening { listener: 1, local: "127.0.0.1:8001" }),
        ("connected", Reply::Connected { connection: 4, local: "127.0.0.1:1", peer: "127.0.0.1:2" }),
        ("addresses", Reply::Addresses { addresses: vec!["127.0.0.1", "::1"] }),
        (
            "datagrams",
            Reply::Datagrams {
                datagrams: vec![
                    Datagram { peer: "127.0.0.1:9", bytes: b"hi" },
                    Datagram { peer: "[::1]:9", bytes: b"" },
                ],
            },
        ),
        (
            "secured",
            Reply::Secured {
                version: "TLSv1.3",
                cipher: "TLS_AES_128_GCM_SHA256",
                alpn: Some("h2"),
                server_name: Some("a.test"),
                certificates: vec![(&b"\x30\x00"[..]).into()],
                unauthorized: Some("no"),
            },
        ),
        ("value", Reply::Value { value: b"\xf6" }),
        ("web socket", Reply::WebSocket { socket: 8, protocol: "a", extensions: "permessage-deflate" }),
        ("messages", Reply::Messages { messages: vec![Message::Text("hi"), Message::Binary(b"\x00")] }),
        ("messages with control frames", Reply::Messages { messages: vec![Message::Ping(b"hi"), Message::Pong(b"")] }),
        ("ended", Reply::Ended { code: 1000, reason: "bye", clean: true, error: None }),
        (
            "events",
            Reply::Events {
                events: vec![
                    SourceEvent::Open { url: "http://a.test/" },
                    SourceEvent::Message { kind: "message", data: "hi", id: "7" },
                    SourceEvent::Interrupted { message: "no" },
                    SourceEvent::Failed { message: "no" },
                ],
            },
        ),
        ("ended by an error", Reply::Ended { code: 1006, reason: "", clean: false, error: Some("no") }),
    ]
}

#[test]
fn outgoing_messages_keep_their_bytes() {
    for (name, operation) in operations() {
        let mut outbox = Outbox::new();
        outbox.call(1, operation.clone());
        let bytes = outbox.finish(State::Waiting);
        check(name, bytes);
        let decoded = Outgoing::decode(bytes).expect(name);
        assert_eq!(decoded.calls, [Call { id: 1, operation }], "{name}");
    }
}

#[test]
fn states_and_cancellations_keep_their_bytes() {
    let states = [
        ("waiting", State::Waiting),
        ("finished", State::Finished { exit_code: 3 }),
        ("out of time", State::OutOfTime),
        ("out of memory", State::OutOfMemory),
        ("preempted", State::Preempted),
    ];
    for (name, state) in states {
        let mut outbox = Outbox::new();
        outbox.cancel(1 << 24);
        let bytes = outbox.finish(state);
        check(name, bytes);
        let decoded = Outgoing::decode(bytes).expect(name);
        assert_eq!((decoded.cancelled, decoded.state), (vec![1 << 24], state), "{name}");
    }
}

#[test]
fn inspections_keep_their_bytes() {
    let globals = vec![Variable { name: "n", value: "7" }, Variable { name: "s", value: "'hi'" }];
    let bytes = Inspection::Globals(globals.clone()).encode();
    check("globals", &bytes);
    assert_eq!(minicbor::decode::<Vec<Variable<'_>>>(&bytes).expect("globals"), globals);

    let view = |state, waits_for| TaskView {
        state,
        function: "f",
        ip: 3,
        frames: vec![FrameView { function: "f", file: "a.py", line: 2, ip: 3 }],
        waits_for,
    };
    let tasks = vec![
        view(TaskViewState::Running, None),
        view(TaskViewState::Ready, None),
        view(TaskViewState::Waiting, Some("sleep")),
        TaskView { frames: Vec::new(), ..view(TaskViewState::New, None) },
        view(TaskViewState::Suspended, None),
    ];
    let bytes = Inspection::Tasks(tasks.clone()).encode();
    check("tasks", &bytes);
    assert_eq!(minicbor::decode::<Vec<TaskView<'_>>>(&bytes).expect("tasks"), tasks);
}

#[test]
fn replies_keep_their_bytes() {
    for (name, reply) in replies() {
        let mut inbox = Inbox::new();
        inbox.begin_replies(1);
        inbox.outcome(1, Ok(reply.clone()));
        check(name, inbox.bytes());
        assert_eq!(outcomes(inbox.bytes()), [(1, Ok(reply))], "{name}");
    }
}

#[test]
fn failures_keep_their_codes() {
    let codes = [
        ErrorCode::Denied,
        ErrorCode::Refused,
        ErrorCode::Reset,
        ErrorCode::TimedOut,
        ErrorCode::Dns,
        ErrorCode::Tls,
        ErrorCode::Closed,
        ErrorCode::Aborted,
        ErrorCode::TooLarge,
        ErrorCode::Invalid,
        ErrorCode::Unsupported,
        ErrorCode::InUse,
        ErrorCode::Unreachable,
        ErrorCode::Protocol,
        ErrorCode::Limit,
        ErrorCode::Io,
        ErrorCode::Host,
    ];
    for code in codes {
        let mut inbox = Inbox::new();
        inbox.begin_replies(1);
        let failure = Failure { code, message: "no" };
        inbox.outcome(1, Err(failure.clone()));
        check(code.as_str(), inbox.bytes());
        assert_eq!(outcomes(inbox.bytes()), [(1, Err(failure))], "{code}");
    }
}

#[test]
fn the_start_message_keeps_its_bytes() {
    let start = Start {
        file: "hello.js",
        source: "print(1)",
        kind: ModuleKind::Module,
        arguments: vec!["a"],
        environment: vec!["K", "V"],
        cpu_milliseconds: Some(10_000),
        memory_bytes: 64 << 20,
        url: "file:///hello.js",
        stack_bytes: None,
    };
    let mut inbox = Inbox::new();
    let bytes = inbox.start(&start);
    check("start", bytes);
    match Incoming::decode(bytes) {
        Ok(Incoming::Start(decoded)) => assert_eq!(decoded, start),
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_load_import_keeps_its_bytes() {
    let request = LoadRequest { specifier: "./a.js", referrer: "main.js", mode: LoadMode::Require };
    check("load", &minicbor::to_vec(&request).unwrap());
    let answers = [
        ("found", LoadAnswer::Found { name: "/a.js", kind: ModuleKind::CommonJs, source: "1" }),
        ("not found", LoadAnswer::NotFound { message: "no" }),
        ("not allowed", LoadAnswer::Denied { message: "no" }),
        ("elsewhere", LoadAnswer::Elsewhere { specifier: "https://a/b.py" }),
    ];
    for (name, answer) in answers {
        let bytes = minicbor::to_vec(&answer).unwrap();
        check(name, &bytes);
        assert_eq!(minicbor::decode::<LoadAnswer<'_>>(&bytes).unwrap(), answer, "{name}");
    }
}

#[test]
fn tls_options_keep_their_bytes() {
    let all = TlsOptions {
        ca: Some("A"),
        cert: Some("C"),
        key: Some("K"),
        server_name: Some("a.test"),
        alpn: vec!["h2", "http/1.1"],
        insecure: true,
    };
    for (name, options) in [("tls options", all), ("tls options, none", TlsOptions::default())] {
        let bytes = minicbor::to_vec(&options).unwrap();
        check(name, &bytes);
        assert_eq!(minicbor::decode::<TlsOptions<'_>>(&bytes).unwrap(), options, "{name}");
    }
}

type Outcomes<'a> = Vec<(u64, Result<Reply<'a>, Failure<'a>>)>;

fn outcomes(bytes: &[u8]) -> Outcomes<'_> {
    match Incoming::decode(bytes) {
        Ok(Incoming::Replies(replies)) => replies.map(|reply| reply.expect("a reply")).collect(),
        other => panic!("{other:?}"),
    }
}
