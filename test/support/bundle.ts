/** The programs as users get them, bundled fresh from the sources; once for each test worker. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { programs } from '../../esbuild.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const built = new Map<string, Promise<string>>();

/** The path of a freshly bundled program. The folder goes when the worker ends. */
export function bundle(name: 'server' | 'worker' | 'cli'): Promise<string> {
  let path = built.get(name);
  if (!path) {
    path = buildProgram(name);
    built.set(name, path);
  }
  return path;
}

async function buildProgram(name: 'server' | 'worker' | 'cli'): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), `scapwright-${name}-`));
  process.once('exit', () => void rm(folder, { recursive: true, force: true }));
  const options = { outdir: folder, absWorkingDir: root, logLevel: 'error' } as const;
  await build({ ...programs[name], ...options });
  // The server starts it from its own folder.
  if (name === 'server') await build({ ...programs.worker, ...options });
  return join(folder, `${name}.js`);
}
