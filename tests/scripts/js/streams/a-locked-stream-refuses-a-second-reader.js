const stream = new ReadableStream();
stream.getReader();
for (const attempt of [() => stream.getReader(), () => stream.tee(), () => new Response(stream)]) {
  try {
    attempt();
    print('taken');
  } catch (error) {
    print(error.name);
  }
}
await stream.cancel().catch((error) => print(error.name));
