#!/usr/bin/env node
import { parseArgs } from 'node:util';
import { makeDeb } from './deb.ts';

/**
 * What electron-builder takes for fpm (CUSTOM_FPM_PATH): the same arguments, and a deb made by Debian's own dpkg-deb. Fpm itself is
 * a Ruby program that builder would download. An argument that is not known here ends the build: it would be lost without a word.
 */
const text = { type: 'string' } as const;
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    s: { ...text, short: 's' },
    t: { ...text, short: 't' },
    d: { ...text, short: 'd', multiple: true },
    force: { type: 'boolean' },
    'deb-recommends': { ...text, multiple: true },
    'deb-compression': text,
    'deb-priority': text,
    architecture: text,
    'after-install': text,
    'after-remove': text,
    description: text,
    version: text,
    package: text,
    name: text,
    maintainer: text,
    vendor: text,
    url: text,
    category: text,
    license: text,
  },
});

const needed = (name: keyof typeof values): string => {
  const value = values[name];
  if (typeof value !== 'string' || value === '') throw new Error(`fpm: no --${name}`);
  return value;
};

/** Fpm's names and dpkg-deb's. */
const compressionOf = (name: string): string => {
  switch (name) {
    case 'xz':
      return 'xz';
    case 'gz':
      return 'gzip';
    default:
      throw new Error(`fpm: no compression ${name}`);
  }
};

if (values.s !== 'dir' || values.t !== 'deb') throw new Error('fpm: this one makes a deb of folders');
makeDeb({
  file: needed('package'),
  control: {
    name: needed('name'),
    version: needed('version'),
    architecture: needed('architecture'),
    maintainer: needed('maintainer'),
    section: needed('category'),
    priority: needed('deb-priority'),
    homepage: needed('url'),
    description: needed('description'),
    depends: values.d ?? [],
    recommends: values['deb-recommends'] ?? [],
  },
  compression: compressionOf(needed('deb-compression')),
  scripts: { postinst: needed('after-install'), postrm: needed('after-remove') },
  // SOURCE=TARGET; a source that ends in a slash is what is in the folder.
  content: positionals.map((pair) => {
    const at = pair.lastIndexOf('=');
    if (at <= 0) throw new Error(`fpm: ${pair} names no place`);
    return { from: pair.slice(0, at), to: pair.slice(at + 1) };
  }),
});
