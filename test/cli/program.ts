/** The real bundled command line as a child process, and temporary folders with copies of fixtures for it to work on. */
import { execFile } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, vi } from 'vitest';
import { fixturePath } from '../support/documents.ts';

// A process each: slow on a busy machine, and never a reason to fail.
vi.setConfig({ testTimeout: 60_000 });

const folder = mkdtempSync(join(tmpdir(), 'scapwright-cli-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Bundled as esbuild.mjs does, once for each test file. */
const bundled = build({
  entryPoints: { cli: join(import.meta.dirname, '../../server/src/cli/main.ts') },
  outdir: join(folder, 'dist'),
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  mainFields: ['module', 'main'],
  logLevel: 'error',
}).then(() => join(folder, 'dist', 'cli.js'));

export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly bytes: Buffer;
}

/** Runs `scapwright` in the temporary folder. Never rejects: the exit code tells. */
export async function run(
  parameters: readonly string[],
  settings: { readonly cwd?: string; readonly environment?: Readonly<Record<string, string>> } = {},
): Promise<Ran> {
  const program = await bundled;
  return new Promise((resolve) => {
    const options = {
      cwd: settings.cwd ?? folder,
      env: { ...process.env, ...settings.environment },
      encoding: 'buffer' as const,
      maxBuffer: 1 << 28,
    };
    execFile(process.execPath, [program, ...parameters], options, (error, stdout, stderr) => {
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : -1;
      resolve({ code, stdout: stdout.toString('utf8'), stderr: stderr.toString('utf8'), bytes: stdout });
    });
  });
}

/** As `run`, with --json; the answer is parsed. */
export async function runJson<Shape>(
  parameters: readonly string[],
): Promise<{ code: number; json: Shape; stderr: string }> {
  const { code, stdout, stderr } = await run([...parameters, '--json']);
  return { code, json: JSON.parse(stdout) as Shape, stderr };
}

let copies = 0;

/** A copy of a fixture in a folder of its own; answers its path. */
export function copyOf(name: string): string {
  const path = join(freshFolder(), basename(name));
  copyFileSync(fixturePath(name), path);
  return path;
}

/** A file with this content in a folder of its own. */
export function fileWith(name: string, content: string | Buffer): string {
  const path = join(freshFolder(), name);
  writeFileSync(path, content);
  return path;
}

export function freshFolder(): string {
  return mkdtempSync(join(folder, `${++copies}-`));
}

/** What must not change where a command refuses: bytes, mode, time. */
export function stateOf(path: string): object {
  const { mode, mtimeMs, ino } = statSync(path);
  return { bytes: readFileSync(path).toString('latin1'), mode, mtimeMs, ino };
}

/** Id of the small documents in full: `rule:left`, `profile:first`. */
export function id(short: string): string {
  const [kind, name] = short.split(':');
  return `xccdf_org.example_${kind}_${name}`;
}
