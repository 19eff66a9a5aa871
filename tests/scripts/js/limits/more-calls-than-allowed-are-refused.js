// flags: --allow-net=loopback --max-calls 10
// server: http
const url = `http://${process.env.SERVER}/delay/200`;
const results = await Promise.allSettled(Array.from({ length: 30 }, () => fetch(url)));
const refused = results.filter((result) => result.status === 'rejected');
print(refused.length >= 20, refused[0].reason.message.includes('--max-calls'));
