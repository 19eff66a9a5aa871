// https.request() and https.get(): those of `http` with another protocol.
import { ClientRequest, normalizedArguments } from '../http/client.js';
import { Agent, globalAgent } from './agent.js';

/** request(url[, options][, callback]) or request(options[, callback]). */
export function request(input, second, third) {
  const { options, callback } = normalizedArguments(input, second, third);
  const agent = options.agent === false ? new Agent() : (options.agent ?? globalAgent);
  return new ClientRequest({ ...options, agent }, callback);
}

/** As request(), without a body: end() is called. */
export function get(input, second, third) {
  const made = request(input, second, third);
  made.end();
  return made;
}
