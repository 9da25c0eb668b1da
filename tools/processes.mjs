// Starting, watching and ending other programs, for the tools in this folder. Arguments always travel as arrays, never
// through a shell. Node built-ins only: these functions run before the first `npm ci`.
import { spawn } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { delimiter, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');

/** The full path of a program on the PATH, or undefined. */
export function findOnPath(program) {
  const endings = process.platform === 'win32' ? ['.exe', '.cmd', '.bat', ''] : [''];
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    for (const ending of endings) {
      const path = join(folder, program + ending);
      if (folder && isExecutable(path)) return path;
    }
  }
  return undefined;
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** For programs that only set something up: what they say is not what was asked for, and goes beside it. */
export const aside = { stdio: ['inherit', 2, 2] };

/** Runs a program with its output on our own; resolves to its exit code (1 where a signal ended it). Never rejects. */
export function run(program, programArguments, options = {}) {
  return new Promise((done) => {
    const child = spawn(program, programArguments, { cwd: root, stdio: 'inherit', ...options });
    child.once('error', (error) => {
      console.error(`${program}: ${error.message}`);
      done(1);
    });
    child.once('close', (code) => done(code ?? 1));
  });
}

/** Like `run`, but an exit code other than 0 is an error that names the command. */
export async function mustRun(program, programArguments, options = {}) {
  const code = await run(program, programArguments, options);
  if (code !== 0) throw new Error(`'${[program, ...programArguments].join(' ')}' ended with exit code ${code}`);
}

/** npm by the copy that started us where there is one: on Windows `npm` is a script that spawn cannot start. */
export function npmCommand(npmArguments) {
  const npm = process.env.npm_execpath;
  if (npm && existsSync(npm) && /\.[cm]?js$/.test(npm)) return [process.execPath, [npm, ...npmArguments]];
  return ['npm', npmArguments];
}

/** Starts a program as the leader of its own process group, so that `endGroup` ends all it started as well. */
export function startGroup(program, programArguments, options = {}) {
  exitOnSignals();
  const child = spawn(program, programArguments, { stdio: 'ignore', ...options, detached: true });
  // Our own end must not leave the group behind.
  const atExit = () => signalGroup(child.pid, 'SIGKILL');
  process.once('exit', atExit);
  child.once('close', () => process.off('exit', atExit));
  return child;
}

let exitsOnSignals = false;

/** Node runs no 'exit' listeners when a signal ends it, and they are what ends our groups. */
function exitOnSignals() {
  if (exitsOnSignals) return;
  exitsOnSignals = true;
  for (const [signal, code] of Object.entries({ SIGINT: 130, SIGTERM: 143, SIGHUP: 129 })) {
    process.once(signal, () => process.exit(code));
  }
}

/** Asks the group to end, insists after the grace time, and resolves when its leader is gone. */
export async function endGroup(child, graceMs = 3000) {
  if (child.pid === undefined) return;
  const gone = child.exitCode !== null || child.signalCode !== null;
  const closed = gone ? Promise.resolve() : new Promise((done) => child.once('exit', done));
  signalGroup(child.pid, 'SIGTERM');
  const insist = setTimeout(() => signalGroup(child.pid, 'SIGKILL'), graceMs);
  await closed;
  clearTimeout(insist);
  // The leader may end before what it started.
  signalGroup(child.pid, 'SIGKILL');
}

function signalGroup(leader, signal) {
  try {
    process.kill(-leader, signal);
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}

/** A port of 127.0.0.1 that was free a moment ago; `wanted` where that one is free. */
export function freePort(wanted = 0) {
  return new Promise((done, fail) => {
    const server = createServer();
    server.once('error', fail);
    server.listen(wanted, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });
}
