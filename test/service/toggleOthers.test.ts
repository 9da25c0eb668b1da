/** What a switch changes besides: which rules, in which words, and which of them the user knows of already. */
import { describe, expect, it } from 'vitest';
import { openSnapshot } from '../../server/src/scap/snapshot.ts';
import type { EditedDocument } from '../../server/src/service/edited.ts';
import { type ItemToggle, toggleItem } from '../../server/src/service/toggleItem.ts';
import { titleWithOthers } from '../../server/src/service/toggleOthers.ts';
import { fixturePath, readDocument } from '../support/documents.ts';

const prefix = 'xccdf_org.example_';

function switched(
  name: string,
  item: string,
  scope: string,
  enable: boolean,
  answer?: ItemToggle['answer'],
): EditedDocument {
  const snapshot = openSnapshot(readDocument(fixturePath(`selection/${name}.xml`)).text);
  const edited = toggleItem(snapshot, {
    benchmark: `${prefix}benchmark_${name}`,
    item: `${prefix}${item}`,
    scope: scope === 'everywhere' ? { kind: 'everywhere' } : { kind: 'profile', profile: `${prefix}profile_${scope}` },
    enable,
    ...(answer === undefined ? {} : { answer }),
  });
  if (edited.kind !== 'edit') throw new Error(JSON.stringify(edited));
  return edited;
}

const words = ({ besides }: EditedDocument) => besides.linked.map(({ message }) => message);

describe('a rule that goes along', () => {
  it.each([
    [
      'requires-or',
      'rule_kettle',
      'first_of_list',
      false,
      ['"Either" goes off in First of list: it requires "Kettle".'],
    ],
    ['requires-or', 'rule_kettle', 'half', true, ['"Each" goes on in Half: it requires "Kettle".']],
    ['conflicts-mutual', 'rule_dog', 'both', false, ['"Cat" goes on in Both: it conflicts with "Dog".']],
    ['requires-or', 'rule_pot', 'first_of_list', true, []],
  ] as const)('%s: %s in %s to %s', (name, item, scope, enable, expected) => {
    expect(words(switched(name, item, scope, enable))).toEqual(expected);
  });

  it('is told once, with the scans in which it changes', () => {
    const edited = switched('requires-or', 'rule_kettle', 'everywhere', true);
    expect(words(edited)).toEqual([
      '"Either" goes on in None of list: it requires "Kettle".',
      '"Each" goes on in Half: it requires "Kettle".',
    ]);
    expect(edited.besides.linked.map(({ item }) => item)).toEqual([`${prefix}rule_either`, `${prefix}rule_each`]);
  });

  it('is no surprise where a choice named it, nor where it was asked for as required', () => {
    const forced = switched('conflicts-mutual', 'rule_dog', 'only_cat', true, 'force');
    expect(words(forced)).toEqual([]);
    expect(forced.besides.inTitle).toEqual(['Also off: "Cat".']);
    const required = switched('requires-or', 'rule_each', 'none_of_list', true, 'withRequired');
    expect(words(required)).toEqual(['"Either" goes on in None of list: it requires "Kettle".']);
    expect(required.besides.inTitle).toEqual(['Also on: "Kettle", "Tea", "Either".']);
  });

  it('is counted from the fourth on, in rules as in scans', () => {
    const rules = Array.from({ length: 5 }, (_, n) => `<Rule id="r${n}"><requires idref="a"/></Rule>`).join('');
    const profiles = Array.from({ length: 4 }, (_, n) => `<Profile id="p${n}"/>`).join('');
    const snapshot = openSnapshot(
      `<Benchmark xmlns="http://checklists.nist.gov/xccdf/1.2" id="b">${profiles}<Rule id="a"/>${rules}</Benchmark>`,
    );
    const edited = toggleItem(snapshot, { benchmark: 'b', item: 'a', scope: { kind: 'everywhere' }, enable: false });
    if (edited.kind !== 'edit') throw new Error(edited.reason);
    expect(words(edited)).toHaveLength(5);
    expect(words(edited)[4]).toBe('"r4" goes off in the scan without a profile, p0 and 3 more: it requires "a".');
    expect(edited.besides).toMatchObject({ inTitle: ['Also off: "r0", "r1", "r2" and 2 more.'], isAllInTitle: false });
  });
});

describe('a profile that extends the one asked for', () => {
  it('is named in the title and asked about by nobody', () => {
    const edited = switched('child-chain', 'rule_one', 'grandparent', false);
    expect(words(edited)).toEqual([]);
    expect(edited.besides.inTitle).toEqual(['Also in "Parent", "Child", by inheritance.']);
  });
});

describe('a title', () => {
  const edited = switched('requires-or', 'rule_kettle', 'first_of_list', false);
  it('is as it was where nothing else happens, and a sentence before others where something does', () => {
    expect(titleWithOthers('Switch "Moon" off', switched('plain', 'rule_left', 'first', false))).toBe(
      'Switch "Moon" off',
    );
    expect(titleWithOthers('Switch "Kettle" off', edited)).toBe('Switch "Kettle" off. Also off: "Either".');
    expect(titleWithOthers('Off: done.', { ...edited, signed: ['file:///signed.xml'] })).toBe(
      'Off: done. Also off: "Either". Breaks the signature.',
    );
  });
});
