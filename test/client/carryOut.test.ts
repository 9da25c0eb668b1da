/** What a user is asked before an edit is made, and what is made of the answer. The editor is a stand-in. */
import { beforeEach, expect, it, vi } from 'vitest';
import type { ReadyEdit } from '../../server/src/protocol/index.ts';
import { vscode } from '../support/vscode.ts';

const editor = vi.hoisted(() => ({ questions: [] as string[], answers: [] as (string | undefined)[], applied: 0 }));

vi.mock('vscode', () => ({
  ...vscode,
  WorkspaceEdit: class {
    replace() {}
  },
  window: {
    setStatusBarMessage: () => {},
    showWarningMessage: async (question: string, options?: { readonly detail?: string }) => {
      editor.questions.push([question, options?.detail].filter((part) => part !== undefined).join('\n'));
      return editor.answers.shift();
    },
  },
  workspace: {
    textDocuments: [
      {
        uri: 'file:///ds.xml',
        version: 1,
        encoding: 'utf8',
        getText: () => '<Benchmark/>',
        positionAt: () => undefined,
      },
    ],
    applyEdit: async () => {
      editor.applied++;
      return true;
    },
  },
}));

const { createCarryOut } = await import('../../client/src/carryOut.ts');
const uri = 'file:///ds.xml';
const changed = 'file:///changed.xml';
const remembered = vi.fn();
const documents = { whenSeen: async () => {} };
const carryOut = createCarryOut(
  documents as never,
  { ask: async () => null } as never,
  { remember: remembered } as never,
  () => false,
  async (tailoring) => (tailoring === changed ? 'It was changed on disk.' : undefined),
);

const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } };
const inVersion = { uri, version: 1, edits: [{ range, newText: 'x' }] };
const ready = (linked: readonly string[], signed: readonly string[] = [], version = 1): ReadyEdit => ({
  ...{ kind: 'edit', edit: { ...inVersion, version }, inverse: inVersion, summary: 'Done.', warnings: [] },
  ...{ linked, signed },
});

beforeEach(() => {
  Object.assign(editor, { questions: [], answers: [], applied: 0 });
  remembered.mockClear();
});

it('is nothing where nothing else happens: the edit is made and can be taken back', async () => {
  expect(await carryOut(ready([]))).toBe('done');
  expect(editor).toMatchObject({ questions: [], applied: 1 });
  expect(remembered).toHaveBeenCalledOnce();
});

it.each([
  ['Apply', 'done', 1],
  [undefined, 'stopped', 0],
] as const)('is every rule that changes along; answered with %s the edit is %s', async (answer, outcome, applied) => {
  editor.answers = [answer];
  expect(await carryOut(ready(['"A" goes off.', '"B" goes off.']))).toBe(outcome);
  expect(editor).toMatchObject({
    questions: ['2 other rules change along. Apply all the same?\n"A" goes off.\n"B" goes off.'],
    applied,
  });
});

it('is not what was agreed to before, unless there is more', async () => {
  expect(await carryOut(ready(['"A" goes off.']), ['"A" goes off.', '"B" goes off.'])).toBe('done');
  expect(editor.questions).toEqual([]);
  expect(await carryOut(ready(['"A" goes off.', '"C" goes off.']), ['"A" goes off.'])).toBe('stopped');
  expect(editor.questions).toHaveLength(1);
});

it('is the signature too, once for each document', async () => {
  editor.answers = ['Apply', undefined, 'Edit Anyway'];
  expect(await carryOut(ready(['"A" goes off.'], [uri]))).toBe('stopped');
  expect(editor.questions.map((question) => question.split('.')[0])).toEqual(['1 other rule changes along', 'ds']);
  expect(await carryOut(ready([], [uri]))).toBe('done');
  expect(await carryOut(ready([], [uri]))).toBe('done');
  expect(editor.questions).toHaveLength(3);
});

it('is each signature that breaks: a yes for one document is none for another', async () => {
  const [stream, mine] = ['file:///stream.xml', 'file:///tailoring.xml'];
  editor.answers = ['Edit Anyway', undefined, 'Edit Anyway'];
  expect(await carryOut(ready([], [stream, mine]))).toBe('stopped');
  expect(await carryOut(ready([], [stream, mine]))).toBe('done');
  expect(editor.questions.map((question) => question.split(' ')[0])).toEqual([
    ...['stream.xml', 'tailoring.xml', 'tailoring.xml'],
  ]);
  expect(editor.applied).toBe(1);
});

it('is cut to what fits: the others are counted', async () => {
  await carryOut(ready(Array.from({ length: 20 }, (_, n) => `"${n}" goes off.`)));
  expect(editor.questions[0]!.split('\n').slice(-2)).toEqual(['"11" goes off.', '... and 8 more']);
});

it('takes other documents along, all or none: not where somebody else has written to one', async () => {
  const beside = (other: string) => [{ edit: { ...inVersion, uri: other }, inverse: { ...inVersion, uri: other } }];
  expect(await carryOut({ ...ready([]), beside: beside('file:///mine.xml') })).toBe('done');
  expect(await carryOut({ ...ready([]), beside: beside(changed) })).toBe('stopped');
  expect(editor).toMatchObject({ questions: ['It was changed on disk.'], applied: 1 });
});

it('of another text is not made', async () => {
  expect(await carryOut(ready([], [], 2))).toBe('outdated');
  expect(remembered).not.toHaveBeenCalled();
});
