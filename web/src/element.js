// The elements <strait-script> and <edge-python>. Importing this defines them; `?setElement=false` leaves that to the page.
import { defineElement } from './page/element.js';

if (new URL(import.meta.url).searchParams.get('setElement') !== 'false') {
  defineElement('strait-script');
  // Pages that were written for it register nothing and rely on the network.
  defineElement('edge-python', { language: 'python', allowNet: true });
}

export { defineElement };
