const check = (name, run) => {
  try {
    run();
    console.log(name, 'accepted');
  } catch (error) {
    console.log(name, error.name, error.message.replace('\r\n', '<CRLF>'));
  }
};
check('no argument', () => new WebSocket());
check('no URL', () => new WebSocket('/path'));
check('scheme', () => new WebSocket('ftp://a/'));
check('fragment', () => new WebSocket('ws://a/#x'));
check('protocol', () => new WebSocket('ws://a/', 'a b'));
check('line end in a protocol', () => new WebSocket('ws://a/', ['a\r\nb']));
check('protocol twice', () => new WebSocket('ws://a/', ['a', 'a']));
check('header', () => new WebSocket('ws://a/', { headers: { a: 'b\r\nc: d' } }));
const socket = new WebSocket('http://127.0.0.1:1/');
console.log(socket.url);
socket.onerror = ({ message, error }) => console.log('error', message, '|', error.code);
socket.onclose = ({ code, wasClean }) => console.log('close', code, wasClean);
check('send while connecting', () => socket.send('x'));
check('close code', () => socket.close(1001));
check('close code below', () => socket.close(2999));
check('close reason', () => socket.close(1000, 'é'.repeat(62)));
