print(import.meta.url.startsWith('file:///'), import.meta.resolve('./parts/twice.js').startsWith('file:///'));
print(import.meta.filename.endsWith('/modules/import-meta-has-file-addresses.js'), import.meta.dirname.endsWith('/modules'));
