/** What rules are looked up by, and where: the filter, "Find Rule", a pasted list and the table. The scanner's word: test/corpus. */
import { describe, expect, it } from 'vitest';
import { listBenchmarks } from '../../server/src/scap/benchmark.ts';
import { listRuleFacts } from '../../server/src/scap/ruleFacts.ts';
import { compareScans } from '../../server/src/service/compare.ts';
import { findRules } from '../../server/src/service/findRules.ts';
import { pickListed, pickShown } from '../../server/src/service/pickRules.ts';
import { fixturePath, openFile } from '../support/documents.ts';

const snapshot = openFile(fixturePath('rule-facts.xml'));
const benchmark = listBenchmarks(snapshot)[0]!;
const short = (id: string) => id.replace(/^xccdf_org\.example_rule_/, '');

describe('a rule that extends another', () => {
  it('has the idents, references and severity of that one too, each once', () => {
    const facts = listRuleFacts(benchmark).map(({ item, idents, references, severity }) => [
      short(item.id),
      ...[idents.join(' '), references.join(' '), severity],
    ]);
    expect(facts).toEqual([
      ['parent', 'CCE-1-1 CCE-2-2', 'AC-1 AC-6(5) AC-2', 'high'],
      ['child', 'CCE-1-1 CCE-3-3 CCE-2-2', 'AC-1 AC-6(5) AC-3 AC-2', 'high'],
      ['bare', 'CCE-1-1 CCE-3-3 CCE-2-2', 'AC-1 AC-6(5) AC-3 AC-2', 'high'],
      ['over', 'CCE-1-1 CCE-3-3 CCE-2-2', 'AC-9', 'low'],
      ['plain', '', '', undefined],
    ]);
  });

  it.each([
    ['CCE-1-1', ['parent', 'child', 'bare', 'over']],
    ['ref:AC-6', ['parent', 'child', 'bare']],
    ['ref:AC-3', ['child', 'bare']],
    ['severity:high', ['parent', 'child', 'bare']],
  ])('is found by %s', (query, rules) => {
    expect(findRules(snapshot, query, 9).found.map(({ item }) => short(item.id))).toEqual(rules);
    expect(pickShown(snapshot, benchmark.id, undefined, query)!.items.map(short)).toEqual(rules);
  });

  it('is meant by a pasted ident', () => {
    expect(pickListed(snapshot, benchmark.id, 'cce-3-3')!.items.map(short)).toEqual(['child', 'bare', 'over']);
  });

  it('has its severity in the table of profiles', () => {
    const { rules } = compareScans(benchmark, []);
    expect(rules.map(({ severity }) => severity)).toEqual(['high', 'high', 'high', 'low', 'unknown']);
  });
});
