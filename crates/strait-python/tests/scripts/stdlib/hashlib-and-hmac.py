import hashlib
import hmac

for name in ["md5", "sha1", "sha224", "sha256", "sha384", "sha512", "sha3_256", "blake2b", "blake2s"]:
    h = hashlib.new(name, b"hello")
    print(name, h.name, h.digest_size, h.block_size, h.hexdigest())
h = hashlib.sha256()
h.update(b"hel")
copy = h.copy()
h.update(b"lo")
print(h.hexdigest() == hashlib.sha256(b"hello").hexdigest(), copy.hexdigest()[:8], h.digest()[:4])
print(hashlib.sha256(bytearray(b"hello")).hexdigest() == h.hexdigest())
print(hashlib.sha256(memoryview(b"x")).hexdigest()[:8], hashlib.md5().hexdigest())
print(hashlib.sha1(b"", usedforsecurity=False).hexdigest()[:10], "sha256" in hashlib.algorithms_guaranteed)
print(hashlib.blake2b(b"x", digest_size=8, key=b"k").hexdigest(), hashlib.shake_128(b"x").hexdigest(8))
print(hashlib.pbkdf2_hmac("sha256", b"password", b"salt", 10).hex())
m = hmac.new(b"key", b"message", "sha256")
m2 = hmac.new(b"key", digestmod=hashlib.sha256)
m2.update(b"mess")
m2.update(b"age")
print(m.hexdigest(), m2.hexdigest() == m.hexdigest(), m.name, m.digest_size)
print(hmac.digest(b"key", b"message", "md5").hex(), hmac.compare_digest("a", "a"), hmac.compare_digest(b"a", b"b"))
print(m.copy().hexdigest() == m.hexdigest(), hmac.new(b"k" * 200, b"m", "sha1").hexdigest())
import secrets

print(len(secrets.token_hex(8)), len(secrets.token_bytes(5)), secrets.compare_digest("x", "x"), secrets.randbelow(1))
print(secrets.choice("a"))
for code in [
    "hashlib.sha256('text')", "hashlib.new('nope')", "h.update('text')", "hmac.new('key', b'm', 'sha256')",
    "hmac.new(b'key', b'm')", "hmac.new(b'k', 'm', 'md5')", "hmac.compare_digest('é', 'é')",
    "hmac.compare_digest('a', b'a')", "hashlib.sha256(None)", "hashlib.sha256(5)",
    "hashlib.blake2b(b'', digest_size=100)",
]:
    try:
        print(code, eval(code))
    except Exception as error:
        print(code, "->", type(error).__name__, error)
