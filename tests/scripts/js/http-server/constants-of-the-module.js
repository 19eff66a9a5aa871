import http, { METHODS, STATUS_CODES, IncomingMessage, Server, createServer } from 'node:http';
import plain from 'http';
print(http === plain, http.createServer === createServer);
print(STATUS_CODES[404], STATUS_CODES[418], STATUS_CODES[511]);
print(METHODS.includes('GET'), METHODS.includes('PROPFIND'));
print(createServer() instanceof Server, typeof IncomingMessage, http.maxHeaderSize);
