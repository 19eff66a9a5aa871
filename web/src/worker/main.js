// The worker: waits for the page's messages.
import { Port } from '../shared/port.js';
import { ToPage } from '../shared/protocol.js';
import { Session } from './session.js';

const session = new Session({
  write: (stream, text) => port.note(ToPage.output, { stream, text }),
  callHost: (call) => port.request(ToPage.hostCall, call),
  loadHost: (name) => port.request(ToPage.loadHost, { name }),
});
const port = new Port(globalThis, session.handlers);
