//! Takes the custom sections out of a module: names, symbols, relocations.

use wasmtime::{Result, bail};

const HEADER_BYTES: usize = 8;
const CUSTOM: u8 = 0;

/// The module without its custom sections, but for those of the names `kept`.
pub(crate) fn remove(module: &[u8], kept: &[&str]) -> Result<Vec<u8>> {
    let Some((header, mut rest)) = module.split_at_checked(HEADER_BYTES) else { bail!("it has no header") };
    let mut result = header.to_vec();
    while let [id, after @ ..] = rest {
        let (length, content) = number(after)?;
        let Some((content, next)) = content.split_at_checked(length) else { bail!("a section ends too early") };
        let is_kept = *id != CUSTOM || kept.contains(&name(content)?);
        if is_kept {
            result.extend_from_slice(&rest[..rest.len() - next.len()]);
        }
        rest = next;
    }
    Ok(result)
}

fn name(content: &[u8]) -> Result<&str> {
    let (length, content) = number(content)?;
    let Some(name) = content.get(..length) else { bail!("a name ends too early") };
    Ok(std::str::from_utf8(name)?)
}

/// A LEB128 number, and what follows it.
fn number(bytes: &[u8]) -> Result<(usize, &[u8])> {
    let mut value = 0;
    for (index, byte) in bytes.iter().enumerate().take(5) {
        value |= usize::from(byte & 0x7f) << (7 * index);
        if byte & 0x80 == 0 {
            return Ok((value, &bytes[index + 1..]));
        }
    }
    bail!("a number does not end")
}
