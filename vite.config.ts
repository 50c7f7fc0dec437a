import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** What is waited for may take its time on a busy machine: a second, as usual, is no bound. */
const expect = { poll: { timeout: 20_000 } };

/** Tests that put another module in one's place: each has a process of its own, for it stays there. */
const MOCKED = ['server/supervisor/exhausted.test.ts'];

/**
 * One build, three environments: the page (client), what plays in an exported file (player), and the Node programs (ssr:
 * the command line with its server, and the engine, a process of its own). `vite build --app` builds all; plain Node runs the result, in development too.
 */
export default defineConfig({
  root: here('client'),
  plugins: [react()],
  builder: {},
  environments: {
    client: {
      // The budget is 200 kB gzip for what the page loads first; vite measures before compression.
      build: {
        outDir: here('dist/client'),
        emptyOutDir: true,
        manifest: true,
        chunkSizeWarningLimit: 650,
        // MIT asks for its notice in every copy: of each package that the page is made of.
        license: { fileName: 'licences.md' },
      },
    },
    // What an exported page carries inside itself (server/export/page.ts): one script, one style with its fonts, nothing to
    // fetch.
    player: {
      consumer: 'client',
      build: {
        outDir: here('dist/player'),
        emptyOutDir: true,
        // One file by intention; what is built at the first start should say nothing where nothing is wrong.
        chunkSizeWarningLimit: 1000,
        copyPublicDir: false,
        cssCodeSplit: false,
        assetsInlineLimit: Infinity,
        rollupOptions: {
          input: here('client/player/main.tsx'),
          output: {
            codeSplitting: false,
            entryFileNames: 'player.js',
            assetFileNames: 'player.[ext]',
          },
        },
      },
    },
    ssr: {
      build: {
        outDir: here('dist/server'),
        emptyOutDir: true,
        ssr: true,
        copyPublicDir: false,
        target: 'node20',
        sourcemap: true,
        rollupOptions: {
          input: {
            main: here('server/main.ts'),
            engine: here('server/engine/engine.ts'),
          },
          output: { entryFileNames: '[name].mjs', chunkFileNames: 'chunks/[name]-[hash].mjs' },
        },
      },
    },
  },
  test: {
    projects: [
      {
        root: here('.'),
        test: {
          name: 'unit',
          environment: 'node',
          include: ['{shared,server,client}/**/*.test.{ts,tsx}'],
          exclude: ['**/*.kernel.test.ts', 'client/e2e/**', ...MOCKED],
          // One process for many files: to start one for each took as long as the tests.
          isolate: false,
          expect,
          // Some draw a whole run: a busy machine with two cores takes its time.
          testTimeout: 120_000,
          hookTimeout: 60_000,
        },
      },
      {
        root: here('.'),
        test: { name: 'unit-mocked', environment: 'node', include: MOCKED },
      },
      {
        root: here('.'),
        test: {
          name: 'kernel',
          environment: 'node',
          include: ['server/**/*.kernel.test.ts'],
          fileParallelism: false,
          expect,
          testTimeout: 60_000,
          // Some build what they run, on a machine that may be busy.
          hookTimeout: 120_000,
        },
      },
      {
        root: here('.'),
        test: {
          name: 'browser',
          environment: 'node',
          include: ['client/e2e/**/*.test.ts'],
          // Each has a server and a browser of its own, and waits for them most of the time.
          maxWorkers: 2,
          expect,
          testTimeout: 240_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
