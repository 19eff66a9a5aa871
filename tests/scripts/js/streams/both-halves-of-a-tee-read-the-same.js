const [left, right] = ReadableStream.from([1, 2, 3]).tee();
const collect = async (stream) => {
  const all = [];
  for await (const value of stream) all.push(value);
  return all.join();
};
print(await Promise.all([collect(left), collect(right)]));
