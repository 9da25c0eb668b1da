/** Which rule or group a cursor means, and in which profile. */
import { describe, expect, it } from 'vitest';
import { toggleSubjectAt } from '../../server/src/service/toggleSubject.ts';
import { fixturePath, readDocument } from '../support/documents.ts';
import { markAt, openFixture } from '../support/fixture.ts';

const read = (name: string): string => readDocument(fixturePath(`selection/${name}`)).text;
const prefix = 'xccdf_org.example_';
const ssg = read('ssg-style.xml');

describe('what a cursor means', () => {
  const subject = (marked: string) => {
    const { snapshot, offset } = openFixture(marked);
    const found = toggleSubjectAt(snapshot, offset);
    return found && [found.item.id.replace(prefix, ''), found.profile?.id.replace(prefix, '')];
  };

  it('is the rule around it, or the group around that', () => {
    expect(subject(markAt(ssg, '<title>Fire'))).toEqual(['rule_firewall', undefined]);
    expect(subject(markAt(ssg, '<title>Wire'))).toEqual(['group_wireless', undefined]);
    expect(subject(markAt(ssg, '<title>Lar'))).toBeUndefined();
    expect(subject(markAt(ssg, '<title>Ssg'))).toBeUndefined();
  });

  it('in front of a tag is that tag, on its line', () => {
    expect(
      subject(
        ssg.replace('    <Rule id="xccdf_org.example_rule_radio', '$0    <Rule id="xccdf_org.example_rule_radio'),
      ),
    ).toEqual(['rule_radio', undefined]);
    expect(
      subject(ssg.replace('  <Group id="xccdf_org.example_group_disk', '$0  <Group id="xccdf_org.example_group_disk')),
    ).toEqual(['group_disk', undefined]);
  });

  it('is what the entry under it names, in its profile', () => {
    expect(subject(markAt(ssg, '<select idref="xccdf_org.example_group_netw'))).toEqual([
      'group_network',
      'profile_small',
    ]);
    expect(subject(markAt(read('requires-or.xml'), '<requires idref="xccdf_org.example_rule_kettle xccdf_'))).toEqual([
      'rule_pot',
      undefined,
    ]);
  });

  it('is found with CR LF, one line, and characters of two units in front', () => {
    for (const name of ['crlf.xml', 'one-line.xml', 'non-bmp.xml']) {
      expect(subject(markAt(read(name), '<Rule id="xccdf_org.example_rule_ri')), name).toEqual([
        'rule_right',
        undefined,
      ]);
    }
  });

  it('is of the Benchmark that it is in, where ids are in two', () => {
    const two = read('two-benchmarks-ds.xml');
    const west = two.lastIndexOf('<Rule id="xccdf_org.example_rule_left"') + 8;
    const { snapshot } = openFixture(two);
    expect(toggleSubjectAt(snapshot, west)!.key).toBe(`${prefix}benchmark_west`);
  });

  it('is nothing in broken or foreign text', () => {
    for (const marked of ['$0', '<$0', '<a>$0</a>', '<Benchmark id="$0'])
      expect(subject(marked), marked).toBeUndefined();
  });
});
