/** Which Benchmark of a stream with several a tailoring means: what it says of it, else what its profiles name. */
import { describe, expect, it, test } from 'vitest';
import { listBenchmarks, listScopes } from '../../server/src/scap/benchmark.ts';
import { benchmarkOfTailoring } from '../../server/src/scap/resolve.ts';
import { openSnapshot } from '../../server/src/scap/snapshot.ts';
import { besideUri } from '../../server/src/workspace/beside.ts';
import { fixturePath, readDocument } from '../support/documents.ts';

const { text: streamText } = readDocument(fixturePath('selection/two-benchmarks-ds.xml'));
const id = (kind: string, name: string): string => `xccdf_org.example_${kind}_${name}`;

/** The id of the Benchmark that a tailoring beside a stream finds. */
function found(pointer: string, profiles = '', stream = streamText): string | undefined {
  const hrefs: string[] = [];
  const home = openSnapshot(stream, 'file:///ds.xml');
  const snapshot = openSnapshot(
    `<x:Tailoring xmlns:x="http://checklists.nist.gov/xccdf/1.2" id="t"><x:benchmark ${pointer}/>${profiles}</x:Tailoring>`,
    'file:///t.xml',
    (href) => {
      hrefs.push(href);
      return href === 'ds.xml' ? home : undefined;
    },
  );
  const [scope] = listScopes(snapshot);
  expect(scope?.snapshot === home || scope === undefined).toBe(true);
  return scope?.id;
}

describe('of a stream with several Benchmarks a tailoring means', () => {
  const west = id('benchmark', 'west');

  it.each([
    ['the first, where nothing tells', 'href="ds.xml"', id('benchmark', 'east')],
    ['the one with the id of benchmark/@id', `href="ds.xml" id="${west}"`, west],
    ['the one whose id stands behind the #', `href="ds.xml#${west}"`, west],
    ['the one whose component does', 'href="ds.xml#scap_org.example_comp_west-xccdf.xml"', west],
    ['the one whose component-ref does', 'href="ds.xml#scap%5Forg.example_cref_west-xccdf.xml"', west],
    ['the first, where an id names none', 'href="ds.xml#100%" id="other"', id('benchmark', 'east')],
  ])('%s', (_, pointer, wanted) => expect(found(pointer)).toBe(wanted));

  const own = streamText
    .replace(/(west"[\s\S]*)profile_second/, '$1profile_own')
    .replace(/_star(?=[\s\S]*_star)/, '_sun');
  const select = `<x:select idref="${id('rule', 'star')}" selected="true"/>`;

  it.each([
    [
      'the one with the profile that it extends',
      `<x:Profile id="m" extends="${id('profile', 'own')}">${select.replace('_star', '_sun').repeat(3)}</x:Profile>`,
      west,
    ],
    ['the one with the profile that it shadows', `<x:Profile id="${id('profile', 'own')}"/>`, west],
    [
      'the one with the rules that it selects',
      `<x:Profile id="m" extends="${id('profile', 'first')}">${select}</x:Profile>`,
      west,
    ],
    [
      'the first of two that have all it names',
      `<x:Profile id="m" extends="${id('profile', 'first')}"/>`,
      id('benchmark', 'east'),
    ],
  ])('%s', (_, profiles, wanted) => {
    expect(
      listBenchmarks(openSnapshot(own)).map(({ profiles: all }) => all.some((p) => p.id === id('profile', 'own'))),
    ).toEqual([false, true]);
    expect(found('href="ds.xml"', profiles, own)).toBe(wanted);
  });

  it('what it says, whatever its profiles name', () => {
    const profiles = `<x:Profile id="m" extends="${id('profile', 'own')}"/>`;
    expect(found(`href="ds.xml" id="${id('benchmark', 'east')}"`, profiles, own)).toBe(id('benchmark', 'east'));
    // Where both have that id, the names decide again.
    const alike = own.replaceAll(west, id('benchmark', 'east'));
    const [, second] = listBenchmarks(openSnapshot(alike));
    const home = openSnapshot(alike);
    const tailoring = `<x:Tailoring xmlns:x="http://checklists.nist.gov/xccdf/1.2" id="t"><x:benchmark href="ds.xml" id="${second!.id}"/>${profiles}</x:Tailoring>`;
    const answer = benchmarkOfTailoring(
      openSnapshot(tailoring, '', () => home),
      0,
    );
    expect(answer).toMatchObject({ status: 'found', component: second!.component });
  });
});

test('a tailoring inside its collection takes the same ways, and an href that leads nowhere stays one', () => {
  const own = streamText.replace(/(west"[\s\S]*)profile_second/, '$1profile_own');
  const inside = (pointer: string, stream = own) => {
    const text = stream.replace(
      '</ds:data-stream-collection>',
      `<ds:component id="c"><x:Tailoring xmlns:x="http://checklists.nist.gov/xccdf/1.2" id="t"><x:benchmark ${pointer}/><x:Profile id="${id('profile', 'own')}"/></x:Tailoring></ds:component></ds:data-stream-collection>`,
    );
    const snapshot = openSnapshot(text);
    const component = snapshot.index.components.findIndex(({ kind }) => kind === 'tailoring');
    const answer = benchmarkOfTailoring(snapshot, component);
    return answer.status === 'found'
      ? listBenchmarks(snapshot).find((one) => one.component === answer.component)!.id
      : answer.why.status;
  };
  expect(inside(`id="${id('benchmark', 'west')}"`)).toBe(id('benchmark', 'west'));
  expect(inside('href="#nowhere"')).toBe('missing-component');
  expect(inside('')).toBe(id('benchmark', 'west'));
  expect(inside('', streamText)).toBe('missing-component');
});

test('files are named by what stands before the #', () => {
  expect(besideUri('file:///a/t.xml', 'ds.xml#x')).toBe('file:///a/ds.xml');
  expect(besideUri('file:///a/t.xml', '#x')).toBeUndefined();
});
