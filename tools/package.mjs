// `npm run package`: builds the extension's .vsix, prints what is in it and fails when it is 2 MB or more, or when it lacks a
// part of the extension.
import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { mustRun, root } from './processes.mjs';
import { buildBundles, ensureDependencies } from './setup.mjs';

const maximumBytes = 2_000_000;
const vsce = join('node_modules', '@vscode', 'vsce', 'vsce');

async function packageExtension() {
  await ensureDependencies();
  rmSync(join(root, 'dist'), { recursive: true, force: true });
  await buildBundles();
  const { name, version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const file = `${name}-${version}.vsix`;
  await mustRun(process.execPath, [vsce, 'ls', '--no-dependencies', '--tree']);
  // The manifest names no repository yet: the links of the README stay as they are.
  await mustRun(process.execPath, [
    vsce,
    'package',
    '--no-dependencies',
    '--allow-missing-repository',
    '--no-rewrite-relative-links',
    '--out',
    file,
  ]);
  checkBundles();
  const { size } = statSync(join(root, file));
  if (size >= maximumBytes) throw new Error(`${file} has ${size} bytes, the limit is ${maximumBytes}`);
  console.log(`${file}: ${size} bytes`);
}

/** vsce packs without a word whatever .vscodeignore lets through; a missing program would show at the user's only. */
function checkBundles() {
  const built = readdirSync(join(root, 'dist'));
  const missing = ['client.js', 'compare.js', 'compare.css', 'server.js', 'worker.js', 'cli.js'].filter(
    (name) => !built.includes(name),
  );
  if (missing.length > 0) throw new Error(`dist lacks ${missing.join(', ')}`);
}

try {
  await packageExtension();
} catch (error) {
  console.error(`npm run package: ${error.message}`);
  process.exitCode = 1;
}
