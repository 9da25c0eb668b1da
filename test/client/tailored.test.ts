/** A row whose edits go into a tailoring says so, and a click shows the tailoring's own row. The editor is a stand-in. */
import { describe, expect, it, vi } from 'vitest';
import type { OutlineNode } from '../../server/src/protocol/index.ts';
import { vscode } from '../support/vscode.ts';

vi.mock('vscode', () => ({
  ...vscode,
  TreeItem: class {},
  TreeItemCollapsibleState: { None: 0, Collapsed: 1 },
  TreeItemCheckboxState: { Unchecked: 0, Checked: 1 },
  ThemeIcon: class {},
  ColorThemeKind: {},
  Uri: { joinPath: () => undefined },
  window: { activeColorTheme: {} },
  MarkdownString: class {
    value: string;
    constructor(value: string) {
      this.value = value;
    }
    appendMarkdown(more: string) {
      this.value += more;
      return this;
    }
    appendText = this.appendMarkdown;
  },
}));

const { nodeItem } = await import('../../client/src/view/item.ts');
const { revealTailored } = await import('../../client/src/view/tailored.ts');

const uri = 'file:///ds.xml';
const into = 'file:///mine.xml';
const start = { line: 0, character: 0 };
const target = { benchmark: 'b', item: 'r', scope: { kind: 'profile', profile: 'p' } } as const;
const node: OutlineNode = {
  ...{ id: 'row', kind: 'rule', label: 'Rule', description: 'high', tooltip: 'Evaluated', hasChildren: false },
  ...{ checked: true, toggle: target, place: { uri, range: { start, end: start } } },
};

function drawn(name: string | undefined) {
  const parent = { kind: 'document', uri, children: undefined } as const;
  const item = nodeItem({ kind: 'node', uri, parent, node, children: undefined }, undefined as never, undefined, name);
  const box = item.checkboxState as { readonly tooltip: string };
  const { value } = item.tooltip as { readonly value: string };
  return { description: item.description, spoken: item.accessibilityInformation!.label, tooltip: value, box };
}

describe('a row whose edits go into a tailoring', () => {
  it('says so in its description, its tooltips and aloud', () => {
    const { description, spoken, tooltip, box } = drawn('mine.xml');
    expect(description).toBe('high → mine.xml');
    expect(spoken).toBe('Rule, high, on, edits go into mine.xml');
    for (const text of [tooltip, box.tooltip]) expect(text).toContain('Edits go into mine.xml');
  });

  it('says nothing of it otherwise', () => {
    expect(drawn(undefined)).toMatchObject({ description: 'high', spoken: 'Rule, high, on', tooltip: 'Evaluated' });
  });

  it.each([
    [into, target, [[into, target, false]]],
    [into, null, []],
    [undefined, target, []],
  ])('is shown in %s after a click, if it is there', async (led, answer, revealed) => {
    const outline = { revealItem: vi.fn(async () => {}) };
    await revealTailored({ ask: async () => answer as never }, outline, { uri, target }, led);
    expect(outline.revealItem.mock.calls).toEqual(revealed);
  });
});
