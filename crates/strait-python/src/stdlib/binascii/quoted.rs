//! Quoted-printable.

const LONGEST_LINE: usize = 76;

/// What is quoted beside what must be.
#[derive(Clone, Copy)]
pub(super) struct Style {
    pub(super) tabs: bool,
    /// Line ends stay line ends.
    pub(super) text: bool,
    /// A space is written as an underscore.
    pub(super) header: bool,
}

pub(super) fn decode(data: &[u8], header: bool) -> Vec<u8> {
    let mut out = Vec::with_capacity(data.len());
    let mut place = 0;
    while let Some(&byte) = data.get(place) {
        place += 1;
        match byte {
            b'=' => {
                let Some(&next) = data.get(place) else { break };
                let digit = |place: usize| char::from(*data.get(place)?).to_digit(16).map(|digit| digit as u8);
                if matches!(next, b'\n' | b'\r') {
                    // The line goes on.
                    if next != b'\n' {
                        while data.get(place).is_some_and(|&byte| byte != b'\n') {
                            place += 1;
                        }
                    }
                    place += usize::from(place < data.len());
                } else if next == b'=' {
                    // Broken, but written by some.
                    out.push(b'=');
                    place += 1;
                } else if let (Some(high), Some(low)) = (digit(place), digit(place + 1)) {
                    out.push(high << 4 | low);
                    place += 2;
                } else {
                    out.push(b'=');
                }
            }
            b'_' if header => out.push(b' '),
            _ => out.push(byte),
        }
    }
    out
}

pub(super) fn encode(data: &[u8], style: Style) -> Vec<u8> {
    // Lines end as the first one does.
    let with_return = memchr::memchr(b'\n', data).is_some_and(|place| place > 0 && data[place - 1] == b'\r');
    let line_end: &[u8] = if with_return { b"\r\n" } else { b"\n" };
    let mut out = Vec::with_capacity(data.len());
    let (mut place, mut column) = (0, 0);
    while let Some(&byte) = data.get(place) {
        let next = data.get(place + 1).copied();
        let is_last = next.is_none();
        let quoted = byte > 126
            || byte == b'='
            || (style.header && byte == b'_')
            || (byte == b'.' && column == 0 && (is_last || matches!(next, Some(b'\n' | b'\r' | 0))))
            || (!style.text && matches!(byte, b'\r' | b'\n'))
            || (matches!(byte, b'\t' | b' ') && is_last)
            || (byte < 33 && !matches!(byte, b'\r' | b'\n' | b'\t' | b' '))
            || (byte < 33 && !matches!(byte, b'\r' | b'\n') && (style.tabs || !matches!(byte, b'\t' | b' ')));
        if quoted {
            if column + 3 >= LONGEST_LINE {
                out.push(b'=');
                out.extend(line_end);
                column = 0;
            }
            out.extend(format!("={byte:02X}").as_bytes());
            place += 1;
            column += 3;
            continue;
        }
        let ends_line = byte == b'\n' || (byte == b'\r' && next == Some(b'\n'));
        if style.text && ends_line {
            column = 0;
            // A space before the end of a line is quoted after all.
            if let Some(&last) = out.last().filter(|&&last| matches!(last, b' ' | b'\t')) {
                out.pop();
                out.extend(format!("={last:02X}").as_bytes());
            }
            out.extend(line_end);
            place += if byte == b'\r' { 2 } else { 1 };
            continue;
        }
        if next.is_some_and(|next| next != b'\n') && column + 1 >= LONGEST_LINE {
            out.push(b'=');
            out.extend(line_end);
            column = 0;
        }
        column += 1;
        out.push(if style.header && byte == b' ' { b'_' } else { byte });
        place += 1;
    }
    out
}
