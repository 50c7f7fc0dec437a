import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/**
 * One build, two environments: the page (client) and the Node programs (ssr: the command line with its server, and the
 * engine, a process of its own). `vite build --app` builds both; plain Node runs the result, in development too.
 */
export default defineConfig({
  root: here('client'),
  plugins: [react()],
  builder: {},
  environments: {
    client: {
      // The budget is 200 kB gzip for what the page loads first; vite measures before compression.
      build: { outDir: here('dist/client'), emptyOutDir: true, manifest: true, chunkSizeWarningLimit: 650 },
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
          exclude: ['**/*.kernel.test.ts', 'client/e2e/**'],
          // Some draw a whole run: a busy machine with two cores takes its time.
          testTimeout: 30_000,
        },
      },
      {
        root: here('.'),
        test: {
          name: 'kernel',
          environment: 'node',
          include: ['server/**/*.kernel.test.ts'],
          fileParallelism: false,
          testTimeout: 60_000,
        },
      },
      {
        root: here('.'),
        test: {
          name: 'browser',
          environment: 'node',
          include: ['client/e2e/**/*.test.ts'],
          fileParallelism: false,
          testTimeout: 120_000,
        },
      },
    ],
  },
});
