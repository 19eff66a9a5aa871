//! From bytes to messages and back (RFC 6455 section 5), without a connection.

use std::io::Cursor;

use bytes::{Buf, BufMut, Bytes, BytesMut};
use tungstenite::protocol::frame::{
    FrameHeader,
    coding::{Control, Data, OpCode},
};

use super::{
    Role, WebSocketMessage,
    deflate::{Agreement, Inflater, inflate_whole},
};

/// The most of a control frame's payload (RFC 6455 section 5.5).
pub(super) const CONTROL_BYTES: usize = 125;

/// The most of a close frame's reason, whose payload begins with a code.
pub(super) const REASON_BYTES: usize = CONTROL_BYTES - 2;

/// Something whole that a peer sent.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Arrival {
    Message(WebSocketMessage),
    Ping(Bytes),
    Pong(Bytes),
    /// The code and reason, if it gave any.
    Close(Option<(u16, String)>),
}

/// What a peer did that the protocol does not allow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Violation {
    code: u16,
    message: String,
}

impl Violation {
    fn protocol(message: impl Into<String>) -> Self {
        Self { code: 1002, message: message.into() }
    }

    fn not_text() -> Self {
        Self { code: 1007, message: "the peer sent text that is not UTF-8".to_owned() }
    }

    pub(super) fn not_compressed() -> Self {
        Self { code: 1007, message: "the peer sent a compressed message that cannot be decompressed".to_owned() }
    }

    pub(super) fn too_large(limit: usize) -> Self {
        let message = format!(
            "the peer sent a message of more than {limit} bytes, the most it may; allow more with --max-message"
        );
        Self { code: 1009, message }
    }

    /// What the close frame says (RFC 6455 section 7.4.1).
    pub(super) fn code(&self) -> u16 {
        self.code
    }

    /// A sentence for people.
    pub(super) fn message(&self) -> &str {
        &self.message
    }
}

/// Whether a close frame may carry a code (RFC 6455 section 7.4, and the IANA registry for 1012 to 1014).
pub(super) fn is_close_code(code: u16) -> bool {
    matches!(code, 1000..=1003 | 1007..=1014 | 3000..=4999)
}

/// Reads frames and puts messages together.
pub(super) struct FrameReader {
    role: Role,
    /// The most bytes of a message.
    limit: usize,
    inflater: Option<Inflater>,
    /// The frame whose payload is not all there, and the length of that.
    header: Option<(FrameHeader, usize)>,
    /// The message whose last frame is not there.
    partial: Option<Partial>,
}

struct Partial {
    is_text: bool,
    is_compressed: bool,
    bytes: Vec<u8>,
    /// How many of them are known to be UTF-8.
    valid: usize,
}

impl FrameReader {
    pub(super) fn new(role: Role, limit: usize, agreement: Option<Agreement>) -> Self {
        let inflater = agreement.map(|agreement| agreement.inflater());
        Self { role, limit, inflater, header: None, partial: None }
    }

    /// Takes the next thing that is whole out of `input`, or says that there is none.
    ///
    /// # Errors
    ///
    /// The peer broke the protocol; the reader is of no more use.
    pub(super) fn next(&mut self, input: &mut BytesMut) -> Result<Option<Arrival>, Violation> {
        loop {
            let Some((header, length)) = self.header(input)? else { return Ok(None) };
            if input.len() < length {
                self.header = Some((header, length));
                return Ok(None);
            }
            let mut payload = input.split_to(length);
            if let Some(mask) = header.mask {
                apply_mask(&mut payload, mask);
            }
            let arrival = match header.opcode {
                OpCode::Control(Control::Ping) => Some(Arrival::Ping(payload.freeze())),
                OpCode::Control(Control::Pong) => Some(Arrival::Pong(payload.freeze())),
                OpCode::Control(_) => Some(Arrival::Close(close_payload(&payload)?)),
                OpCode::Data(_) => self.data(&header, payload.freeze())?,
            };
            if arrival.is_some() {
                return Ok(arrival);
            }
        }
    }

    /// How many bytes the frame under way still needs, as far as its header tells.
    pub(super) fn wanted(&self, input: &BytesMut) -> usize {
        self.header.as_ref().map_or(0, |(_, length)| length.saturating_sub(input.len()))
    }

    fn header(&mut self, input: &mut BytesMut) -> Result<Option<(FrameHeader, usize)>, Violation> {
        if let Some(header) = self.header.take() {
            return Ok(Some(header));
        }
        let mut cursor = Cursor::new(&input[..]);
        let parsed = FrameHeader::parse(&mut cursor)
            .map_err(|_| Violation::protocol("the peer sent a frame of a kind that does not exist"))?;
        let Some((header, length)) = parsed else { return Ok(None) };
        let header_bytes = usize::try_from(cursor.position()).unwrap_or(input.len());
        self.check(&header, length)?;
        input.advance(header_bytes);
        // A length beyond the limit has been refused.
        Ok(Some((header, usize::try_from(length).unwrap_or(usize::MAX))))
    }

    fn check(&self, header: &FrameHeader, length: u64) -> Result<(), Violation> {
        let is_control = matches!(header.opcode, OpCode::Control(_));
        let may_compress = self.inflater.is_some() && matches!(header.opcode, OpCode::Data(Data::Text | Data::Binary));
        if header.rsv2 || header.rsv3 || (header.rsv1 && !may_compress) {
            return Err(Violation::protocol("the peer sent a frame with reserved bits set"));
        }
        if header.mask.is_some() != (self.role == Role::Server) {
            // RFC 6455 section 5.1.
            return Err(Violation::protocol(match self.role {
                Role::Server => "the client sent a frame without a mask",
                Role::Client => "the server sent a frame with a mask",
            }));
        }
        if is_control {
            return match header.is_final && length <= CONTROL_BYTES as u64 {
                true => Ok(()),
                false => Err(Violation::protocol("the peer sent a control frame that is fragmented or too long")),
            };
        }
        match (header.opcode, &self.partial) {
            (OpCode::Data(Data::Continue), None) => {
                return Err(Violation::protocol("the peer continued a message that had not begun"));
            }
            (OpCode::Data(Data::Text | Data::Binary), Some(_)) => {
                return Err(Violation::protocol("the peer began a message before it had ended the one before"));
            }
            _ => {}
        }
        let so_far = self.partial.as_ref().map_or(0, |partial| partial.bytes.len());
        match length.saturating_add(so_far as u64) > self.limit as u64 {
            true => Err(Violation::too_large(self.limit)),
            false => Ok(()),
        }
    }

    fn data(&mut self, header: &FrameHeader, payload: Bytes) -> Result<Option<Arrival>, Violation> {
        if header.is_final && self.partial.is_none() {
            let payload = match &mut self.inflater {
                Some(inflater) if header.rsv1 => inflate_whole(inflater, &payload, self.limit)?,
                _ => payload,
            };
            let is_text = header.opcode == OpCode::Data(Data::Text);
            if is_text && std::str::from_utf8(&payload).is_err() {
                return Err(Violation::not_text());
            }
            return Ok(Some(whole(is_text, payload)));
        }
        let partial = self.partial.get_or_insert_with(|| Partial {
            is_text: header.opcode == OpCode::Data(Data::Text),
            is_compressed: header.rsv1,
            bytes: Vec::new(),
            valid: 0,
        });
        match &mut self.inflater {
            Some(inflater) if partial.is_compressed => {
                inflater.part(&payload, &mut partial.bytes, self.limit)?;
                if header.is_final {
                    inflater.end(&mut partial.bytes, self.limit)?;
                }
            }
            _ => partial.bytes.extend_from_slice(&payload),
        }
        if partial.is_text {
            partial.check_text(header.is_final)?;
        }
        if !header.is_final {
            return Ok(None);
        }
        Ok(self.partial.take().map(|partial| whole(partial.is_text, Bytes::from(partial.bytes))))
    }
}

impl Partial {
    /// Fails as soon as a frame shows that the message cannot be text. A character may be cut between two frames.
    fn check_text(&mut self, is_whole: bool) -> Result<(), Violation> {
        match std::str::from_utf8(&self.bytes[self.valid..]) {
            Ok(_) => self.valid = self.bytes.len(),
            Err(error) if error.error_len().is_none() && !is_whole => self.valid += error.valid_up_to(),
            Err(_) => return Err(Violation::not_text()),
        }
        Ok(())
    }
}

fn whole(is_text: bool, payload: Bytes) -> Arrival {
    Arrival::Message(match is_text {
        true => WebSocketMessage::Text(payload),
        false => WebSocketMessage::Binary(payload),
    })
}

/// RFC 6455 section 5.5.1.
fn close_payload(payload: &[u8]) -> Result<Option<(u16, String)>, Violation> {
    let (code, reason) = match payload {
        [] => return Ok(None),
        [_] => return Err(Violation::protocol("the peer sent a close frame with half a code")),
        [high, low, reason @ ..] => (u16::from_be_bytes([*high, *low]), reason),
    };
    if !is_close_code(code) {
        return Err(Violation::protocol(format!("the peer closed with {code}, which is no code to close with")));
    }
    let reason = std::str::from_utf8(reason).map_err(|_| Violation::not_text())?;
    Ok(Some((code, reason.to_owned())))
}

/// Writes frames.
pub(super) struct FrameWriter {
    role: Role,
    agreement: Option<Agreement>,
    /// Messages shorter than this are sent as they are.
    compress_from: usize,
}

impl FrameWriter {
    pub(super) fn new(role: Role, agreement: Option<Agreement>, compress_from: usize) -> Self {
        Self { role, agreement, compress_from }
    }

    /// Appends a message or a control frame; a message is compressed where that was agreed and makes it shorter, as one frame.
    pub(super) fn message(&self, message: &WebSocketMessage, output: &mut BytesMut) {
        let (opcode, payload) = match message {
            WebSocketMessage::Text(payload) => (Data::Text, payload),
            WebSocketMessage::Binary(payload) => (Data::Binary, payload),
            WebSocketMessage::Ping(payload) => {
                return self.frame(OpCode::Control(Control::Ping), false, payload, output);
            }
            WebSocketMessage::Pong(payload) => return self.pong(payload, output),
        };
        let agreement = self.agreement.filter(|_| payload.len() >= self.compress_from);
        match agreement.and_then(|agreement| agreement.compress(payload)) {
            Some(compressed) => self.frame(OpCode::Data(opcode), true, &compressed, output),
            None => self.frame(OpCode::Data(opcode), false, payload, output),
        }
    }

    pub(super) fn pong(&self, payload: &[u8], output: &mut BytesMut) {
        self.frame(OpCode::Control(Control::Pong), false, payload, output);
    }

    /// Appends a close frame; the reason is at most [`REASON_BYTES`] long.
    pub(super) fn close(&self, close: Option<(u16, &str)>, output: &mut BytesMut) {
        let mut payload = Vec::new();
        if let Some((code, reason)) = close {
            payload.extend_from_slice(&code.to_be_bytes());
            payload.extend_from_slice(reason.as_bytes());
        }
        self.frame(OpCode::Control(Control::Close), false, &payload, output);
    }

    fn frame(&self, opcode: OpCode, rsv1: bool, payload: &[u8], output: &mut BytesMut) {
        // RFC 6455 section 5.3: a mask that nobody can foresee.
        let mask = (self.role == Role::Client).then(rand::random);
        let header = FrameHeader { opcode, rsv1, mask, ..FrameHeader::default() };
        let length = payload.len() as u64;
        output.reserve(header.len(length) + payload.len());
        // Writing to memory cannot fail.
        let _ = header.format(length, &mut (&mut *output).writer());
        let start = output.len();
        output.extend_from_slice(payload);
        if let Some(mask) = mask {
            apply_mask(&mut output[start..], mask);
        }
    }
}

/// RFC 6455 section 5.3, eight bytes at a time.
fn apply_mask(payload: &mut [u8], mask: [u8; 4]) {
    let [a, b, c, d] = mask;
    let wide = u64::from_ne_bytes([a, b, c, d, a, b, c, d]);
    let (words, rest) = payload.as_chunks_mut::<8>();
    for word in words {
        *word = (u64::from_ne_bytes(*word) ^ wide).to_ne_bytes();
    }
    for (byte, mask) in rest.iter_mut().zip(mask.into_iter().cycle()) {
        *byte ^= mask;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIMIT: usize = 1000;

    fn server() -> FrameReader {
        FrameReader::new(Role::Server, LIMIT, None)
    }

    /// A frame as a client sends it, with the mask 0, which changes nothing.
    fn masked(first: u8, payload: &[u8]) -> Vec<u8> {
        let mut frame = vec![first];
        match payload.len() {
            length @ 0..=125 => frame.push(0x80 | length as u8),
            length => {
                frame.push(0x80 | 126);
                frame.extend_from_slice(&(length as u16).to_be_bytes());
            }
        }
        frame.extend_from_slice(&[0; 4]);
        frame.extend_from_slice(payload);
        frame
    }

    fn text(text: &str) -> Arrival {
        whole(true, Bytes::copy_from_slice(text.as_bytes()))
    }

    #[track_caller]
    fn check(reader: &mut FrameReader, bytes: &[u8], expected: Result<&[Arrival], (u16, &str)>) {
        let mut input = BytesMut::from(bytes);
        let mut arrived = Vec::new();
        let result = loop {
            match reader.next(&mut input) {
                Ok(Some(arrival)) => arrived.push(arrival),
                Ok(None) => break Ok(()),
                Err(violation) => break Err(violation),
            }
        };
        match (result, expected) {
            (Ok(()), Ok(expected)) => assert_eq!(arrived, expected),
            (Err(violation), Err(expected)) => assert_eq!((violation.code(), violation.message()), expected),
            (result, expected) => panic!("{result:?} after {arrived:?} in place of {expected:?}"),
        }
    }

    #[test]
    fn messages_come_whole_however_they_are_cut() {
        let mut bytes = masked(0x01, b"Hel");
        bytes.extend(masked(0x89, b"ping"));
        bytes.extend(masked(0x00, "lo \u{20ac}".as_bytes().split_at(4).0));
        bytes.extend(masked(0x80, "lo \u{20ac}".as_bytes().split_at(4).1));
        bytes.extend(masked(0x82, &[0xff; 300]));
        bytes.extend(masked(0x8a, b""));
        bytes.extend(masked(0x88, b"\x03\xe8bye"));
        let expected = [
            Arrival::Ping(Bytes::from_static(b"ping")),
            text("Hello \u{20ac}"),
            whole(false, Bytes::from(vec![0xff; 300])),
            Arrival::Pong(Bytes::new()),
            Arrival::Close(Some((1000, "bye".to_owned()))),
        ];
        check(&mut server(), &bytes, Ok(&expected));
        for size in 1..20 {
            let (mut reader, mut input, mut arrived) = (server(), BytesMut::new(), Vec::new());
            for part in bytes.chunks(size) {
                input.extend_from_slice(part);
                while let Some(arrival) = reader.next(&mut input).unwrap() {
                    arrived.push(arrival);
                }
            }
            assert_eq!(arrived, expected, "in parts of {size}");
        }
    }

    #[test]
    fn what_a_writer_writes_a_reader_reads() {
        for agreement in [None, Agreement::accept("permessage-deflate").map(|(agreement, _)| agreement)] {
            for (writer, reader) in [(Role::Client, Role::Server), (Role::Server, Role::Client)] {
                let mut output = BytesMut::new();
                let writer = FrameWriter::new(writer, agreement, 0);
                let messages = [
                    WebSocketMessage::Text(Bytes::from("\u{e9}".repeat(40_000))),
                    WebSocketMessage::Binary(Bytes::new()),
                    WebSocketMessage::Binary(Bytes::from_static(&[0, 1, 2])),
                ];
                for message in &messages {
                    writer.message(message, &mut output);
                }
                writer.message(&WebSocketMessage::Ping(Bytes::from_static(b"?")), &mut output);
                writer.pong(b"x", &mut output);
                writer.close(None, &mut output);
                let mut reader = FrameReader::new(reader, 100_000, agreement);
                let expected: Vec<Arrival> = messages.into_iter().map(Arrival::Message).collect();
                let mut arrived = Vec::new();
                while let Some(arrival) = reader.next(&mut output).unwrap() {
                    arrived.push(arrival);
                }
                assert_eq!(arrived[..3], expected);
                assert_eq!(
                    arrived[3..],
                    [
                        Arrival::Ping(Bytes::from_static(b"?")),
                        Arrival::Pong(Bytes::from_static(b"x")),
                        Arrival::Close(None)
                    ]
                );
            }
        }
    }

    #[test]
    fn violations_say_what_the_peer_did() {
        let refused = |bytes: &[u8], code: u16, message: &str| check(&mut server(), bytes, Err((code, message)));
        let reserved = "the peer sent a frame with reserved bits set";
        for bits in [0x40, 0x20, 0x10, 0x70] {
            refused(&masked(0x81 | bits, b"a"), 1002, reserved);
        }
        for kind in [0x83, 0x87, 0x8b, 0x8f] {
            refused(&masked(kind, b""), 1002, "the peer sent a frame of a kind that does not exist");
        }
        refused(&[0x81, 0x01, b'a'], 1002, "the client sent a frame without a mask");
        let control = "the peer sent a control frame that is fragmented or too long";
        refused(&masked(0x09, b"a"), 1002, control);
        refused(&masked(0x89, &[0; 126]), 1002, control);
        refused(&masked(0x80, b"a"), 1002, "the peer continued a message that had not begun");
        let twice = [masked(0x01, b"a"), masked(0x81, b"b")].concat();
        refused(&twice, 1002, "the peer began a message before it had ended the one before");
        let not_text = "the peer sent text that is not UTF-8";
        refused(&masked(0x81, b"\xff"), 1007, not_text);
        refused(&masked(0x81, b"\xe2\x82"), 1007, not_text);
        refused(&masked(0x01, b"\xed\xa0"), 1007, not_text);
        refused(&[masked(0x01, b"\xe2\x82"), masked(0x80, b"")].concat(), 1007, not_text);
        refused(&masked(0x88, b"\x03"), 1002, "the peer sent a close frame with half a code");
        for code in [0_u16, 999, 1004, 1005, 1006, 1015, 1016, 2999, 5000] {
            let message = format!("the peer closed with {code}, which is no code to close with");
            refused(&masked(0x88, &code.to_be_bytes()), 1002, &message);
        }
        refused(&masked(0x88, b"\x03\xe8\xff"), 1007, not_text);
        let mut client = FrameReader::new(Role::Client, LIMIT, None);
        check(&mut client, &masked(0x81, b"a"), Err((1002, "the server sent a frame with a mask")));
    }

    #[test]
    fn the_limit_is_of_the_message() {
        let too_large =
            "the peer sent a message of more than 1000 bytes, the most it may; allow more with --max-message";
        let exact = masked(0x82, &[0; LIMIT]);
        check(&mut server(), &exact, Ok(&[whole(false, Bytes::from(vec![0; LIMIT]))]));
        check(&mut server(), &masked(0x82, &[0; LIMIT + 1]), Err((1009, too_large)));
        let fragments = [masked(0x02, &[0; 600]), masked(0x00, &[0; 401])].concat();
        check(&mut server(), &fragments, Err((1009, too_large)));
        // Only the header is there, and says 2^63 - 1.
        let huge = [0x82, 0xff, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0];
        check(&mut server(), &huge, Err((1009, too_large)));
        check(
            &mut server(),
            &[0x82, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0],
            Err((1009, too_large)),
        );
    }

    #[test]
    fn compressed_fragments_are_bounded_by_what_they_stand_for() {
        let (agreement, _) = Agreement::accept("permessage-deflate").unwrap();
        let bomb = agreement.compress(&[0; 100_000]).unwrap();
        let mut reader = FrameReader::new(Role::Server, LIMIT, Some(agreement));
        let frames: Vec<u8> = bomb
            .chunks(10)
            .enumerate()
            .flat_map(|(index, part)| masked(if index == 0 { 0x42 } else { 0x00 }, part))
            .collect();
        let too_large =
            "the peer sent a message of more than 1000 bytes, the most it may; allow more with --max-message";
        check(&mut reader, &frames, Err((1009, too_large)));
        let mut reader = FrameReader::new(Role::Server, LIMIT, Some(agreement));
        let twice = [masked(0x01, b"a"), masked(0x40, b"b")].concat();
        check(&mut reader, &twice, Err((1002, "the peer sent a frame with reserved bits set")));
    }

    proptest::proptest! {
        /// Close to frames, so that they reach deeper than noise: the kinds and lengths that there are, masked with zeros.
        #[test]
        fn whatever_a_peer_sends_is_bounded(
            frames in proptest::collection::vec((0_u8..=255, proptest::collection::vec(0_u8..=255, 0..300)), 0..20),
            cut in 1_usize..500,
            is_compressed in proptest::bool::ANY,
        ) {
            let agreement = is_compressed.then(|| Agreement::accept("permessage-deflate").unwrap().0);
            let mut reader = FrameReader::new(Role::Server, LIMIT, agreement);
            let bytes: Vec<u8> = frames.iter().flat_map(|(first, payload)| masked(*first, payload)).collect();
            let mut input = BytesMut::new();
            'read: for part in bytes.chunks(cut) {
                input.extend_from_slice(part);
                loop {
                    match reader.next(&mut input) {
                        Ok(Some(Arrival::Message(message))) => proptest::prop_assert!(message.payload().len() <= LIMIT),
                        Ok(Some(_)) => {}
                        Ok(None) => break,
                        Err(violation) => {
                            proptest::prop_assert!(is_close_code(violation.code()));
                            break 'read;
                        }
                    }
                }
            }
        }
    }
}
