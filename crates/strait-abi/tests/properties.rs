//! Any value survives the way there and back; any bytes decode to a value or to an error.

use proptest::prelude::*;
use strait_abi::{
    ErrorCode, Failure, Inbox, Incoming, LoadAnswer, LoadRequest, Operation, Outbox, Outgoing, Redirect, Reply, State,
    TlsOptions,
};

proptest! {
    #[test]
    fn any_bytes_decode_to_a_value_or_an_error(bytes in proptest::collection::vec(any::<u8>(), 0..512)) {
        decode_everything(&bytes);
    }

    /// Bytes close to a message reach deeper than noise does.
    #[test]
    fn a_damaged_message_decodes_to_a_value_or_an_error(
        body in proptest::collection::vec(any::<u8>(), 0..64),
        headers in ".{0,64}",
        at in any::<prop::sample::Index>(),
        flip in 1_u8..,
        cut in any::<prop::sample::Index>(),
    ) {
        let mut outbox = Outbox::new();
        outbox.call(1, Operation::HttpRespond { exchange: 1, status: 200, reason: Some("OK"), headers: &headers, body: &body, more: true });
        let outgoing = outbox.finish(State::Finished { exit_code: 1 }).to_vec();
        let mut inbox = Inbox::new();
        inbox.begin_replies(2);
        inbox.outcome(1, Ok(Reply::Response { status: 200, reason: "OK", headers: &headers, url: None, body: &body, rest: Some(3) }));
        inbox.outcome(2, Err(Failure { code: ErrorCode::Denied, message: &headers }));
        for mut bytes in [outgoing, inbox.bytes().to_vec()] {
            let at = at.index(bytes.len());
            bytes[at] ^= flip;
            decode_everything(&bytes);
            decode_everything(&bytes[..cut.index(bytes.len())]);
        }
    }

    #[test]
    fn calls_survive_the_way(
        id in any::<u64>(),
        method in ".{0,8}",
        url in ".{0,64}",
        headers in ".{0,128}",
        body in proptest::option::of(proptest::collection::vec(any::<u8>(), 0..128)),
        upload in proptest::option::of(any::<u64>()),
        milliseconds in proptest::option::of(any::<u64>()),
        pem in proptest::option::of(".{0,64}"),
        decompress in any::<bool>(),
        exit_code in any::<u8>(),
    ) {
        let tls = pem.as_deref().map(|pem| Box::new(TlsOptions { ca: Some(pem), alpn: vec![pem], ..TlsOptions::default() }));
        let operation = Operation::HttpSend {
            method: &method, url: &url, headers: &headers, body: body.as_deref(), upload, redirect: Redirect::Error, decompress,
            connect_milliseconds: milliseconds, response_milliseconds: None, total_milliseconds: milliseconds, tls, upgrade: None,
        };
        let mut outbox = Outbox::new();
        outbox.call(id, operation.clone());
        outbox.call(id, Operation::StreamOpen);
        let state = State::Finished { exit_code };
        let decoded = Outgoing::decode(outbox.finish(state)).unwrap();
        prop_assert_eq!(decoded.calls.len(), 2);
        prop_assert_eq!(&decoded.calls[0].operation, &operation);
        prop_assert_eq!(decoded.calls[1].id, id);
        prop_assert_eq!(decoded.state, state);
    }

    #[test]
    fn replies_survive_the_way(
        id in any::<u64>(),
        exchange in any::<u64>(),
        target in ".{0,64}",
        headers in ".{0,128}",
        body in proptest::collection::vec(any::<u8>(), 0..128),
        more in any::<bool>(),
    ) {
        let reply = Reply::Request {
            exchange, method: "GET", target: &target, headers: &headers, body: &body, more, peer: "[::1]:1", version: 11, authorized: more.then_some(true),
        };
        let mut inbox = Inbox::new();
        inbox.begin_replies(1);
        inbox.outcome(id, Ok(reply.clone()));
        let Incoming::Replies(mut replies) = Incoming::decode(inbox.bytes()).unwrap() else {
            return Err(TestCaseError::fail("not replies"));
        };
        prop_assert_eq!(replies.next().unwrap().unwrap(), (id, Ok(reply)));
        prop_assert!(replies.next().is_none());
    }
}

#[test]
fn trailing_bytes_are_refused() {
    let mut outbox = Outbox::new();
    let mut bytes = outbox.finish(State::Waiting).to_vec();
    bytes.push(0);
    assert_eq!(Outgoing::decode(&bytes).unwrap_err().to_string(), "malformed outgoing message: trailing bytes");
    let mut inbox = Inbox::new();
    inbox.begin_replies(0);
    let mut bytes = inbox.bytes().to_vec();
    bytes.push(0);
    let Ok(Incoming::Replies(mut replies)) = Incoming::decode(&bytes) else { panic!("not replies") };
    assert_eq!(replies.next().unwrap().unwrap_err().to_string(), "malformed replies: trailing bytes");
    assert!(replies.next().is_none());
}

#[test]
fn a_length_beyond_the_message_allocates_nothing() {
    // An array of 2^61 calls.
    let bytes = [0x83, 0x9b, 0x20, 0, 0, 0, 0, 0, 0, 0];
    assert!(Outgoing::decode(&bytes).is_err());
}

fn decode_everything(bytes: &[u8]) {
    let _ = Outgoing::decode(bytes);
    let _ = minicbor::decode::<LoadRequest<'_>>(bytes);
    let _ = minicbor::decode::<LoadAnswer<'_>>(bytes);
    if let Ok(Incoming::Replies(replies)) = Incoming::decode(bytes) {
        // An iterator that never ends would be a defect too.
        assert!(replies.take(bytes.len() + 2).count() <= bytes.len() + 1);
    }
}
