export { unit as measure } from '../twice.js';
export const url = import.meta.url.split('/').slice(-3).join('/');
