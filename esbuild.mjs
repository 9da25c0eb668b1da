// Bundles the three programs of the extension: the client (in VS Code), the language server (any editor), the command line.
// `--watch` rebuilds on change; `--meta` also writes dist/meta.json, from which the bench reads bundle sizes.
import { writeFileSync } from 'node:fs';
import { build, context } from 'esbuild';

const watch = process.argv.includes('--watch');
const common = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  minify: !watch,
  sourcemap: watch ? 'linked' : false,
  metafile: true,
  logLevel: 'info',
  // iconv-lite and the language server packages have ESM twins; the main field of some points at UMD that esbuild cannot follow.
  mainFields: ['module', 'main'],
};
const programs = [
  { ...common, entryPoints: { client: 'client/src/extension.ts' }, outdir: 'dist', external: ['vscode'] },
  { ...common, entryPoints: { server: 'server/src/lsp/main.ts' }, outdir: 'dist' },
  { ...common, entryPoints: { cli: 'server/src/cli/main.ts' }, outdir: 'dist', banner: { js: '#!/usr/bin/env node' } },
];

if (watch) {
  for (const program of programs) await (await context(program)).watch();
} else {
  const results = await Promise.all(programs.map((program) => build(program)));
  if (process.argv.includes('--meta')) {
    writeFileSync('dist/meta.json', JSON.stringify(results.map((result) => result.metafile.outputs)));
  }
}
