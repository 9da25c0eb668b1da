/** Runs programs by way of `launcher.mjs`, a small process that is started once and ends with this one. */
import { type ChildProcess, type ExecFileOptions, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export interface Ending {
  /** The exit code, or the system's word for why the program could not be started. */
  readonly code: number | string | undefined;
  readonly signal?: string | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

const waiting = new Map<number, (ending: Ending) => void>();
let launcher: ChildProcess | undefined;
let count = 0;

export function launch(program: string, parameters: readonly string[], settings: ExecFileOptions): Promise<Ending> {
  launcher ??= startLauncher();
  const number = ++count;
  const ended = new Promise<Ending>((resolve) => waiting.set(number, resolve));
  launcher.channel!.ref();
  launcher.send({ number, program, parameters, settings });
  return ended;
}

function startLauncher(): ChildProcess {
  const path = fileURLToPath(new URL('./launcher.mjs', import.meta.url));
  const child = fork(path, [], { execArgv: [], serialization: 'advanced' });
  child.on('message', ({ number, ...ending }: Ending & { readonly number: number }) => {
    waiting.get(number)?.(ending);
    waiting.delete(number);
    if (waiting.size === 0) child.channel?.unref();
  });
  // Whoever waits must not wait for ever.
  child.on('exit', (code, signal) => {
    launcher = undefined;
    for (const end of waiting.values()) end({ code: 'launcher ended', stdout: '', stderr: `${signal ?? code}` });
    waiting.clear();
  });
  child.unref();
  return child;
}
