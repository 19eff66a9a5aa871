// The client that the Autobahn testsuite's fuzzing server tests: it echoes what it gets in every case.
const [base] = args.slice(-1);

/** Connects, echoes, and resolves with the last message when the connection has closed. */
function visit(path) {
  const { promise, resolve } = Promise.withResolvers();
  const socket = new WebSocket(base + path);
  socket.binaryType = 'arraybuffer';
  let last;
  socket.onmessage = ({ data }) => {
    last = data;
    if (path.startsWith('/runCase')) socket.send(data);
  };
  socket.onclose = () => resolve(last);
  return promise;
}

const count = Number(await visit('/getCaseCount'));
for (let number = 1; number <= count; number++) await visit(`/runCase?case=${number}&agent=strait`);
await visit('/updateReports?agent=strait');
console.log(`${count} cases`);
