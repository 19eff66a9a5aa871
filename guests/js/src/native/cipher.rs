//! AES in the modes CBC, CTR and GCM (NIST SP 800-38A and 38D), by RustCrypto.

use aes::{
    Aes128, Aes192, Aes256, Block,
    cipher::{
        BlockDecryptMut, BlockEncrypt, BlockEncryptMut, InnerIvInit, KeyInit, KeyIvInit, StreamCipher,
        generic_array::GenericArray,
    },
};
use ctr::{Ctr128BE, CtrCore, cipher::StreamCipherCoreWrapper, flavors::Ctr32BE as Counter32};
use ghash::{GHash, universal_hash::UniversalHash};
use rquickjs::{ArrayBuffer, Ctx, IntoJs, Result, Value, class::Class, function::This};
use subtle::ConstantTimeEq;

use super::class::native_class;
use crate::{
    bytes::{Bytes, Text},
    outcome::buffer,
};

const BLOCK: usize = 16;

/// Evaluates an expression with the type of AES for a key; nothing for a key of another length.
macro_rules! with_aes {
    ($key:expr, $aes:ident => $body:expr) => {
        match $key.len() {
            16 => with_aes!(@ Aes128, $aes, $body),
            24 => with_aes!(@ Aes192, $aes, $body),
            32 => with_aes!(@ Aes256, $aes, $body),
            _ => None,
        }
    };
    (@ $type:ty, $aes:ident, $body:expr) => {{
        type $aes = $type;
        $body
    }};
}

/// What `native.cipherNew` gives.
pub(crate) struct Cipher(Mode);

enum Mode {
    Cbc(Cbc),
    Ctr(Box<dyn Keystream>),
    Gcm(Box<Gcm>),
}

/// Encrypts or decrypts bytes in place, in step with those before.
trait Keystream {
    fn apply(&mut self, bytes: &mut [u8]);
}

impl<S: StreamCipher> Keystream for S {
    fn apply(&mut self, bytes: &mut [u8]) {
        self.apply_keystream(bytes);
    }
}

/// Whole blocks in place, chained to those before.
trait Chain {
    fn apply(&mut self, blocks: &mut [Block]);
}

struct Encrypt<A: aes::cipher::BlockCipher + BlockEncryptMut>(cbc::Encryptor<A>);
struct Decrypt<A: aes::cipher::BlockCipher + BlockDecryptMut>(cbc::Decryptor<A>);

impl<A: aes::cipher::BlockCipher + BlockEncryptMut<BlockSize = aes::cipher::consts::U16>> Chain for Encrypt<A> {
    fn apply(&mut self, blocks: &mut [Block]) {
        self.0.encrypt_blocks_mut(blocks);
    }
}

impl<A: aes::cipher::BlockCipher + BlockDecryptMut<BlockSize = aes::cipher::consts::U16>> Chain for Decrypt<A> {
    fn apply(&mut self, blocks: &mut [Block]) {
        self.0.decrypt_blocks_mut(blocks);
    }
}

/// CBC with padding as PKCS#7 has it (RFC 5652 section 6.3), unless that is left out.
struct Cbc {
    chain: Box<dyn Chain>,
    encrypts: bool,
    pads: bool,
    /// Less than a block; one whole block more when the last block's padding has to be taken off.
    pending: Vec<u8>,
}

impl Cbc {
    fn update(&mut self, bytes: &[u8]) -> Vec<u8> {
        self.pending.extend_from_slice(bytes);
        let mut whole = self.pending.len() / BLOCK;
        if !self.encrypts && self.pads && whole > 0 && self.pending.len().is_multiple_of(BLOCK) {
            whole -= 1;
        }
        let rest = self.pending.split_off(whole * BLOCK);
        let blocks = std::mem::replace(&mut self.pending, rest);
        self.apply(blocks)
    }

    fn apply(&mut self, bytes: Vec<u8>) -> Vec<u8> {
        let mut blocks: Vec<Block> = bytes.chunks_exact(BLOCK).map(GenericArray::clone_from_slice).collect();
        self.chain.apply(&mut blocks);
        blocks.concat()
    }

    /// # Errors
    ///
    /// Which of the errors of OpenSSL it is.
    fn finish(&mut self) -> std::result::Result<Vec<u8>, &'static str> {
        let mut rest = std::mem::take(&mut self.pending);
        if self.encrypts && self.pads {
            let padding = BLOCK - rest.len();
            rest.resize(BLOCK, padding as u8);
            return Ok(self.apply(rest));
        }
        match rest.len() {
            0 if self.pads => Err("wrong final block length"),
            0 => Ok(rest),
            BLOCK if self.pads => unpadded(self.apply(rest)).ok_or("bad decrypt"),
            _ => Err("wrong final block length"),
        }
    }
}

fn unpadded(mut block: Vec<u8>) -> Option<Vec<u8>> {
    let padding = usize::from(*block.last()?);
    let kept = block.len().checked_sub(padding).filter(|_| (1..=BLOCK).contains(&padding))?;
    let is_padded = block[kept..].iter().all(|byte| usize::from(*byte) == padding);
    block.truncate(kept);
    is_padded.then_some(block)
}

/// GCM, whose plain text comes before it is known to be authentic, as in Node.
struct Gcm {
    stream: Box<dyn Keystream>,
    encrypts: bool,
    hash: PartialHash,
    additional_bytes: u64,
    text_bytes: u64,
    /// The first block of the key stream, which masks the tag.
    mask: Block,
}

/// GHASH of bytes that come in parts.
struct PartialHash {
    hash: GHash,
    pending: Vec<u8>,
}

impl PartialHash {
    fn update(&mut self, mut bytes: &[u8]) {
        if !self.pending.is_empty() {
            let (start, rest) = bytes.split_at(bytes.len().min(BLOCK - self.pending.len()));
            self.pending.extend_from_slice(start);
            bytes = rest;
            if self.pending.len() < BLOCK {
                return;
            }
            self.hash.update_padded(&self.pending);
            self.pending.clear();
        }
        let (whole, rest) = bytes.split_at(bytes.len() - bytes.len() % BLOCK);
        self.hash.update_padded(whole);
        self.pending.extend_from_slice(rest);
    }

    /// Fills up the last block with zeros.
    fn pad(&mut self) {
        self.hash.update_padded(&self.pending);
        self.pending.clear();
    }
}

impl Gcm {
    fn new<A>(key: &[u8], nonce: &[u8], encrypts: bool) -> Option<Self>
    where
        A: KeyInit + BlockEncrypt<BlockSize = aes::cipher::consts::U16> + aes::cipher::BlockCipher + 'static,
    {
        let cipher = A::new_from_slice(key).ok()?;
        let mut hash_key = Block::default();
        cipher.encrypt_block(&mut hash_key);
        let hash = GHash::new(&hash_key);
        // SP 800-38D section 7.1, step 2.
        let mut start = Block::default();
        if nonce.len() == 12 {
            start[..12].copy_from_slice(nonce);
            start[15] = 1;
        } else {
            let mut hash = hash.clone();
            hash.update_padded(nonce);
            hash.update(&[lengths(0, nonce.len() as u64)]);
            start = hash.finalize();
        }
        let core: CtrCore<A, Counter32> = CtrCore::inner_iv_init(cipher, &start);
        let mut stream = StreamCipherCoreWrapper::from_core(core);
        let mut mask = Block::default();
        stream.apply_keystream(&mut mask);
        let hash = PartialHash { hash, pending: Vec::new() };
        Some(Self { stream: Box::new(stream), encrypts, hash, additional_bytes: 0, text_bytes: 0, mask })
    }

    fn update(&mut self, bytes: &[u8]) -> Vec<u8> {
        if self.text_bytes == 0 {
            self.hash.pad();
        }
        self.text_bytes += bytes.len() as u64;
        let mut text = bytes.to_vec();
        if !self.encrypts {
            self.hash.update(bytes);
        }
        self.stream.apply(&mut text);
        if self.encrypts {
            self.hash.update(&text);
        }
        text
    }

    fn tag(&mut self) -> Block {
        self.hash.pad();
        self.hash.hash.update(&[lengths(self.additional_bytes, self.text_bytes)]);
        let mut tag = self.hash.hash.clone().finalize();
        tag.iter_mut().zip(&self.mask).for_each(|(byte, mask)| *byte ^= mask);
        tag
    }
}

/// Two lengths in bits, as the last block of GHASH has them.
fn lengths(additional_bytes: u64, text_bytes: u64) -> Block {
    let mut block = Block::default();
    block[..8].copy_from_slice(&(additional_bytes * 8).to_be_bytes());
    block[8..].copy_from_slice(&(text_bytes * 8).to_be_bytes());
    block
}

/// `undefined` when key or initial vector have the wrong length for the mode, `cbc`, `ctr` or `gcm`.
pub(super) fn cipher_new<'js>(
    ctx: Ctx<'js>,
    mode: Text<'js>,
    key: Bytes<'js>,
    vector: Bytes<'js>,
    encrypts: bool,
) -> Result<Option<Class<'js, Cipher>>> {
    let (key, vector) = (key.as_slice(), vector.as_slice());
    let mode = match mode.as_str().as_ref() {
        "cbc" => with_aes!(key, A => chain::<A>(key, vector, encrypts))
            .map(|chain| Mode::Cbc(Cbc { chain, encrypts, pads: true, pending: Vec::new() })),
        "ctr" => with_aes!(key, A => {
            Ctr128BE::<A>::new_from_slices(key, vector).ok().map(|stream| Mode::Ctr(Box::new(stream)))
        }),
        "gcm" => with_aes!(key, A => Gcm::new::<A>(key, vector, encrypts)).map(|gcm| Mode::Gcm(Box::new(gcm))),
        _ => None,
    };
    mode.map(|mode| Class::instance(ctx, Cipher(mode))).transpose()
}

fn chain<A>(key: &[u8], vector: &[u8], encrypts: bool) -> Option<Box<dyn Chain>>
where
    A: KeyInit
        + aes::cipher::BlockCipher
        + BlockEncryptMut<BlockSize = aes::cipher::consts::U16>
        + BlockDecryptMut
        + 'static,
{
    if encrypts {
        Some(Box::new(Encrypt::<A>(cbc::Encryptor::new_from_slices(key, vector).ok()?)))
    } else {
        Some(Box::new(Decrypt::<A>(cbc::Decryptor::new_from_slices(key, vector).ok()?)))
    }
}

fn update<'js>(this: This<Class<'js, Cipher>>, ctx: Ctx<'js>, bytes: Bytes<'js>) -> Result<ArrayBuffer<'js>> {
    let bytes = bytes.as_slice();
    let out = match &mut this.0.try_borrow_mut()?.0 {
        Mode::Cbc(cbc) => cbc.update(bytes),
        Mode::Ctr(stream) => {
            let mut text = bytes.to_vec();
            stream.apply(&mut text);
            text
        }
        Mode::Gcm(gcm) => gcm.update(bytes),
    };
    buffer(&ctx, &out)
}

/// The last bytes, or the words of the error.
fn finish<'js>(this: This<Class<'js, Cipher>>, ctx: Ctx<'js>) -> Result<Value<'js>> {
    let out = match &mut this.0.try_borrow_mut()?.0 {
        Mode::Cbc(cbc) => cbc.finish(),
        Mode::Ctr(_) | Mode::Gcm(_) => Ok(Vec::new()),
    };
    match out {
        Ok(bytes) => buffer(&ctx, &bytes)?.into_js(&ctx),
        Err(error) => error.into_js(&ctx),
    }
}

/// Whether the last block of CBC is padded.
fn set_padding<'js>(this: This<Class<'js, Cipher>>, pads: bool) -> Result<()> {
    if let Mode::Cbc(cbc) = &mut this.0.try_borrow_mut()?.0 {
        cbc.pads = pads;
    }
    Ok(())
}

/// Adds bytes that GCM authenticates and does not encrypt; they come before the text.
fn authenticate<'js>(this: This<Class<'js, Cipher>>, bytes: Bytes<'js>) -> Result<()> {
    if let Mode::Gcm(gcm) = &mut this.0.try_borrow_mut()?.0 {
        gcm.additional_bytes += bytes.as_slice().len() as u64;
        gcm.hash.update(bytes.as_slice());
    }
    Ok(())
}

/// GCM's tag of 16 bytes, once.
fn tag<'js>(this: This<Class<'js, Cipher>>, ctx: Ctx<'js>) -> Result<Option<ArrayBuffer<'js>>> {
    match &mut this.0.try_borrow_mut()?.0 {
        Mode::Gcm(gcm) => buffer(&ctx, &gcm.tag()).map(Some),
        _ => Ok(None),
    }
}

/// Whether GCM's tag begins with these bytes, once.
fn has_tag<'js>(this: This<Class<'js, Cipher>>, expected: Bytes<'js>) -> Result<bool> {
    let expected = expected.as_slice();
    Ok(match &mut this.0.try_borrow_mut()?.0 {
        Mode::Gcm(gcm) if expected.len() <= BLOCK => gcm.tag()[..expected.len()].ct_eq(expected).into(),
        _ => false,
    })
}

native_class!(Cipher, "NativeCipher", {
    "update": update,
    "finish": finish,
    "setPadding": set_padding,
    "authenticate": authenticate,
    "tag": tag,
    "hasTag": has_tag,
});
