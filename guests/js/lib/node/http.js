// Node's `http`, and the names the original runtime exported beside it.
import { unsupported } from '../error.js';
import { invalidArgValue } from './errors.js';
import { Agent, globalAgent } from './http/agent.js';
import { ClientRequest, get, request } from './http/client.js';
import { validateHeaderName, validateHeaderValue } from './http/fields.js';
import { IncomingMessage } from './http/incoming.js';
import { OutgoingMessage } from './http/outgoing.js';
import { ServerResponse } from './http/response.js';
import { Server, createServer } from './http/server.js';
import { METHODS, STATUS_CODES } from './http/status.js';

/** Bytes of a header block in Node's default; the host has its own limit, a flag of the command line. */
export const maxHeaderSize = 16384;

/** The host parses messages and reuses its parsers as it sees fit. */
export function setMaxIdleHTTPParsers(count) {
  if (!Number.isInteger(count) || count < 1) throw invalidArgValue('max', count);
}

export function _connectionListener() {
  throw unsupported('http._connectionListener', 'listen with http.createServer');
}

export const { fetch, Request, Response, Headers } = globalThis;

export {
  Agent,
  ClientRequest,
  IncomingMessage,
  IncomingMessage as IncomingMessageForClient,
  IncomingMessage as IncomingMessageForServer,
  METHODS,
  OutgoingMessage,
  STATUS_CODES,
  Server,
  ServerResponse,
  createServer,
  get,
  globalAgent,
  request,
  validateHeaderName,
  validateHeaderValue,
};

export default {
  Agent,
  ClientRequest,
  Headers,
  IncomingMessage,
  IncomingMessageForClient: IncomingMessage,
  IncomingMessageForServer: IncomingMessage,
  METHODS,
  OutgoingMessage,
  Request,
  Response,
  STATUS_CODES,
  Server,
  ServerResponse,
  _connectionListener,
  createServer,
  fetch,
  get,
  globalAgent,
  maxHeaderSize,
  request,
  setMaxIdleHTTPParsers,
  validateHeaderName,
  validateHeaderValue,
};
