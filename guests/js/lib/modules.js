// The built-in modules: name, without `node:`, to the object whose keys are the module's exports.
import * as assert from './node/assert.js';
import * as buffer from './node/buffer.js';
import * as console from './node/console.js';
import * as crypto from './node/crypto.js';
import * as dgram from './node/dgram.js';
import { dns } from './node/dns.js';
import * as events from './node/events.js';
import fs from './node/fs.js';
import * as host from './host.js';
import * as http from './node/http.js';
import * as https from './node/https.js';
import * as moduleModule from './node/module.js';
import * as net from './node/net.js';
import * as os from './node/os.js';
import * as path from './node/path.js';
import * as perfHooks from './node/perf_hooks.js';
import processObject from './node/process.js';
import * as punycode from './node/punycode.js';
import * as querystring from './node/querystring.js';
import * as stream from './node/stream.js';
import * as streamConsumers from './node/stream_consumers.js';
import * as streamPromises from './node/stream_promises.js';
import * as streamWeb from './node/stream_web.js';
import * as stringDecoder from './node/string_decoder.js';
import * as timers from './node/timers.js';
import * as timersPromises from './node/timers_promises.js';
import * as tls from './node/tls.js';
import * as tty from './node/tty.js';
import * as url from './node/url.js';
import * as util from './node/util.js';
import * as utilTypes from './node/util_types.js';
import * as zlib from './node/zlib.js';
import { setBuiltins } from './require.js';
import * as sse from './sse.js';
import * as wasiNet from './wasi_net.js';
import * as ws from './ws.js';

/** A module whose exports are properties of its default export. */
function exportsOf(object, names = Object.keys(object)) {
  const namespace = { default: object };
  for (const name of names) Object.defineProperty(namespace, name, Object.getOwnPropertyDescriptor(object, name));
  return namespace;
}

/** Names that are for this library's own use are not exports of the module. */
function without(namespace, ...hidden) {
  const copy = { ...namespace };
  for (const name of hidden) delete copy[name];
  return copy;
}

const assertStrict = exportsOf(
  assert.strict,
  Object.keys(assert).filter((name) => name !== 'default'),
);

const namespaces = {
  assert,
  'assert/strict': assertStrict,
  buffer: without(buffer, 'bufferOver', 'canonicalEncoding', 'toBuffer'),
  console: exportsOf(console.default),
  crypto,
  dgram,
  dns: exportsOf(dns),
  'dns/promises': exportsOf(dns.promises),
  events: without(events, 'attach'),
  fs: exportsOf(fs),
  'fs/promises': exportsOf(fs.promises),
  http,
  https,
  module: moduleModule,
  net,
  os,
  path,
  'path/posix': path,
  perf_hooks: perfHooks,
  process: exportsOf(processObject),
  punycode,
  querystring,
  stream,
  'stream/consumers': streamConsumers,
  'stream/promises': streamPromises,
  'stream/web': streamWeb,
  string_decoder: stringDecoder,
  timers,
  'timers/promises': timersPromises,
  tls,
  tty,
  url,
  util,
  'util/types': utilTypes,
  'strait:host': host,
  'strait:sse': sse,
  wasi_net: wasiNet,
  ws,
  zlib,
};

/** The values of a module's exports, but for those that `process` has only once a script runs: they stay accessors. */
function settled(name, namespace) {
  return name === 'process' ? namespace : { ...namespace };
}

export const modules = Object.fromEntries(
  Object.entries(namespaces).map(([name, namespace]) => [name, settled(name, namespace)]),
);

setBuiltins(modules);
