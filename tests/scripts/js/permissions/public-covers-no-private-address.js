// flags: --allow-net=public --resolve inside.example.com:80:192.168.1.1
for (const host of ['127.0.0.1', '10.1.2.3', '169.254.169.254', '[::1]', '[::ffff:127.0.0.1]', '0.0.0.0', '2130706433', '0x7f.1', 'inside.example.com']) {
  await fetch(`http://${host}/`).catch((error) => print(host, error.cause.reason));
}
