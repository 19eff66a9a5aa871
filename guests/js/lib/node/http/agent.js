// http.Agent. The pool of connections is the host's and serves all scripts' requests alike, so an agent holds options
// only; they are kept for the code that reads them back.
import { unsupported } from '../../error.js';
import { EventEmitter } from '../events.js';

export function Agent(options) {
  if (!(this instanceof Agent)) return new Agent(options);
  EventEmitter.call(this);
  this.options = { __proto__: null, path: null, noDelay: true, ...options };
  this.keepAlive = this.options.keepAlive ?? false;
  this.keepAliveMsecs = this.options.keepAliveMsecs ?? 1000;
  this.maxSockets = this.options.maxSockets ?? Infinity;
  this.maxFreeSockets = this.options.maxFreeSockets ?? 256;
  this.maxTotalSockets = this.options.maxTotalSockets ?? Infinity;
  this.scheduling = this.options.scheduling ?? 'lifo';
  this.defaultPort = 80;
  this.protocol = 'http:';
  this.requests = Object.create(null);
  this.sockets = Object.create(null);
  this.freeSockets = Object.create(null);
  this.totalSocketCount = 0;
}
Object.setPrototypeOf(Agent.prototype, EventEmitter.prototype);
Object.setPrototypeOf(Agent, EventEmitter);

Agent.defaultMaxSockets = Infinity;

Agent.prototype.getName = function getName(options = {}) {
  let name = `${options.host || 'localhost'}:${options.port || ''}:${options.localAddress || ''}`;
  if (options.family === 4 || options.family === 6) name += `:${options.family}`;
  if (options.socketPath) name += `:${options.socketPath}`;
  return name;
};

Agent.prototype.createConnection = function createConnection() {
  throw unsupported('agent.createConnection', 'the host opens the connections');
};

Agent.prototype.addRequest = function addRequest() {
  throw unsupported('agent.addRequest', 'the host opens the connections');
};

/** There is nothing to close: idle connections are the host's. */
Agent.prototype.destroy = function destroy() {};

/** Whether an agent wants to open connections in its own way, as those for proxies do. */
export function opensOwnConnections(agent) {
  const { createConnection, addRequest } = Agent.prototype;
  return (
    (typeof agent.createConnection === 'function' && agent.createConnection !== createConnection) ||
    (typeof agent.addRequest === 'function' && agent.addRequest !== addRequest)
  );
}

export const globalAgent = new Agent({ keepAlive: true, timeout: 5000 });
