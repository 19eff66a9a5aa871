//! From the bytes of an event stream to events (WHATWG HTML, "Interpreting an event stream").

use std::time::Duration;

/// An event as it came.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Event {
    pub(super) kind: String,
    pub(super) data: String,
}

/// An event, or the line it is on, is longer than the limit.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct TooLong;

/// The longest reconnection time that a server can ask for.
const MOST_RETRY: Duration = Duration::from_secs(24 * 60 * 60);

/// Reads one stream. What a stream leaves unfinished at its end is dropped with the parser.
pub(super) struct Parser {
    /// The most bytes of a line, and of the data of an event.
    limit: usize,
    /// The line whose end has not come.
    line: Vec<u8>,
    /// The last byte was a carriage return, so a line feed is a part of the same end of line.
    after_return: bool,
    is_first_line: bool,
    kind: String,
    /// Each data line with its line feed.
    data: String,
    id: String,
    /// What the server asked for, until it is taken.
    retry: Option<Duration>,
}

impl Parser {
    /// A parser of a stream that goes on after the event `last_id`.
    pub(super) fn new(last_id: String, limit: usize) -> Self {
        Self {
            limit,
            line: Vec::new(),
            after_return: false,
            is_first_line: true,
            kind: String::new(),
            data: String::new(),
            id: last_id,
            retry: None,
        }
    }

    /// Reads more of the stream; `dispatch` gets each event, if there is any data in it, and the last event id.
    ///
    /// # Errors
    ///
    /// A line or an event is too long.
    pub(super) fn push(&mut self, bytes: &[u8], mut dispatch: impl FnMut(Option<Event>, &str)) -> Result<(), TooLong> {
        let mut rest = bytes;
        if self.after_return && !rest.is_empty() {
            self.after_return = false;
            rest = rest.strip_prefix(b"\n").unwrap_or(rest);
        }
        while let Some(end) = rest.iter().position(|byte| matches!(byte, b'\n' | b'\r')) {
            self.extend(&rest[..end])?;
            self.end_line(&mut dispatch)?;
            let is_return = rest[end] == b'\r';
            rest = &rest[end + 1..];
            if is_return {
                match rest.first() {
                    Some(b'\n') => rest = &rest[1..],
                    Some(_) => {}
                    None => self.after_return = true,
                }
            }
        }
        self.extend(rest)
    }

    /// The reconnection time that the server asked for since the last time.
    pub(super) fn take_retry(&mut self) -> Option<Duration> {
        self.retry.take()
    }

    fn extend(&mut self, bytes: &[u8]) -> Result<(), TooLong> {
        if self.line.len() + bytes.len() > self.limit {
            return Err(TooLong);
        }
        self.line.extend_from_slice(bytes);
        Ok(())
    }

    fn end_line(&mut self, dispatch: &mut impl FnMut(Option<Event>, &str)) -> Result<(), TooLong> {
        let line = std::mem::take(&mut self.line);
        let mut text = line.as_slice();
        if std::mem::take(&mut self.is_first_line) {
            text = text.strip_prefix("\u{feff}".as_bytes()).unwrap_or(text);
        }
        let result = match text {
            [] => {
                self.dispatch(dispatch);
                Ok(())
            }
            // A comment.
            [b':', ..] => Ok(()),
            text => {
                // No character is cut by the end of a line, so lines can be decoded one by one.
                let text = String::from_utf8_lossy(text);
                let (name, value) = text.split_once(':').unwrap_or((&text, ""));
                self.field(name, value.strip_prefix(' ').unwrap_or(value))
            }
        };
        // The room is for the next line.
        self.line = line;
        self.line.clear();
        self.line.shrink_to(64 * 1024);
        result
    }

    fn field(&mut self, name: &str, value: &str) -> Result<(), TooLong> {
        match name {
            "event" => value.clone_into(&mut self.kind),
            "data" => {
                if self.data.len() + value.len() > self.limit {
                    return Err(TooLong);
                }
                self.data.push_str(value);
                self.data.push('\n');
            }
            "id" if !value.contains('\0') => value.clone_into(&mut self.id),
            "retry" if !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit()) => {
                // More digits than fit are a very long time.
                let milliseconds = value.parse().unwrap_or(u64::MAX);
                self.retry = Some(Duration::from_millis(milliseconds).min(MOST_RETRY));
            }
            _ => {}
        }
        Ok(())
    }

    /// An empty line, "Dispatch the event".
    fn dispatch(&mut self, dispatch: &mut impl FnMut(Option<Event>, &str)) {
        let (kind, mut data) = (std::mem::take(&mut self.kind), std::mem::take(&mut self.data));
        let event = data
            .pop()
            .map(|_line_feed| Event { kind: if kind.is_empty() { "message".to_owned() } else { kind }, data });
        dispatch(event, &self.id);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Events as `kind|data|id`, whatever way the stream is cut.
    #[track_caller]
    fn check(stream: &str, expected: &[&str]) {
        for size in 1..=stream.len() {
            let mut parser = Parser::new(String::new(), 1000);
            let mut events = Vec::new();
            for part in stream.as_bytes().chunks(size) {
                parser
                    .push(part, |event, id| {
                        events.extend(event.map(|event| format!("{}|{}|{id}", event.kind, event.data)))
                    })
                    .unwrap();
            }
            assert_eq!(events, expected, "in parts of {size}");
        }
    }

    #[test]
    fn lines_end_in_three_ways() {
        let expected = ["message|a\nb|", "message|c|"];
        for end in ["\n", "\r", "\r\n"] {
            check(&["data: a", "data:b", "", "data: c", "", ""].join(end), &expected);
        }
        check("data: a\rdata:b\r\n\ndata: c\n\r", &expected);
        check("data: a\r\n\rdata: b\n\n", &["message|a|", "message|b|"]);
    }

    #[test]
    fn fields_mean_what_the_standard_says() {
        check("data\n\n", &["message||"]);
        check("data\ndata\n\n", &["message|\n|"]);
        check("data:  two spaces\n\n", &["message| two spaces|"]);
        check("data : x\nDATA: x\nunknown: x\n\n", &[]);
        check(": comment\n:\ndata: a\n: between\ndata: b\n\n", &["message|a\nb|"]);
        check("event: add\ndata: 1\n\nevent\ndata: 2\n\n", &["add|1|", "message|2|"]);
        check("event: lost\n\ndata: 1\n\n", &["message|1|"]);
        check("data: a:b\n\n", &["message|a:b|"]);
        check("\n\n\ndata: a\n\n\n", &["message|a|"]);
    }

    #[test]
    fn ids_stay_until_they_change() {
        check("id: 1\ndata: a\n\ndata: b\n\nid\ndata: c\n\n", &["message|a|1", "message|b|1", "message|c|"]);
        check("id: 1\ndata: a\n\nid: 2\0\ndata: b\n\n", &["message|a|1", "message|b|1"]);
        let mut parser = Parser::new("7".to_owned(), 1000);
        let mut ids = Vec::new();
        parser.push(b"data: a\n\nid: 8\n\n", |event, id| ids.push((event.is_some(), id.to_owned()))).unwrap();
        assert_eq!(ids, [(true, "7".to_owned()), (false, "8".to_owned())]);
    }

    #[test]
    fn a_byte_order_mark_is_skipped_once() {
        check("\u{feff}data: a\n\n\u{feff}data: b\n\ndata: \u{feff}c\n\n", &["message|a|", "message|\u{feff}c|"]);
    }

    #[test]
    fn what_is_unfinished_is_no_event() {
        check("data: a\n\ndata: b\n", &["message|a|"]);
        check("data: a\n\ndata: b", &["message|a|"]);
    }

    #[test]
    fn bytes_that_are_not_utf8_are_replaced() {
        let mut parser = Parser::new(String::new(), 1000);
        let mut data = String::new();
        parser.push(b"data: a\xffb\xe2\x82\n\n", |event, _| data = event.unwrap().data).unwrap();
        assert_eq!(data, "a\u{fffd}b\u{fffd}");
    }

    #[test]
    fn retry_is_a_number_of_milliseconds() {
        let retry = |line: &str| {
            let mut parser = Parser::new(String::new(), 1000);
            parser.push(line.as_bytes(), |_, _| {}).unwrap();
            parser.take_retry()
        };
        assert_eq!(retry("retry: 250\n"), Some(Duration::from_millis(250)));
        assert_eq!(retry("retry:0\n"), Some(Duration::ZERO));
        assert_eq!(retry("retry: 99999999999999999999999\n"), Some(MOST_RETRY));
        for bad in ["retry\n", "retry: 1.5\n", "retry: -1\n", "retry: 1 \n", "retry: \u{661}\n", "retry: 250"] {
            assert_eq!(retry(bad), None, "{bad}");
        }
    }

    #[test]
    fn lines_and_events_have_a_limit() {
        let push = |stream: &str| Parser::new(String::new(), 1000).push(stream.as_bytes(), |_, _| {});
        assert_eq!(push(&"x".repeat(1000)), Ok(()));
        assert_eq!(push(&"x".repeat(1001)), Err(TooLong));
        assert_eq!(push(&format!(":{}\n", "x".repeat(1000))), Err(TooLong));
        assert_eq!(push(&format!("data: {}\n", "x".repeat(300)).repeat(4)), Err(TooLong));
        assert_eq!(push(&format!("data: {}\n\n", "x".repeat(300)).repeat(10)), Ok(()));
        assert_eq!(push(&"data\n".repeat(2000)), Err(TooLong));
    }

    proptest::proptest! {
        #[test]
        fn a_stream_means_the_same_however_it_is_cut(
            stream in "(data|id|event|retry|:|[ \r\n]|[\\x00-\\xff]|\u{feff}){0,60}",
            cut in 1_usize..10,
        ) {
            let read = |size: usize| {
                let mut parser = Parser::new(String::new(), 100);
                let mut events = Vec::new();
                let result: Result<(), TooLong> = stream
                    .as_bytes()
                    .chunks(size)
                    .try_for_each(|part| parser.push(part, |event, id| events.push((event, id.to_owned()))));
                (events, result, parser.take_retry())
            };
            proptest::prop_assert_eq!(read(cut), read(1));
        }
    }
}
