// flags: --allow-net=other.test
import { lookup } from 'node:dns';

lookup('example.com', ({ code, syscall, hostname, message }) => console.log(code, syscall, hostname, message));
