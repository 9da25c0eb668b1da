/** What only a real VS Code can tell, on 24 MB: the end-to-end tests leave these figures, from one run of theirs. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Figures, LeftFigures } from '../e2e/driver/figures.ts';
import { context } from './context.ts';
import { type Row, row } from './row.ts';

const name = 'e2e-figures.json';

const figures: readonly { readonly key: keyof Figures; readonly what: string; readonly target: number }[] = [
  { key: 'treeClickMs', what: 'click in the tree to its new state, VS Code, 24 MB', target: 150 },
  { key: 'bulkMs', what: '1,500 rules in one edit, from Apply to the new count, VS Code, 24 MB', target: 3000 },
  { key: 'activationMs', what: 'activation, from the entry of activate to its return', target: 100 },
];

export async function measure(): Promise<Row[]> {
  const path = join(context.cache, name);
  const left: LeftFigures = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {};
  return figures.map(({ key, what, target }) => {
    const figure = left[key];
    // A bare number is one that an older test has left.
    if (figure?.value === undefined) throw new Error(`no ${key} in .cache/${name}: npm test -- e2e leaves it there`);
    const { value, commit } = figure;
    const note = commit === context.commit ? undefined : `taken on ${commit}, and this is ${context.commit}`;
    return row({ what, value, unit: 'ms', target, note });
  });
}
