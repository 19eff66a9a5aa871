print(new URLSearchParams({ a: 1, b: 'two' }).toString());
print(new URLSearchParams([['k', 'v'], ['k', 'w']]).toString());
print(new URLSearchParams(new Map([['m', 'n']])).toString());
print(new URLSearchParams(new URLSearchParams('p=q')).toString());
try {
  new URLSearchParams([['lonely']]);
} catch (error) {
  print(error.name);
}
