import hashlib
import hmac

data = bytes(range(256)) * 5
for name in sorted(hashlib.algorithms_guaranteed):
    h = hashlib.new(name)
    for start in range(0, len(data), 97):
        h.update(data[start:start + 97])
    size = (20,) if name.startswith("shake") else ()
    whole = getattr(hashlib, name)(data)
    print(name, h.digest_size, h.block_size, h.hexdigest(*size), h.digest(*size) == whole.digest(*size), getattr(hashlib, name)(b"").hexdigest(*size)[:8])
print(hashlib.blake2b(data, digest_size=20, key=b"key", salt=b"salt", person=b"person").hexdigest())
print(hashlib.blake2s(data, digest_size=16, key=b"key", salt=b"salt", person=b"person").hexdigest())
print(hashlib.blake2b(b"", fanout=2, depth=3, leaf_size=4096, node_offset=5, node_depth=1, inner_size=32, last_node=True).hexdigest()[:16])
print(hashlib.blake2b.MAX_KEY_SIZE, hashlib.blake2s.SALT_SIZE)
for name in ("md5", "sha1", "sha256", "sha512", "sha3_256"):
    for key in (b"", b"k", b"k" * 64, b"k" * 200):
        print(name, len(key), hmac.new(key, data, name).hexdigest()[:16], hmac.digest(key, data, name).hex()[:16])
print(hashlib.pbkdf2_hmac("sha1", b"password", b"salt", 2).hex(), hashlib.pbkdf2_hmac("sha512", b"p", b"s", 3, 100).hex()[-20:])
print(hmac.compare_digest(b"same", bytearray(b"same")), hmac.compare_digest("a", "ab"), hmac.compare_digest(b"", b""))
for code in [
    "hashlib.sha256(b'a', b'b')", "hashlib.blake2b(key=b'x' * 65)", "hashlib.blake2s(salt=b'x' * 9)", "hashlib.shake_128(b'').digest()",
    "hashlib.md5().digest(5)", "hashlib.pbkdf2_hmac('sha1', b'p', b's', 0)",
    "hashlib.pbkdf2_hmac('sha1', b'p', b's', 1, 0)", "hashlib.new('SHA256').name", "hmac.new(b'k', b'm', 'nope')",
    "hmac.compare_digest(5, 5)", "hashlib.md5(b'x').copy().update(5)",
]:
    try:
        print(code, "->", eval(code))
    except Exception as error:
        print(code, "->", type(error).__name__)
