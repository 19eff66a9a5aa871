const target = new EventTarget();
target.addEventListener('go', (event) => {
  event.preventDefault();
  event.stopImmediatePropagation();
});
target.addEventListener('go', () => print('never'));
const event = new Event('go', { cancelable: true });
print(target.dispatchEvent(event), event.defaultPrevented, event.eventPhase);
print(target.dispatchEvent(new Event('go')));
const custom = new CustomEvent('x', { detail: { n: 1 } });
print(custom.detail.n, custom instanceof Event, custom.bubbles, custom.isTrusted);
