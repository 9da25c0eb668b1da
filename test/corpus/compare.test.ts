/** The compared matrix of rules and profiles, and the refinements in it, ours against the real scanner's. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { listBenchmarks } from '../../server/src/scap/benchmark.ts';
import { listScans, scanId } from '../../server/src/scap/explain.ts';
import { profilesInForce } from '../../server/src/scap/selection.ts';
import { compareScans } from '../../server/src/service/compare.ts';
import { allEffective, run } from '../oracle/scanner.ts';
import { fixturePath, openFile } from '../support/documents.ts';
import { streamPath } from './content.ts';

const folder = mkdtempSync(join(tmpdir(), 'compare-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

// All of them are proved in selection.test.ts; here a few show that the matrix has each answer in its place.
const fixtures = ['child-chain.xml', 'cluster-after-own.xml', 'conflicts-chain.xml', 'requires-or.xml'];

function compareAll(path: string) {
  const benchmark = listBenchmarks(openFile(path))[0]!;
  return compareScans(benchmark, listScans(profilesInForce(benchmark)));
}

describe('every cell says what the scanner does', () => {
  it.each([
    ...fixtures.map((name) => [name, () => fixturePath(`selection/${name}`)] as const),
    ['rhel9', () => streamPath('rhel9')] as const,
  ])('in %s', async (_, pathOf) => {
    const path = pathOf();
    const { columns, rules } = compareAll(path);
    const scanned = await allEffective(path);
    expect(columns.map(({ id }) => id).sort()).toEqual([...scanned.keys()].sort());
    const sets = columns.map(({ id }) => scanned.get(id)!);
    const theirs = rules.map(({ id }) => sets.map((effective) => effective.has(id)));
    expect(rules.map(({ cells }) => cells.map(({ effective }) => effective))).toEqual(theirs);
  });
});

it('severity, role and weight are those of the scanner', async () => {
  const path = fixturePath('refinements.xml');
  const { columns, rules, refinements } = compareAll(path);
  expect(refinements.length).toBeGreaterThan(3);
  for (const [column, { id }] of columns.entries()) {
    const results = join(folder, 'results.xml');
    const profile = id === scanId('(default)') ? [] : ['--profile', id];
    await run('oscap', ['xccdf', 'eval', '--results', results, ...profile, path], [0, 2]);
    const scanned = ruleResults(readFileSync(results, 'utf8'));
    expect([...scanned.keys()]).toEqual(rules.map((rule) => rule.id));
    for (const { id: rule, kind, cells } of refinements) {
      const { severity, role, weight } = cells[column]!;
      if (kind === 'rule') expect([rule, severity, role, Number(weight)]).toEqual([rule, ...scanned.get(rule)!]);
    }
  }
});

/** Severity, role and weight of each rule-result; the scanner leaves out a role that is full. */
function ruleResults(text: string): ReadonlyMap<string, readonly [string, string, number]> {
  const tags = text.slice(text.lastIndexOf('<TestResult')).match(/<rule-result\b[^>]*>/g) ?? [];
  return new Map(
    tags.map((tag) => {
      const read = (name: string) => new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1];
      return [read('idref')!, [read('severity') ?? 'unknown', read('role') ?? 'full', Number(read('weight') ?? 1)]];
    }),
  );
}
