//! Keys derived from passwords and from other keys, by RustCrypto.

use hkdf::Hkdf;
use rquickjs::{ArrayBuffer, Ctx, Exception, Result};
use scrypt::Params;

use super::digest::with_hash;
use crate::{
    bytes::{Bytes, Text},
    outcome::buffer,
};

/// PBKDF2 (RFC 8018 section 5.2) with HMAC of a hash; `undefined` for an unknown one.
pub(super) fn pbkdf2<'js>(
    ctx: Ctx<'js>,
    hash: Text<'js>,
    password: Bytes<'js>,
    salt: Bytes<'js>,
    iterations: u32,
    length: usize,
) -> Result<Option<ArrayBuffer<'js>>> {
    let mut key = room(&ctx, length)?;
    let derived = with_hash!(hash.as_str().as_ref(), H => {
        pbkdf2::pbkdf2_hmac::<H>(password.as_slice(), salt.as_slice(), iterations, &mut key);
    });
    derived.map(|()| buffer(&ctx, &key)).transpose()
}

/// HKDF (RFC 5869); `undefined` for an unknown hash or more than 255 times its length.
pub(super) fn hkdf<'js>(
    ctx: Ctx<'js>,
    hash: Text<'js>,
    secret: Bytes<'js>,
    salt: Bytes<'js>,
    info: Bytes<'js>,
    length: usize,
) -> Result<Option<ArrayBuffer<'js>>> {
    let mut key = room(&ctx, length)?;
    let derived = with_hash!(hash.as_str().as_ref(), H => {
        Hkdf::<H>::new(Some(salt.as_slice()), secret.as_slice()).expand(info.as_slice(), &mut key).ok()
    });
    derived.flatten().map(|()| buffer(&ctx, &key)).transpose()
}

/// scrypt (RFC 7914) with a cost of 2 to the power of `log_cost`. The library bounds the memory before.
pub(super) fn scrypt<'js>(
    ctx: Ctx<'js>,
    password: Bytes<'js>,
    salt: Bytes<'js>,
    log_cost: u8,
    block_size: u32,
    parallelism: u32,
    length: usize,
) -> Result<ArrayBuffer<'js>> {
    let invalid = |_| Exception::throw_range(&ctx, "Invalid scrypt params");
    // The length in the parameters is for password hashes as texts; the key's is that of its room.
    let parameters = Params::new(log_cost, block_size, parallelism, Params::RECOMMENDED_LEN).map_err(invalid)?;
    let mut key = room(&ctx, length)?;
    if length > 0 {
        let failed = |_| Exception::throw_range(&ctx, "Invalid scrypt params");
        scrypt::scrypt(password.as_slice(), salt.as_slice(), &parameters, &mut key).map_err(failed)?;
    }
    buffer(&ctx, &key)
}

/// Zeros to be overwritten by a key.
fn room(ctx: &Ctx<'_>, length: usize) -> Result<Vec<u8>> {
    let mut key = Vec::new();
    match key.try_reserve_exact(length) {
        Ok(()) => key.resize(length, 0),
        Err(_) => return Err(Exception::throw_range(ctx, &format!("there is no memory for a key of {length} bytes"))),
    }
    Ok(key)
}
