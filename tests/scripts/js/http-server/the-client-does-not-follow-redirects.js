// flags: --allow-net=loopback
// server: http
import { get } from 'node:http';
get(`http://${process.env.SERVER}/redirect/1`, (response) => {
  print(response.statusCode, response.headers.location);
  response.resume();
});
