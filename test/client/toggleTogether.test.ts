/** Several switches of one document are one edit: with what is answered to choices, and asked for again where the text moved on. */
import { beforeEach, expect, it, vi } from 'vitest';
import type { EditAnswer, ReadyEdit, ToggleManyParams, ToggleManyResult } from '../../server/src/protocol/index.ts';
import { vscode } from '../support/vscode.ts';

const editor = vi.hoisted(() => ({ told: [] as string[], picks: [] as (string | undefined)[] }));

vi.mock('vscode', () => ({
  ...vscode,
  window: {
    setStatusBarMessage: (text: string) => void editor.told.push(text),
    showWarningMessage: async (text: string, ...more: readonly unknown[]) => {
      editor.told.push(text);
      return more.length > 0 ? editor.picks.shift() : undefined;
    },
  },
}));

const { createToggleTogether } = await import('../../client/src/toggleTogether.ts');

const uri = 'file:///ds.xml';
const order = (item: string, answer?: EditAnswer) => ({
  ...{ uri, target: { benchmark: 'b', item, scope: { kind: 'everywhere' as const } }, enable: true },
  ...(answer === undefined ? {} : { answer }),
});
const edit = (summary: string): ReadyEdit => {
  const none = { uri, version: 1, edits: [] };
  return { kind: 'edit', edit: none, inverse: none, summary, warnings: [], linked: ['Another.'], signed: [] };
};
const done = { kind: 'edit', summary: 'Done.', warnings: [] } as const;
const choice = {
  kind: 'choice',
  reason: 'In the way.',
  answers: [{ answer: 'force', title: 'Apply anyway' }],
} as const;

/** What was asked for, and what was made of it: `answers` are the server's, in their order. */
function together(answers: (ToggleManyResult | null)[], outcomes: ('done' | 'outdated' | 'stopped')[] = []) {
  const asked: string[] = [];
  const made: unknown[] = [];
  const server = {
    ask: async (_: string, { orders, into }: ToggleManyParams) => {
      if (into !== undefined) asked.push(into);
      asked.push(orders.map(({ target, answer }) => `${target.item}${answer ? ` ${answer}` : ''}`).join());
      return answers.shift() ?? null;
    },
  };
  const editing = {
    into: (): string | undefined => undefined,
    whyNot: async (_uri: string, _into?: string) => undefined as string | undefined,
    whenSaved: (_: string, __: string, task: () => Promise<void>) => task(),
    carryOut: async ({ summary }: ReadyEdit, accepted: readonly string[] = []) => {
      made.push([summary, accepted]);
      return outcomes.shift() ?? 'done';
    },
  };
  const run = (...items: readonly ReturnType<typeof order>[]) =>
    createToggleTogether(server as never, editing)(uri, items);
  return { asked, made, editing, run };
}

beforeEach(() => Object.assign(editor, { told: [], picks: [] }));

it('all are one edit', async () => {
  const { run, asked, made } = together([{ outcomes: [done, done], edit: edit('Two.') }]);
  await run(order('a'), order('b', 'withRequired'));
  expect({ asked, made }).toEqual({ asked: ['a,b withRequired'], made: [['Two.', []]] });
});

it('all go into the tailoring that edits go into, if that can be edited', async () => {
  const led = together([{ outcomes: [done, done], edit: edit('Two.') }]);
  led.editing.into = () => 'file:///t.xml';
  await led.run(order('a'), order('b'));
  expect(led).toMatchObject({ asked: ['file:///t.xml', 'a,b'], made: [['Two.', []]] });
  led.editing.whyNot = async (_, into) => (into === 'file:///t.xml' ? 'Moved on.' : undefined);
  await led.run(order('a'), order('b'));
  expect([led.asked.length, editor.told.at(-1)]).toEqual([2, 'Moved on.']);
});

it('what a choice is answered with is in the same edit, and what is given up in none', async () => {
  editor.picks = ['Apply anyway', undefined];
  const first = { outcomes: [done, choice, choice, done], edit: edit('Half.') };
  const { run, asked, made } = together([first, { outcomes: [done, done, done], edit: edit('All.') }]);
  await run(order('a'), order('b'), order('c'), order('d'));
  expect(asked).toEqual(['a,b,c,d', 'a,b force,d']);
  expect(made).toEqual([['All.', []]]);
});

it('what the server did not get to is asked for behind the edit', async () => {
  const { run, asked } = together([
    { outcomes: [done], edit: edit('One.') },
    { outcomes: [done], edit: edit('Two.') },
  ]);
  await run(order('a'), order('b'));
  expect(asked).toEqual(['a,b', 'b']);
});

it('is asked for again where the text moved on, with what was agreed to, and not for ever', async () => {
  const answer = { outcomes: [done], edit: edit('One.') };
  const moved = together([answer, answer], ['outdated', 'done']);
  await moved.run(order('a'));
  expect(moved.made).toEqual([
    ['One.', []],
    ['One.', ['Another.']],
  ]);
  const moving = together(
    Array.from({ length: 9 }, () => answer),
    Array.from({ length: 9 }, () => 'outdated' as const),
  );
  await moving.run(order('a'));
  expect(moving.made).toHaveLength(5);
  expect(editor.told.at(-1)).toContain('kept changing');
});

it('ends where the user says no, says once what has nothing to do, and why nothing can be edited', async () => {
  const refused = together([{ outcomes: [done, done], edit: edit('Two.') }], ['stopped']);
  await refused.run(order('a'), order('b'));
  expect(refused.asked).toHaveLength(1);
  const nothing = { kind: 'nothing', reason: 'It is on already.' } as const;
  await together([{ outcomes: [nothing, nothing] }]).run(order('a'), order('b'));
  expect(editor.told).toEqual(['It is on already.']);
  await together([null]).run(order('a'));
  expect(editor.told.at(-1)).toContain('no answer');
  const closed = together([]);
  closed.editing.whyNot = async () => 'Cannot be opened.';
  await closed.run(order('a'));
  expect([closed.asked, editor.told.at(-1)]).toEqual([[], 'Cannot be opened.']);
});
