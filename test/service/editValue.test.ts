/**
 * A Value changed in one profile: the lines that change, the words about it, and what is refused. What a scanner binds
 * afterwards is proved in test/corpus/values.test.ts.
 */
import { describe, expect, it } from 'vitest';
import { listBenchmarks } from '../../server/src/scap/benchmark.ts';
import { openSnapshot } from '../../server/src/scap/snapshot.ts';
import { editValue, type ValueChange } from '../../server/src/service/editValue.ts';
import { listRulesOfValue, listValuesOfRule, textFault, valueState } from '../../server/src/service/values.ts';
import { applyEdits } from '../../server/src/text/edits.ts';
import { fixturePath, readDocument } from '../support/documents.ts';

const text = readDocument(fixturePath('values.xml')).text;

function open(source = text) {
  const benchmark = listBenchmarks(openSnapshot(source))[0]!;
  const profile = (name: string) => benchmark.profiles.find(({ id }) => id === `xccdf_org.example_profile_${name}`)!;
  const item = (name: string) => benchmark.itemsById.get(`xccdf_org.example_${name}`)!;
  return { benchmark, profile, item };
}

function ask(profile: string, value: string, change: ValueChange, { force = false, source = text } = {}) {
  const { benchmark, profile: find, item } = open(source);
  return editValue(benchmark, find(profile), item(`value_${value}`), change, force);
}

/** The lines that are gone and those that are new; the inverse must bring every byte back. */
function lines(profile: string, value: string, change: ValueChange, options?: Parameters<typeof ask>[3]) {
  const before = options?.source ?? text;
  const { edited } = ask(profile, value, change, options);
  if (edited.kind !== 'edit') throw new Error(JSON.stringify(edited));
  const after = applyEdits(before, edited.edits);
  expect(applyEdits(after, edited.inverse)).toBe(before);
  const [old, now] = [before.split(/(?<=\n)/), after.split(/(?<=\n)/)];
  const only = (from: string[], other: string[]) =>
    from.filter((line) => !other.includes(line)).map((line) => line.trim());
  return { gone: only(old, now), added: only(now, old), summary: edited.summary, warnings: edited.warnings };
}

const id = (name: string) => `xccdf_org.example_value_${name}`;

describe('a selector', () => {
  it('is changed where it stands, and a profile that extends this one changes with it', () => {
    expect(lines('base', 'age', { kind: 'select', selector: '' })).toEqual({
      gone: [`<refine-value idref="${id('age')}" selector="year" /> <!-- audited -->`],
      added: ['<!-- audited -->'],
      summary: '"Age in days" is "30" in "Base", and in 1 profile that extends it.',
      warnings: [],
    });
    const { gone, added } = lines('own', 'age', { kind: 'select', selector: 'year' });
    expect(gone).toEqual([
      `<refine-value idref="${id('age')}" selector=""/>`,
      `<set-value idref="${id('age')}">31</set-value>`,
    ]);
    expect(added).toEqual([`<refine-value idref="${id('age')}" selector="year"/>`]);
  });

  it('is written as its neighbours are, behind the last of them and its comment', () => {
    const { added, gone } = lines('base', 'mode', { kind: 'select', selector: 'soft' });
    expect({ added, gone }).toEqual({
      gone: [],
      added: [`<refine-value idref="${id('mode')}" selector="soft" />`],
    });
    const source = text.replaceAll('\n', '\r\n');
    const { edited } = ask('base', 'mode', { kind: 'select', selector: 'soft' }, { source });
    expect(edited.kind === 'edit' && applyEdits(source, edited.edits)).toContain(
      `<!-- audited -->\r\n    <refine-value idref="${id('mode')}" selector="soft" />\r\n    <set-value`,
    );
  });

  it('that asks for the default needs an entry only where a parent says otherwise', () => {
    expect(lines('heir', 'age', { kind: 'select', selector: '' }).added).toEqual([
      `<refine-value idref="${id('age')}" selector="" />`,
    ]);
    expect(ask('bare', 'age', { kind: 'select', selector: '' }).edited.kind).toBe('nothing');
  });

  it('that a set-value of a parent would beat is a choice: what it stands for can be set', () => {
    const change = { kind: 'select', selector: 'other' } as const;
    expect(ask('heir', 'host', change).edited).toMatchObject({
      kind: 'choice',
      reason:
        '"Host" would stay "base.example.org" here: a set-value of a profile that this one extends beats any selector.',
      answers: [{ answer: 'force', title: 'Set "other.example.org" Instead' }],
    });
    expect(lines('heir', 'host', change, { force: true }).added).toEqual([
      `<set-value idref="${id('host')}">other.example.org</set-value>`,
    ]);
  });

  it('that the Value does not have is refused, with those that it has', () => {
    expect(ask('base', 'age', { kind: 'select', selector: 'month' }).edited).toEqual({
      kind: 'refused',
      reason: `The Value ${id('age')} has no selector "month"; it has (none), year, broken.`,
    });
  });

  it('whose value breaks its own limits is refused, also by force', () => {
    for (const force of [false, true]) {
      expect(ask('base', 'age', { kind: 'select', selector: 'broken' }, { force }).edited).toEqual({
        kind: 'refused',
        reason: `The Value ${id('age')} breaks its own limits there: 5000 is above the upper bound, 90.`,
      });
    }
  });
});

describe('a profile that extends the edited one and has limits of its own', () => {
  const source = text.replace(/ *<set-value idref="\S+_age">31<.*\n/, '');
  const outside = (value: string, limit: string) => ({
    code: 'out-of-limits',
    message: `xccdf_org.example_profile_own, which extends this profile, asks for other limits of ${id('age')}: ${value} is above the upper bound, ${limit}.`,
  });

  it('is named where the new value breaks them', () => {
    expect(lines('base', 'age', { kind: 'set', text: '100' }, { source }).warnings).toEqual([outside('100', '90')]);
    expect(lines('base', 'age', { kind: 'set', text: '90' }, { source }).warnings).toEqual([]);
    expect(lines('base', 'age', { kind: 'set', text: '100' }).warnings).toEqual([]);
  });

  it('is named where other limits break the value that it sets', () => {
    const sets = source
      .replace(/ *<refine-value idref="\S+_age" selector=""\/>\n/, '')
      .replace('<title>Own</title>', `<title>Own</title><set-value idref="${id('age')}">300</set-value>`);
    expect(lines('base', 'age', { kind: 'select', selector: '' }, { source: sets }).warnings).toEqual([
      outside('300', '90'),
    ]);
  });

  it('is not named for what was so before', () => {
    const set = source.replace(
      /(?=<set-value idref="\S+_host">base)/,
      `<set-value idref="${id('age')}">100</set-value>`,
    );
    expect(lines('base', 'age', { kind: 'set', text: '100.0' }, { source: set }).warnings).toHaveLength(1);
    expect(lines('base', 'host', { kind: 'set', text: 'other.org' }, { source: set }).warnings).toEqual([]);
  });

  it('may set what those limits allow, although a parent sets it too', () => {
    const narrow = source.replace('selector="year" />', 'selector="" />').replace('selector=""/>', 'selector="year"/>');
    const set = narrow.replace(
      /(?=<set-value idref="\S+_host">base)/,
      `<set-value idref="${id('age')}">30</set-value>`,
    );
    expect(ask('own', 'age', { kind: 'set', text: '300' }, { source: set }).edited.kind).toBe('edit');
    expect(ask('own', 'age', { kind: 'set', text: '400' }, { source: set }).edited.kind).toBe('refused');
  });
});

describe('a value', () => {
  it('is set beside the refine-value, whose limits still count', () => {
    expect(lines('base', 'age', { kind: 'set', text: '100' })).toMatchObject({
      gone: [],
      added: [`<set-value idref="${id('age')}">100</set-value>`],
    });
  });

  it('is changed where it stands, and only there', () => {
    expect(lines('own', 'age', { kind: 'set', text: '90' })).toEqual({
      gone: [`<set-value idref="${id('age')}">31</set-value>`],
      added: [`<set-value idref="${id('age')}">90</set-value>`],
      summary: '"Age in days" is "90" in "Own".',
      warnings: [],
    });
  });

  it('is encoded, and read back as it was given', () => {
    expect(lines('bare', 'mode', { kind: 'set', text: 'a & b' }).added.at(-1)).toBe(
      `<set-value idref="${id('mode')}">a &amp; b</set-value></Profile>`,
    );
  });

  it.each([
    ['base', 'age', '367', '367 is above the upper bound, 366'],
    ['bare', 'age', '0', '0 is below the lower bound, 1'],
    ['bare', 'age', 'old', '"old" is no number, and this Value is of type number'],
    ['bare', 'flag', 'maybe', '"maybe" is neither true nor false, and this Value is of type boolean'],
    ['bare', 'mode', 'lax', '"lax" is none of the choices: "strict", "lenient", "a & b"'],
    ['bare', 'host', 'Host 1', '"Host 1" does not match the pattern [a-z.]+'],
  ])('that breaks a limit is refused: %s, %s "%s"', (profile, value, given, fault) => {
    expect(ask(profile, value, { kind: 'set', text: given }).edited).toEqual({
      kind: 'refused',
      reason: `${id(value)}: ${fault}.`,
    });
    const { benchmark, profile: find, item } = open();
    expect(textFault(benchmark, find(profile), item(`value_${value}`), given)).toBe(fault);
  });

  it('that no effective rule reads is set, and the user told', () => {
    expect(lines('bare', 'unread', { kind: 'set', text: 'somebody' }).warnings).toEqual([
      { code: 'not-read', message: `No rule that the profile evaluates reads ${id('unread')}.` },
    ]);
  });
});

describe('a reset', () => {
  it("takes the profile's own entries out and nothing else", () => {
    expect(lines('own', 'age', { kind: 'reset' })).toEqual({
      gone: [`<refine-value idref="${id('age')}" selector=""/>`, `<set-value idref="${id('age')}">31</set-value>`],
      added: [],
      summary: '"Age in days" is "365" (selector year) in "Own".',
      warnings: [],
    });
  });

  it('without an own entry changes nothing', () => {
    expect(ask('heir', 'age', { kind: 'reset' }).edited.kind).toBe('nothing');
  });
});

it('every profile that changes is listed with before and after', () => {
  const { changed } = ask('base', 'host', { kind: 'set', text: 'new.example.org' });
  expect(changed.map(({ profile, before, after }) => [profile.id.split('_').at(-1), before.text, after.text])).toEqual([
    ['base', 'base.example.org', 'new.example.org'],
    ['heir', 'base.example.org', 'new.example.org'],
    ['own', 'base.example.org', 'new.example.org'],
  ]);
});

it('lists who reads a Value, what a rule reads, and what a Value may be', () => {
  const { benchmark, profile, item } = open();
  const readers = listRulesOfValue(benchmark, profile('base'), item('value_mode'));
  expect(readers.map(({ title, description }) => [title, description])).toEqual([
    ['Reads all but one', 'evaluated'],
    ['Is off, and reads the mode', 'not evaluated'],
  ]);
  const read = listValuesOfRule(benchmark, profile('base'), item('rule_all'));
  expect(read.map(({ title, description }) => [title, description])).toEqual([
    ['Age in days', '365'],
    ['Mode', 'strict'],
    ['Host', 'base.example.org'],
    ['Flag', 'true'],
  ]);
  expect(valueState(benchmark, profile('own'), item('value_age'))).toMatchObject({
    text: '31',
    by: 'set',
    limits: 'number, at least 1, at most 90',
  });
});
