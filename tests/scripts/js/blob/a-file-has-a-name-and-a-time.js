const file = new File(['content'], 'notes.txt', { type: 'text/plain', lastModified: 1234 });
print(file.name, file.size, file.type, file.lastModified, file instanceof Blob, Object.prototype.toString.call(file));
try {
  new File(['x']);
} catch (error) {
  print(error.name);
}
