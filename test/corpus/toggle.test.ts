/**
 * The toggle under the real scanner: after every edit the effective sets are those before with exactly the asked rules
 * flipped, in exactly the asked scans; the edit touches selects and @selected only; a second run changes nothing; undo
 * restores the bytes. Cases are drawn by a fixed seed from six real streams and from our own small documents.
 */
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import {
  listBenchmarks,
  listTailorings,
  withTailoring,
  type XccdfBenchmark,
  type XccdfItem,
  type XccdfProfile,
} from '../../server/src/scap/benchmark.ts';
import { ancestorGroups, profilesInForce, selectionOf } from '../../server/src/scap/selection.ts';
import { draftEdits } from '../../server/src/scap/selectionEdits.ts';
import { openSnapshot } from '../../server/src/scap/snapshot.ts';
import { planToggle, type ToggleRequest, type ToggleScope } from '../../server/src/scap/toggle.ts';
import { applyEdits, invertEdits } from '../../server/src/text/edits.ts';
import { allEffective } from '../oracle/scanner.ts';
import { fixturePath, readDocument, type TestDocument } from '../support/documents.ts';
import { linkNames, requiresAny } from '../support/links.ts';
import { seeded } from '../support/random.ts';
import { streamPath } from './content.ts';

/** Every case of a small document instead of a few; slow, for work on the toggle itself. */
const exhaustive = process.env.SCAP_EXHAUSTIVE === '1';
const casesPerFixture = 3;
const seed = 20_221_220;
const folder = mkdtempSync(join(tmpdir(), 'toggle-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const fixtures = readdirSync(fixturePath('selection')).filter((name) => name.endsWith('.xml'));
/** Without a second select for one idref no scanner run tells anything: the scanner refuses such a file. */
const unscannable = ['duplicate-select.xml'];
const tailorings = fixtures.filter((name) => /^tailoring-(?!base)/.test(name));
const alone = fixtures.filter((name) => !tailorings.includes(name) && !unscannable.includes(name));

/** What is edited: a Benchmark's own document, or a Tailoring beside it. */
interface Subject {
  readonly base: TestDocument;
  readonly tailoring?: TestDocument;
  readonly benchmark: XccdfBenchmark;
}

interface Case {
  readonly rule: string;
  readonly enable: boolean;
  readonly scope: string;
}

describe('toggle on small documents', () => {
  it.each(alone)('%s', async (name) => {
    const base = readDocument(fixturePath(`selection/${name}`));
    await checkCases({ base, benchmark: benchmarkOf(base.text) }, pick(allCases(benchmarkOf(base.text)), name));
  });

  it.each(tailorings)('tailoring-base.xml with %s', async (name) => {
    const base = readDocument(fixturePath('selection/tailoring-base.xml'));
    const tailoring = readDocument(fixturePath(`selection/${name}`));
    const benchmark = benchmarkOf(base.text, tailoring.text);
    await checkCases({ base, tailoring, benchmark }, pick(allCases(benchmark), name));
  });
});

describe('toggle on real streams', () => {
  it.each(['rhel8', 'ocp4', 'sle15', 'ubuntu2204', 'rhv4', 'rhel9'])('%s', async (product) => {
    const base = readDocument(streamPath(product));
    const benchmark = benchmarkOf(base.text);
    await checkCases({ base, benchmark }, realCases(benchmark, product));
  });
});

/** Rules under dead groups, rules with requires, rules in conflicts, and any others: 7 for each stream. */
function realCases(benchmark: XccdfBenchmark, product: string): Case[] {
  const random = seeded(`${seed} ${product}`);
  const rules = benchmark.items.filter((item) => item.kind === 'rule' && !item.gone);
  const profiles = profilesInForce(benchmark).filter((profile) => !profile.abstract);
  const linked = rules.filter((rule) => rule.requires.length > 0 || rule.conflicts.length > 0);
  const named = new Set(linked.flatMap((rule) => [...rule.requires.flat(), ...rule.conflicts]));
  const linkedOrNamed = rules.filter((rule) => linked.includes(rule) || named.has(rule.id));
  const cases: Case[] = [];
  for (let index = 0; index < 7; index++) {
    const profile = random.pick(profiles);
    const { effective, switched } = selectionOf(benchmark, profile);
    const dead = rules.filter((rule) => ancestorGroups(benchmark, rule).some((group) => switched[group.number] === 0));
    const on = rules.filter((rule) => effective[rule.number] === 1);
    const pool = [dead, on, linkedOrNamed][index % 3]!;
    const rule = random.pick(pool.length > 0 ? pool : rules);
    const enable = index % 3 === 2 ? effective[rule.number] === 0 : index % 3 === 0;
    cases.push({ rule: rule.id, enable, scope: index < 4 ? profile.id : index === 6 ? 'mentioned' : 'everywhere' });
  }
  return cases;
}

function allCases(benchmark: XccdfBenchmark): Case[] {
  const own = benchmark.tailoring?.profiles ?? benchmark.profiles;
  const scopes = [...own.map((profile) => profile.id), 'everywhere', 'mentioned'];
  if (!benchmark.tailoring) scopes.push('(default)');
  const rules = benchmark.items.filter((item) => item.kind === 'rule' && !item.gone);
  return rules.flatMap(({ id }) =>
    scopes.flatMap((scope) => [true, false].map((enable) => ({ rule: id, enable, scope }))),
  );
}

function pick(cases: readonly Case[], name: string): Case[] {
  if (exhaustive) return [...cases];
  const random = seeded(`${seed} ${name}`);
  return Array.from({ length: Math.min(casesPerFixture, cases.length) }, () => random.pick(cases));
}

async function checkCases(subject: Subject, cases: readonly Case[]): Promise<void> {
  const before = await scan(subject, subject.tailoring ?? subject.base);
  for (const [number, one] of cases.entries()) await checkCase(subject, one, before, number);
}

async function checkCase(
  subject: Subject,
  one: Case,
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
  expect(withoutSelection(text), `${label}: nothing else changes`).toBe(withoutSelection(edited.text));
  if (edits.length === 0 && text === edited.text) {
    expectReached(before, before, benchmark, one, plan.obstacles.length > 0, label);
    return;
  }
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
  one: Case,
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
  one: Case,
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

function inScope(benchmark: XccdfBenchmark, one: Case, scanned: string): boolean {
  const editable = benchmark.tailoring?.profiles;
  if (editable && !editable.some((profile) => profile.id === scanned)) return false;
  if (one.scope === 'everywhere') return true;
  if (one.scope !== 'mentioned') return scanned === one.scope;
  const profile = profilesInForce(benchmark).find((candidate) => candidate.id === scanned);
  return profile?.selects.some((select) => select.idref === one.rule) ?? false;
}

/** In scope, or a profile that extends one in scope (by id: the test walks the chain itself). */
function mayFlip(benchmark: XccdfBenchmark, one: Case, scanned: string): boolean {
  const profiles = profilesInForce(benchmark);
  const seen = new Set<string>();
  for (let id: string | undefined = scanned; id !== undefined && !seen.has(id); ) {
    if (inScope(benchmark, one, id)) return true;
    seen.add(id);
    id = profiles.find((profile) => profile.id === id)?.extends;
  }
  return false;
}

function touchedIds(plan: ReturnType<typeof planToggle>, one: Case): ReadonlySet<string> {
  const items = plan.changes.flatMap((change) => [...change.woken, ...change.slept]);
  return new Set([one.rule, ...items.map((item: XccdfItem) => item.id)]);
}

/** The document less all that a toggle may touch: selects with the white space before them, and @selected. */
function withoutSelection(text: string): string {
  return text
    .replace(/\s*<(?:[\w.-]+:)?select\b[^>]*?\/>/g, '')
    .replace(/\s*<((?:[\w.-]+:)?select)\b[^>]*>\s*<\/\1>/g, '')
    .replace(/\sselected\s*=\s*("[^"]*"|'[^']*')/g, '')
    .replace(/(<(?:[\w.-]+:)?Profile\b[^>]*?)(?:\/>|>\s*<\/(?:[\w.-]+:)?Profile>)/g, '$1/>')
    .replace(/>\s+</g, '><');
}

async function scan(subject: Subject, edited: TestDocument, name?: string): Promise<Map<string, ReadonlySet<string>>> {
  const path = name === undefined ? edited.path : join(folder, name);
  if (name !== undefined) writeFileSync(path, edited.encode(edited.text));
  if (subject.tailoring) return allEffective(subject.base.path, { tailoring: path });
  return allEffective(path, { benchmark: subject.benchmark.id });
}

function requestOf(benchmark: XccdfBenchmark, one: Case): ToggleRequest {
  return { rules: [benchmark.itemsById.get(one.rule)!], enable: one.enable, scope: scopeOf(benchmark, one.scope) };
}

function scopeOf(benchmark: XccdfBenchmark, scope: string): ToggleScope {
  if (scope === 'everywhere' || scope === 'mentioned') return { kind: scope };
  const profile = profilesInForce(benchmark).find((candidate: XccdfProfile) => candidate.id === scope);
  return { kind: 'profiles', profiles: [profile] };
}

function benchmarkOf(text: string, tailoring?: string, id?: string): XccdfBenchmark {
  const benchmarks = listBenchmarks(openSnapshot(text));
  const benchmark = benchmarks.find((candidate) => candidate.id === id) ?? benchmarks[0]!;
  return tailoring === undefined ? benchmark : withTailoring(benchmark, listTailorings(openSnapshot(tailoring))[0]!);
}
