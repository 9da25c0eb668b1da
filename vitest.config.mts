import { defineConfig } from 'vitest/config';

/** unit: pure and quick; corpus: real streams and the real scanner; e2e: a real VS Code in a real browser. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/corpus/**', 'test/e2e/**', '**/node_modules/**'],
          // A busy machine is no reason to fail; what hangs ends all the same.
          testTimeout: 60_000,
          hookTimeout: 60_000,
          expect: { poll: { timeout: 50_000, interval: 20 } },
          // By itself vitest leaves one core to others, which is half of a machine with two.
          maxWorkers: '100%',
        },
      },
      {
        test: {
          name: 'corpus',
          include: ['test/corpus/**/*.test.ts'],
          // Hundreds of edits of 24 MB: minutes on a busy machine.
          testTimeout: 900_000,
          hookTimeout: 900_000,
          maxWorkers: '100%',
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          exclude: ['**/node_modules/**'],
          testTimeout: 600_000,
          hookTimeout: 600_000,
          // As long as the driver waits for anything (`patienceMs`).
          expect: { poll: { timeout: 120_000, interval: 100 } },
          fileParallelism: false,
        },
      },
    ],
  },
});
