// Redis by `ioredis`: commands, pipelines, transactions, blocking commands, subscriptions, reconnecting.
import { once } from 'node:events';
import Redis from 'ioredis';

const port = Number(process.env.REDIS_PORT);
const connect = (options) => new Redis({ host: '127.0.0.1', port, ...options });
const redis = connect();
console.log(await redis.set('key', 'välue', 'EX', 100), await redis.get('key'), await redis.get('none'));
console.log(await redis.getBuffer('key'), (await redis.ttl('key')) > 90);
console.log(await redis.hset('hash', { a: 1, b: 2 }), await redis.hgetall('hash'));
console.log(
  await redis
    .pipeline()
    .incr('n')
    .incr('n')
    .get('n')
    .lpush('key', 'x')
    .exec()
    .then((results) => results.map(([error, result]) => (error ? error.message : result))),
);
console.log(await redis.multi().set('m', 1).incr('m').exec());
console.log(
  await Promise.all(Array.from({ length: 1000 }, (_, index) => redis.echo(`e${index}`))).then((all) =>
    all.every((text, index) => text === `e${index}`),
  ),
);
const large = 'x'.repeat(3_000_000);
await redis.set('large', large);
console.log((await redis.get('large')) === large);
console.log(await redis.eval('return {KEYS[1], ARGV[1]}', 1, 'k', 'v'));
redis.defineCommand('double', { numberOfKeys: 1, lua: "return redis.call('get', KEYS[1]) * 2" });
console.log(await redis.double('n'), await redis.double('n'));

const blocked = connect();
const popped = blocked.blpop('queue', 10);
await redis.rpush('queue', 'job');
console.log(await popped);

const subscriber = connect();
await subscriber.subscribe('news');
const heard = once(subscriber, 'message');
await redis.publish('news', 'hello');
console.log(await heard);

const restless = connect({ retryStrategy: () => 10 });
const id = await restless.client('ID');
const again = once(restless, 'reconnecting').then(() => once(restless, 'ready'));
await redis.client('KILL', 'ID', id);
await again;
console.log('reconnected', (await restless.client('ID')) !== id, await restless.get('n'));

const scanned = [];
for await (const keys of redis.scanStream({ match: '*', count: 2 })) scanned.push(...keys);
console.log(scanned.sort().join());
for (const each of [blocked, subscriber, restless]) each.disconnect();
console.log(await redis.quit());
const refused = connect({ port: 1, lazyConnect: true, retryStrategy: null });
refused.on('error', () => {});
console.log(await refused.connect().catch(({ message }) => message));
