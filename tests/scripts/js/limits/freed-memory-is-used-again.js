// flags: --memory 32M
let sum = 0;
for (let i = 0; i < 500; i += 1) sum += new Uint8Array(1_000_000).fill(1)[i];
print(sum);
