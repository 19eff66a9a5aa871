// flags: --allow-net=*.example.com --resolve intra.example.com:80:127.0.0.1 --resolve lan.example.com:80:10.0.0.1
for (const host of ['intra', 'lan']) {
  await fetch(`http://${host}.example.com/`).catch((error) => {
    print(error.cause.reason, /127\.0\.0\.1|10\.0\.0\.1/.test(error.message), error.message.includes(`--allow-net=${host}.example.com:80`));
  });
}
