// PostgreSQL by `pg`: queries, types, transactions, errors, notifications, a pool, TLS. PGHOST, PGPORT and so on say where.
import pg from 'pg';

const { Client, Pool } = pg;
const { CA: ca } = process.env;
const client = new Client();
await client.connect();

const { rows } = await client.query('select $1::int + 1 as sum, $2::text as text', [41, 'é']);
console.log(rows);
const types = await client.query(`select 1::int2 as a, 2::int8 as b, 1.5::float8 as c, 1.25::numeric as d, true as e,
  null as f, '{"x": [1]}'::jsonb as g, '\\x00ff'::bytea as h, '{1,2}'::int[] as i, '2026-01-02T03:04:05Z'::timestamptz as j`);
console.log(types.rows[0], types.fields.length);

await client.query('create table things (id serial primary key, name text not null unique)');
await client.query('begin');
await client.query("insert into things (name) values ('rolled back')");
await client.query('rollback');
const inserted = await client.query('insert into things (name) values ($1), ($2) returning id, name', ['one', 'two']);
console.log(inserted.rowCount, inserted.rows);
try {
  await client.query('insert into things (name) values ($1)', ['one']);
} catch (error) {
  console.log(error.code, error.constraint, error.message);
}
const prepared = { name: 'find', text: 'select name from things where id >= $1 order by id', rowMode: 'array' };
console.log(
  (await client.query({ ...prepared, values: [0] })).rows,
  (await client.query({ ...prepared, values: [3] })).rows,
);
const many = await client.query('select n, repeat($1, 100) as text from generate_series(1, 20000) n', ['x']);
console.log(
  many.rowCount,
  many.rows[19999].n,
  many.rows.every(({ text }) => text.length === 100),
);

const pool = new Pool({ max: 4 });
const sums = await Promise.all(Array.from({ length: 40 }, (_, n) => pool.query('select $1::int * 2 as n', [n])));
console.log(sums.map(({ rows: [{ n }] }) => n).join(), pool.totalCount);
const listener = await pool.connect();
const heard = new Promise((resolve) =>
  listener.on('notification', ({ channel, payload }) => resolve([channel, payload])),
);
await listener.query('listen news');
await client.query("select pg_notify('news', 'hello')");
console.log(await heard);
listener.release();
await pool.end();

try {
  const wrong = new Client({ password: 'wrong' });
  await wrong.connect();
} catch (error) {
  console.log(error.code, error.message);
}

const secure = new Client({ ssl: { ca } });
await secure.connect();
console.log((await secure.query('select ssl, version from pg_stat_ssl where pid = pg_backend_pid()')).rows);
await secure.end();
try {
  await new Client({ ssl: true }).connect();
} catch {
  console.log('a certificate that nobody vouches for is refused');
}
await client.end();
console.log('end');
