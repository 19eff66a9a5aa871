// JSON in, JSON out.
import { createServer } from 'node:http';

createServer((request, response) => {
  let text = '';
  request.setEncoding('utf8');
  request.on('data', (chunk) => (text += chunk));
  request.on('end', () => {
    const { message, items } = JSON.parse(text);
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ message, count: items.length }));
  });
}).listen(Number(process.env.PORT), '127.0.0.1', () => console.log('ready'));
