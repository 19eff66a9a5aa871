print(import.meta.url.endsWith('/modules/import-meta-tells-where-the-file-is.js'));
print(import.meta.resolve('./parts/twice.js').endsWith('/modules/parts/twice.js'), import.meta.resolve('node:http'));
