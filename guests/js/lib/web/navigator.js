/** https://html.spec.whatwg.org/multipage/system-state.html#the-navigator-object, as far as a server has one. */

import { expose, internal, requireInternal } from './webidl.js';

export class Navigator {
  constructor(token) {
    requireInternal(token);
  }

  get userAgent() {
    return 'Strait/0.1.0';
  }

  get hardwareConcurrency() {
    return 1;
  }

  get language() {
    return 'en-US';
  }

  get languages() {
    return ['en-US'];
  }

  get platform() {
    return 'strait';
  }
}
expose(Navigator);

export const navigator = new Navigator(internal);
