import untyped from 'untyped';
import { createRequire } from 'node:module';
console.log(untyped.quoted, createRequire(import.meta.url)('untyped').quoted);
