//! CRC-32 and Adler-32.

const fn tables() -> [[u32; 256]; 8] {
    let mut tables = [[0; 256]; 8];
    let mut byte = 0;
    while byte < 256 {
        let mut crc = byte as u32;
        let mut bit = 0;
        while bit < 8 {
            crc = if crc & 1 == 0 { crc >> 1 } else { crc >> 1 ^ 0xEDB8_8320 };
            bit += 1;
        }
        tables[0][byte] = crc;
        byte += 1;
    }
    let mut table = 1;
    while table < 8 {
        let mut byte = 0;
        while byte < 256 {
            let before: u32 = tables[table - 1][byte];
            tables[table][byte] = before >> 8 ^ tables[0][(before & 0xFF) as usize];
            byte += 1;
        }
        table += 1;
    }
    tables
}

static TABLES: [[u32; 256]; 8] = tables();

/// Goes on from the checksum of what came before; 0 at the start.
pub(super) fn crc32(bytes: &[u8], before: u32) -> u32 {
    let mut crc = !before;
    let mut chunks = bytes.chunks_exact(8);
    for chunk in &mut chunks {
        let low = crc ^ u32::from_le_bytes([chunk[0], chunk[1], chunk[2], chunk[3]]);
        let [a, b, c, d] = low.to_le_bytes();
        crc = TABLES[7][usize::from(a)]
            ^ TABLES[6][usize::from(b)]
            ^ TABLES[5][usize::from(c)]
            ^ TABLES[4][usize::from(d)]
            ^ TABLES[3][usize::from(chunk[4])]
            ^ TABLES[2][usize::from(chunk[5])]
            ^ TABLES[1][usize::from(chunk[6])]
            ^ TABLES[0][usize::from(chunk[7])];
    }
    for &byte in chunks.remainder() {
        crc = crc >> 8 ^ TABLES[0][usize::from(crc as u8 ^ byte)];
    }
    !crc
}

/// Goes on from the checksum of what came before; 1 at the start.
pub(super) fn adler32(bytes: &[u8], before: u32) -> u32 {
    const PRIME: u32 = 65_521;
    let (mut low, mut high) = (before & 0xFFFF, before >> 16);
    // So many bytes cannot overflow.
    for part in bytes.chunks(5_552) {
        for &byte in part {
            low += u32::from(byte);
            high += low;
        }
        low %= PRIME;
        high %= PRIME;
    }
    high << 16 | low
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn checksums_go_on_where_they_stopped() {
        let text = b"The quick brown fox jumps over the lazy dog";
        assert_eq!(crc32(text, 0), 0x414F_A339);
        assert_eq!(crc32(&text[13..], crc32(&text[..13], 0)), 0x414F_A339);
        assert_eq!(adler32(text, 1), 0x5BDC_0FDA);
        assert_eq!(adler32(&text[5..], adler32(&text[..5], 1)), 0x5BDC_0FDA);
    }
}
