/**
 * Navigation over real streams: every rule's OVAL check is found, the way back is found, no reference hangs in the air. For
 * rhel8 what each rule reaches is worked out a second time on a DOM by plain walking, sharing no code with the product.
 */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { DOMParser } from '@xmldom/xmldom';
import { expect, test } from 'vitest';
import { reachFrom } from '../../server/src/scap/ovalGraph.ts';
import { resolveReference } from '../../server/src/scap/resolve.ts';
import { referenceSpan } from '../../server/src/scap/scapIndex.ts';
import { openSnapshot } from '../../server/src/scap/snapshot.ts';
import { findCheckOfRule, findDeclarations } from '../../server/src/service/declaration.ts';
import { findReferences } from '../../server/src/service/references.ts';
import { listSymbols, type OutlineSymbol } from '../../server/src/service/symbols.ts';
import { listStreams, streamPath } from './content.ts';

const streams = listStreams().map((path) => ({ name: basename(path), path }));

test.each(streams)('$name: checks resolve, the way back is found, no reference hangs in the air', ({ path }) => {
  const text = readFileSync(path, 'utf8');
  const snapshot = openSnapshot(text, path);
  const { source, table, index } = snapshot;
  const wrong: string[] = [];
  let local = 0;
  for (const reference of index.references) {
    const { status } = resolveReference(snapshot, reference);
    if (status === 'missing-target' || status === 'missing-component' || status === 'not-loaded') {
      wrong.push(`${reference.row.kind} ${reference.id}: ${status}`);
    }
    if (reference.row.kind !== 'xccdf.check-content-ref@name' || !reference.id.startsWith('oval:')) continue;
    const span = referenceSpan(source, table, reference);
    const answer = findDeclarations(snapshot, span.from + 1);
    const target = answer.targets[0];
    if (!target || text.slice(target.selection.from, target.selection.to) !== reference.id) {
      wrong.push(`${reference.id}: ${answer.reason}`);
      continue;
    }
    local++;
    const back = findReferences(snapshot, target.selection.from, { includeDeclaration: false });
    if (!back.some((place) => place.from === span.from && place.to === span.to))
      wrong.push(`no way back ${reference.id}`);
  }
  expect(wrong).toEqual([]);
  // Counted with a plain search of the text.
  const written = text.match(/<xccdf-1\.2:check-content-ref [^>]*name="oval:/g)?.length ?? 0;
  expect(local).toBe(written);
  expect(local).toBeGreaterThan(0);
});

test('rhel8: the only rules without a definition here are those whose check is outside the file', () => {
  const snapshot = openSnapshot(readFileSync(streamPath('rhel8'), 'utf8'));
  const reasons = new Map<string, number>();
  for (const rule of snapshot.index.declarations.filter((declaration) => declaration.kind === 'xccdf.Rule')) {
    const answer = findCheckOfRule(snapshot, rule);
    if (answer.targets.length > 0) continue;
    const reason = (answer.reason ?? 'silent').replace(rule.id, 'The rule');
    reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  }
  expect([...reasons.keys()].sort()).toEqual([
    'The rule has no check that a scanner runs.',
    'https://access.redhat.com/security/data/oval/com.redhat.rhsa-RHEL8.xml.bz2 is outside this file. It is never fetched.',
  ]);
});

test('rhel8: what every definition reaches is what a DOM says', () => {
  const text = readFileSync(streamPath('rhel8'), 'utf8');
  const snapshot = openSnapshot(text);
  const byId = domOfOval(text);
  const definitions = snapshot.index.declarations.filter(
    ({ kind, component }) =>
      kind === 'oval.definition' && snapshot.index.components[component]!.id.endsWith('comp_ssg-rhel8-oval.xml'),
  );
  expect(definitions.length).toBeGreaterThan(1_500);
  let objects = 0;
  for (const definition of definitions) {
    const found = reachFrom(snapshot, definition);
    const ids = [found.definitions, found.objects, found.states, found.variables].flat().map(({ id }) => id);
    const all = [...ids, ...found.tests.map(({ test: { id } }) => id)];
    objects += found.objects.length;
    expect([definition.id, ...new Set(all)].sort()).toEqual([definition.id, ...closure(byId, definition.id)].sort());
  }
  expect(objects).toBeGreaterThan(2_000);
});

test('rhel8: symbols hold every rule and definition, nested', () => {
  const text = readFileSync(streamPath('rhel8'), 'utf8');
  const snapshot = openSnapshot(text);
  const symbols = listSymbols(snapshot);
  const counts = new Map<string, number>();
  count(symbols, { from: 0, to: text.length });
  expect(counts.get('xccdf.Rule')).toBe(text.match(/<xccdf-1\.2:Rule /g)?.length);
  expect(counts.get('xccdf.Profile')).toBe(text.match(/<xccdf-1\.2:Profile /g)?.length);
  expect(counts.get('oval.definition')).toBe(text.match(/<oval-def:definition /g)?.length);
  expect(counts.get('rest')).toBeUndefined();

  function count(list: readonly OutlineSymbol[], around: { from: number; to: number }): void {
    for (const symbol of list) {
      counts.set(symbol.kind, (counts.get(symbol.kind) ?? 0) + 1);
      if (symbol.range.from < around.from || symbol.range.to > around.to) throw new Error(`${symbol.name} sticks out`);
      count(symbol.children, symbol.range);
    }
  }
});

type DomElement = NonNullable<ReturnType<DOMParser['parseFromString']>['documentElement']>;

/** Elements of the main OVAL component by id, read by @xmldom/xmldom. */
function domOfOval(text: string): ReadonlyMap<string, DomElement> {
  const root = /<ds:data-stream-collection [^>]*>/.exec(text)![0];
  const from = text.indexOf('<oval-def:oval_definitions', text.indexOf('comp_ssg-rhel8-oval.xml" timestamp'));
  const end = '</oval-def:oval_definitions>';
  const slice = text.slice(from, text.indexOf(end, from) + end.length);
  const document = new DOMParser().parseFromString(`${root}${slice}</ds:data-stream-collection>`, 'text/xml');
  const byId = new Map<string, DomElement>();
  for (const element of Array.from(document.getElementsByTagName('*'))) {
    const id = element.getAttribute('id');
    if (id?.startsWith('oval:')) byId.set(id, element as DomElement);
  }
  return byId;
}

/** Everything with an id that is named, directly or not: any *_ref attribute, and the three elements whose text is an id. */
function closure(byId: ReadonlyMap<string, DomElement>, start: string): readonly string[] {
  const seen = new Set([start]);
  for (const id of seen) {
    const own = byId.get(id)!;
    for (const element of [own, ...Array.from(own.getElementsByTagName('*'))]) {
      for (const attribute of Array.from(element.attributes)) {
        if (attribute.name.endsWith('_ref') && byId.has(attribute.value)) seen.add(attribute.value);
      }
      const text = element.textContent?.trim() ?? '';
      if (/^(?:filter|object_reference|var_ref)$/.test(element.localName ?? '') && byId.has(text)) seen.add(text);
    }
  }
  return [...seen];
}
