/** Rules and groups by what people know them by; where several documents' parts have one id, each with its own scope. */
import { describe, expect, it } from 'vitest';
import { listBenchmarks } from '../../server/src/scap/benchmark.ts';
import { selectionOf } from '../../server/src/scap/selection.ts';
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

  it('have the states of the profile that is asked about, or of any scan', () => {
    const base = openFile(fixturePath('selection/nested-groups-off.xml'));
    const [benchmark] = listBenchmarks(base);
    const marks = (text: string, profile?: string) =>
      findRules(
        base,
        text,
        50,
        profile === undefined ? undefined : { benchmark: benchmark!.id, profile },
      ).found.flatMap(({ item, mark }) => (item.kind === 'rule' ? [[item.id, mark]] : []));
    const scans = benchmark!.profiles.map((profile) => ({ profile, selection: selectionOf(benchmark!, profile) }));
    const rules = benchmark!.items.filter(({ kind }) => kind === 'rule');
    const anyScan = [...scans.map(({ selection }) => selection), selectionOf(benchmark!, undefined)];
    const isOn = rules.map(({ number }) => anyScan.some(({ effective }) => effective[number] === 1));
    expect(marks('')).toEqual(rules.map(({ id }, index) => [id, isOn[index] ? 'on' : 'off']));
    const told = new Set<unknown>();
    for (const { profile, selection } of scans) {
      const all = marks('', profile.id);
      for (const [, mark] of all) told.add(mark);
      expect(all.map(([, mark]) => mark === 'on')).toEqual(
        rules.map(({ number }) => selection.effective[number] === 1),
      );
      // A word on states means the same scan.
      expect(marks('state:on', profile.id)).toEqual(all.filter(([, mark]) => mark === 'on'));
    }
    expect([...told].sort()).toEqual(['group', 'off', 'on']);
    expect(findRules(base, '', 9, { benchmark: benchmark!.id, profile: 'gone' })).toEqual({ total: 0, found: [] });
  });

  it('are of the Benchmark of that profile only, with the severities that it refines', () => {
    const two = openFile(fixturePath('selection/two-benchmarks-ds.xml'));
    const within = { benchmark: 'xccdf_org.example_benchmark_west', profile: 'xccdf_org.example_profile_first' };
    expect(findRules(two, '', 99, within).found.map(({ scope }) => scope)).toEqual(Array(6).fill(within.benchmark));
    const refined = openFile(fixturePath('refinements.xml'));
    const [benchmark] = listBenchmarks(refined);
    const severities = (profile?: string) =>
      findRules(refined, '', 99, profile === undefined ? undefined : { benchmark: benchmark!.id, profile }).found.map(
        ({ severity }) => severity,
      );
    const differing = benchmark!.profiles.filter(({ id }) => String(severities(id)) !== String(severities()));
    expect(differing.length).toBeGreaterThan(0);
  });

  it('are none in what holds no rules, or is broken', () => {
    expect(findRules(openFixture('').snapshot, 'x', 9)).toEqual({ total: 0, found: [] });
    expect(findRules(openFixture('<project/>').snapshot, '', 9)).toEqual({ total: 0, found: [] });
  });
});
