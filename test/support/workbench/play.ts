/** Plays random actions on one document, one upon the other, and has the scanner look at what each has made of it. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { listBenchmarks } from '../../../server/src/scap/benchmark.ts';
import { editSnapshot } from '../../../server/src/scap/editSnapshot.ts';
import { openSnapshot, type Snapshot } from '../../../server/src/scap/snapshot.ts';
import { applyEdits, invertEdits, sortEdits } from '../../../server/src/text/edits.ts';
import { scanProfile } from '../../oracle/profileScan.ts';
import type { ReducedText } from '../../oracle/reducedText.ts';
import { cutToBenchmark, defaultScan, listProfiles, projectToText } from '../../oracle/scanner.ts';
import { createScans, type Scans } from '../../oracle/scans.ts';
import type { TestDocument } from '../documents.ts';
import { type SeededRandom, seeded } from '../random.ts';
import type { KnownScans, OpenTailoring, WorkbenchAction } from './action.ts';
import { checkProfiles, checkTailoring, checkTogether, expectScan, projectionFor } from './checks.ts';
import { type DrawnAction, drawAction } from './draw.ts';
import { openTailoring } from './tailorings.ts';

/** After every so many actions all profiles are looked at, not only some. */
const everyProfileEach = 20;
/** After every so many, and the last, the whole file is scanned, not only its projection: slow, so five of 200. */
const wholeFileEach = 40;
/** So many profiles at most are added, as each is one more to scan. */
const mostAdded = 3;

export interface Play {
  readonly document: TestDocument;
  readonly seed: string;
  readonly count: number;
  /** For files that come and go. */
  readonly folder: string;
  /** Of a large document: it is projected from there, and from the whole only now and then. */
  readonly reduced?: ReducedText;
}

/** Where a play has come to. */
interface Stage {
  readonly snapshot: Snapshot;
  /** The text of the snapshot. */
  readonly text: string;
  readonly reduced: ReducedText | undefined;
  readonly projection: string;
  readonly known: KnownScans;
  readonly tailoring: OpenTailoring | undefined;
}

/** Answers the kinds of the actions that were played. */
export async function play(of: Play): Promise<readonly string[]> {
  const tools = { scans: createScans(of.folder), random: seeded(of.seed) };
  let stage = await begin(of, tools.scans);
  const mostProfiles = listBenchmarks(stage.snapshot)[0]!.profiles.length + mostAdded;
  const kinds: string[] = [];
  for (let number = 1; number <= of.count; number++) {
    const drawn = drawAction({ ...stage, random: tools.random, mostProfiles }, new Set(kinds));
    kinds.push(drawn.kind);
    const action = { ...drawn, label: `action ${number} (seed ${of.seed}), ${drawn.label}` };
    stage = await act(of, tools, stage, action, number);
  }
  await checkTogether(join(of.folder, 'together.xml'), stage.projection, stage.known);
  return kinds;
}

async function begin({ document, folder, reduced }: Play, scans: Scans): Promise<Stage> {
  const snapshot = openSnapshot(document.text);
  const projection = await project(folder, document, document.text);
  const ids = listProfiles(projection).flatMap(({ id, abstract }) => (abstract ? [] : [id]));
  const first = [...ids, defaultScan].map(async (id) => [id, await scans(projection, id)] as const);
  const known = new Map(await Promise.all(first));
  return { snapshot, text: document.text, reduced, projection, known, tailoring: undefined };
}

async function act(
  { document, folder, count }: Play,
  tools: { readonly scans: Scans; readonly random: SeededRandom },
  stage: Stage,
  action: DrawnAction,
  number: number,
): Promise<Stage> {
  const { label, tailoring, edits, expected: known } = action;
  const isWhole = number % wholeFileEach === 0 || number === count;
  const isFull = number % everyProfileEach === 0 || number === count;
  if (tailoring) {
    const path = isWhole ? write(folder, document, stage.text) : projectionFor(folder, stage.projection, tailoring);
    await checkTailoring({ path, root: emptyFolder(folder) }, tailoring, label, tools.random);
  }
  const { snapshot, text, reduced } = edits.length === 0 ? stage : editStage(stage, action);
  let { projection } = stage;
  if (edits.length > 0) projection = await project(folder, document, reduced?.text ?? text);
  if (isFull && reduced) {
    expect(snapshot.source.whole() === text, `${label}: one by one the edits make the same text`).toBe(true);
    const whole = await project(folder, document, text);
    expect(projection === whole, `${label}: the reduced text is projected like the whole`).toBe(true);
  }
  if (isFull || edits.length > 0) await checkProfiles(tools, projection, action, isFull);
  if (isWhole) {
    const id = action.edited.find((profile) => known.has(profile)) ?? defaultScan;
    const scan = await scanProfile(write(folder, document, text), id, { root: emptyFolder(folder) });
    expectScan(scan, known.get(id)!, `${label}: on the whole file in ${id}`);
  }
  return { snapshot, text, reduced, projection, known, tailoring: nextTailoring(snapshot, action) };
}

/** The texts and the snapshot after the edits; on the way, that undo restores the text. */
function editStage(
  { snapshot, text: before, reduced }: Stage,
  { edits, label }: WorkbenchAction,
): Pick<Stage, 'snapshot' | 'text' | 'reduced'> {
  const text = applyEdits(before, edits);
  const inverse = invertEdits((from, to) => before.slice(from, to), edits);
  expect(applyEdits(text, inverse) === before, `${label}: undo restores the text`).toBe(true);
  const sorted = sortEdits(edits);
  return { snapshot: [...sorted].reverse().reduce(editSnapshot, snapshot), text, reduced: reduced?.edit(sorted) };
}

/** A tailoring that was edited stays open until the stream is. */
function nextTailoring(stream: Snapshot, { edits, tailoring }: WorkbenchAction): OpenTailoring | undefined {
  return tailoring && edits.length === 0 ? openTailoring(stream, tailoring.text, tailoring.known) : undefined;
}

function write(folder: string, { encode }: TestDocument, text: string): string {
  const path = join(folder, 'edited.xml');
  writeFileSync(path, encode(text));
  return path;
}

/** There is nothing for checks to find there, which is quick. */
function emptyFolder(folder: string): string {
  const path = join(folder, 'empty');
  mkdirSync(path, { recursive: true });
  return path;
}

function project(folder: string, document: TestDocument, text: string): Promise<string> {
  return projectToText(write(folder, document, cutToBenchmark(text)), { settings: 'kept' });
}
