for (const host of ['EXAMPLE.com.', 'münchen.de', '0x7f.1', '192.168.257', '[0:0:0:0:0:0:0:1]', '%65xample.com', '日本語。jp']) {
  print(new URL(`http://${host}/`).hostname);
}
