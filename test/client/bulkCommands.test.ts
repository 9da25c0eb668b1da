/** Which rules the commands on many rules mean, and where: selected rows, what the filter shows, a list of ids. */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { ToggleScope } from '../../server/src/protocol/index.ts';
import { vscode } from '../support/vscode.ts';

const told: string[] = [];
let clipboard = '';
/** What is picked of each list in turn, by its label. */
let picks: string[] = [];
vi.mock('vscode', () => ({
  ...vscode,
  env: { clipboard: { readText: async () => clipboard } },
  window: {
    activeTextEditor: undefined,
    showWarningMessage: async (message: string) => void told.push(message),
    showQuickPick: async (choices: readonly { readonly label: string }[]) => {
      const label = picks.shift();
      return choices.find((choice) => choice.label === label);
    },
  },
}));
const { bulkCommands } = await import('../../client/src/bulkCommands.ts');

const inProfile = (profile: string): ToggleScope => ({ kind: 'profile', profile });
const row = (item: string | undefined, scope: ToggleScope = inProfile('p'), uri = 'a.xml', benchmark = 'b') => ({
  ...{ kind: 'node', uri },
  node: item === undefined ? {} : { toggle: { benchmark, scope, item } },
});

const asked: unknown[] = [];
function commands({
  selection = [] as readonly unknown[],
  filter = '',
  picked = { items: ['r'], unknown: [] as string[] },
} = {}) {
  const orders: unknown[] = [];
  const answers: Readonly<Record<string, unknown>> = {
    'scap/scopes': [{ benchmark: 'b', title: 'B', profiles: [{ profile: 'p', title: 'P' }] }],
    'scap/pickRules': picked,
  };
  const parts = {
    documents: { list: () => [{ uri: 'a.xml' }], find: () => undefined },
    server: {
      ask: async (name: string, params: { readonly from?: unknown }) => {
        if (params.from) asked.push(params.from);
        return answers[name];
      },
    },
    outline: { view: { selection }, look: { filter: () => filter } },
    switchMany: async (order: unknown) => void orders.push(order),
  };
  return { ...bulkCommands(parts as never), orders };
}

beforeEach(() => {
  told.length = 0;
  asked.length = 0;
});

describe('several rows', () => {
  const rows = [row('r'), row('g'), row('s')];
  const order = { uri: 'a.xml', target: { benchmark: 'b', scope: inProfile('p'), items: ['r', 'g', 's'] } };

  it('that a menu passes, or that are selected, are one order', async () => {
    const passed = commands();
    await passed['scap.switchMany.on'](rows[0], rows);
    expect(passed.orders).toEqual([{ ...order, enable: true }]);
    const selected = commands({ selection: rows });
    await selected['scap.switchMany.off'](undefined, undefined);
    expect(selected.orders).toEqual([{ ...order, enable: false }]);
    expect(told).toEqual([]);
  });

  it('below Everywhere are switched everywhere, and what has no box is left out', async () => {
    const everywhere: ToggleScope = { kind: 'everywhere' };
    const { orders, ...made } = commands({ selection: [row('r', everywhere), row(undefined), row('s', everywhere)] });
    await made['scap.switchMany.on'](undefined, undefined);
    expect(orders).toMatchObject([{ target: { scope: everywhere, items: ['r', 's'] } }]);
  });

  it.each([
    ['of another profile', row('s', inProfile('q'))],
    ['of Everywhere', row('s', { kind: 'everywhere' })],
    ['of another document', row('s', inProfile('p'), 'b.xml')],
    ['of another benchmark', row('s', inProfile('p'), 'a.xml', 'c')],
  ])('with one %s are refused', async (_, other) => {
    const { orders, ...made } = commands({ selection: [row('r'), other] });
    await made['scap.switchMany.on'](undefined, undefined);
    expect(orders).toEqual([]);
    expect(told).toEqual(['The selected rows are of different profiles. Select rows below one of them.']);
  });

  it('are asked for where none is selected', async () => {
    const { orders, ...made } = commands({ selection: [row(undefined)] });
    await made['scap.switchMany.on'](undefined, undefined);
    expect([orders, told]).toEqual([[], ['Select rules or groups in the SCAP view.']]);
  });
});

describe('everything the filter shows', () => {
  it('is what it shows below the profile that is picked, or below Everywhere', async () => {
    const { orders, ...made } = commands({ filter: 'state:on', picked: { items: ['r', 's'], unknown: [] } });
    picks = ['Off in "P"'];
    await made['scap.switchMany.filtered']();
    picks = ['On everywhere'];
    await made['scap.switchMany.filtered']();
    expect(asked).toEqual([{ filter: 'state:on', profile: 'p' }, { filter: 'state:on' }]);
    const target = { benchmark: 'b', items: ['r', 's'] };
    expect(orders).toEqual([
      { uri: 'a.xml', target: { ...target, scope: inProfile('p') }, enable: false },
      { uri: 'a.xml', target: { ...target, scope: { kind: 'everywhere' } }, enable: true },
    ]);
  });

  it('is nothing without a filter, and told where nothing matches', async () => {
    await commands()['scap.switchMany.filtered']();
    picks = ['On everywhere'];
    await commands({ filter: 'x', picked: { items: [], unknown: [] } })['scap.switchMany.filtered']();
    expect(told).toEqual(['The view has no filter. Use "SCAP: Filter Rules" first.', 'No rule matches.']);
  });
});

describe('a list of ids', () => {
  it('comes from the clipboard; what it names is switched, and what names nothing is told', async () => {
    const { orders, ...made } = commands({ picked: { items: ['r'], unknown: ['x', 'y'] } });
    clipboard = 'r x y';
    picks = ['From the clipboard', 'On in "P"'];
    await made['scap.switchMany.list']();
    expect(asked).toEqual([{ list: 'r x y' }]);
    expect(orders).toMatchObject([{ target: { items: ['r'], scope: inProfile('p') }, enable: true }]);
    expect(told).toEqual(['2 of the list are not in this benchmark: x, y']);
  });

  it('that is empty names nothing, and none at all is no order', async () => {
    const { orders, ...made } = commands();
    clipboard = ' \n';
    for (const source of ['From the clipboard', 'nothing']) {
      picks = [source];
      await made['scap.switchMany.list']();
    }
    expect([orders, asked, told]).toEqual([[], [], ['There is no id in it.']]);
  });
});
