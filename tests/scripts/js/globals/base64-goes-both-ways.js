print(btoa('\x00\xffabc'), atob(' aGVs\nbG8 '), atob('YQ'), JSON.stringify(atob('')));
for (const work of [() => btoa('€'), () => atob('a'), () => atob('YQ='), () => atob('*')]) {
  try {
    print(work());
  } catch (error) {
    print(error.name, error instanceof DOMException);
  }
}
