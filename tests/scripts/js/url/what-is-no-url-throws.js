for (const text of ['', 'nowhere', '//no-base', 'http://', 'http://a b/', 'http://[::1', 'http://h:99999/']) {
  try {
    print(new URL(text).href);
  } catch (error) {
    print(error.name, error.code);
  }
}
print(URL.canParse('http://h'), URL.canParse('x'), URL.canParse('x', 'http://h'));
