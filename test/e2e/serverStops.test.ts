// The server's process dies: once it comes back by itself; again and again, and the view says that it stopped, with a button
// that starts it anew. Nothing of the document is lost.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { root } from '../../tools/processes.mjs';
import {
  clickCheckbox,
  eventually,
  expandPath,
  type Host,
  observedExtension,
  openFile,
  runCommand,
  screenshot,
  shareHost,
  showView,
  waitForDescription,
  waitForMark,
  welcome,
} from './driver/index.ts';

const name = 'host-ownership-ds.xml';
const sample = readFileSync(join(root, 'test', 'fixtures', name), 'utf8');
const observed = observedExtension();
afterAll(observed.dispose);
const shared = shareHost(() => ({ extension: observed.extension, texts: { [name]: sample } }));

const minimal = 'Minimal: can an administrator still become root?';
const group = 'Becoming root';
const rule = 'sudo belongs to root';

/** Ends the server that was started last. */
async function killServer(): Promise<void> {
  const id = observed.lastServer()!;
  process.kill(id, 'SIGKILL');
  await eventually(
    'the end of the server',
    async () => isAlive(id),
    (alive) => !alive,
  );
}

function isAlive(id: number): boolean {
  try {
    // A process that has ended stays in the table until its parent asks.
    return !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${id}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

/** The servers that were started so far, each of which was given the document. */
const started = (count: number) =>
  eventually(
    `${count} servers with the document`,
    async () => observed.messages().filter(({ method }) => method === 'textDocument/didOpen').length,
    (opened) => opened === count && observed.starts() === count,
  );

async function switchRule(host: Host, mark: 'on' | 'off', profile: string): Promise<void> {
  await clickCheckbox(host, rule);
  await waitForMark(host, rule, mark);
  await waitForDescription(host, minimal, profile);
}

test('a server that dies comes back, and the rows with it', async () => {
  const host = shared();
  await openFile(host, name);
  await showView(host, 'SCAP');
  await expandPath(host, minimal, group);
  await switchRule(host, 'off', '5 of 20');
  await killServer();
  await started(2);
  // The text in the editor, with the edit that was not saved.
  await waitForDescription(host, minimal, '5 of 20');
  await expandPath(host, minimal, group);
  await switchRule(host, 'on', '6 of 20');
});

test('one that keeps dying stays down: the view says so, with a button that starts it again', async () => {
  const host = shared();
  await killServer();
  await started(3);
  await killServer();
  await eventually(
    'the view that says so',
    async () => (await welcome(host)).text,
    (text) => text.includes('The SCAP server has stopped.'),
  );
  await screenshot(host, 'server-stopped');
  const { buttons } = await welcome(host);
  expect(buttons).toEqual(['Restart Server', 'Show Output']);
  expect(observed.starts()).toBe(3);

  await host.page.locator('.part.sidebar .welcome-view-content:visible .monaco-button').first().click();
  await started(4);
  await expandPath(host, minimal, group);
  await switchRule(host, 'off', '5 of 20');
  await runCommand(host, 'SCAP: Undo Last Toggle');
  await waitForDescription(host, minimal, '6 of 20');
});

test('the command that restarts it works while it runs, too', async () => {
  const host = shared();
  await runCommand(host, 'SCAP: Restart Server');
  await started(5);
  await expandPath(host, minimal, group);
  await switchRule(host, 'off', '5 of 20');
});
