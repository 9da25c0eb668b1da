/** Fixes of a report on a newer stream: made in the tailoring, each takes its entry out of the report and adds none. */
import { describe, expect, it } from 'vitest';
import { listBenchmarks, listTailorings } from '../../server/src/scap/benchmark.ts';
import { openSnapshot } from '../../server/src/scap/snapshot.ts';
import { listFitFixes } from '../../server/src/service/fitFix.ts';
import { fitTailoring } from '../../server/src/service/fitTailoring.ts';
import { applyEdits } from '../../server/src/text/edits.ts';

const older = `<Benchmark xmlns="http://checklists.nist.gov/xccdf/1.2" id="b">
  <Profile id="base">
    <select idref="kept" selected="true"/>
    <refine-value idref="size" selector="big"/>
  </Profile>
  <Value id="size"><value>1</value><value selector="big">9</value></Value>
  <Group id="g"><Rule id="kept" selected="false"/><Rule id="inside"/></Group>
  <Rule id="lost" selected="false"/>
</Benchmark>`;
const newer = older
  .replace('    <select idref="kept" selected="true"/>\n', '')
  .replaceAll('"big"', '"huge"')
  .replace('<Group id="g">', '<Group id="g" selected="false">')
  .replace('<Rule id="lost" selected="false"/>', '<Rule id="fresh"/>');
const tailoring = `<Tailoring xmlns="http://checklists.nist.gov/xccdf/1.2" id="t">
  <benchmark href="b.xml"/>
  <Profile id="mine" extends="base">
    <select idref="lost" selected="true"/>
    <refine-value idref="size" selector="big"/>
  </Profile>
</Tailoring>`;

function open(text: string, [before, after]: readonly [string, string] = [older, newer]) {
  const [made] = listTailorings(openSnapshot(text, 'file:///t.xml'));
  const benchmarkOf = (stream: string) => listBenchmarks(openSnapshot(stream, 'file:///b.xml'))[0]!;
  const [old, next] = [benchmarkOf(before), benchmarkOf(after)];
  const entries = fitTailoring(made!, next, old);
  return entries.map((entry) => ({
    name: `${entry.kind} ${entry.id}`,
    fixes: listFitFixes(made!, next, entry, entries),
  }));
}

function fixed(text: string, name: string, title: string): string {
  const fix = open(text)
    .find((entry) => entry.name === name)!
    .fixes.find((one) => one.title.startsWith(title))!;
  const edited = fix.edit();
  if (edited.kind !== 'edit') throw new Error(JSON.stringify(edited));
  expect(edited.snapshot.uri).toBe('file:///t.xml');
  expect(applyEdits(applyEdits(text, edited.edits), edited.inverse)).toBe(text);
  return applyEdits(text, edited.edits);
}

const names = (text: string) => open(text).map(({ name }) => name);

describe('the fixes of a report', () => {
  it('are offered where a tailoring can make one', () => {
    expect(open(tailoring).map(({ name, fixes }) => [name, fixes.map(({ title }) => title)])).toEqual([
      ['missing-rule lost', ['Remove the select of lost']],
      ['missing-selector size', ['Choose the selector "huge" of size', 'Remove the refine-value of size']],
      [
        'default-changed kept',
        [
          'Switch kept on in the profile, and the others that its group holds off',
          'Switch only kept on in the profile',
        ],
      ],
      ['group-now-off inside', ['Switch inside on in the profile']],
      ['rule-new fresh', ['Switch fresh off in the profile']],
    ]);
  });

  it.each([
    ['missing-rule lost', 'Remove', '    <select idref="lost" selected="true"/>\n', ''],
    ['missing-selector size', 'Choose', 'selector="big"', 'selector="huge"'],
    ['missing-selector size', 'Remove', '    <refine-value idref="size" selector="big"/>\n', ''],
  ])('%s: %s edits no more than it has to', (name, title, before, after) => {
    const text = fixed(tailoring, name, title);
    expect(text).toBe(tailoring.replace(before, after));
    expect(names(text)).not.toContain(name);
  });

  it('made one after the other leave a tailoring that fits', () => {
    let text = tailoring;
    for (let left = names(text); left.length > 0; left = names(text)) {
      const [first] = open(text);
      text = fixed(text, first!.name, first!.fixes[0]!.title);
      const now = names(text);
      expect(
        now.filter((name) => !left.includes(name)),
        first!.name,
      ).toEqual([]);
      expect(now.length).toBeLessThan(left.length);
    }
  });

  it('are none for a base that is gone', () => {
    const [gone] = open(tailoring.replace('extends="base"', 'extends="other"'));
    expect(gone).toEqual({ name: 'missing-base other', fixes: [] });
  });

  it('offer the selectors of a check that a rule has from the one that it extends, and miss none of them', () => {
    const check = (selector: string) => `<check system="s" selector="${selector}"/>`;
    const heirs = `<Rule id="donor">${check('strict')}${check('loose')}</Rule><Rule id="heir" extends="donor"/>`;
    const refined = (selector: string) =>
      tailoring.replace(/ {4}<refine-value.*\n/, `    <refine-rule idref="heir" selector="${selector}"/>\n`);
    const withHeirs = (text: string) => text.replace('<Rule id="', `${heirs}<Rule id="`);
    const selectors = (text: string) =>
      open(text, [withHeirs(older), withHeirs(newer)]).filter(({ name }) => name.startsWith('missing-selector'));
    expect(selectors(refined('strict'))).toEqual([]);
    expect(selectors(refined('mild'))[0]!.fixes.map(({ title }) => title)).toEqual([
      'Choose the selector "strict" of heir',
      'Choose the selector "loose" of heir',
      'Remove the refine-rule of heir',
    ]);
  });

  it('of a refine-rule for a cluster are the selectors that all rules have which it picks the check of', () => {
    const rule = (id: string, ...selectors: readonly string[]) =>
      `<Rule id="${id}" cluster-id="pair"><check system="s"/>${selectors.map((one) => `<check system="s" selector="${one}"/>`).join('')}</Rule>`;
    const streams = (...before: readonly string[]) =>
      [
        [rule('one', 'strict', 'loose'), rule('two', ...before), rule('own', 'strict')].join(''),
        [rule('one', 'strict', 'loose', 'mild'), rule('two', 'loose', 'mild'), rule('own', 'other')].join(''),
      ].map((rules) => `<Benchmark xmlns="http://checklists.nist.gov/xccdf/1.2" id="b">${rules}</Benchmark>`) as [
        string,
        string,
      ];
    const refined = `<Tailoring xmlns="http://checklists.nist.gov/xccdf/1.2"><benchmark href="b.xml"/><Profile id="mine">
  <refine-rule idref="pair" selector="strict"/>
  <refine-rule idref="own" selector=""/>
</Profile></Tailoring>`;
    const told = open(refined, streams('strict'));
    expect(told.map(({ name, fixes }) => [name, fixes.map(({ title }) => title)])).toEqual([
      [
        'missing-selector two',
        ['Choose the selector "loose" of pair', 'Choose the selector "mild" of pair', 'Remove the refine-rule of pair'],
      ],
    ]);
    for (const { edit } of told[0]!.fixes) {
      const edited = edit();
      if (edited.kind !== 'edit') throw new Error(JSON.stringify(edited));
      expect(open(applyEdits(refined, edited.edits), streams('strict'))).toEqual([]);
    }
    // A rule that ran its plain check before goes on doing so.
    expect(open(refined, streams('loose'))).toEqual([]);
  });

  it('of a group that is off bring back all that it took along, or one alone', () => {
    const withTwin = (text: string) => text.replace('<Rule id="inside"/>', '<Rule id="inside"/><Rule id="twin"/>');
    const both: readonly [string, string] = [
      withTwin(older),
      withTwin(newer).replace('<Rule id="inside"/>', (rule) => `${rule}<Rule id="late"/>`),
    ];
    const [inside, twin] = open(tailoring, both).filter(({ name }) => name.startsWith('group-now-off'));
    expect(twin!.fixes.map(({ title }) => title)).toEqual([
      'Switch twin on in the profile, and the others that its group holds off',
      'Switch only twin on in the profile',
    ]);
    const selects = inside!.fixes.map((fix) => {
      const edited = fix.edit();
      if (edited.kind !== 'edit') throw new Error(JSON.stringify(edited));
      const now = applyEdits(tailoring, edited.edits);
      return [...now.matchAll(/<select idref="(\w+)" selected="(\w+)"/g)]
        .map(([, id, on]) => `${id} ${on}`)
        .slice(1)
        .sort();
    });
    expect(selects).toEqual([
      ['g true', 'inside true', 'late false', 'twin true'].filter((one) => !/^(inside|twin)/.test(one)),
      ['g true', 'late false', 'twin false'],
    ]);
  });
});
