# flags: --allow-listen=127.0.0.1 --allow-net=127.0.0.1 --ca-cert https.pem
# A server of HTTPS, whose certificate is the one in https.pem, and clients of several kinds.
import asyncio
import ssl

from network import fetch_text, listen, tcp_connect, ws_close, ws_open, ws_receive, ws_send

CERT = """\
-----BEGIN CERTIFICATE-----
MIIBmDCCAT6gAwIBAgIUeyYhjAKpM2fiS2F3S5Y7VliT7r0wCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyMTE2NTEwNFoYDzIxMjYxMDI4
MTY1MTA0WjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAARV4iYcjP3mLdd9ZLpMP+s7gYntqXOXMHtXN5RFAEdZMW3f69uJFcUa
o77O3ojMEP/huIomP3K6odOfVU5a2vxWo2wwajAdBgNVHQ4EFgQUnmL/JNuYijoX
DtJow22O0bNzs2wwHwYDVR0jBBgwFoAUnmL/JNuYijoXDtJow22O0bNzs2wwGgYD
VR0RBBMwEYcEfwAAAYIJbG9jYWxob3N0MAwGA1UdEwEB/wQCMAAwCgYIKoZIzj0E
AwIDSAAwRQIhAOk28gf6nX2Kt/0tGunSa02Qju/9chleUfx5qdZmqMVXAiA3Ghkj
Bbaea/yaqoSooYijbkz5YhxSOlDbRS2Dm0kZtQ==
-----END CERTIFICATE-----
"""
KEY = """\
-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgy//vCbhp0cCY0Rwx
KB4OhiryFK2CMsMyGbWa+8PRcmyhRANCAARV4iYcjP3mLdd9ZLpMP+s7gYntqXOX
MHtXN5RFAEdZMW3f69uJFcUao77O3ojMEP/huIomP3K6odOfVU5a2vxW
-----END PRIVATE KEY-----
"""


def handler(request):
    if request.path == '/ws':
        with request.upgrade() as socket:
            for message in socket:
                socket.send(message)
    return {'version': request.version, 'length': len(request.body)}


async def use_streams(port):
    reader, writer = await asyncio.open_connection('127.0.0.1', port, ssl=True)
    writer.write(b'GET / HTTP/1.0\r\n\r\n')
    print((await reader.readuntil(b'\r\n')), (await reader.read()).partition(b'\r\n\r\n')[2])
    print(type(writer.get_extra_info('sslcontext')).__name__, writer.get_extra_info('peername')[0])
    writer.close()
    reader, writer = await asyncio.open_connection('127.0.0.1', port)
    await writer.start_tls(ssl.create_default_context(), server_hostname='localhost')
    writer.write(b'GET / HTTP/1.0\r\n\r\n')
    print(await reader.readline())
    writer.close()
    try:
        await asyncio.open_connection('127.0.0.1', port, ssl=True, server_hostname='other.example')
    except ssl.SSLError as error:
        print(error.code)


with listen(handler, cert=CERT, key=KEY.encode()) as server:
    print(server.url.partition(':')[0], fetch_text(server.url, method='POST', body='x' * 200_000))
    print(gather(*[fetch_text(server.url) for _ in range(100)]) == [fetch_text(server.url)] * 100)
    socket = ws_open(server.url.replace('http', 'ws') + '/ws')
    ws_send(socket, 'over TLS')
    print(ws_receive(socket))
    ws_close(socket)
    with tcp_connect('127.0.0.1', server.port, tls=True, timeout=10) as connection:
        connection.write('GET / HTTP/1.0\r\n\r\n')
        print(connection.read_line(), connection.read(-1).partition(b'\r\n\r\n')[2])
    try:
        tcp_connect('127.0.0.1', server.port, tls=True, server_name='other.example')
    except ssl.SSLError as error:
        print(error.code)
    asyncio.run(use_streams(server.port))

for wrong in (dict(cert=CERT), dict(key=KEY), dict(cert='none', key=KEY)):
    try:
        listen(handler, **wrong)
    except (TypeError, ValueError, OSError) as error:
        print(type(error).__name__, getattr(error, 'code', None))
