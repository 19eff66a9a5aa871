export default function twice(n) {
  return 2 * n;
}
export const unit = 'mm';
export let count = 0;
export function increase() {
  count += 1;
}
