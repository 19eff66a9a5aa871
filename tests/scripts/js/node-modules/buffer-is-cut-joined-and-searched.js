const whole = Buffer.concat([Buffer.from('abc'), Buffer.from('def')], 5);
print(whole.toString(), whole.length, whole.indexOf('cd'), whole.includes('x'), whole.lastIndexOf('a'));
const part = whole.subarray(1, 3);
part[0] = 66;
print(whole.toString(), part instanceof Uint8Array, Buffer.isBuffer(part), part.buffer === whole.buffer);
print(Buffer.compare(Buffer.from('a'), Buffer.from('b')), Buffer.from('a').equals(Buffer.from('a')), JSON.stringify(Buffer.from('hi')));
print(Buffer.alloc(3, 'ab').toString(), Buffer.alloc(2).join(), whole.fill('z', 3).toString(), whole.swap16 instanceof Function);
print(whole.write('QQ', 1), whole.toString(), whole.copy(Buffer.alloc(2)), whole.slice(-2).toString());
