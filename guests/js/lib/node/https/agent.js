// https.Agent. As http.Agent it holds options only; those that would weaken or replace what the host checks are refused.
import { Agent as HttpAgent } from '../http/agent.js';
import { refuseConnectionOptions } from '../http/client.js';

export function Agent(options) {
  if (!(this instanceof Agent)) return new Agent(options);
  refuseConnectionOptions(options ?? {}, 'agent');
  HttpAgent.call(this, options);
  this.defaultPort = 443;
  this.protocol = 'https:';
}
Object.setPrototypeOf(Agent.prototype, HttpAgent.prototype);
Object.setPrototypeOf(Agent, HttpAgent);

export const globalAgent = new Agent({ keepAlive: true, timeout: 5000 });
