/** Rules and groups by what people know them by; where several documents' parts have one id, each with its own scope. */
import { describe, expect, it } from 'vitest';
import { findRules } from '../../server/src/service/findRules.ts';
import { fixturePath, openFile } from '../support/documents.ts';
import { openFixture } from '../support/fixture.ts';

const host = openFile(fixturePath('host-ownership-ds.xml'));
const titles = (text: string, limit = 50) => findRules(host, text, limit).found.map(({ title }) => title);

describe('found', () => {
  it('are rules and groups, in document order', () => {
    expect(titles('root').slice(0, 2)).toEqual(['Becoming root', 'sudo belongs to root']);
    expect(titles('HO-02')).toEqual(['sudo has its setuid bit']);
    expect(titles('ref:chown')).toContain('sudo has its setuid bit');
    expect(titles('title:recovery')).toEqual(['Recovery']);
  });

  it('are counted in full where only some are listed', () => {
    const { total, found } = findRules(host, '', 3);
    expect([total, found.length]).toEqual([28, 3]);
  });

  it('have the scope that a switch of them needs', () => {
    const two = openFile(fixturePath('selection/two-benchmarks-ds.xml'));
    expect(findRules(two, 'title:left', 9).found.map(({ scope, item }) => [scope, item.id])).toEqual([
      ['xccdf_org.example_benchmark_east', 'xccdf_org.example_rule_left'],
      ['xccdf_org.example_benchmark_west', 'xccdf_org.example_rule_left'],
    ]);
  });

  it('are none in what holds no rules, or is broken', () => {
    expect(findRules(openFixture('').snapshot, 'x', 9)).toEqual({ total: 0, found: [] });
    expect(findRules(openFixture('<project/>').snapshot, '', 9)).toEqual({ total: 0, found: [] });
  });
});
