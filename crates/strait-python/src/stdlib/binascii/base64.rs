//! Base64.

const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// The value of each byte; 64 for those that have none.
const VALUES: [u8; 256] = {
    let mut values = [64; 256];
    let mut value = 0;
    while value < 64 {
        values[LETTERS[value] as usize] = value as u8;
        value += 1;
    }
    values
};

pub(super) fn encode(data: &[u8], newline: bool) -> Vec<u8> {
    let mut out = Vec::with_capacity(data.len().div_ceil(3) * 4 + 1);
    for group in data.chunks(3) {
        let at = |place: usize| u32::from(group.get(place).copied().unwrap_or_default());
        let bits = at(0) << 16 | at(1) << 8 | at(2);
        for place in 0..4 {
            let letter = LETTERS[(bits >> (18 - place * 6) & 63) as usize];
            out.push(if place > group.len() { b'=' } else { letter });
        }
    }
    if newline {
        out.push(b'\n');
    }
    out
}

/// Strictly: nothing but letters and padding at its place. Otherwise other characters are skipped.
pub(super) fn decode(data: &[u8], strict: bool) -> Result<Vec<u8>, String> {
    let mut out = Vec::with_capacity(data.len() / 4 * 3 + 3);
    // Letters of the group that came already, and the bits that are left of them.
    let (mut letters, mut left) = (0, 0_u8);
    let (mut pads, mut padded) = (0, false);
    if strict && data.first() == Some(&b'=') {
        return Err("Leading padding not allowed".into());
    }
    for (place, &byte) in data.iter().enumerate() {
        if byte == b'=' {
            padded = true;
            if letters >= 2 {
                pads += 1;
                if letters + pads >= 4 {
                    if strict && place + 1 < data.len() {
                        return Err("Excess data after padding".into());
                    }
                    return Ok(out);
                }
            }
            continue;
        }
        let value = VALUES[usize::from(byte)];
        if value >= 64 {
            if strict {
                return Err("Only base64 data is allowed".into());
            }
            continue;
        }
        if strict && padded {
            return Err("Discontinuous padding not allowed".into());
        }
        pads = 0;
        match letters {
            0 => left = value,
            1 => {
                out.push(left << 2 | value >> 4);
                left = value & 0x0F;
            }
            2 => {
                out.push(left << 4 | value >> 2);
                left = value & 0x03;
            }
            _ => out.push(left << 6 | value),
        }
        letters = (letters + 1) % 4;
    }
    match letters {
        0 => Ok(out),
        1 => Err(format!(
            "Invalid base64-encoded string: number of data characters ({}) cannot be 1 more than a multiple of 4",
            out.len() / 3 * 4 + 1
        )),
        _ => Err("Incorrect padding".into()),
    }
}
