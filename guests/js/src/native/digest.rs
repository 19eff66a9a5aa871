//! Hashes and HMAC, by RustCrypto.

use digest::{FixedOutput, Mac, Update};
use hmac::Hmac;
use rquickjs::{ArrayBuffer, Ctx, Result, class::Class, function::This};
use subtle::ConstantTimeEq;

use super::class::native_class;
use crate::{
    bytes::{Bytes, Text},
    outcome::buffer,
};

/// Evaluates an expression with the type of a hash by its name in lower case without dashes; nothing for an unknown one.
macro_rules! with_hash {
    ($name:expr, $hash:ident => $body:expr) => {
        match $name {
            "md5" => with_hash!(@ md5::Md5, $hash, $body),
            "sha1" => with_hash!(@ sha1::Sha1, $hash, $body),
            "sha224" => with_hash!(@ sha2::Sha224, $hash, $body),
            "sha256" => with_hash!(@ sha2::Sha256, $hash, $body),
            "sha384" => with_hash!(@ sha2::Sha384, $hash, $body),
            "sha512" => with_hash!(@ sha2::Sha512, $hash, $body),
            _ => None,
        }
    };
    (@ $type:ty, $hash:ident, $body:expr) => {{
        type $hash = $type;
        Some($body)
    }};
}
pub(super) use with_hash;

/// A hash or HMAC that takes its input in parts.
trait Absorb {
    fn absorb(&mut self, bytes: &[u8]);
    fn finish(self: Box<Self>) -> Vec<u8>;
    fn copy(&self) -> Box<dyn Absorb>;
}

impl<D: Update + FixedOutput + Clone + 'static> Absorb for D {
    fn absorb(&mut self, bytes: &[u8]) {
        self.update(bytes);
    }

    fn finish(self: Box<Self>) -> Vec<u8> {
        self.finalize_fixed().to_vec()
    }

    fn copy(&self) -> Box<dyn Absorb> {
        Box::new(self.clone())
    }
}

/// What `native.hashNew` and `native.hmacNew` give; finished when it is empty.
pub(crate) struct Digest(Option<Box<dyn Absorb>>);

/// Of a hash by its name; `undefined` for an unknown one.
pub(super) fn hash_new<'js>(ctx: Ctx<'js>, name: Text<'js>) -> Result<Option<Class<'js, Digest>>> {
    let hash = with_hash!(name.as_str().as_ref(), H => Box::new(H::default()) as Box<dyn Absorb>);
    hash.map(|hash| Class::instance(ctx, Digest(Some(hash)))).transpose()
}

/// Of HMAC (RFC 2104) with a hash by its name; `undefined` for an unknown one.
pub(super) fn hmac_new<'js>(ctx: Ctx<'js>, name: Text<'js>, key: Bytes<'js>) -> Result<Option<Class<'js, Digest>>> {
    // HMAC takes keys of every length.
    let mac = with_hash!(name.as_str().as_ref(), H => {
        Hmac::<H>::new_from_slice(key.as_slice()).ok().map(|mac| Box::new(mac) as Box<dyn Absorb>)
    });
    mac.flatten().map(|mac| Class::instance(ctx, Digest(Some(mac)))).transpose()
}

/// Whether two values of one length are the same, in a time that does not tell where they differ.
pub(super) fn constant_time_equal<'js>(left: Bytes<'js>, right: Bytes<'js>) -> bool {
    left.as_slice().ct_eq(right.as_slice()).into()
}

fn update<'js>(this: This<Class<'js, Digest>>, bytes: Bytes<'js>) -> Result<bool> {
    match &mut this.0.try_borrow_mut()?.0 {
        Some(digest) => digest.absorb(bytes.as_slice()),
        None => return Ok(false),
    }
    Ok(true)
}

/// The value; `undefined` when it has been given already.
fn finish<'js>(this: This<Class<'js, Digest>>, ctx: Ctx<'js>) -> Result<Option<ArrayBuffer<'js>>> {
    let digest = this.0.try_borrow_mut()?.0.take();
    digest.map(|digest| buffer(&ctx, &digest.finish())).transpose()
}

/// A digest that goes on from here by itself; `undefined` when the value has been given already.
fn copy<'js>(this: This<Class<'js, Digest>>, ctx: Ctx<'js>) -> Result<Option<Class<'js, Digest>>> {
    let copied = this.0.try_borrow()?.0.as_ref().map(|digest| digest.copy());
    copied.map(|copied| Class::instance(ctx, Digest(Some(copied)))).transpose()
}

native_class!(Digest, "NativeDigest", { "update": update, "finish": finish, "copy": copy });
