// flags: --allow-net=localhost
// server: http
const target = encodeURIComponent('http://metadata.example/secret');
await fetch(`http://localhost:${process.env.SERVER.split(':')[1]}/redirect-to?url=${target}`).catch((error) => {
  print(error.name, error.message.split('; ').at(-1));
});
