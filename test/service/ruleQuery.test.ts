/** What words find a rule, and what they do not: worked out by hand. */
import { describe, expect, it } from 'vitest';
import type { XccdfItem } from '../../server/src/scap/benchmark.ts';
import type { RuleFacts } from '../../server/src/scap/ruleFacts.ts';
import type { RuleMark } from '../../server/src/scap/ruleMark.ts';
import { matchesSeverity, matchesState, matchesText, parseQuery } from '../../server/src/service/ruleQuery.ts';

const facts: RuleFacts = {
  item: { id: 'xccdf_org.ssgproject.content_rule_sshd_disable_root_login' } as XccdfItem,
  title: 'Disable SSH Root Login',
  idents: ['CCE-80901-2'],
  references: ['5.2.10', 'AC-6(5)', 'SV-230296r858711_rule', 'Req-2.2.4'],
  severity: 'medium',
};

const matches = (text: string, mark: RuleMark = 'on') =>
  matchesText(parseQuery(text), facts) &&
  matchesSeverity(parseQuery(text), facts.severity) &&
  matchesState(parseQuery(text), mark);

describe('a word', () => {
  it.each([
    ['in the title, in any case', 'root'],
    ['in the id behind what all ids begin with', 'sshd_disable'],
    ['that is the whole id', 'xccdf_org.ssgproject.content_rule_sshd_disable_root_login'],
    ['in an identifier', 'cce-80901-2'],
    ['that is a control', '5.2.10'],
    ['that is a control with more behind', 'ac-6'],
    ['that is a control of a chapter', '5.2'],
    ['that is a number with a revision behind', 'SV-230296'],
    ['beside another', 'login ssh'],
    ['in quotes', '"root login"'],
    ['in quotes that are still open', '"root log'],
    ['about a field', 'title:ssh id:sshd ident:CCE ref:5.2.10 severity:med'],
    ['about a field, in quotes', 'title:"ssh root"'],
    ['with a field that is not typed out', 'severity: ssh'],
    ['that is none', '   '],
  ])('%s finds the rule', (_, text) => {
    expect(matches(text)).toBe(true);
  });

  it.each([
    ['that all ids begin with', 'ssgproject'],
    ['of another rule', 'telnet'],
    ['beside one that matches', 'ssh telnet'],
    ['of a field in another field', 'title:sshd'],
    ['that begins a longer number', '5.2.1'],
    ['that ends a longer number', '2.10'],
    ['that is another control', 'AC-60'],
    ['with another severity', 'severity:high'],
    ['with a field that we do not have', 'file:ssh'],
  ])('%s does not', (_, text) => {
    expect(matches(text)).toBe(false);
  });
});

describe('a state', () => {
  it.each<[string, readonly RuleMark[]]>([
    ['on', ['on']],
    ['off', ['off', 'group', 'requires', 'conflicts']],
    ['held', ['group', 'requires', 'conflicts']],
    ['group', ['group']],
    ['requires', ['requires']],
    ['conflict', ['conflicts']],
  ])('%s means %j', (word, meant) => {
    const all: readonly RuleMark[] = ['on', 'off', 'group', 'requires', 'conflicts'];
    expect(all.filter((mark) => matches(`state:${word}`, mark))).toEqual(meant);
    expect(parseQuery(`state:${word}`).asksState).toBe(true);
  });

  it('is not asked for without the word', () => {
    expect(parseQuery('ssh severity:high').asksState).toBe(false);
    expect(matches('telnet state:on')).toBe(false);
  });
});

describe('a severity', () => {
  it('is the one that is given, not that of the rule, and none is no match', () => {
    const query = parseQuery('ssh severity:high');
    expect(query.asksSeverity).toBe(true);
    expect(matchesText(query, facts)).toBe(true);
    expect([undefined, 'high', 'High', 'medium'].map((severity) => matchesSeverity(query, severity))).toEqual([
      false,
      true,
      true,
      false,
    ]);
    expect(parseQuery('ssh state:on').asksSeverity).toBe(false);
  });
});
