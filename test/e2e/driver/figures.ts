// What only a real VS Code can tell goes to `npm run bench`, which reads it from .cache/e2e-figures.json.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeCommit } from '../../../tools/commit.mjs';
import { root } from '../../../tools/processes.mjs';

export interface Figures {
  /** From a click on a rule's box to its new state in the page, on 24 MB. */
  readonly treeClickMs: number;
  /** From a press of Apply to the new state of a group of 1,500 rules, on 24 MB. */
  readonly bulkMs: number;
  /** From the entry of `activate` to its return. */
  readonly activationMs: number;
}

/** Each figure with the commit that it was taken on: tests run one by one, and what they leave lies about. */
export type LeftFigures = { readonly [Key in keyof Figures]?: { readonly value: number; readonly commit: string } };

/** Puts figures beside those that other tests have left. */
export function leaveFigures(figures: Partial<Figures>): void {
  const path = join(root, '.cache', 'e2e-figures.json');
  const others = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {};
  mkdirSync(join(root, '.cache'), { recursive: true });
  const commit = describeCommit();
  const left = Object.fromEntries(Object.entries(figures).map(([key, value]) => [key, { value, commit }]));
  writeFileSync(path, JSON.stringify({ ...others, ...left }));
}

export function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)]!;
}
