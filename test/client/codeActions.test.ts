/** Toggles among code actions become commands that go the way of a click; everything else stays as the server gave it. */
import { beforeEach, expect, it, vi } from 'vitest';
import { vscode } from '../support/vscode.ts';

const editor = vi.hoisted(() => ({
  opened: [] as string[],
  handlers: new Map<string, (...values: readonly unknown[]) => unknown>(),
}));

vi.mock('vscode', () => ({
  ...vscode,
  CodeActionTriggerKind: { Invoke: 1, Automatic: 2 },
  CodeAction: class {
    readonly title: string;
    readonly kind: unknown;
    constructor(title: string, kind: unknown) {
      this.title = title;
      this.kind = kind;
    }
  },
  commands: {
    registerCommand: (name: string, handler: () => unknown) => {
      editor.handlers.set(name, handler);
      return { dispose: () => {} };
    },
  },
  workspace: {
    textDocuments: [],
    openTextDocument: async (uri: { toString(): string }) => {
      editor.opened.push(uri.toString());
      return { uri, version: 1 };
    },
  },
}));

const { createCodeActions, registerAskedToggle } = await import('../../client/src/codeActions.ts');

const [uri, tailoring] = ['file:///ds.xml', 'file:///mine.xml'];
const order = { target: { benchmark: 'b', item: 'r', scope: { kind: 'everywhere' as const } }, enable: true };
const data = { ...order, answer: 'force' as const, acceptOthers: ['"A" goes off.'], isGroup: false };
const kind = { value: 'refactor.rewrite.scap.toggle' };
const toggle = { title: 'Switch it', kind, edit: {}, data };
const held = { title: 'Switch it: no', kind, disabled: { reason: 'no' } };
const fix = { title: 'Fix it', kind: { value: 'quickfix' }, edit: {} };

async function provided(into: string | undefined, triggerKind = 1) {
  const { middleware } = createCodeActions({ whenSeen: async () => {} } as never, () => into);
  const next = async () => [toggle, held, fix];
  const document = { uri: { toString: () => uri } };
  return middleware.provideCodeActions!(
    document as never,
    {} as never,
    { triggerKind } as never,
    {} as never,
    next as never,
  );
}

beforeEach(() => {
  editor.opened = [];
});

it('one with an edit becomes a command, the others stay', async () => {
  const [asked, ...others] = (await provided(undefined))!;
  expect(asked).toEqual({
    title: 'Switch it',
    kind,
    command: { command: 'scap.toggle.asked', title: 'Switch it', arguments: [uri, data] },
  });
  expect(others).toEqual([held, fix]);
  expect(editor.opened).toEqual([]);
});

it('a tailoring that edits go to is opened for who asks, and not for a cursor that passes by', async () => {
  await provided(tailoring, 2);
  expect(editor.opened).toEqual([]);
  await provided(tailoring);
  expect(editor.opened).toEqual([tailoring]);
});

it('the server is told of it in requests for code actions alone', () => {
  const { withTarget } = createCodeActions({} as never, (asked) => (asked === uri ? tailoring : undefined));
  const params = { textDocument: { uri } };
  expect(withTarget('textDocument/codeAction', uri, params)).toEqual({ ...params, into: tailoring });
  expect(withTarget('textDocument/codeAction', 'file:///other.xml', params)).toEqual(params);
  expect(withTarget('textDocument/hover', uri, params)).toEqual(params);
});

it('the command switches a rule as a click does, and shows a group before', async () => {
  const toggler = { toggle: vi.fn(async () => {}), toggleGroup: vi.fn(async () => {}) };
  registerAskedToggle(toggler);
  const { isGroup: _, ...asked } = data;
  await editor.handlers.get('scap.toggle.asked')!(uri, data);
  expect(toggler.toggle.mock.calls).toEqual([[{ uri, ...asked }]]);
  await editor.handlers.get('scap.toggle.asked')!(uri, { ...data, isGroup: true });
  expect(toggler.toggleGroup.mock.calls).toEqual([[{ uri, ...asked }]]);
});
