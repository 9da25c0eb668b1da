/** Pasted lists and what a filter shows, as ids: each once, in document order, with what was not found. */
import { describe, expect, it } from 'vitest';
import { pickListed, pickShown } from '../../server/src/service/pickRules.ts';
import { openFixture } from '../support/fixture.ts';

const prefix = 'xccdf_org.example_';
const rule = (id: string, more = '', attributes = ''): string =>
  `<Rule id="${prefix}rule_${id}" ${attributes}><title>${id}</title>${more}</Rule>`;
const ident = (text: string): string => `<ident system="https://ncp.nist.gov/cce">${text}</ident>`;

const { snapshot } = openFixture(`<Benchmark xmlns="http://checklists.nist.gov/xccdf/1.2" id="b">
<Profile id="p"><select idref="${prefix}rule_two" selected="false"/></Profile>
<Group id="${prefix}group_g"><title>G</title>
${rule('one', ident('CCE-1-1'), 'severity="high"')}
${rule('two', ident('CCE-2-2') + ident('CCE-3-3'), 'severity="high"')}</Group>
${rule('three', ident('CCE-3-3'), 'severity="low"')}
${rule('one', ident('CCE-9-9'))}
</Benchmark>`);

describe('a pasted list', () => {
  const picked = (list: string) => pickListed(snapshot, 'b', list);
  const short = (list: string) => picked(list)!.items.map((id) => id.slice(prefix.length));

  it('names rules by id, short or in full, and by identifier, between whatever stands there', () => {
    expect(
      short(`three,
"${prefix}rule_one"	CCE-2-2;`),
    ).toEqual(['rule_one', 'rule_two', 'rule_three']);
    expect(short('CCE-3-3')).toEqual(['rule_two', 'rule_three']);
    expect(short('cce-1-1 cce-1-1')).toEqual(['rule_one']);
    expect(short('g')).toEqual(['group_g']);
  });

  it('tells what names nothing, once each', () => {
    expect(picked('one four five four')).toEqual({ items: [`${prefix}rule_one`], unknown: ['four', 'five'] });
    expect(picked('  ')).toEqual({ items: [], unknown: [] });
  });

  it('does not name what no select can mean', () => {
    expect(picked('CCE-9-9')!.unknown).toEqual(['CCE-9-9']);
  });

  it('of a Benchmark that is no more is none', () => {
    expect(pickListed(snapshot, 'gone', 'one')).toBeUndefined();
  });
});

describe('what a filter shows', () => {
  const shown = (profile: string | undefined, filter: string) =>
    pickShown(snapshot, 'b', profile, filter)!.items.map((id) => id.slice(prefix.length));

  it('is the same below every profile without a state, and of the profile with one', () => {
    expect(shown(undefined, 'severity:high')).toEqual(['rule_one', 'rule_two']);
    expect(shown('p', 'severity:high')).toEqual(['rule_one', 'rule_two']);
    expect(shown('p', 'severity:high state:on')).toEqual(['rule_one']);
    expect(shown(undefined, 'severity:high state:on')).toEqual(['rule_one', 'rule_two']);
  });
});
