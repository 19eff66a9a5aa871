//! A line of uuencoded data.

pub(super) fn encode(data: &[u8], backtick: bool) -> Result<Vec<u8>, String> {
    if data.len() > 45 {
        return Err("At most 45 bytes at once".into());
    }
    let letter = |value: u8| if backtick && value == 0 { b'`' } else { value + b' ' };
    let mut out = vec![letter(data.len() as u8)];
    for group in data.chunks(3) {
        let at = |place: usize| u32::from(group.get(place).copied().unwrap_or_default());
        let bits = at(0) << 16 | at(1) << 8 | at(2);
        out.extend([18, 12, 6, 0].map(|shift| letter((bits >> shift & 63) as u8)));
    }
    out.push(b'\n');
    Ok(out)
}

pub(super) fn decode(data: &[u8]) -> Result<Vec<u8>, String> {
    let Some((&first, mut rest)) = data.split_first() else { return Ok(vec![0; 32]) };
    let length = usize::from(first.wrapping_sub(b' ') & 0x3F);
    let mut out = Vec::with_capacity(length);
    let (mut bits, mut count) = (0_u32, 0);
    while out.len() < length {
        let value = match rest.split_first() {
            // A line whose spaces at the end were cut.
            None => 0,
            Some((b'\n' | b'\r', after)) => {
                rest = after;
                0
            }
            Some((&byte, after)) => {
                rest = after;
                if !(b' '..=b' ' + 64).contains(&byte) {
                    return Err("Illegal char".into());
                }
                (byte - b' ') & 0x3F
            }
        };
        bits = bits << 6 | u32::from(value);
        count += 6;
        if count >= 8 {
            count -= 8;
            out.push((bits >> count) as u8);
            bits &= (1 << count) - 1;
        }
    }
    if rest.iter().any(|&byte| !matches!(byte, b' ' | b'`' | b'\n' | b'\r')) {
        return Err("Trailing garbage".into());
    }
    Ok(out)
}
