await import('two-kinds/lib/hidden.js').catch((error) => print(error.code));
await import('two-kinds/features/two').catch((error) => print(error.code));
