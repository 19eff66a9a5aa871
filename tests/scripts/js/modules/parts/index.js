export const name = 'index of parts';
