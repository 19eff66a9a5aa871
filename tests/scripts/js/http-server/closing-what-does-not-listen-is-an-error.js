import { createServer } from 'node:http';
createServer().close((error) => print(error.code));
