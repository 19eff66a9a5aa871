// Bundles lib/main.js into dist/lib.js, the one script that the guest evaluates when it is built.
import { build } from 'esbuild';
import { fileURLToPath } from 'node:url';

const local = (path) => fileURLToPath(new URL(path, import.meta.url));

// Packages share this library's own modules, so that there is one EventEmitter, one Buffer, one `process`.
const replacements = new Map([
  ['abort-controller', local('lib/node/package_shims/abort_controller.cjs')],
  ['buffer', local('lib/node/buffer.js')],
  ['call-bind/callBound', local('lib/node/package_shims/call_bound.cjs')],
  ['events', local('lib/node/events.js')],
  ['is-nan', local('lib/node/package_shims/is_nan.cjs')],
  ['object-is', local('lib/node/package_shims/object_is.cjs')],
  ['object-is/polyfill', local('lib/node/package_shims/object_is_polyfill.cjs')],
  ['object.assign/polyfill', local('lib/node/package_shims/object_assign_polyfill.cjs')],
  ['process', local('lib/node/package_shims/process.cjs')],
  ['process/', local('lib/node/package_shims/process.cjs')],
  ['punycode/', local('lib/node/punycode.js')],
  ['qs', local('lib/node/package_shims/qs.js')],
  ['safe-buffer', local('lib/node/buffer.js')],
  ['util', local('lib/node/package_shims/util.cjs')],
  ['util/', local('lib/node/package_shims/util.cjs')],
]);

const sharePackages = {
  name: 'share-packages',
  setup(build) {
    build.onResolve({ filter: /^[a-z]/ }, (request) => {
      const path = replacements.get(request.path);
      return path === undefined ? undefined : { path };
    });
  },
};

await build({
  absWorkingDir: local('.'),
  entryPoints: ['lib/main.js'],
  outfile: process.argv[2] ?? 'dist/lib.js',
  bundle: true,
  format: 'iife',
  target: 'es2023',
  platform: 'neutral',
  mainFields: ['module', 'main'],
  // Names that scripts see: of classes, and in their tags.
  keepNames: true,
  legalComments: 'none',
  // Names stay: renaming costs a call at each function, to give it back the name that scripts see.
  minifySyntax: true,
  minifyWhitespace: true,
  logLevel: 'warning',
  plugins: [sharePackages],
});
