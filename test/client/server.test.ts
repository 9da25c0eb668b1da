/**
 * The life of the server's process as the extension sees it: started by the first document, told everything anew after a crash,
 * down after too many, and started again by the button whatever became of it. Editor and client are stand-ins.
 */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { vscode } from '../support/vscode.ts';

type Listener = (event: unknown) => void;
const State = { Stopped: 1, Running: 2, Starting: 3 } as const;

const fake = vi.hoisted(() => ({
  clients: [] as unknown[],
  fails: 0,
  process: Promise.resolve(),
  refusals: [] as readonly number[],
}));

class FakeClient {
  readonly sent: string[] = [];
  asked = 0;
  readonly params: object[] = [];
  readonly options: { readonly errorHandler: { closed(): { readonly action: number } } };
  isDisposed = false;
  #listener: Listener = () => {};
  #state: number = State.Stopped;
  #starting: Promise<void> | undefined;
  readonly code2ProtocolConverter = {};

  constructor(_id: string, _name: string, _run: unknown, options: FakeClient['options']) {
    this.options = options;
    fake.clients.push(this);
  }

  onNotification() {}
  onDidChangeState(listener: Listener) {
    this.#listener = listener;
  }

  #set(newState: number) {
    this.#state = newState;
    this.#listener({ newState });
  }

  /** As the real one: who asks while it starts waits for the same start. */
  async start() {
    if (this.#state === State.Running) return;
    this.#starting ??= this.#begin().finally(() => {
      this.#starting = undefined;
    });
    await this.#starting;
  }

  async #begin() {
    this.#set(State.Starting);
    await fake.process;
    if (fake.fails-- > 0) {
      this.#set(State.Stopped);
      throw new Error('no process');
    }
    this.#set(State.Running);
  }

  async dispose() {
    this.isDisposed = true;
    if (this.#state !== State.Running) throw new Error('not running');
    this.#set(State.Stopped);
  }

  /** Answers how often it was asked; before that each of `fake.refusals` is thrown once. */
  async sendRequest(_: string, params: object) {
    this.params.push(params);
    const code = fake.refusals[this.asked++];
    if (code !== undefined) throw Object.assign(new Error('refused'), { code });
    return this.asked;
  }

  async sendNotification(method: string, params: { readonly uri: string }) {
    this.sent.push(`${method} ${params.uri}`);
  }

  /** The process has ended: as the real client does, it starts another one or stays stopped. */
  async crash() {
    this.#set(State.Stopped);
    const { action } = this.options.errorHandler.closed();
    if (action === 2) await this.start();
  }
}

vi.mock('vscode-languageclient/node', () => ({
  State,
  CloseAction: { DoNotRestart: 1, Restart: 2 },
  ErrorAction: { Continue: 1 },
  RevealOutputChannelOn: { Never: 4 },
  TransportKind: { ipc: 1 },
  LanguageClient: FakeClient,
}));

vi.mock('vscode', () => ({
  ...vscode,
  extensions: { all: [], onDidChange: () => {} },
  languages: { onDidChangeDiagnostics: () => {} },
  workspace: { textDocuments: [], getConfiguration: () => ({ get: () => true }) },
}));

const { createDocuments } = await import('../../client/src/documents.ts');
const { createServer } = await import('../../client/src/server.ts');

const large = { toString: () => 'file:///large-ds.xml' };
const told = `scap/diskFile ${large}`;

function extension() {
  const documents = createDocuments();
  const output = { error: vi.fn(), warn: vi.fn() };
  const context = { asAbsolutePath: (path: string) => path };
  const codeActions = { middleware: {}, withTarget: <Params>(_: string, __: string, params: Params) => params };
  const server = createServer(context as never, documents, output as never, codeActions);
  const statuses: string[] = [];
  server.onDidChangeStatus((status) => statuses.push(status));
  return { documents, server, statuses };
}

const clients = () => fake.clients as FakeClient[];
const settled = (look: () => unknown, value: unknown) => expect.poll(look).toEqual(value);

beforeEach(() => Object.assign(fake, { clients: [], fails: 0, process: Promise.resolve(), refusals: [] }));
afterEach(() => vi.useRealTimers());

it('the first document starts it, and it is told of files that it has to read itself', async () => {
  const { documents, server } = extension();
  expect([server.status(), clients().length]).toEqual(['idle', 0]);
  documents.add(large as never, true);
  await settled(() => clients()[0]?.sent, [told]);
  expect(server.status()).toBe('running');
});

it('after a crash it is told of them again, and what it said before is forgotten', async () => {
  const { documents, statuses } = extension();
  documents.add(large as never, true);
  await settled(() => clients()[0]?.sent, [told]);
  documents.setState({ uri: `${large}`, state: 'ready', version: 0 } as never);
  await clients()[0]!.crash();
  await settled(() => clients()[0]!.sent, [told, told]);
  expect(documents.find(`${large}`)!.state).toBeUndefined();
  expect(statuses).toEqual(['starting', 'running', 'stopped', 'starting', 'running']);
  expect(clients()).toHaveLength(1);
});

it('what a key outdated before it was answered is asked anew, and only that', async () => {
  const { documents, server } = extension();
  documents.add(large as never, true);
  await settled(server.status, 'running');
  const [client] = clients();
  const ask = (...refusals: readonly number[]) => {
    Object.assign(fake, { refusals });
    client!.asked = 0;
    return server.ask('scap/any', {});
  };
  const [outdated, internal] = [-32801, -32603];
  expect(await ask(outdated, outdated)).toBe(3);
  expect(await ask(outdated, internal)).toBeNull();
  expect(client!.asked).toBe(2);
  expect(await ask(...new Array<number>(1000).fill(outdated))).toBeNull();
  // Where the cursor was is no place in the text that came of the key.
  Object.assign(fake, { refusals: [outdated] });
  client!.asked = 0;
  let line = 0;
  await server.ask('scap/any', () => ({ line: line++ }));
  expect(client!.params.slice(-2)).toEqual([{ line: 0 }, { line: 1 }]);
});

it('after three crashes in a row it stays down, until the button starts it', async () => {
  const { documents, server } = extension();
  documents.add(large as never, true);
  await settled(server.status, 'running');
  for (let count = 0; count < 3; count++) await clients()[0]!.crash();
  expect(server.status()).toBe('stopped');
  expect(await server.ask('scap/any', {})).toBeNull();
  await server.restart();
  expect(server.status()).toBe('running');
  await settled(() => clients().at(-1)!.sent, [told]);
  // The button counts as a new beginning.
  await clients().at(-1)!.crash();
  expect(server.status()).toBe('running');
});

it.each([
  ['within three minutes of the first', [0, 90, 179], 'stopped'],
  ['more than three minutes after the second', [0, 0, 181], 'running'],
  ['more than three minutes after the first, and soon after the second', [0, 100, 181], 'running'],
])('of a third crash %s', async (_, seconds, expected) => {
  vi.useFakeTimers({ toFake: ['Date'] });
  const began = Date.now();
  const { documents, server } = extension();
  documents.add(large as never, true);
  await settled(server.status, 'running');
  for (const after of seconds) {
    expect(server.status()).toBe('running');
    vi.setSystemTime(began + after * 1000);
    await clients()[0]!.crash();
  }
  expect(server.status()).toBe(expected);
});

it('one that did not start can be started by the button, as often as it takes', async () => {
  fake.fails = 2;
  const { documents, server } = extension();
  documents.add(large as never, true);
  await settled(server.status, 'stopped');
  await settled(() => clients()[0]!.isDisposed, true);
  await server.restart();
  expect(server.status()).toBe('stopped');
  await server.restart();
  expect(server.status()).toBe('running');
  await settled(() => clients().at(-1)!.sent, [told]);
});

it('the command starts one that runs anew', async () => {
  const { documents, server, statuses } = extension();
  documents.add(large as never, true);
  await settled(server.status, 'running');
  await server.restart();
  expect(statuses.slice(2)).toEqual(['stopped', 'starting', 'running']);
  expect(clients().map(({ isDisposed }) => isDisposed)).toEqual([true, false]);
});

it('the command waits for one that is coming up, which cannot be stopped', async () => {
  let comeUp = () => {};
  fake.process = new Promise((resolve) => {
    comeUp = resolve;
  });
  const { documents, server } = extension();
  documents.add(large as never, true);
  await settled(() => clients().length, 1);
  expect(server.status()).toBe('starting');
  const restarted = server.restart();
  comeUp();
  await restarted;
  expect(server.status()).toBe('running');
  expect(clients().map(({ isDisposed }) => isDisposed)).toEqual([false]);
});
