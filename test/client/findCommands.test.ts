/** Whose states the list of found rules shows: of the profile that it is called on or in, of one that is chosen, or of any scan. */
import { beforeEach, expect, it, vi } from 'vitest';
import type { FindRulesParams, FoundRule } from '../../server/src/protocol/index.ts';

interface Pick {
  title: string;
  value: string;
  items: readonly { readonly label: string; readonly description?: string }[];
  selectedItems: readonly unknown[];
  on: Record<string, (argument?: unknown) => void>;
}

const editor = vi.hoisted(() => ({
  active: undefined as string | undefined,
  picks: [] as Pick[],
  offered: [] as string[],
  choose: undefined as string | undefined,
}));

vi.mock('vscode', () => {
  class TabInputText {
    readonly uri: unknown;
    constructor(uri: string) {
      this.uri = { toString: () => uri };
    }
  }
  return {
    l10n: {
      t: (text: string, ...values: unknown[]) => text.replace(/\{(\d)\}/g, (_, at) => String(values[Number(at)])),
    },
    TabInputText,
    ThemeIcon: class {},
    Uri: { parse: (uri: string) => ({ path: uri, toString: () => uri }) },
    window: {
      tabGroups: {
        get activeTabGroup() {
          return { activeTab: editor.active === undefined ? undefined : { input: new TabInputText(editor.active) } };
        },
      },
      createQuickPick: () => {
        const pick: Pick = { title: '', value: '', items: [], selectedItems: [], on: {} };
        editor.picks.push(pick);
        const listen = (name: string) => (handler: () => void) => {
          pick.on[name] = handler;
        };
        return Object.assign(pick, {
          onDidChangeValue: listen('value'),
          onDidHide: listen('hide'),
          onDidTriggerButton: listen('button'),
          onDidAccept: listen('accept'),
          show: () => {},
          hide: () => {},
          dispose: () => {},
        });
      },
      showQuickPick: async (rows: readonly { readonly label: string }[]) => {
        editor.offered = rows.map(({ label }) => label);
        return rows.find(({ label }) => label === editor.choose);
      },
    },
  };
});

const { findCommands } = await import('../../client/src/findCommands.ts');

const document = (uri: string) => ({ uri: { path: uri, toString: () => uri }, state: { state: 'ready' } });
const documentRow = (uri: string) => ({ kind: 'document', uri }) as const;
const profileRow = (uri: string, profile: string) => ({
  ...{ kind: 'node', uri, parent: documentRow(uri) },
  node: { kind: 'profile', label: profile.toUpperCase(), target: { benchmark: 'b', profile } },
});
const ruleRow = (parent: object, uri: string) => ({ kind: 'node', uri, parent, node: { kind: 'rule', label: 'R' } });
const everywhere = {
  kind: 'node',
  uri: 'a.xml',
  parent: documentRow('a.xml'),
  node: { kind: 'everywhere', label: 'E' },
};

function commands(selection: readonly object[] = []) {
  const asked: string[] = [];
  const found = (state?: FoundRule['state']) => ({
    kind: 'rule',
    title: 'R',
    idents: [],
    references: [],
    state,
    severity: 'low',
  });
  const server = {
    ask: async (request: string, { uri, query, within }: FindRulesParams) => {
      if (request === 'scap/scopes')
        return [{ benchmark: 'b', title: 'B', profiles: [{ profile: 'q', title: `Q of ${uri}` }] }];
      asked.push(`${uri} ${within?.profile ?? '-'} ${query}`.trim());
      const rules = (['on', 'off', 'group', 'requires', 'conflicts', undefined] as const).map(found);
      return { total: rules.length, rules: rules.map((rule) => ({ ...rule, target: { item: 'r' } })) };
    },
  };
  const all = ['a.xml', 'b.xml'].map(document);
  const documents = { list: () => all, find: (uri: string) => all.find((one) => String(one.uri) === uri) };
  const run = findCommands({ documents, server, outline: { view: { selection } } } as never)['scap.findRule'];
  return { asked, run };
}

beforeEach(() => Object.assign(editor, { active: undefined, picks: [], offered: [], choose: undefined }));

it('it is the profile of the row that it is called on, else of the selected row', async () => {
  const called = commands([profileRow('b.xml', 'q')]);
  await called.run(profileRow('a.xml', 'p'));
  const selected = commands([ruleRow(profileRow('b.xml', 'q'), 'b.xml')]);
  await selected.run(undefined);
  expect([called.asked, selected.asked]).toEqual([['a.xml p'], ['b.xml q']]);
  expect(editor.picks.map(({ title }) => title)).toEqual(['Find Rule: states in "P"', 'Find Rule: states in "Q"']);
});

it('it is any scan below Everywhere, with nothing selected, and where the user works in another document', async () => {
  const elsewhere = commands([profileRow('b.xml', 'q')]);
  editor.active = 'a.xml';
  await elsewhere.run(undefined);
  for (const rows of [[], [everywhere], [documentRow('a.xml')]]) {
    const { run, asked } = commands(rows);
    await run(undefined);
    expect(asked).toEqual(elsewhere.asked);
  }
  expect(elsewhere.asked).toEqual(['a.xml -', 'b.xml -']);
  expect(new Set(editor.picks.map(({ title }) => title))).toEqual(new Set(['Find Rule: states as in any scan']));
});

it('it is another one that is chosen, for the words that were typed', async () => {
  const { run, asked } = commands();
  await run(undefined);
  const [first] = editor.picks;
  first!.value = 'state:off';
  for (const choose of ['Q of b.xml', undefined, 'In any scan']) {
    editor.choose = choose;
    editor.picks.at(-1)!.on.button!();
    await vi.waitFor(() => expect(editor.picks.at(-1)!.items.length).toBeGreaterThan(0));
    await new Promise((resolve) => setTimeout(resolve));
  }
  expect(editor.offered).toEqual(['In any scan', 'Q of a.xml', 'Q of b.xml']);
  expect(asked).toEqual([
    'a.xml -',
    'b.xml -',
    'b.xml q state:off',
    // Who thinks better of it keeps what was chosen before.
    'b.xml q state:off',
    'a.xml - state:off',
    'b.xml - state:off',
  ]);
});

it('each rule says its state, and what has none does not', async () => {
  await commands().run(profileRow('a.xml', 'p'));
  expect(editor.picks[0]!.items.map(({ description }) => description)).toEqual([
    ...['on, low', 'off, low', 'off by its group, low', 'off: unmet requires, low', 'off: conflict, low', 'low'],
  ]);
});
