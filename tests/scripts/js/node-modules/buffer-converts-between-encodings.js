const buffer = Buffer.from('grüße €');
for (const encoding of ['utf8', 'hex', 'base64', 'base64url', 'latin1', 'ascii', 'utf16le', 'binary']) print(encoding, buffer.toString(encoding).length, Buffer.byteLength('grüße €', encoding));
print(Buffer.from('c3bc', 'hex').toString(), Buffer.from('w7w=', 'base64').toString(), Buffer.from('-_8', 'base64url').toString('hex'));
print(Buffer.from('zz', 'hex').length, Buffer.isEncoding('UTF-8'), Buffer.isEncoding('none'), buffer.toString('utf8', 2, 4));
