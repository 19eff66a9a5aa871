// COUNT server-sent events by EventSource, the runtime's or the package `eventsource`; prints the milliseconds they took.
const EventSource = globalThis.EventSource ?? (await import('eventsource')).EventSource;

const count = Number(process.env.COUNT);

const begun = performance.now();
const source = new EventSource(`http://${process.env.SERVER}/`);
let events = 0;
await new Promise((resolve, reject) => {
  source.onerror = () => reject(new Error(`the stream ended after ${events} events`));
  source.onmessage = ({ data, lastEventId }) => {
    events++;
    if (lastEventId !== String(events) || JSON.parse(data).number !== events) reject(new Error('an event is missing'));
    if (events === count) resolve();
  };
});
source.close();
console.log((performance.now() - begun).toFixed(2));
