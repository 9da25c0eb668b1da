/** The short verdict on a rule is the one that the long explanation gives, and the counts are those from scratch. */
import { describe, expect, it } from 'vitest';
import { listScopes } from '../../server/src/scap/benchmark.ts';
import { explainRule, listScans, selectionOfScan } from '../../server/src/scap/explain.ts';
import { ruleMark } from '../../server/src/scap/ruleMark.ts';
import { fixturePath, openFile } from '../support/documents.ts';
import { selectionFixtures } from '../support/selectionFixtures.ts';

describe('a mark', () => {
  it.each(selectionFixtures)('of every rule of %s is what decides by the explanation', (name) => {
    for (const benchmark of listScopes(openFile(fixturePath(`selection/${name}`)))) {
      for (const scan of listScans(benchmark.profiles)) {
        const selection = selectionOfScan(benchmark, scan);
        for (const rule of benchmark.items.filter(({ kind, gone }) => kind === 'rule' && !gone)) {
          const { effective, decided } = explainRule(benchmark, scan, rule);
          const held = new Map([
            ['group-off', 'group'] as const,
            ['requires', 'requires'] as const,
            ['conflicts', 'conflicts'] as const,
          ]);
          const expected = effective ? 'on' : (held.get(decided.code as 'requires') ?? 'off');
          expect(ruleMark(benchmark, selection, rule), `${rule.id}`).toBe(expected);
        }
      }
    }
  });
});
