//! Any bytes decode to a message or to an error, in bounded time.
#![no_main]

use libfuzzer_sys::fuzz_target;
use strait_abi::{Incoming, LoadAnswer, LoadRequest, Outgoing};

fuzz_target!(|bytes: &[u8]| {
    let _ = Outgoing::decode(bytes);
    let _ = minicbor::decode::<LoadRequest<'_>>(bytes);
    let _ = minicbor::decode::<LoadAnswer<'_>>(bytes);
    if let Ok(Incoming::Replies(replies)) = Incoming::decode(bytes) {
        assert!(replies.take(bytes.len() + 2).count() <= bytes.len() + 1);
    }
});
