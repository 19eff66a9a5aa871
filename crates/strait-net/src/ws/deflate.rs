//! permessage-deflate (RFC 7692): its negotiation, and the compression of messages.
//!
//! What is sent is compressed message by message, with no window kept in between, which every peer can read; so is what a
//! server here receives, because it asks its clients to. A connection between messages then costs no compressor's memory.
//! A server elsewhere may keep its window.

use bytes::Bytes;
use flate2::{Compress, Compression, Decompress, FlushCompress, FlushDecompress, Status};

use super::frames::Violation;

/// Messages shorter than this are sent as they are, unless a script has it otherwise.
pub(super) const LEAST_BYTES: usize = 1024;

/// Messages longer than this are sent as they are: compressing one would hold up its thread for milliseconds.
const MOST_BYTES: usize = 1024 * 1024;

/// The end of what a compressor writes at a flush, which stays out of the message (RFC 7692 section 7.2.1).
const FLUSH_TAIL: [u8; 4] = [0x00, 0x00, 0xff, 0xff];

/// Room that compressing and decompressing ask for at a time.
const STEP_BYTES: usize = 16 * 1024;

/// The smallest window that the compressor can be held to, as the logarithm of its bytes.
const LEAST_WINDOW_BITS: u8 = 9;
const MOST_WINDOW_BITS: u8 = 15;

/// What a client offers.
pub(super) const OFFER: &str = "permessage-deflate; client_max_window_bits";

/// What a handshake agreed on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Agreement {
    /// Whether the peer's messages refer to those before.
    peer_keeps_window: bool,
    /// The window that the peer's decompressor has; absent where the compressor here cannot keep to it.
    window_bits: Option<u8>,
}

impl Agreement {
    /// Chooses from what a client offers, the value of `sec-websocket-extensions`. Gives the agreement and the answer; nothing
    /// where no offer can be accepted, which leaves the connection without compression.
    pub(super) fn accept(offers: &str) -> Option<(Self, String)> {
        offers.split(',').find_map(|offer| Self::accept_one(&Parameters::parse(offer)?))
    }

    fn accept_one(offer: &Parameters) -> Option<(Self, String)> {
        let mut answer = "permessage-deflate; server_no_context_takeover; client_no_context_takeover".to_owned();
        let window_bits = match offer.server_max_window_bits {
            // Section 7.1.2.1: without a value it says nothing.
            Some(None) => return None,
            // A window that the compressor here cannot keep to.
            Some(Some(bits)) if bits < LEAST_WINDOW_BITS => return None,
            Some(Some(bits)) => {
                answer.push_str(&format!("; server_max_window_bits={bits}"));
                bits
            }
            None => MOST_WINDOW_BITS,
        };
        Some((Self { peer_keeps_window: false, window_bits: Some(window_bits) }, answer))
    }

    /// Reads a server's answer to [`OFFER`]. `None` where it is not one.
    pub(super) fn confirm(answer: &str) -> Option<Self> {
        let answer = Parameters::parse(answer)?;
        let window_bits = match answer.client_max_window_bits {
            // Section 7.1.2.2: an answer has a value.
            Some(None) => return None,
            Some(Some(bits)) => (bits >= LEAST_WINDOW_BITS).then_some(bits),
            None => Some(MOST_WINDOW_BITS),
        };
        if answer.server_max_window_bits == Some(None) {
            return None;
        }
        Some(Self { peer_keeps_window: !answer.server_no_context_takeover, window_bits })
    }

    /// Compresses a message, if that is worth it.
    pub(super) fn compress(&self, payload: &[u8]) -> Option<Vec<u8>> {
        if payload.len() > MOST_BYTES {
            return None;
        }
        let mut compressor = Compress::new_with_window_bits(Compression::fast(), false, self.window_bits?);
        let mut compressed = Vec::with_capacity(payload.len() / 2);
        loop {
            let taken = usize::try_from(compressor.total_in()).ok()?;
            compressed.reserve(STEP_BYTES);
            compressor.compress_vec(&payload[taken..], &mut compressed, FlushCompress::Sync).ok()?;
            // The flush is complete when it leaves room.
            if compressor.total_in() == payload.len() as u64 && compressed.len() < compressed.capacity() {
                break;
            }
            if compressed.len() >= payload.len() {
                return None;
            }
        }
        let compressed = compressed.strip_suffix(&FLUSH_TAIL)?.to_vec();
        (compressed.len() < payload.len()).then_some(compressed)
    }

    pub(super) fn inflater(&self) -> Inflater {
        Inflater { keeps_window: self.peer_keeps_window, state: None }
    }
}

/// The parameters of one `permessage-deflate` in an offer or an answer (RFC 7692 section 7.1).
#[derive(Debug, Default, PartialEq, Eq)]
struct Parameters {
    server_no_context_takeover: bool,
    client_no_context_takeover: bool,
    /// Present without a value, or with one of 8 to 15.
    server_max_window_bits: Option<Option<u8>>,
    client_max_window_bits: Option<Option<u8>>,
}

impl Parameters {
    /// `None` for another extension, and for a parameter that is unknown, given twice or has a value that it cannot have.
    fn parse(extension: &str) -> Option<Self> {
        let mut parts = extension.split(';').map(str::trim);
        if !parts.next()?.eq_ignore_ascii_case("permessage-deflate") {
            return None;
        }
        let mut parameters = Self::default();
        for part in parts {
            let (name, value) = match part.split_once('=') {
                Some((name, value)) => (name.trim_end(), Some(value.trim().trim_matches('"'))),
                None => (part, None),
            };
            let is_first = match name.to_ascii_lowercase().as_str() {
                "server_no_context_takeover" if value.is_none() => {
                    !std::mem::replace(&mut parameters.server_no_context_takeover, true)
                }
                "client_no_context_takeover" if value.is_none() => {
                    !std::mem::replace(&mut parameters.client_no_context_takeover, true)
                }
                "server_max_window_bits" => parameters.server_max_window_bits.replace(window_bits(value)?).is_none(),
                "client_max_window_bits" => parameters.client_max_window_bits.replace(window_bits(value)?).is_none(),
                _ => return None,
            };
            if !is_first {
                return None;
            }
        }
        Some(parameters)
    }
}

/// A decimal number of 8 to 15 without leading zeros, or no value. `None` for anything else.
fn window_bits(value: Option<&str>) -> Option<Option<u8>> {
    let Some(value) = value else { return Some(None) };
    let bits = value.parse().ok().filter(|bits| (8..=MOST_WINDOW_BITS).contains(bits))?;
    (bits.to_string() == value).then_some(Some(bits))
}

/// Decompresses the messages of a connection, part by part.
pub(super) struct Inflater {
    keeps_window: bool,
    /// Within a message, and between messages of a peer that keeps its window.
    state: Option<Box<Decompress>>,
}

impl Inflater {
    /// Adds what a part of a message stands for to `message`, which never gets longer than `limit` bytes.
    ///
    /// # Errors
    ///
    /// It is not compressed data (close code 1007), or stands for more than the limit (1009).
    pub(super) fn part(&mut self, part: &[u8], message: &mut Vec<u8>, limit: usize) -> Result<(), Violation> {
        let state = self.state.get_or_insert_with(|| Box::new(Decompress::new(false)));
        let mut rest = part;
        loop {
            // A byte more than may come shows that too much does.
            let room = (limit - message.len() + 1).min(STEP_BYTES.max(rest.len() * 2));
            message.reserve(room);
            let (before, length) = (state.total_in(), message.len());
            let result = state.decompress_vec(rest, message, FlushDecompress::None);
            let taken = usize::try_from(state.total_in() - before).unwrap_or(rest.len());
            rest = &rest[taken..];
            if message.len() > limit {
                return Err(Violation::too_large(limit));
            }
            match result {
                // Section 7.2.3.4: a final block in the middle; what follows starts afresh.
                Ok(Status::StreamEnd) => state.reset(false),
                Ok(Status::Ok | Status::BufError) => {}
                Err(_) => return Err(Violation::not_compressed()),
            }
            let is_stuck = taken == 0 && message.len() == length;
            // With room left there is no output left either.
            if rest.is_empty() && (is_stuck || message.len() < message.capacity()) {
                return Ok(());
            }
            if is_stuck && !matches!(result, Ok(Status::StreamEnd)) {
                return Err(Violation::not_compressed());
            }
        }
    }

    /// Ends a message.
    ///
    /// # Errors
    ///
    /// Those of [`Inflater::part`].
    pub(super) fn end(&mut self, message: &mut Vec<u8>, limit: usize) -> Result<(), Violation> {
        self.part(&FLUSH_TAIL, message, limit)?;
        if !self.keeps_window {
            self.state = None;
        }
        Ok(())
    }
}

/// Decompresses one message that came whole.
pub(super) fn inflate_whole(inflater: &mut Inflater, payload: &[u8], limit: usize) -> Result<Bytes, Violation> {
    let mut message = Vec::new();
    inflater.part(payload, &mut message, limit)?;
    inflater.end(&mut message, limit)?;
    Ok(Bytes::from(message))
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIMIT: usize = 100_000;

    fn inflate(inflater: &mut Inflater, compressed: &[u8]) -> Result<Vec<u8>, u16> {
        inflate_whole(inflater, compressed, LIMIT).map(|bytes| bytes.to_vec()).map_err(|violation| violation.code())
    }

    fn agreement(window_bits: u8) -> Agreement {
        Agreement { peer_keeps_window: false, window_bits: Some(window_bits) }
    }

    #[test]
    fn a_server_accepts_the_first_offer_it_can() {
        let check = |offers: &str, expected: Option<&str>| {
            assert_eq!(Agreement::accept(offers).map(|(_, answer)| answer).as_deref(), expected, "{offers}");
        };
        let plain = "permessage-deflate; server_no_context_takeover; client_no_context_takeover";
        check("permessage-deflate", Some(plain));
        check("x-other, Permessage-Deflate ; client_max_window_bits", Some(plain));
        check("permessage-deflate; client_max_window_bits=10; server_no_context_takeover", Some(plain));
        let narrow = format!("{plain}; server_max_window_bits=10");
        check("permessage-deflate; server_max_window_bits = \"10\"", Some(&narrow));
        check("permessage-deflate; server_max_window_bits=8, permessage-deflate", Some(plain));
        for refused in [
            "",
            "x-other",
            "permessage-deflate; server_max_window_bits",
            "permessage-deflate; server_max_window_bits=8",
            "permessage-deflate; server_max_window_bits=16",
            "permessage-deflate; server_max_window_bits=010",
            "permessage-deflate; client_max_window_bits=7",
            "permessage-deflate; client_max_window_bits; client_max_window_bits",
            "permessage-deflate; server_no_context_takeover=1",
            "permessage-deflate; mystery",
            "permessage-deflate;",
        ] {
            check(refused, None);
        }
    }

    #[test]
    fn a_client_confirms_what_it_offered() {
        let check = |answer: &str, expected: Option<(bool, Option<u8>)>| {
            let agreed = Agreement::confirm(answer).map(|agreed| (agreed.peer_keeps_window, agreed.window_bits));
            assert_eq!(agreed, expected, "{answer}");
        };
        check("permessage-deflate", Some((true, Some(15))));
        check("permessage-deflate; server_no_context_takeover", Some((false, Some(15))));
        check("permessage-deflate; client_max_window_bits=9; server_max_window_bits=8", Some((true, Some(9))));
        check("permessage-deflate; client_max_window_bits=8", Some((true, None)));
        check("permessage-deflate; client_max_window_bits", None);
        check("permessage-deflate; mystery", None);
        check("permessage-deflate, permessage-deflate", None);
        check("x-other", None);
    }

    #[test]
    fn messages_survive_compression_in_every_window() {
        for bits in LEAST_WINDOW_BITS..=MOST_WINDOW_BITS {
            let message: Vec<u8> = (0..60_000_u32).flat_map(|number| (number / 7).to_le_bytes()).take(90_000).collect();
            let compressed = agreement(bits).compress(&message).expect("it gets shorter");
            assert!(compressed.len() < message.len() / 2, "{bits}: {}", compressed.len());
            assert_eq!(inflate(&mut agreement(bits).inflater(), &compressed), Ok(message), "{bits}");
        }
    }

    #[test]
    fn what_does_not_get_shorter_is_not_compressed() {
        assert_eq!(agreement(15).compress(b"a"), None);
        let noise: Vec<u8> = (0..5000).map(|_| rand::random()).collect();
        assert_eq!(agreement(15).compress(&noise), None);
        assert!(agreement(15).compress(&[b'a'; LEAST_BYTES]).is_some());
        assert_eq!(agreement(15).compress(&vec![b'a'; MOST_BYTES + 1]), None);
        assert_eq!(Agreement { peer_keeps_window: false, window_bits: None }.compress(&[b'a'; LEAST_BYTES]), None);
    }

    /// RFC 7692 section 7.2.3.
    #[test]
    fn the_examples_of_the_rfc() {
        let hello = Ok(b"Hello".to_vec());
        let mut inflater = Agreement { peer_keeps_window: true, window_bits: Some(15) }.inflater();
        assert_eq!(inflate(&mut inflater, &[0xf2, 0x48, 0xcd, 0xc9, 0xc9, 0x07, 0x00]), hello);
        assert_eq!(inflate(&mut inflater, &[0xf2, 0x00, 0x11, 0x00, 0x00]), hello);
        let inflater = &mut agreement(15).inflater();
        assert_eq!(
            inflate(inflater, &[0x00, 0x05, 0x00, 0xfa, 0xff, 0x48, 0x65, 0x6c, 0x6c, 0x6f, 0x00]),
            hello,
            "stored"
        );
        assert_eq!(inflate(inflater, &[0xf3, 0x48, 0xcd, 0xc9, 0xc9, 0x07, 0x00, 0x00]), hello, "a final block");
        let two_blocks = [0xf2, 0x48, 0x05, 0x00, 0x00, 0x00, 0xff, 0xff, 0xca, 0xc9, 0xc9, 0x07, 0x00];
        assert_eq!(inflate(inflater, &two_blocks), hello);
        assert_eq!(inflate(inflater, &[0x00]), Ok(Vec::new()), "nothing");
    }

    #[test]
    fn hostile_data_is_refused() {
        let mut inflater = agreement(15).inflater();
        assert_eq!(inflate(&mut inflater, &[0xff; 20]), Err(1007));
        let mut inflater = agreement(15).inflater();
        assert_eq!(inflate(&mut inflater, &[0xf2, 0x00, 0x11, 0x00, 0x00]), Err(1007), "a window that is not kept");
        let bomb = agreement(15).compress(&vec![0; MOST_BYTES]).unwrap();
        assert!(bomb.len() < LIMIT / 5, "{}", bomb.len());
        let mut message = Vec::new();
        let refused = agreement(15).inflater().part(&bomb, &mut message, LIMIT);
        assert_eq!(refused.map_err(|violation| violation.code()), Err(1009));
        assert!(message.capacity() < LIMIT * 2 + STEP_BYTES, "{}", message.capacity());
        let exact = agreement(15).compress(&vec![0; LIMIT]).unwrap();
        assert_eq!(inflate(&mut agreement(15).inflater(), &exact).map(|message| message.len()), Ok(LIMIT));
    }

    #[test]
    fn parts_may_be_cut_anywhere() {
        let message: Vec<u8> = (0..5000_u32).flat_map(|number| (number % 97).to_le_bytes()).collect();
        let compressed = agreement(15).compress(&message).unwrap();
        let mut inflater = agreement(15).inflater();
        let mut read = Vec::new();
        for byte in &compressed {
            inflater.part(std::slice::from_ref(byte), &mut read, LIMIT).unwrap();
        }
        inflater.end(&mut read, LIMIT).unwrap();
        assert_eq!(read, message);
    }
}
