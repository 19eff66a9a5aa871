// A request that asks for its connection, on a connection that the script has made: by the option `createConnection`, as
// npm's `ws` and the agents for proxies do.
import { codedError } from '../../error.js';
import { native } from '../../native.js';
import { Buffer } from '../buffer.js';

/** RFC 9112 sections 4 and 5, without the empty line. */
const HEAD = /^HTTP\/1\.[01] (\d{3})(?: ([^\r\n]*))?\r\n((?:[^\r\n:\s]+:[^\r\n]*\r\n)*)$/;
const HEAD_END = '\r\n\r\n';
/** The most of a head, and of a body, which is that of a refusal. */
const HEAD_BYTES = 65536;
const BODY_BYTES = 1024 * 1024;

/**
 * Sends a request over a stream and reads the head of its response; interim responses are passed over.
 *
 * @param {Duplex} socket
 * @param {{ method: string, target: string, host: string, block: string, body: unknown }} request
 * @param {(error?: Error, response?: { status: number, reason: string, block: string, head: Buffer, body: Buffer }) => void} answered
 *   `head` is what came behind the head of a response that hands the connection over, `body` all of the body of another
 * @returns {() => void} gives the request up
 */
export function askOver(socket, { method, target, host, block, body }, answered) {
  let received = Buffer.alloc(0);
  let response;
  const listeners = {
    data(chunk) {
      received = received.length === 0 ? chunk : Buffer.concat([received, chunk]);
      try {
        if (response === undefined) readHead();
        if (response !== undefined) readBody(false);
      } catch (error) {
        finish(error);
      }
    },
    end() {
      if (response !== undefined && response.length === undefined) readBody(true);
      else finish(closedEarly());
    },
    error: (error) => finish(error),
    close: () => finish(closedEarly()),
  };

  function readHead() {
    const end = received.indexOf(HEAD_END);
    if (end < 0) {
      if (received.length > HEAD_BYTES) throw protocolError('the head of the response is too long');
      return;
    }
    const parts = HEAD.exec(received.toString('latin1', 0, end + 2));
    if (parts === null) throw protocolError('the server answered with something that is not HTTP');
    received = received.subarray(end + HEAD_END.length);
    const [, code, reason = '', fields] = parts;
    const status = Number(code);
    const lines = fields.replace(/^[^:]+/gm, (name) => name.toLowerCase());
    if (status === 101 || (method === 'CONNECT' && status >= 200 && status < 300)) {
      finish(undefined, { status, reason, block: lines, head: received, body: Buffer.alloc(0) });
    } else if (status < 200) {
      readHead();
    } else {
      const length = native.findHeader(lines, 'content-length');
      const isBodyless = status === 204 || status === 304 || method === 'HEAD';
      response = { status, reason, block: lines, length: isBodyless ? 0 : length === undefined ? undefined : Number(length) };
    }
  }

  function readBody(isOver) {
    const { length } = response;
    if (received.length > BODY_BYTES || length > BODY_BYTES) throw protocolError('the body of the refusal is too long');
    if (!isOver && !(received.length >= length)) return;
    finish(undefined, { ...response, head: Buffer.alloc(0), body: received.subarray(0, length) });
  }

  function finish(error, outcome) {
    for (const [event, listener] of Object.entries(listeners)) socket.removeListener(event, listener);
    socket.pause();
    // As in Node: whoever gets the connection makes it flow by listening.
    socket.readableFlowing = null;
    if (error !== undefined) socket.destroy();
    answered(error, outcome);
  }

  for (const [event, listener] of Object.entries(listeners)) socket.on(event, listener);
  const hostLine = native.findHeader(block, 'host') === undefined ? native.headerLine('Host', host) : '';
  socket.write(`${method} ${target} HTTP/1.1\r\n${hostLine}${block}\r\n`, 'latin1');
  if (body !== undefined && body !== '') socket.write(body);
  return () => {
    for (const [event, listener] of Object.entries(listeners)) socket.removeListener(event, listener);
    socket.on('error', () => {});
    socket.destroy();
  };
}

function closedEarly() {
  return codedError(Error, 'ECONNRESET', 'socket hang up');
}

function protocolError(message) {
  return codedError(Error, 'ERR_PROTOCOL', message);
}
