/** Many rules switched: what is asked before, what the edit says was shown, and another look where the text moved on. */
import { beforeEach, expect, it, vi } from 'vitest';

const editor = vi.hoisted(() => ({ asked: [] as string[], picks: [] as (string | undefined)[] }));
vi.mock('vscode', () => ({
  l10n: { t: (text: string) => text },
  ProgressLocation: { Window: 10 },
  EventEmitter: class {},
  window: {
    withProgress: (_: unknown, task: () => Promise<unknown>) => task(),
    setStatusBarMessage: () => {},
    showInformationMessage: async (question: string) => {
      editor.asked.push(question);
      return editor.picks.shift();
    },
  },
}));
const { createSwitchMany } = await import('../../client/src/bulk.ts');

const order = {
  uri: 'file:///ds.xml',
  target: { benchmark: 'b', items: ['r', 's'], scope: { kind: 'everywhere' as const } },
  enable: true,
};
beforeEach(() => Object.assign(editor, { asked: [], picks: [] }));

/** A document that is changed by somebody else so often while the question stands. */
function switcher(changes: number) {
  let text = 1;
  const edits: unknown[] = [];
  const preview = () => ({
    ...{
      question: `Switch in text ${text}?`,
      summary: '',
      lines: ['p: 2 rules on'],
      obstacles: [],
      answers: [],
      text: '',
    },
    ...{ linked: [`Also in text ${text}.`], shown: `text ${text}` },
  });
  const editing = {
    queue: { run: (task: () => unknown) => task() },
    into: () => 'file:///mine.xml',
    edit: async (_: string, params: { readonly shown?: string }, onNotShown: () => void) => {
      if (text++ <= changes) return onNotShown();
      edits.push(params);
    },
  };
  return { switchMany: createSwitchMany({ ask: async () => preview() } as never, editing as never), edits };
}

it('the edit names the texts that were shown, and what changes along in them', async () => {
  editor.picks = ['Apply'];
  const { switchMany, edits } = switcher(0);
  await switchMany(order);
  const agreed = { acceptOthers: ['Also in text 1.'], shown: 'text 1' };
  expect(edits).toEqual([{ ...order, into: 'file:///mine.xml', ...agreed }]);
});

it('what was not shown is shown before it is made', async () => {
  editor.picks = ['Apply', 'Apply', 'Apply'];
  const { switchMany, edits } = switcher(2);
  await switchMany(order);
  await vi.waitFor(() => expect(edits).toMatchObject([{ shown: 'text 3' }]));
  expect(editor.asked).toEqual([1, 2, 3].map((text) => `Switch in text ${text}?`));
});

it('who does not confirm the second one has nothing edited', async () => {
  editor.picks = ['Apply', undefined];
  const { switchMany, edits } = switcher(1);
  await switchMany(order);
  await vi.waitFor(() => expect(editor.asked).toHaveLength(2));
  expect(edits).toEqual([]);
});
