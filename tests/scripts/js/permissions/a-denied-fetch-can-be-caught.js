await fetch('https://api.example.org/x').catch((error) => {
  print(error.name, error.message.split('; ').at(-1), error.cause.reason);
});
