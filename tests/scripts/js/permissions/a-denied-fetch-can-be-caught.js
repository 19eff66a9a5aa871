await fetch('https://api.example.org/x').catch((error) => {
  print(error.name, error.message.includes('--allow-net=api.example.org:443'), error.cause.reason);
});
