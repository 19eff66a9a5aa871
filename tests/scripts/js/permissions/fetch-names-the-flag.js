// exit: 1
// stderr: network access to example.org:80 is not allowed
// stderr: --allow-net=example.org:80
await fetch('http://example.org/');
