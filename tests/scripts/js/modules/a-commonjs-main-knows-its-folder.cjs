print(__dirname.split('/').pop(), __filename === require('node:path').join(__dirname, 'a-commonjs-main-knows-its-folder.cjs'), module.filename === __filename);
