// The servers of the tests: the routes of crates/strait-testkit, those of the `network` corpora, and the files of the package.
// Each listens on a port of the loopback interface that is free.
import { createServer } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import zlib from 'node:zlib';
import { WebSocketServer } from 'ws';

const PACKAGE = fileURLToPath(new URL('../../', import.meta.url));
const TYPES = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.json': 'application/json',
  '.css': 'text/css',
  '.py': 'text/x-python',
  '.wasm': 'application/wasm',
};

/**
 * A server for scripts to talk to, from any origin. With `network` the routes of the testkit's NetworkServer come before those of
 * its HttpServer.
 *
 * @param {'http' | 'network'} [kind]
 * @param {{ key: string, cert: string }} [tls] of a server that speaks TLS
 */
export async function startNetwork(kind = 'http', tls) {
  const standIn = kind === 'network' ? standInRoutes() : () => false;
  const server = tls === undefined ? createServer() : createSecureServer(tls);
  server.on('request', (request, response) => {
    response.setHeader('access-control-allow-origin', '*');
    response.setHeader('access-control-allow-headers', request.headers['access-control-request-headers'] ?? '*');
    response.setHeader('access-control-allow-methods', '*');
    response.setHeader('access-control-expose-headers', '*');
    const isPreflight = request.method === 'OPTIONS' && request.headers['access-control-request-method'] !== undefined;
    if (isPreflight) return response.writeHead(204).end();
    open.add(response);
    response.on('close', () => open.delete(response));
    // A request may break off before its end.
    return standIn(request, response) || route(request, response).catch(() => response.destroy());
  });
  /** Requests under way. */
  const open = new Set();
  const sockets = echoSockets(server);
  const address = await listen(server, 0);
  return { ...stopper(server), address, url: `http://${address}`, ws: `ws://${address}`, open, sockets: sockets.clients };
}

/** The package's files, and an empty page. `files` are further paths and their texts, or what answers; with `routes`, the network is there too. */
export async function startFiles({ files = {}, root = PACKAGE, routes = false, port = 0 } = {}) {
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url, 'http://a').pathname);
    if (routes && /^\/(text|json|sse|slow|delay|echo|anything)(\/|$)/.test(path)) return route(request, response);
    response.setHeader('access-control-allow-origin', '*');
    response.setHeader('cache-control', 'no-cache');
    response.setHeader('content-type', TYPES[path === '/' ? '.html' : extname(path)] ?? 'application/octet-stream');
    if (typeof files[path] === 'function') return files[path](request, response);
    if (Object.hasOwn(files, path)) return response.end(files[path]);
    if (path === '/') return response.end('<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><title>Strait</title>');
    try {
      return response.end(await readFile(join(root, normalize(path))));
    } catch {
      return response.writeHead(404).end();
    }
  });
  if (routes) echoSockets(server);
  const address = await listen(server, port);
  return { ...stopper(server), address, url: `http://${address}` };
}

/** `/ws` sends back what it gets, `/socket` only the first message, and closes. */
function echoSockets(server) {
  const sockets = new WebSocketServer({ server, handleProtocols: (protocols) => [...protocols][0] });
  sockets.shouldHandle = ({ url }) => /^\/(ws|socket)$/.test(url);
  sockets.on('connection', (socket, { url }) => {
    socket.on('message', (data, isBinary) => {
      socket.send(data, { binary: isBinary });
      if (url === '/socket') socket.close();
    });
  });
  return sockets;
}

/** Routes of the testkit's NetworkServer that its HttpServer does not have, or has otherwise; whether it was one of them. */
function standInRoutes() {
  const counts = { hanging: 0, 'given-up': 0 };
  const waiting = new Set();
  const count = (name) => {
    counts[name] += 1;
    for (const look of waiting) look();
  };
  return (request, response) => {
    const [, name, argument = ''] = new URL(request.url, 'http://a').pathname.split('/');
    const answer = (status, text, type = 'text/plain') => {
      const body = Buffer.from(text);
      response.writeHead(status, { 'content-type': type, 'content-length': body.length }).end(body);
      return true;
    };
    switch (name) {
      case '':
        return answer(200, 'hello from mock');
      case 'users':
      case 'a':
      case 'b':
        return answer(200, `{"path":"/${name}"}`, 'application/json');
      case 'item':
        return answer(argument.endsWith('7') ? 500 : 200, `item ${argument}`);
      case 'big':
        return answer(200, 'x'.repeat(1_000_000));
      case 'echo': {
        const parts = [];
        request.on('data', (part) => parts.push(part));
        request.on('end', () => {
          answer(200, `${request.method}\n${request.headers['content-type'] ?? ''}\n${Buffer.concat(parts)}`, 'application/octet-stream');
        });
        return true;
      }
      case 'finite':
        response.writeHead(200, { 'content-type': 'text/event-stream' }).end('data: event 1\n\ndata: event 2\n\n');
        return true;
      case 'hang':
        count('hanging');
        response.on('close', () => count('given-up'));
        return true;
      case 'hanging':
      case 'given-up': {
        const look = () => {
          if (counts[name] < Number(argument)) return;
          waiting.delete(look);
          answer(200, argument);
        };
        waiting.add(look);
        look();
        return true;
      }
      case 'text':
      case 'json':
      case 'sse':
      case 'sse-fields':
      case 'sse-reconnect':
        return false;
      default:
        return answer(404, 'not found');
    }
  };
}

function listen(server, port) {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve(`127.0.0.1:${server.address().port}`));
  });
}

function stopper(server) {
  return {
    server,
    stop: () =>
      new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      }),
  };
}

async function route(request, response) {
  const url = new URL(request.url, `http://${request.headers.host}`);
  const [, name, argument = ''] = url.pathname.split('/');
  const query = (key, otherwise) => Number(url.searchParams.get(key) ?? otherwise);
  const json = (value, headers = {}) => {
    const text = Buffer.from(JSON.stringify(value));
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': text.length, ...headers }).end(text);
  };
  switch (name) {
    case 'get':
    case 'post':
    case 'put':
    case 'patch':
    case 'delete':
    case 'anything':
      return json(await describe(request, url));
    case 'echo':
      if (request.headers['content-type']) response.setHeader('content-type', request.headers['content-type']);
      return request.pipe(response);
    case 'bytes': {
      const bytes = Uint8Array.from({ length: Number(argument) }, (_, index) => index % 256);
      return response.writeHead(200, { 'content-length': bytes.length }).end(bytes);
    }
    case 'stream':
      for (let id = 0; id < Number(argument); id++) response.write(`${JSON.stringify({ id })}\n`);
      return response.end();
    case 'chunked':
      for (const part of ['hello ', 'chunked ', 'world']) response.write(part);
      return response.end();
    case 'drip':
      return drip(response, query('count', 10), query('interval', 10));
    case 'status':
      return response.writeHead(Number(argument)).end();
    case 'redirect': {
      const [count, status] = [Number(argument), query('status', 302)];
      const next = count <= 1 ? '/get' : `/redirect/${count - 1}?status=${status}`;
      return response.writeHead(status, { location: next }).end();
    }
    case 'redirect-to':
      return response.writeHead(query('status', 302), { location: url.searchParams.get('url') }).end();
    case 'gzip':
      return coded(request, url, response, 'gzip', zlib.gzipSync);
    case 'deflate':
      return coded(request, url, response, 'deflate', zlib.deflateSync);
    case 'br':
      return coded(request, url, response, 'br', zlib.brotliCompressSync);
    case 'zstd':
      // Node has it from 22.15 on.
      return zlib.zstdCompressSync === undefined ? response.writeHead(404).end() : coded(request, url, response, 'zstd', zlib.zstdCompressSync);
    case 'respond':
      return respond(url, response);
    case 'basic-auth': {
      const [, , user, password] = url.pathname.split('/');
      const isAuthorized = request.headers.authorization === `Basic ${btoa(`${user}:${password}`)}`;
      if (isAuthorized) return json(await describe(request, url));
      return response.writeHead(401, { 'www-authenticate': 'Basic realm="strait"', 'content-length': 0 }).end();
    }
    case 'delay':
    case 'slow': {
      const timer = setTimeout(async () => json(await describe(request, url)), Number(argument || 2000));
      return response.on('close', () => clearTimeout(timer));
    }
    case 'close-early':
      response.writeHead(200, { 'content-length': 100 });
      return response.write('0123456789', () => setTimeout(() => response.destroy(), 50));
    case 'text':
      return response.writeHead(200, { 'content-type': 'text/plain', 'content-length': 15 }).end('hello from mock');
    case 'json':
      return response.writeHead(200, { 'content-type': 'application/json' }).end('{"ok":true}');
    default:
      return name.startsWith('sse') ? events(name, request, response) : response.writeHead(404).end();
  }
}

/** What the query asks for: `status`, `body`, and each `header` as `name: value`. */
function respond(url, response) {
  const body = Buffer.from(url.searchParams.get('body') ?? '');
  for (const header of url.searchParams.getAll('header')) {
    const colon = header.indexOf(': ');
    response.appendHeader(header.slice(0, colon), header.slice(colon + 2));
  }
  response.writeHead(Number(url.searchParams.get('status') ?? 200), { 'content-length': body.length }).end(body);
}

function coded(request, url, response, coding, compress) {
  return describe(request, url).then((value) => {
    const bytes = compress(JSON.stringify(value));
    response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': coding, 'content-length': bytes.length }).end(bytes);
  });
}

/** The request as JSON, with the names that httpbin has. */
async function describe(request, url) {
  const parts = [];
  for await (const part of request) parts.push(part);
  const data = Buffer.concat(parts).toString();
  const args = {};
  for (const [key, value] of url.searchParams) args[key] = key in args ? [args[key], value].flat() : value;
  let json = null;
  try {
    json = JSON.parse(data);
  } catch {
    // It is not JSON.
  }
  return { args, data, headers: { ...request.headers }, json, method: request.method, url: url.href };
}

function drip(response, count, interval) {
  response.flushHeaders();
  let sent = 0;
  const timer = setInterval(() => {
    if (sent++ === count) response.end();
    else response.write('*');
  }, interval);
  response.on('close', () => clearInterval(timer));
}

function events(name, request, response) {
  if (name !== 'sse' && name !== 'sse-fields' && name !== 'sse-reconnect') return response.writeHead(404).end();
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  if (name === 'sse') {
    for (let id = 1; id <= 3; id++) response.write(`id: ${id}\ndata: event ${id}\n\n`);
  } else if (name === 'sse-fields') {
    const parts = [
      '\ufeffdata: bom first\n\n: a comment\r',
      '\nevent: ping\ndata: skipped\n\nid: 7\rdata: first line\rdata: second line\r',
      '\rdata:no space\nretry: 5000\n\n',
      'id\ndata: after empty id\n\n',
    ];
    parts.forEach((part, index) => setTimeout(() => response.write(part), 10 * index));
  } else if (request.headers['last-event-id'] === undefined) {
    response.end('retry: 250\nid: 41\ndata: first\n\n');
  } else {
    response.write(`data: last=${request.headers['last-event-id']}\n\n`);
  }
  return undefined;
}
