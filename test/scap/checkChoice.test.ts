/** Which check of a rule a scanner runs (selection.md, section 3). */
import { expect, test } from 'vitest';
import { listBenchmarks } from '../../server/src/scap/benchmark.ts';
import { chooseCheck } from '../../server/src/scap/checkChoice.ts';
import { benchmark, collection, openFixture } from '../support/fixture.ts';

const system = {
  oval: 'http://oval.mitre.org/XMLSchema/oval-definitions-5',
  ocil: 'http://scap.nist.gov/schema/ocil/2',
  sce: 'http://open-scap.org/page/SCE',
};

function simple(kind: keyof typeof system, names: string, selector = ''): string {
  const refs = names.split(' ').map((name) => `<x:check-content-ref href="h" name="${name}"/>`);
  const attribute = selector === '' ? '' : ` selector="${selector}"`;
  return `<x:check system="${system[kind]}"${attribute}>${refs.join('')}</x:check>`;
}

function chosen(checks: string, profileEntries = '', rest = ''): string {
  const inside = `<x:Profile id="p">${profileEntries}</x:Profile><x:Rule id="r" cluster-id="c"${rest.includes('base') ? ' extends="base"' : ''}>${checks}</x:Rule>${rest}`;
  const { snapshot } = openFixture(collection({ xccdf: benchmark(inside), oval: '' }));
  const found = listBenchmarks(snapshot)[0]!;
  const choice = chooseCheck(found, found.profiles[0], found.itemsById.get('r')!);
  if (!choice) return 'none';
  const names = choice.contentRefs.map((element) => snapshot.index.referencesAt(element)[0]?.id);
  return `${choice.kind} ${names.join(' ')}`;
}

test('the last check whose system the scanner runs; OCIL never', () => {
  expect(chosen(simple('oval', 'one') + simple('ocil', 'two'))).toBe('check one');
  expect(chosen(simple('oval', 'one') + simple('sce', 'two'))).toBe('check two');
  expect(chosen(simple('ocil', 'two'))).toBe('none');
  expect(chosen('')).toBe('none');
});

test('content-refs of one check are alternatives in order', () => {
  expect(chosen(simple('oval', 'one two'))).toBe('check one two');
});

test('a refined selector, falling back to checks without one', () => {
  const checks = simple('oval', 'plain') + simple('oval', 'strict', 's');
  expect(chosen(checks)).toBe('check plain');
  expect(chosen(checks, '<x:refine-rule idref="r" selector="s"/>')).toBe('check strict');
  expect(chosen(checks, '<x:refine-rule idref="c" selector="s"/>')).toBe('check strict');
  expect(chosen(checks, '<x:refine-rule idref="r" selector="nope"/>')).toBe('check plain');
  expect(chosen(checks, '<x:refine-rule idref="r" selector="s"/><x:refine-rule idref="c" weight="2"/>')).toBe(
    'check strict',
  );
});

test('a complex-check wins and brings every check inside it', () => {
  const complex = `<x:complex-check operator="AND">${simple('oval', 'one')}<x:complex-check operator="OR">${simple('oval', 'two')}</x:complex-check></x:complex-check>`;
  expect(chosen(simple('oval', 'plain') + complex)).toBe('complex-check one two');
});

test('a rule without checks has those of the rule it extends', () => {
  const base = `<x:Rule id="base" abstract="true">${simple('oval', 'inherited')}</x:Rule>`;
  expect(chosen('', '', base)).toBe('check inherited');
  expect(chosen(simple('oval', 'own'), '', base)).toBe('check own');
});
