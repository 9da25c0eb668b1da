/** What a filter leaves of the rows, and how many rules that is. */
import { describe, expect, it } from 'vitest';
import { listScopes } from '../../../server/src/scap/benchmark.ts';
import { countFiltered } from '../../../server/src/service/outline/filter.ts';
import { listOutline } from '../../../server/src/service/outline.ts';
import { fixturePath, openFile } from '../../support/documents.ts';
import { childrenOf, everyRow, host, labels, open } from '../../support/outlineRows.ts';

describe('a filter', () => {
  const snapshot = open(host);
  const all = (filter: string, ...path: readonly string[]) => {
    const look = { filter };
    let rows = listOutline(snapshot, undefined, look)!;
    for (const label of path) rows = listOutline(snapshot, rows.find((row) => row.label.startsWith(label))!.id, look)!;
    return rows;
  };

  it('leaves the rules that match and the groups around them, opened, with how many are shown', () => {
    const groups = all('severity:high', 'Who owns', 'Minimal');
    expect(groups.map(({ label, description, expanded }) => [label, description, expanded])).toEqual([
      ['Becoming root', '3 of 5, 3 shown', true],
      ['System files', '3 of 8, 5 shown', true],
      ['Containers', '0 of 4, 2 shown', true],
    ]);
    const rules = all('severity:high', 'Who owns', 'Minimal', 'Becoming root');
    expect(rules).toHaveLength(3);
    expect(rules.every(({ description }) => description === 'high')).toBe(true);
  });

  it('by state leaves in each profile what is so there', () => {
    const counts = all('state:on', 'Who owns').map(({ description }) => description);
    expect(counts).toEqual([
      undefined,
      '6 of 20, 6 shown',
      '13 of 20, 13 shown',
      '17 of 20, 17 shown',
      '19 of 20, 19 shown, extends server',
      '10 of 20, 10 shown',
    ]);
    expect(labels(all('state:on', 'Who owns', 'Minimal'))).toEqual(['Becoming root', 'System files']);
  });

  it('by severity goes by what a profile refines, and below Everywhere by the rule itself', () => {
    const refinements = openFile(fixturePath('refinements.xml'));
    const titles = (...path: readonly string[]) => {
      const look = { filter: 'severity:high' };
      let rows = listOutline(refinements, undefined, look)!;
      for (const label of path) rows = listOutline(refinements, rows.find((row) => row.label === label)!.id, look)!;
      return labels(rows);
    };
    expect(titles('Refinements', 'Everywhere (all profiles and the default scan)')).toEqual([]);
    expect(titles('Refinements', 'Parent')).toEqual(['Own']);
    expect(titles('Refinements', 'Child')).toEqual([]);
    expect(titles('Refinements', 'Id and cluster')).toEqual(['One', 'Two']);
    expect(countFiltered(refinements, listScopes(refinements), 'severity:high')).toBe(3);
  });

  it('keeps the ids of rows, and their boxes and counts, which are of the whole group', () => {
    const [filtered] = all('sudo', 'Who owns', 'Minimal');
    const [whole] = childrenOf(snapshot, 'Who owns', 'Minimal');
    expect(filtered).toMatchObject({ id: whole!.id, checked: whole!.checked, rules: whole!.rules });
  });

  it('that nothing matches leaves no group, and an empty one leaves everything', () => {
    expect(all('no such word', 'Who owns', 'Minimal')).toEqual([]);
    expect(all('  ', 'Who owns', 'Minimal')).toEqual(childrenOf(snapshot, 'Who owns', 'Minimal'));
  });

  it('counts a rule once, however many profiles show it', () => {
    const count = (filter: string) => countFiltered(snapshot, listScopes(snapshot), filter);
    const everywhere = everyRow(snapshot).filter(({ kind, id }) => kind === 'rule' && id.includes('|everywhere|'));
    const always = everywhere.filter(({ description }) => description!.includes('in 5 of 5 profiles')).length;
    expect(always).toBeGreaterThan(0);
    expect([count('severity:high'), count('state:on'), count('state:off'), count('')]).toEqual([
      10,
      20,
      20 - always,
      20,
    ]);
  });
});
