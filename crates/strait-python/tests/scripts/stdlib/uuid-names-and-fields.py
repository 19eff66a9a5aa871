import uuid

u = uuid.uuid5(uuid.NAMESPACE_DNS, "python.org")
print(u, repr(u), uuid.uuid3(uuid.NAMESPACE_URL, "http://x"), uuid.uuid5(uuid.NAMESPACE_OID, ""), u.hex, u.int)
print(u.version, u.variant, u.bytes, u.fields, u.urn, u.time_low, u.node, u.bytes_le[:4], u.clock_seq)
same = [
    uuid.UUID("{886313e1-3b8a-5372-9b90-0c9aee199e5d}"), uuid.UUID("urn:uuid:886313e13b8a53729b900c9aee199e5d"),
    uuid.UUID(bytes=u.bytes), uuid.UUID(int=u.int), uuid.UUID(fields=u.fields), uuid.UUID(hex=u.hex),
    uuid.UUID(bytes_le=u.bytes_le),
]
print([s == u for s in same], len(set(same)), uuid.UUID(int=0), uuid.UUID(int=1) < uuid.UUID(int=2))
print(str(uuid.UUID(int=5, version=4)), u == str(u), hash(u) == hash(same[0]), uuid.NAMESPACE_X500)
print(sorted([u, uuid.UUID(int=3)])[0].int)
r = uuid.uuid4()
print(r.version, r.variant == uuid.RFC_4122, len(str(r)), r != uuid.uuid4())
for code in [
    "uuid.UUID('x')", "uuid.UUID()", "uuid.UUID(int=-1)", "uuid.UUID(bytes=b'a')", "uuid.UUID('886313e1', version=4)",
    "u.int_", "u.hex = 'x'", "uuid.UUID(int=1, version=9)", "u < 5",
]:
    try:
        exec(f"print({code})" if " = " not in code else code)
    except Exception as error:
        print(code, "->", type(error).__name__, error)
