// exit: 1
// stderr: SyntaxError
// stderr: a-syntax-error-points-into-the-users-file.js:5:
print('never');
const = 5;
