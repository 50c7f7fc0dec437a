import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from './supervisor/root.ts';

/** What a file may import, besides files of its own folder: the first row that fits a file decides. */
interface Rule {
  /** A file's path from the project's root. */
  readonly files: RegExp;
  /** Project paths it may import; packages are written `package:name`, Node's modules `node:name`. */
  readonly may: readonly RegExp[];
  readonly why: string;
}

const shared = (...folders: string[]): RegExp => new RegExp(`^shared/(${folders.join('|')})/`);
const packages = (...names: string[]): RegExp => new RegExp(`^package:(${names.join('|')})$`);
const node = /^node:/;

/** Tests, the bench, and what helps them. No other file may import these. */
const tests = /\.test\.tsx?$|\/testing\/|^client\/e2e\/|^server\/bench\//;

const rules: readonly Rule[] = [
  { files: tests, may: [/.*/], why: 'tests and the bench look everywhere' },
  { files: /^shared\/base\//, may: [], why: 'base is the lowest layer' },
  { files: /^shared\/abi\//, may: [shared('base')], why: 'abi knows base alone' },
  { files: /^shared\/events\//, may: [shared('base', 'abi'), packages('zod')], why: 'events know base and abi' },
  { files: /^shared\/machines\//, may: [shared('base', 'abi', 'events')], why: 'machines know what is below them' },
  {
    files: /^shared\/model\//,
    may: [shared('base', 'abi', 'events', 'machines')],
    why: 'the model knows what is below it',
  },
  {
    files: /^shared\/labc\//,
    may: [shared('base', 'abi', 'events', 'lessons')],
    why: 'lab C knows nothing of the model',
  },
  {
    files: /^shared\/cards\//,
    may: [shared('base', 'abi', 'labc')],
    why: 'cards are texts about calls: they know their names',
  },
  {
    files: /^shared\/(lessons|protocol)\//,
    may: [shared('base', 'abi', 'events', 'machines', 'model', 'labc', 'lessons'), packages('zod', 'yaml')],
    why: 'shared imports nothing outside itself',
  },
  {
    files: /^server\/engine\/ffi\//,
    may: [shared('base', 'abi', 'events'), node, packages('koffi')],
    why: 'only the declarations of C functions touch koffi',
  },
  {
    files: /^server\/engine\//,
    may: [/^shared\//, /^server\/engine\//, /^package\.json$/, node],
    why: 'the engine is a process of its own: it imports shared and Node only, and koffi in ffi/ only',
  },
  {
    files: /^server\/(?!engine\/)/,
    may: [/^shared\//, /^server\/(?!engine\/)/, node, packages('express', 'helmet', 'ws', 'zod')],
    why: 'the server never traces: no engine code, no koffi',
  },
  {
    files: /^client\/features\/editor\//,
    may: [
      /^client\/(store|ui|connection|styles)\//,
      /^shared\//,
      packages('react', 'zustand', 'zustand/.*', '@codemirror/.*', '@lezer/highlight'),
    ],
    why: 'the editor alone has the editor’s packages, and is fetched when it is first used',
  },
  {
    files: /^client\/features\/walk\//,
    may: [/^client\/(store|ui|connection|styles)\//, /^shared\//, packages('react', 'zustand', 'zustand/.*', 'uqr')],
    why: 'a walk alone draws a QR code, of the address where a class joins it',
  },
  {
    files: /^client\/features\/([^/]+)\//,
    may: [
      /^client\/(store|ui|connection|styles)\//,
      /^shared\//,
      packages('react', 'react-dom', 'react/.*', 'zustand', 'zustand/.*'),
    ],
    why: 'a feature imports store, ui and shared, never another feature',
  },
  {
    files: /^client\//,
    may: [
      /^client\//,
      /^shared\//,
      packages('react', 'react-dom', 'react-dom/.*', 'zustand', 'zustand/.*', 'zod', '@fontsource-variable/.*'),
    ],
    why: 'the page knows the server by its protocol only',
  },
];

/** Static and dynamic imports, re-exports and side-effect imports; type imports count too. */
const importPattern = /(?:\bfrom\s+|\bimport\s*\(\s*|^\s*import\s+)['"]([^'"]+)['"]/gm;

/** Import specifiers of a source text as project paths, `package:name` or `node:name`. */
function importsOf(file: string, text: string): string[] {
  return [...text.matchAll(importPattern)].map(([, specifier = '']) => {
    if (specifier.startsWith('.')) return join(dirname(file), specifier);
    if (specifier.startsWith('#shared/')) return `shared/${specifier.slice('#shared/'.length)}.ts`;
    return specifier.startsWith('node:') ? specifier : `package:${specifier}`;
  });
}

/** What `file` imports against the rules, a sentence each. */
function breaches(file: string, text: string): string[] {
  const rule = rules.find(({ files }) => files.test(file));
  if (rule === undefined) return [`${file}: no rule covers this file; add a row for its folder`];
  const own = unitOf(file) ?? `${dirname(file)}/`;
  return importsOf(file, text)
    .filter((target) => {
      if (tests.test(target) && !tests.test(file)) return true;
      return !target.startsWith(own) && !rule.may.some((allowed) => allowed.test(target));
    })
    .map((target) => `${file} imports ${target}: ${rule.why}`);
}

/** The folder inside which files, however deep, may import each other: a layer of shared, a feature of the page. */
const unitOf = (file: string): string | null => /^(shared|client\/features)\/[^/]+\//.exec(file)?.[0] ?? null;

function sourcesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : sourcesBelow(path);
    return /\.tsx?$/.test(entry.name) ? [path] : [];
  });
}

describe('import rules', () => {
  it('hold in every source file', () => {
    const root = projectRoot();
    const files = ['shared', 'server', 'client'].flatMap((folder) => sourcesBelow(join(root, folder)));
    expect(files.length).toBeGreaterThan(100);
    expect(files.flatMap((path) => breaches(relative(root, path), readFileSync(path, 'utf8')))).toEqual([]);
  });

  it.each([
    ['shared/base/x.ts', "import { z } from 'zod';"],
    ['shared/events/x.ts', "import type { LabState } from '../model/state.ts';"],
    ['shared/machines/x.ts', "import { applyEvent } from '../model/apply.ts';"],
    ['shared/model/x.ts', "import { readFileSync } from 'node:fs';"],
    ['shared/labc/x.ts', "export { applyEvent } from '../model/apply.ts';"],
    ['server/engine/lab/x.ts', "import koffi from 'koffi';"],
    ['server/engine/lab/x.ts', "import { Labs } from '../../sessions/labs.ts';"],
    ['server/sessions/x.ts', "import { Lab } from '../engine/lab/lab.ts';"],
    ['server/http/x.ts', "const koffi = await import('koffi');"],
    ['client/features/stage/x.tsx', "import { LogPane } from '../log/LogPane.tsx';"],
    ['client/store/x.ts', "import '../../server/main.ts';"],
    ['client/main.tsx', "import express from 'express';"],
    ['server/sessions/x.ts', "import { pair } from './testing/drafts.ts';"],
    ['shared/stray.ts', ''],
  ])('catch a fault in %s: %s', (file, text) => {
    expect(breaches(file, text)).toHaveLength(1);
  });

  it.each([
    ['shared/abi/syscalls/sockets.ts', "import { messageFlags } from '../constants.ts';"],
    ['server/engine/ffi/libc.ts', "import koffi from 'koffi';"],
    ['client/features/log/LogPane.tsx', "import { Row } from './rows/Row.tsx';"],
    ['server/engine/lab/lab.ts', "import { DiagSocket } from '../netlink/diag.ts';"],
  ])('allow %s: %s', (file, text) => {
    expect(breaches(file, text)).toEqual([]);
  });
});
