// What `url` asks of the package qs, given by this library's querystring, as in Node.
import { parse, stringify as toQuery } from '../querystring.js';

export { parse };

export function stringify(object, options) {
  const query = toQuery(object);
  return options?.addQueryPrefix && query !== '' ? `?${query}` : query;
}
