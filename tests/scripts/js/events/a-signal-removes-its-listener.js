const target = new EventTarget();
const controller = new AbortController();
target.addEventListener('tick', () => print('heard'), { signal: controller.signal });
target.dispatchEvent(new Event('tick'));
controller.abort();
target.dispatchEvent(new Event('tick'));
