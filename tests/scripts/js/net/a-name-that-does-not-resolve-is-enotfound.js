// flags: --allow-net
import { connect } from 'node:net';

const socket = connect(80, 'no-such-host.invalid');
socket.on('lookup', (error, address, family, host) => console.log('lookup', error.code, address, family, host));
socket.on('error', ({ code, errno, syscall, hostname }) => console.log('error', code, errno, syscall, hostname));
