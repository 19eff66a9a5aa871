for (const url of ['nowhere', 'http://', 'ftp://127.0.0.1/', 'http://user:word@127.0.0.1/', 'file:///etc/hosts']) {
  await fetch(url).catch((error) => print(url, error.name));
}
