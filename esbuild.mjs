// Bundles the programs of the extension: the client (in VS Code), the language server (any editor) with the thread that it
// starts to read files, the command line.
// `--watch` rebuilds on change; `--meta` also writes dist/meta.json, from which the bench reads bundle sizes.
import { writeFileSync } from 'node:fs';
import { argv } from 'node:process';
import { fileURLToPath } from 'node:url';
import { build, context } from 'esbuild';

const watch = argv.includes('--watch');
const common = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  minify: !watch,
  sourcemap: watch ? 'linked' : false,
  metafile: true,
  logLevel: 'info',
  outdir: 'dist',
  // The main field of some packages is a UMD file whose requires a bundler cannot follow; their ES modules it can.
  mainFields: ['module', 'main'],
};

/** @type {Record<'client' | 'compare' | 'server' | 'worker' | 'cli', import('esbuild').BuildOptions & { metafile: true }>} */
export const programs = {
  client: { ...common, entryPoints: { client: 'client/src/extension.ts' }, external: ['vscode'] },
  // The page of a comparison and its looks, in a web view.
  compare: {
    ...common,
    platform: 'browser',
    target: 'es2023',
    format: 'iife',
    entryPoints: { compare: 'client/webview/compare/main.ts' },
  },
  server: { ...common, entryPoints: { server: 'server/src/lsp/main.ts' } },
  // Beside the server, which looks for it there.
  worker: { ...common, entryPoints: { worker: 'server/src/workspace/worker.ts' } },
  cli: { ...common, entryPoints: { cli: 'server/src/cli/main.ts' }, banner: { js: '#!/usr/bin/env node' } },
};

if (argv[1] === fileURLToPath(import.meta.url)) {
  if (watch) {
    for (const program of Object.values(programs)) await (await context(program)).watch();
  } else {
    const results = await Promise.all(Object.values(programs).map((program) => build(program)));
    if (argv.includes('--meta')) {
      writeFileSync('dist/meta.json', JSON.stringify(results.map((result) => result.metafile.outputs)));
    }
  }
}
