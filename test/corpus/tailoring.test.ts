/**
 * Tailorings under the real scanner: edits of a stream turned into a tailoring of its older text, tailorings made part of
 * their stream, and what a newer stream makes of a tailoring. The "newer" texts are drawn by a fixed seed.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { listBenchmarks, listTailorings, withTailoring, type XccdfBenchmark } from '../../server/src/scap/benchmark.ts';
import { openSnapshot } from '../../server/src/scap/snapshot.ts';
import { applyTailoring } from '../../server/src/service/applyTailoring.ts';
import { listFitFixes } from '../../server/src/service/fitFix.ts';
import { fitTailoring } from '../../server/src/service/fitTailoring.ts';
import { tailorChanges } from '../../server/src/service/tailorChanges.ts';
import { tailoringText } from '../../server/src/service/tailoringText.ts';
import { applyEdits } from '../../server/src/text/edits.ts';
import { allEffective, cutToBenchmark, run } from '../oracle/scanner.ts';
import { fixturePath, readDocument } from '../support/documents.ts';
import { type Mutation, mutate } from '../support/mutate.ts';
import { type SeededRandom, seeded } from '../support/random.ts';
import { scannable, tailorings } from '../support/selectionFixtures.ts';
import { streamPath } from './content.ts';

const folder = mkdtempSync(join(tmpdir(), 'tailoring-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Of these the scanner refuses one, loses entries of one line, or has no tailoring for XCCDF 1.1 that it validates. */
const unfit = ['one-line.xml', 'child-missing-parent.xml', 'disa-style-1.1.xml'];
const alone = scannable.filter((name) => !unfit.includes(name));
/** They have profiles, and none that extends another, which would be lost to that one too. */
const extended = alone.filter((name) =>
  /^(?:plain|prefix|ssg-style|disa-style|requires-chain|tailoring-base)\.xml$/.test(name),
);
const streams = ['rhel8', 'sle15'];
const head = { href: 'base.xml', time: '2024-05-01T12:00:00Z' };

describe('edits as a tailoring', () => {
  it.each(alone)('%s', async (name) => {
    const base = readDocument(fixturePath(`selection/${name}`));
    await checkChanges(base, seeded(`changes ${name}`), 5);
  });

  it.each(streams)('%s', async (product) => {
    await checkChanges(readDocument(streamPath(product)), seeded(`changes ${product}`), 5);
  });
});

describe('a tailoring made part of its stream', () => {
  it.each(tailorings)('tailoring-base.xml with %s', async (name) => {
    const tailoring = readDocument(fixturePath(`selection/${name}`)).text;
    await checkApplied(readDocument(fixturePath('selection/tailoring-base.xml')), tailoring);
  });

  it.each(alone)('%s', async (name) => {
    const base = readDocument(fixturePath(`selection/${name}`));
    await checkApplied(base, randomTailoring(benchmarkOf(base.text), seeded(`apply ${name}`)));
  });

  it.each(streams)('%s', async (product) => {
    const base = readDocument(streamPath(product));
    await checkApplied(base, randomTailoring(benchmarkOf(base.text), seeded(`apply ${product}`)));
  });
});

describe('a tailoring on a newer stream', () => {
  it.each(alone)('%s', async (name) => {
    const base = readDocument(fixturePath(`selection/${name}`));
    const random = seeded(`fit ${name}`);
    const tailoring = randomTailoring(benchmarkOf(base.text), random);
    const kinds: Mutation[] = ['flip-select', 'flip-default', 'drop-rule', 'new-rule', 'drop-select'];
    const newer = kinds.reduce((text, kind) => mutate(text, kind, random), base.text);
    await checkFit(base.path, base.text, write('newer.xml', base.encode(newer)), newer, tailoring);
    await checkFixes(base, newer, tailoring);
  });

  const grouped = alone.filter((name) => withoutGroup(name) !== readDocument(fixturePath(`selection/${name}`)).text);

  it('of which most can lose a group', () => {
    expect(grouped.length).toBeGreaterThanOrEqual(40);
  });

  it.each(grouped)('%s without a group', async (name) => {
    const base = readDocument(fixturePath(`selection/${name}`));
    const tailoring = randomTailoring(benchmarkOf(base.text), seeded(`fit ${name}`));
    const newer = withoutGroup(name);
    await checkFit(base.path, base.text, write('newer.xml', base.encode(newer)), newer, tailoring);
  });

  it.each(extended)('%s without the profiles that are extended', async (name) => {
    const base = readDocument(fixturePath(`selection/${name}`));
    const tailoring = randomTailoring(benchmarkOf(base.text), seeded(`fit ${name}`));
    const newer = base.text.replaceAll(/(Profile id=(["'])xccdf_org.example_profile_)/g, '$1other_');
    expect(newer).not.toBe(base.text);
    await checkFit(base.path, base.text, write('newer.xml', base.encode(newer)), newer, tailoring);
  });

  it('rhel8 on centos8', async () => {
    const [base, next] = [readDocument(streamPath('rhel8')), readDocument(streamPath('centos8'))];
    const tailoring = randomTailoring(benchmarkOf(base.text), seeded('fit rhel8 centos8'));
    await checkFit(base.path, base.text, next.path, next.text, tailoring);
  });

  it.each(streams)('%s and a changed one', async (product) => {
    const base = readDocument(streamPath(product));
    const random = seeded(`fit ${product}`);
    const tailoring = randomTailoring(benchmarkOf(base.text), random);
    const kinds: Mutation[] = [
      'flip-select',
      'flip-select',
      'flip-default',
      'drop-rule',
      'new-rule',
      'new-rule',
      'drop-select',
      'drop-group',
    ];
    const newer = kinds.reduce((text, kind) => mutate(text, kind, random), base.text);
    await checkFit(base.path, base.text, write('newer.xml', base.encode(newer)), newer, tailoring);
  });
});

/** The text where it has none that can go. */
function withoutGroup(name: string): string {
  return mutate(readDocument(fixturePath(`selection/${name}`)).text, 'drop-group', seeded(`drop ${name}`));
}

async function checkChanges(base: ReturnType<typeof readDocument>, random: SeededRandom, count: number): Promise<void> {
  const kinds: readonly Mutation[] = ['flip-select', 'drop-select', 'flip-default', 'flip-select'];
  let edited = base.text;
  for (let step = 0; step < count; step++) edited = mutate(edited, random.pick(kinds), random);
  const made = tailorChanges(benchmarkOf(base.text), benchmarkOf(edited), head);
  const before = await allEffective(base.path);
  const after = await allEffective(write('edited.xml', base.encode(edited)));
  const changed = new Set(made.profiles.map(({ of }) => of));
  for (const [profile, rules] of before) {
    if (profile.startsWith('(') || changed.has(profile)) continue;
    expect(sorted(after.get(profile)), profile).toEqual(sorted(rules));
  }
  const isDefaultTold = made.leftOut.some(({ code }) => code === 'default-scan');
  if (!isDefaultTold) expect(sorted(after.get('(default)'))).toEqual(sorted(before.get('(default)')));
  if (made.text === undefined) return;
  const path = write('tailoring.xml', made.text);
  await run('oscap', ['xccdf', 'validate', '--skip-schematron', path], [0]);
  const tailored = await allEffective(base.path, { tailoring: path });
  for (const { id, of } of made.profiles) expect(sorted(tailored.get(id)), id).toEqual(sorted(after.get(of)));
}

async function checkApplied(base: ReturnType<typeof readDocument>, tailoring: string): Promise<void> {
  const scope = withTailoring(benchmarkOf(base.text), listTailorings(openSnapshot(tailoring))[0]!);
  const path = write('tailoring.xml', tailoring);
  const expected = await allEffective(base.path, { tailoring: path });
  const applied = applyTailoring(scope);
  if (applied.kind === 'refused') throw new Error(applied.reason);
  const made = await allEffective(write('applied.xml', base.encode(applyEdits(base.text, applied.edits))));
  const texts = (of: Map<string, ReadonlySet<string>>) => [...of].map(([id, rules]) => [id, ...sorted(rules)]).sort();
  expect(texts(made)).toEqual(texts(expected));
}

async function checkFit(
  oldPath: string,
  oldText: string,
  newPath: string,
  newText: string,
  tailoring: string,
): Promise<void> {
  const [read] = listTailorings(openSnapshot(tailoring));
  const path = write('tailoring.xml', tailoring);
  const entries = fitTailoring(read!, benchmarkOf(newText), benchmarkOf(oldText));
  const [before, after] = [
    await allEffective(oldPath, { tailoring: path }),
    await allEffective(newPath, { tailoring: path }),
  ];
  const [oldIds, newIds] = [idsOf(oldText), idsOf(newText)];
  for (const { id } of read!.profiles) {
    const own = entries.filter(({ profile }) => profile === id);
    const differing = own.filter(({ kind }) => effectiveKinds.has(kind));
    // What is missing is told also where it was not evaluated.
    const missing = new Set(own.filter(({ kind }) => kind === 'missing-rule').map((entry) => entry.id));
    const [old, now] = [before.get(id)!, after.get(id)!];
    const differences = [...old, ...now].filter((rule) => old.has(rule) !== now.has(rule) && !missing.has(rule));
    expect(sorted(new Set(differences)), id).toEqual(sorted(new Set(differing.map((entry) => entry.id))));
    for (const rule of missing) expect(newIds.has(rule), `missing-rule ${rule}`).toBe(false);
    for (const { kind, id: rule } of differing) {
      expect(kind === 'rule-new', `${kind} ${rule}`).toBe(!oldIds.has(rule));
    }
  }
  const stays = (base: string, heir: string) =>
    newIds.has(base) || read!.profiles.some(({ id }) => id === base && id !== heir);
  const lost = read!.profiles.filter(({ id, extends: base }) => base !== undefined && !stays(base, id));
  const toldLost = entries.filter(({ kind }) => kind === 'missing-base').map(({ profile }) => profile);
  expect(toldLost).toEqual(lost.map(({ id }) => id));
}

/** With every fix made the tailoring evaluates on the newer text what it did on the older one, as far as that is still there. */
async function checkFixes(base: ReturnType<typeof readDocument>, newer: string, whole: string): Promise<void> {
  // Without the one that extends another of the tailoring: heirs change along, as with every switch.
  const tailoring = whole.replace(
    / {2}<xccdf:Profile id="\S+_fresh"[\s\S]*?<\/xccdf:Profile>\n(?= *<xccdf:Profile)/,
    '',
  );
  const fixed = withFixes(base.text, newer, tailoring);
  const before = await allEffective(base.path, { tailoring: write('tailoring.xml', tailoring) });
  const after = await allEffective(write('newer.xml', base.encode(newer)), { tailoring: write('fixed.xml', fixed) });
  const newIds = idsOf(newer);
  for (const { id } of listTailorings(openSnapshot(tailoring))[0]!.profiles) {
    const expected = [...before.get(id)!].filter((rule) => newIds.has(rule));
    expect(sorted(after.get(id)), `${id} with all fixes`).toEqual(sorted(new Set(expected)));
  }
}

/** The first fix of each entry, one after the other. None of them may ask back, since then there is nothing to compare. */
function withFixes(older: string, newer: string, tailoring: string): string {
  let text = tailoring;
  for (let steps = 0; steps < 50; steps++) {
    const [read] = listTailorings(openSnapshot(text));
    const next = benchmarkOf(newer);
    const entries = fitTailoring(read!, next, benchmarkOf(older));
    const [fix] = entries.flatMap((entry) => listFitFixes(read!, next, entry, entries).slice(0, 1));
    if (fix === undefined) return text;
    const edited = fix.edit();
    if (edited.kind !== 'edit') throw new Error(`${fix.title}: ${JSON.stringify(edited)}`);
    text = applyEdits(text, edited.edits);
  }
  throw new Error(`the fixes of a tailoring come to no end: ${text}`);
}

/** Every id that the first Benchmark declares, by its letters. */
function idsOf(text: string): ReadonlySet<string> {
  return new Set([...cutToBenchmark(text).matchAll(/\sid=["']([^"']*)["']/g)].map(([, id]) => id!));
}

const effectiveKinds: ReadonlySet<string> = new Set(['default-changed', 'group-now-off', 'rule-new']);

/** A profile that shadows one of the Benchmark, one that shadows and extends it, and one of a name of its own. */
function randomTailoring(benchmark: XccdfBenchmark, random: SeededRandom): string {
  const profiles = benchmark.profiles.filter(({ abstract }) => !abstract);
  const items = benchmark.items.filter(({ kind, gone, id }) => kind !== 'value' && !gone && id !== '');
  const lines = () => {
    const picked = new Set(Array.from({ length: 4 }, () => random.pick(items).id));
    return [...picked].map((id) => `<xccdf:select idref="${id}" selected="${random.next() < 0.5}"/>`);
  };
  const shadowed = profiles.length > 0 ? random.pick(profiles) : undefined;
  const other = profiles.find((profile) => profile !== shadowed);
  const made = [
    {
      id: 'xccdf_org.example_profile_fresh',
      title: 'Fresh',
      lines: lines(),
      ...(shadowed ? { extends: shadowed.id } : {}),
    },
    ...(shadowed ? [{ id: shadowed.id, title: 'Shadow', lines: lines(), extends: shadowed.id }] : []),
    ...(other ? [{ id: other.id, title: 'Other', lines: lines() }] : []),
  ];
  return tailoringText(benchmark, head, made);
}

function benchmarkOf(text: string): XccdfBenchmark {
  return listBenchmarks(openSnapshot(text))[0]!;
}

function write(name: string, content: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

function sorted(rules: ReadonlySet<string> | undefined): readonly string[] {
  return [...(rules ?? ['(none)'])].sort();
}
