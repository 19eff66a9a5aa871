// The examples of the demonstration page. `BASE` is its own server.
import events from './examples/events.py';
import fetches from './examples/fetches.py';
import hello from './examples/hello.py';
import pageModule from './examples/page.py';
import socket from './examples/socket.py';
import javascriptFetches from './examples/fetches.js.txt';
import javascriptSocket from './examples/socket.js.txt';
import javascriptStreams from './examples/streams.js.txt';

const python = { Hello: hello, 'Many requests': fetches, WebSocket: socket, 'Server-sent events': events, 'This page': pageModule };
const javascript = { 'Many requests': javascriptFetches, Streams: javascriptStreams, WebSocket: javascriptSocket };

const listed = (language, sources) =>
  Object.entries(sources).map(([name, source]) => ({ language, name, source: source.replaceAll('BASE', location.host) }));

export const examples = [...listed('python', python), ...listed('javascript', javascript)];
