//! `_hashlib`: digests of bytes.

mod blake2;

use blake2::Blake2;
use sha2::digest::{Digest as _, ExtendableOutput as _, Update as _};

use super::library::plain_foreign;
use crate::{
    heap::{
        saturated,
        value::{Kind, Value},
    },
    vm::{
        Vm,
        native::{Escape, Outcome, natives},
    },
};

macro_rules! hashers {
    ($($variant:ident($type:ty) $name:literal $size:literal $block:literal;)*) => {
        /// A digest in the making.
        #[derive(Clone)]
        enum Hasher {
            $($variant($type),)*
            Shake128(sha3::Shake128),
            Shake256(sha3::Shake256),
            Blake2(Blake2),
        }

        impl Hasher {
            fn find(name: &str) -> Option<Self> {
                Some(match name {
                    $($name => Self::$variant(<$type>::new()),)*
                    "shake_128" => Self::Shake128(sha3::Shake128::default()),
                    "shake_256" => Self::Shake256(sha3::Shake256::default()),
                    "blake2b" => Self::Blake2(Blake2::plain(true)),
                    "blake2s" => Self::Blake2(Blake2::plain(false)),
                    _ => return None,
                })
            }

            fn name(&self) -> &'static str {
                match self {
                    $(Self::$variant(_) => $name,)*
                    Self::Shake128(_) => "shake_128",
                    Self::Shake256(_) => "shake_256",
                    Self::Blake2(hasher) => hasher.name(),
                }
            }

            /// 0 for those whose digest is as long as asked for.
            fn digest_size(&self) -> usize {
                match self {
                    $(Self::$variant(_) => $size,)*
                    Self::Shake128(_) | Self::Shake256(_) => 0,
                    Self::Blake2(hasher) => hasher.digest_size(),
                }
            }

            fn block_size(&self) -> usize {
                match self {
                    $(Self::$variant(_) => $block,)*
                    Self::Shake128(_) => 168,
                    Self::Shake256(_) => 136,
                    Self::Blake2(hasher) => hasher.block_size(),
                }
            }

            fn update(&mut self, bytes: &[u8]) {
                match self {
                    $(Self::$variant(hasher) => sha2::digest::Digest::update(hasher, bytes),)*
                    Self::Shake128(hasher) => hasher.update(bytes),
                    Self::Shake256(hasher) => hasher.update(bytes),
                    Self::Blake2(hasher) => hasher.update(bytes),
                }
            }

            fn digest(&self, length: usize) -> Vec<u8> {
                match self.clone() {
                    $(Self::$variant(hasher) => hasher.finalize().to_vec(),)*
                    Self::Shake128(hasher) => extended(hasher.finalize_xof(), length),
                    Self::Shake256(hasher) => extended(hasher.finalize_xof(), length),
                    Self::Blake2(hasher) => hasher.finish(),
                }
            }
        }
    };
}

hashers! {
    Md5(md5::Md5) "md5" 16 64;
    Sha1(sha1::Sha1) "sha1" 20 64;
    Sha224(sha2::Sha224) "sha224" 28 64;
    Sha256(sha2::Sha256) "sha256" 32 64;
    Sha384(sha2::Sha384) "sha384" 48 128;
    Sha512(sha2::Sha512) "sha512" 64 128;
    Sha512Short256(sha2::Sha512_256) "sha512_256" 32 128;
    Sha3Short224(sha3::Sha3_224) "sha3_224" 28 144;
    Sha3Short256(sha3::Sha3_256) "sha3_256" 32 136;
    Sha3Short384(sha3::Sha3_384) "sha3_384" 48 104;
    Sha3Short512(sha3::Sha3_512) "sha3_512" 64 72;
}

fn extended(mut reader: impl sha3::digest::XofReader, length: usize) -> Vec<u8> {
    let mut bytes = vec![0; length];
    reader.read(&mut bytes);
    bytes
}

impl std::fmt::Debug for Hasher {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name())
    }
}

plain_foreign!(Hasher, |_| 400);

pub(super) fn module(vm: &mut Vm) -> Value {
    let module = vm.new_module("_hashlib");
    let dict = vm.names_of(module);
    let class = vm.add_foreign_class(dict, "_hashlib", "HASH");
    vm.add_methods(
        class,
        natives! {
            "update"("self, obj, /") => |vm, args| {
                let bytes = hashed(vm, args[1])?;
                hasher(vm, args[0])?.update(&bytes);
                Ok(Value::NONE)
            };
            "digest"("self, length=...") => |vm, args| {
                let digest = digest_of(vm, args)?;
                Ok(vm.heap.new_bytes(digest.into()))
            };
            "hexdigest"("self, length=...") => |vm, args| {
                let digest = digest_of(vm, args)?;
                let mut text = String::new();
                crate::text::write_hex(&digest, None, &mut text);
                Ok(vm.heap.string(text))
            };
            "copy"("self, /") => |vm, args| { let copy = hasher(vm, args[0])?.clone(); Ok(made(vm, copy)) };
            "__repr__"("self, /") => |vm, args| {
                let text = format!("<{} _hashlib.HASH object @ {:#x}>", hasher(vm, args[0])?.name(), args[0].identity() << 4);
                Ok(vm.heap.string(text))
            };
        },
    );
    vm.add_attributes(
        class,
        &[
            (
                "name",
                |vm, value| {
                    let name = hasher(vm, value)?.name();
                    Ok(vm.heap.name(name))
                },
                None,
            ),
            (
                "digest_size",
                |vm, value| {
                    let size = hasher(vm, value)?.digest_size();
                    Ok(vm.heap.int(size as i64))
                },
                None,
            ),
            (
                "block_size",
                |vm, value| {
                    let size = hasher(vm, value)?.block_size();
                    Ok(vm.heap.int(size as i64))
                },
                None,
            ),
        ],
    );
    vm.add_functions(
        dict,
        natives! {
            "new"("name, string=..., *, usedforsecurity=True") => |vm, args| {
                if !args[0].is(Kind::Str) {
                    let message = format!("new() argument 'name' must be str, not {}", vm.type_name(args[0]));
                    return Err(vm.type_error(message));
                }
                let name = vm.heap.text(args[0]).to_owned();
                new(vm, &name, args[1])
            };
            "md5"("string=..., *, usedforsecurity=True") => |vm, args| new(vm, "md5", args[0]);
            "sha1"("string=..., *, usedforsecurity=True") => |vm, args| new(vm, "sha1", args[0]);
            "sha224"("string=..., *, usedforsecurity=True") => |vm, args| new(vm, "sha224", args[0]);
            "sha256"("string=..., *, usedforsecurity=True") => |vm, args| new(vm, "sha256", args[0]);
            "sha384"("string=..., *, usedforsecurity=True") => |vm, args| new(vm, "sha384", args[0]);
            "sha512"("string=..., *, usedforsecurity=True") => |vm, args| new(vm, "sha512", args[0]);
            "sha3_224"("string=..., *, usedforsecurity=True") => |vm, args| new(vm, "sha3_224", args[0]);
            "sha3_256"("string=..., *, usedforsecurity=True") => |vm, args| new(vm, "sha3_256", args[0]);
            "sha3_384"("string=..., *, usedforsecurity=True") => |vm, args| new(vm, "sha3_384", args[0]);
            "sha3_512"("string=..., *, usedforsecurity=True") => |vm, args| new(vm, "sha3_512", args[0]);
            "shake_128"("string=..., *, usedforsecurity=True") => |vm, args| new(vm, "shake_128", args[0]);
            "shake_256"("string=..., *, usedforsecurity=True") => |vm, args| new(vm, "shake_256", args[0]);
            "_blake2"("is_wide, data, digest_size, key, salt, person, fanout, depth, leaf_size, node_offset, node_depth, inner_size, last_node, /") => new_blake2;
            "compare_digest"("a, b, /") => compare_digest;
            "hmac_digest"("key, msg, digest, /") => |vm, args| {
                let (key, message) = (vm.wanted_bytes(args[0])?, hashed(vm, args[1])?);
                let start = named(vm, args[2])?;
                let digest = keyed(&start, &key, &message);
                Ok(vm.heap.new_bytes(digest.into()))
            };
            "_pbkdf2_rounds"("hash_name, password, last, sum, rounds, /") => pbkdf2_rounds;
        },
    );
    module
}

fn hasher(vm: &mut Vm, value: Value) -> Outcome<&mut Hasher> {
    if vm.foreign_content::<Hasher>(value).is_none() {
        return Err(vm.type_error("a HASH object is required"));
    }
    vm.foreign_content_mut(value).ok_or(Escape::Bail)
}

fn made(vm: &mut Vm, hasher: Hasher) -> Value {
    let class = vm.known_class("_hashlib", "HASH");
    vm.heap.foreign(class, hasher)
}

/// The bytes to be hashed.
fn hashed(vm: &mut Vm, value: Value) -> Outcome<Vec<u8>> {
    if let Some(bytes) = vm.bytes_of(value) {
        vm.spend(bytes.len().saturating_mul(2));
        return Ok(bytes);
    }
    let message = match vm.heap.content(value).kind() {
        Some(Kind::Str) => "Strings must be encoded before hashing",
        Some(Kind::MemoryView) => return Err(vm.not_bytes(value)),
        _ => "object supporting the buffer API required",
    };
    Err(vm.type_error(message))
}

fn named(vm: &mut Vm, name: Value) -> Outcome<Hasher> {
    let name = vm.heap.text(vm.heap.content(name)).to_owned();
    find(vm, &name)
}

fn find(vm: &mut Vm, name: &str) -> Outcome<Hasher> {
    let plain = name.to_ascii_lowercase().replace('-', "_");
    let plain = match plain.as_str() {
        "sha_1" => "sha1",
        "sha_224" | "sha2_224" => "sha224",
        "sha_256" | "sha2_256" => "sha256",
        "sha_384" | "sha2_384" => "sha384",
        "sha_512" | "sha2_512" => "sha512",
        "blake2b512" => "blake2b",
        "blake2s256" => "blake2s",
        other => other,
    };
    Hasher::find(plain).ok_or_else(|| vm.value_error(format!("unsupported hash type {name}")))
}

fn new(vm: &mut Vm, name: &str, data: Value) -> Outcome {
    let mut hasher = find(vm, name)?;
    if !data.is_unbound() {
        if vm.buffer(data).is_none() {
            hashed(vm, data)?;
        }
        if let Some(bytes) = vm.buffer(data) {
            hasher.update(&bytes);
            let length = bytes.len();
            vm.spend(length.saturating_mul(2));
        }
    }
    Ok(made(vm, hasher))
}

fn digest_of(vm: &mut Vm, args: &[Value]) -> Outcome<Vec<u8>> {
    let size = hasher(vm, args[0])?.digest_size();
    let length = if args[1].is_unbound() {
        if size == 0 {
            return Err(vm.type_error("digest() missing required argument 'length' (pos 1)"));
        }
        size
    } else {
        if size != 0 {
            return Err(vm.type_error("HASH.digest() takes no arguments (1 given)"));
        }
        let length = vm.index_argument(args, 1)?;
        if length < 0 {
            return Err(vm.value_error("value must be positive"));
        }
        saturated(length)
    };
    vm.heap.reserve(length.saturating_mul(3))?;
    vm.spend(length.saturating_mul(4));
    Ok(hasher(vm, args[0])?.digest(length))
}

fn new_blake2(vm: &mut Vm, args: &[Value]) -> Outcome {
    let is_wide = vm.truth(args[0]).unwrap_or_default();
    let mut parts = Vec::new();
    for &part in &args[3..6] {
        parts.push(vm.wanted_bytes(part)?);
    }
    let mut numbers = Vec::new();
    for &number in [args[2]].iter().chain(&args[6..12]) {
        numbers.push(vm.index(number)?);
    }
    let last_node = vm.truth(args[12]).unwrap_or_default();
    let [size, fanout, depth, leaf_size, node_offset, node_depth, inner_size] = *numbers.as_slice() else {
        return Err(Escape::Bail);
    };
    let tree = blake2::Tree { fanout, depth, leaf_size, node_offset, node_depth, inner_size, last_node };
    match Blake2::new(is_wide, size, &parts[0], &parts[1], &parts[2], tree) {
        Ok(mut hasher) => {
            let data = hashed(vm, args[1])?;
            hasher.update(&data);
            Ok(made(vm, Hasher::Blake2(hasher)))
        }
        Err(message) => Err(vm.value_error(message)),
    }
}

/// Compares in a time that does not depend on where the difference is.
fn compare_digest(vm: &mut Vm, args: &[Value]) -> Outcome {
    let (left, right) = (vm.heap.content(args[0]), vm.heap.content(args[1]));
    let (left, right) = if left.is(Kind::Str) && right.is(Kind::Str) {
        let (left, right) = (vm.heap.text(left), vm.heap.text(right));
        if !left.is_ascii() || !right.is_ascii() {
            return Err(vm.type_error("comparing strings with non-ASCII characters is not supported"));
        }
        (left.as_bytes().to_vec(), right.as_bytes().to_vec())
    } else {
        (vm.wanted_bytes(left)?, vm.wanted_bytes(right)?)
    };
    let different = left.iter().zip(&right).fold(0, |different, (left, right)| different | (left ^ right));
    Ok(Value::bool(left.len() == right.len() && std::hint::black_box(different) == 0))
}

/// The states of the inner and the outer hash of an HMAC, after the key.
fn key_states(start: &Hasher, key: &[u8]) -> (Hasher, Hasher) {
    let mut block = if key.len() > start.block_size() {
        let mut hasher = start.clone();
        hasher.update(key);
        hasher.digest(start.digest_size())
    } else {
        key.to_vec()
    };
    block.resize(start.block_size(), 0);
    let state = |mask: u8| {
        let mut hasher = start.clone();
        hasher.update(&block.iter().map(|byte| byte ^ mask).collect::<Vec<u8>>());
        hasher
    };
    (state(0x36), state(0x5C))
}

fn code(states: &(Hasher, Hasher), message: &[u8]) -> Vec<u8> {
    let (mut inner, mut outer) = states.clone();
    inner.update(message);
    outer.update(&inner.digest(inner.digest_size()));
    outer.digest(outer.digest_size())
}

fn keyed(start: &Hasher, key: &[u8], message: &[u8]) -> Vec<u8> {
    code(&key_states(start, key), message)
}

/// `_pbkdf2_rounds(hash_name, password, last, sum, rounds)`: so many rounds of PBKDF2, from the last code and the sum of
/// all so far to the next two.
fn pbkdf2_rounds(vm: &mut Vm, args: &[Value]) -> Outcome {
    let start = named(vm, args[0])?;
    let password = hashed(vm, args[1])?;
    let (mut last, mut sum) = (vm.wanted_bytes(args[2])?, vm.wanted_bytes(args[3])?);
    let rounds = vm.index(args[4])?.clamp(0, 10_000);
    vm.fuel -= rounds * 8;
    let states = key_states(&start, &password);
    for _ in 0..rounds {
        last = code(&states, &last);
        sum.iter_mut().zip(&last).for_each(|(sum, byte)| *sum ^= byte);
    }
    let parts = [last, sum].map(|bytes| vm.heap.new_bytes(bytes.into()));
    Ok(vm.heap.tuple(&parts))
}
