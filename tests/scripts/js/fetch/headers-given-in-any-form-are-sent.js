// flags: --allow-net=loopback
// server: http
const forms = [{ 'X-Tone': 'warm' }, [['x-tone', 'warm'], ['X-Tone', 'cold']], new Headers({ 'x-tone': '  trimmed ' })];
for (const headers of forms) {
  const response = await fetch(`http://${process.env.SERVER}/get`, { headers });
  print([(await response.json()).headers['x-tone']].flat().join(', '));
}
await fetch(`http://${process.env.SERVER}/get`, { headers: { 'bad name': 'x' } }).catch((error) => print(error.name));
await fetch(`http://${process.env.SERVER}/get`, { headers: { name: 'split\r\nx: y' } }).catch((error) => print(error.name));
