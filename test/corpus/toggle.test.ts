/**
 * The toggle under the real scanner: after every edit the effective sets are those before with exactly the asked rules
 * flipped, in exactly the asked scans; the edit touches selects and @selected only; a second run changes nothing; undo
 * restores the bytes. Cases are drawn by a fixed seed from six real streams and from our own small documents.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { XccdfBenchmark, XccdfItem } from '../../server/src/scap/benchmark.ts';
import { ancestorGroups, profilesInForce, selectionOf } from '../../server/src/scap/selection.ts';
import { draftEdits } from '../../server/src/scap/selectionEdits.ts';
import { planToggle } from '../../server/src/scap/toggle.ts';
import { applyEdits, invertEdits } from '../../server/src/text/edits.ts';
import type { TextEdit } from '../../server/src/text/span.ts';
import { allEffective } from '../oracle/scanner.ts';
import type { TestDocument } from '../support/documents.ts';
import { drawReal, drawSmall } from '../support/drawToggles.ts';
import { linkNames, requiresAny } from '../support/links.ts';
import { scannable, tailorings } from '../support/selectionFixtures.ts';
import { benchmarkOf, openSubject, requestOf, type ToggleCase, type ToggleSubject } from '../support/toggleCase.ts';
import { kindsOf, type ToggleKind } from '../support/toggleKinds.ts';
import { readSpans } from '../support/toggleSpans.ts';
import { streamPath } from './content.ts';

const streams = ['rhel8', 'ocp4', 'sle15', 'ubuntu2204', 'rhv4', 'rhel9'];
const folder = mkdtempSync(join(tmpdir(), 'toggle-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('toggle on small documents', () => {
  it.each([...scannable, ...tailorings])('%s', async (name) => {
    const subject = openSubject(name);
    await checkCases(subject, drawSmall(name, subject));
  });

  it('are of every kind', () => {
    const { count, kinds } = counted([...scannable, ...tailorings], (name) => {
      const subject = openSubject(name);
      return [subject, drawSmall(name, subject)];
    });
    expect(count).toBeGreaterThanOrEqual(150);
    expect(atLeast(2, kinds)).toEqual(
      expect.arrayContaining<ToggleKind>([
        'cluster select before an id select',
        'cluster select after an id select',
        'child profile with a group select of its own',
        'rule that extends a rule',
        'abstract profile',
        'tailoring that shadows',
        'tailoring that shadows nothing',
        'sleeping sibling named by requires',
        'sleeping sibling named by conflicts',
        'DISA style',
        'one line',
        'CR LF',
        'byte order mark',
        'UTF-16',
        'default namespace',
        'namespace with a prefix',
        'requires',
        'mutual conflicts',
      ]),
    );
  });
});

describe('toggle on real streams', () => {
  it.each(streams)('%s', async (product) => {
    const subject = openSubject(product, streamPath(product));
    await checkCases(subject, drawReal(product, subject));
  });

  it('are of every kind', () => {
    const { count, kinds } = counted(streams, (product) => {
      const subject = openSubject(product, streamPath(product));
      return [subject, drawReal(product, subject)];
    });
    expect(count).toBeGreaterThanOrEqual(40);
    expect(atLeast(2, kinds)).toContain('mutual conflicts' satisfies ToggleKind);
    expect(atLeast(6, kinds)).toEqual(
      expect.arrayContaining<ToggleKind>(['rule under a dead group', 'requires', 'namespace with a prefix']),
    );
  });
});

describe('the reading of edits', () => {
  const text = '<Profile id="p">\n <select idref="r" selected="true"/>\n</Profile><Rule id="r"><title>R</title></Rule>';
  const at = (wanted: string) => text.indexOf(wanted);
  const edit = (from: number, to: number, newText: string) => readSpans(text, [{ from, to, newText }]);

  it('knows what a toggle may write', () => {
    const value = at('true');
    expect(edit(value, value + 4, 'false')).toEqual([{ id: 'r', selected: false, profile: 'p' }]);
    const attribute = at(' id="r"') + 7;
    expect(edit(attribute, attribute, ' selected="true"')).toEqual([{ id: 'r', selected: true, profile: undefined }]);
    const line = at('\n</Profile>');
    expect(edit(line, line, '\n <select idref="s" selected="false"/>')).toEqual([
      { id: 's', selected: false, profile: 'p' },
    ]);
    expect(edit(at('\n <select'), line, '')).toEqual([{ id: 'r', selected: undefined, profile: 'p' }]);
  });

  it.each([
    ['another value', at('true'), at('true') + 4, 'maybe'],
    ['another attribute', at('p">'), at('p">') + 1, 'q'],
    ['an element that is no select', at('\n</Profile>'), at('\n</Profile>'), '\n<title>x</title>'],
    ['a select in the line of another', at('\n</Profile>'), at('\n</Profile>'), '<select idref="s" selected="false"/>'],
    ['less than a select', at('<select'), at('<select') + 7, ''],
    ['a title', at('R</title>'), at('R</title>') + 1, 'S'],
  ])('refuses %s', (_, from, to, newText) => {
    expect(() => edit(from, to, newText)).toThrow();
  });
});

/** The kinds of which there are so many cases. */
function atLeast(least: number, kinds: Partial<Record<ToggleKind, number>>): readonly string[] {
  return Object.entries(kinds).flatMap(([kind, count]) => (count >= least ? [kind] : []));
}

/** How many cases there are, and of each kind. */
function counted(names: readonly string[], draw: (name: string) => readonly [ToggleSubject, readonly ToggleCase[]]) {
  const kinds: Partial<Record<ToggleKind, number>> = {};
  let count = 0;
  for (const name of names) {
    const [subject, cases] = draw(name);
    count += cases.length;
    for (const one of cases) for (const kind of kindsOf(subject, one)) kinds[kind] = (kinds[kind] ?? 0) + 1;
  }
  return { count, kinds };
}

async function checkCases(subject: ToggleSubject, cases: readonly ToggleCase[]): Promise<void> {
  const before = await scan(subject, subject.tailoring ?? subject.base);
  for (const [number, one] of cases.entries()) await checkCase(subject, one, before, number);
}

async function checkCase(
  subject: ToggleSubject,
  one: ToggleCase,
  before: ReadonlyMap<string, ReadonlySet<string>>,
  number: number,
): Promise<void> {
  const { benchmark } = subject;
  const label = JSON.stringify(one);
  const edited = subject.tailoring ?? subject.base;
  const plan = planToggle(benchmark, requestOf(benchmark, one));
  const target = subject.tailoring ? benchmark.tailoring!.snapshot : benchmark.snapshot;
  const all = draftEdits(benchmark, plan.draft);
  expect(
    [...all.keys()].every((snapshot) => snapshot === target),
    `${label}: edits one document`,
  ).toBe(true);
  const edits = all.get(target) ?? [];
  const text = applyEdits(edited.text, edits);
  const inverse = invertEdits((from, to) => edited.text.slice(from, to), edits);
  expect(edited.encode(applyEdits(text, inverse)).equals(edited.encode(edited.text)), `${label}: undo`).toBe(true);
  expect(text, `${label}: something changes`).not.toBe(edited.text);
  expectIntendedSpans(edited.text, edits, subject, one, before, label);
  const after = await scan(subject, { ...edited, text }, `${number}-${basename(edited.path)}`);
  expectPostCondition(before, after, benchmark, one, plan, label);

  const again = subject.tailoring ? benchmarkOf(subject.base.text, text) : benchmarkOf(text, undefined, benchmark.id);
  const second = planToggle(again, requestOf(again, one));
  expect([...draftEdits(again, second.draft).values()].flat(), `${label}: a second run changes nothing`).toEqual([]);
}

function expectPostCondition(
  before: ReadonlyMap<string, ReadonlySet<string>>,
  after: ReadonlyMap<string, ReadonlySet<string>>,
  benchmark: XccdfBenchmark,
  one: ToggleCase,
  plan: ReturnType<typeof planToggle>,
  label: string,
): void {
  expectReached(before, after, benchmark, one, plan.obstacles.length > 0, label);
  const touched = touchedIds(plan, one);
  for (const [scanned, was] of before) {
    const now = after.get(scanned)!;
    const flipped = [...was].filter((id) => !now.has(id)).concat([...now].filter((id) => !was.has(id)));
    const predicted = plan.changes.find((change) => (change.profile?.id ?? '(default)') === scanned);
    const named = [
      ...(predicted?.enabled ?? []),
      ...(predicted?.disabled ?? []),
      ...(predicted?.alsoChanged.map((also) => also.item) ?? []),
    ].map((item) => item.id);
    expect(flipped.sort(), `${label}: the plan names what changes in ${scanned}`).toEqual(named.sort());
    for (const id of flipped) {
      if (id === one.rule) expect(mayFlip(benchmark, one, scanned), `${label}: ${id} in ${scanned}`).toBe(true);
      else {
        // What requires a rule that drops out drops out too, however long the chain: no select can prevent that.
        const gone = now.has(id) ? [] : flipped.filter((other) => other !== id && !now.has(other));
        const links = linkNames(benchmark, id, touched) || requiresAny(benchmark, id, new Set(gone));
        expect(links, `${label}: ${id} flips in ${scanned} unlinked`).toBe(true);
      }
    }
  }
}

function expectReached(
  before: ReadonlyMap<string, ReadonlySet<string>>,
  after: ReadonlyMap<string, ReadonlySet<string>>,
  benchmark: XccdfBenchmark,
  one: ToggleCase,
  obstacles: boolean,
  label: string,
): void {
  for (const [scanned, now] of after) {
    if (!inScope(benchmark, one, scanned)) continue;
    if (one.enable && obstacles) continue;
    expect(
      now.has(one.rule),
      `${label}: ${one.rule} in ${scanned}, before: ${before.get(scanned)!.has(one.rule)}`,
    ).toBe(one.enable);
  }
}

function inScope(benchmark: XccdfBenchmark, one: ToggleCase, scanned: string): boolean {
  const editable = benchmark.tailoring?.profiles;
  if (editable && !editable.some((profile) => profile.id === scanned)) return false;
  if (one.scope === 'everywhere') return true;
  if (one.scope !== 'mentioned') return scanned === one.scope;
  const profile = profilesInForce(benchmark).find((candidate) => candidate.id === scanned);
  return profile?.selects.some((select) => select.idref === one.rule) ?? false;
}

/** In scope, or a profile that extends one in scope (by id: the test walks the chain itself). */
function mayFlip(benchmark: XccdfBenchmark, one: ToggleCase, scanned: string): boolean {
  const profiles = profilesInForce(benchmark);
  const seen = new Set<string>();
  for (let id: string | undefined = scanned; id !== undefined && !seen.has(id); ) {
    if (inScope(benchmark, one, id)) return true;
    seen.add(id);
    id = profiles.find((profile) => profile.id === id)?.extends;
  }
  return false;
}

function touchedIds(plan: ReturnType<typeof planToggle>, one: ToggleCase): ReadonlySet<string> {
  const items = plan.changes.flatMap((change) => [...change.woken, ...change.slept]);
  return new Set([one.rule, ...items.map((item: XccdfItem) => item.id)]);
}

/**
 * Every edit is one of the few that a toggle may make, in line ends of the document, about the rule, a group around it, or an
 * item that is kept as it was in a profile.
 */
function expectIntendedSpans(
  text: string,
  edits: readonly TextEdit[],
  { benchmark }: ToggleSubject,
  one: ToggleCase,
  before: ReadonlyMap<string, ReadonlySet<string>>,
  label: string,
): void {
  const lineEnds = new Set(text.match(/\r\n|\r|\n/g) ?? ['\n']);
  const written = edits.flatMap(({ newText }) => newText.match(/\r\n|\r|\n/g) ?? []);
  expect(
    written.filter((end) => !lineEnds.has(end)),
    `${label}: line ends`,
  ).toEqual([]);
  const rule = benchmark.itemsById.get(one.rule)!;
  const meant = [rule, ...(one.enable ? ancestorGroups(benchmark, rule) : [])].map(({ id }) => id);
  const reads = readSpans(text, edits);
  for (const { id, selected, profile } of reads) {
    if (selected === undefined) {
      const moved = reads.some((other) => other.id === id && other.profile === profile && other.selected !== undefined);
      expect(moved, `${label}: ${id} is taken out of ${profile}`).toBe(true);
    } else if (!meant.includes(id) || selected !== one.enable) {
      const kept = switchesBefore(benchmark, profile, id, before);
      expect(kept, `${label}: ${id} is set to ${selected} in ${profile ?? 'its own attribute'}`).toContain(selected);
    }
  }
}

/** What an item's switch was: as the scanner evaluated it, and as it was written, since a group around it may be off. */
function switchesBefore(
  benchmark: XccdfBenchmark,
  profileId: string | undefined,
  id: string,
  before: ReadonlyMap<string, ReadonlySet<string>>,
): readonly boolean[] {
  const profile = profilesInForce(benchmark).find((candidate) => candidate.id === profileId);
  const item = benchmark.itemsById.get(id)!;
  const written = selectionOf(benchmark, profile).switched[item.number] === 1;
  const evaluated = before.get(profileId ?? '(default)')?.has(id);
  return item.kind === 'group' || evaluated === undefined ? [written] : [written, evaluated];
}

async function scan(
  subject: ToggleSubject,
  edited: TestDocument,
  name?: string,
): Promise<Map<string, ReadonlySet<string>>> {
  const path = name === undefined ? edited.path : join(folder, name);
  if (name !== undefined) writeFileSync(path, edited.encode(edited.text));
  if (subject.tailoring) return allEffective(subject.base.path, { tailoring: path });
  return allEffective(path, { benchmark: subject.benchmark.id });
}
