print(import.meta.url.startsWith('file:///'), import.meta.url.endsWith('/modules/import-meta-tells-where-the-file-is.js'));
print(import.meta.filename.endsWith('/modules/import-meta-tells-where-the-file-is.js'), import.meta.dirname.endsWith('/modules'));
print(import.meta.resolve('./parts/twice.js').endsWith('/modules/parts/twice.js'), import.meta.resolve('node:http'));
