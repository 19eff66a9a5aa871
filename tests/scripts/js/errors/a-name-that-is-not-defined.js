// exit: 1
// stderr: ReferenceError: missing is not defined
// stderr: a-name-that-is-not-defined.js:5:1
print('before');
missing();
