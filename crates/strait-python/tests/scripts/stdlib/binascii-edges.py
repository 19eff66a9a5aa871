import binascii

state = 1


def next_byte():
    global state
    state = (state * 1103515245 + 12345) % 2**31
    return state >> 16 & 255


for length in list(range(0, 50)) + [56, 57, 58, 100, 300]:
    data = bytes([next_byte() for _ in range(length)])
    assert binascii.a2b_base64(binascii.b2a_base64(data)) == data
    assert binascii.a2b_qp(binascii.b2a_qp(data, istext=False)) == data
    assert binascii.unhexlify(binascii.hexlify(data)) == data
    if length <= 45:
        assert binascii.a2b_uu(binascii.b2a_uu(data)) == data
        assert binascii.a2b_uu(binascii.b2a_uu(data, backtick=True)) == data
    print(length, binascii.crc32(data), binascii.crc_hqx(data, 0), binascii.b2a_qp(data), binascii.b2a_qp(data, True, False, True))
for code in [
    "binascii.a2b_base64('')", "binascii.a2b_base64('YQ')", "binascii.a2b_base64('YQ=')", "binascii.a2b_base64('YQ==YQ==')",
    "binascii.a2b_base64('=YQ==')", "binascii.a2b_base64('Y=Q==')", "binascii.a2b_base64('YWJj====')", "binascii.a2b_base64('Y')",
    "binascii.a2b_base64('YWJjZ')", "binascii.a2b_base64('YQ==', strict_mode=True)", "binascii.a2b_base64('YQ==\\n', strict_mode=True)",
    "binascii.a2b_base64('=YQ==', strict_mode=True)", "binascii.a2b_base64('Y=Q=', strict_mode=True)", "binascii.a2b_base64('YWI=YQ==', strict_mode=True)",
    "binascii.a2b_base64('Y Q==', strict_mode=True)", "binascii.a2b_base64('YWJj=', strict_mode=True)", "binascii.a2b_base64('YQ=a', strict_mode=True)",
    "binascii.a2b_base64(5)", "binascii.a2b_base64('é')", "binascii.b2a_base64('x')", "binascii.unhexlify(b'0G')", "binascii.unhexlify('é0')",
    "binascii.hexlify(b'abc', '--')", "binascii.hexlify(b'abc', b'-', -2)", "binascii.b2a_uu(bytes(46))", "binascii.a2b_uu(b'#86)C!\\n')",
    "binascii.a2b_uu(b'#86\\x7f')", "binascii.a2b_uu(b'$86)C')", "binascii.a2b_qp(b'a=\\nb=41=zz=')", "binascii.a2b_qp(b'a_b', header=True)",
    "binascii.a2b_qp(b'=\\r\\nx')", "binascii.b2a_qp(b'a \\nb\\t\\n.\\n')", "binascii.b2a_qp(b'x' * 80)", "binascii.b2a_qp(b'a_b c', header=True)",
    "binascii.b2a_qp(b'a\\r\\nb\\n')", "binascii.crc32(b'a', -1)", "binascii.crc32(b'a', 2**40 + 5)", "binascii.crc32('a')", "binascii.crc_hqx(b'123456789', 0xffff)",
    "binascii.Error.__mro__[1].__name__", "binascii.Error.__module__", "binascii.Incomplete.__mro__[1].__name__",
]:
    try:
        print(code, "->", eval(code))
    except Exception as error:
        print(code, "->", type(error).__name__, error)
