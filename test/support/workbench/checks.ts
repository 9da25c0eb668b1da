/** After an action: what the scanner says of the edited text, and of a tailoring, is what was promised. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { type ProfileScan, scanProfile, validateXccdf } from '../../oracle/profileScan.ts';
import { defaultScan, effectiveRules, listProfiles, onlyProfiles } from '../../oracle/scanner.ts';
import type { Scans } from '../../oracle/scans.ts';
import type { SeededRandom } from '../random.ts';
import type { KnownScans, TailoringResult, WorkbenchAction } from './action.ts';
import { lineOf } from './pick.ts';

/** The edited profiles, all that extend them and two others; or all there are. */
export async function checkProfiles(
  { scans, random }: { readonly scans: Scans; readonly random: SeededRandom },
  projection: string,
  { edited, expected, label }: Pick<WorkbenchAction, 'edited' | 'expected' | 'label'>,
  areAll: boolean,
): Promise<void> {
  const profiles = listProfiles(projection);
  const scanned = [...profiles.filter(({ abstract }) => !abstract).map(({ id }) => id), defaultScan];
  expect([...scanned].sort(), `${label}: the profiles`).toEqual([...expected.keys()].sort());
  const ids = areAll ? scanned : withOthers(scanned, lineOf(profiles, edited), random);
  await Promise.all(
    [...ids].map(async (id) => expectScan(await scans(projection, id), expected.get(id)!, `${label}: ${id}`)),
  );
}

/** Those of a line that a scan can name, and two others, where there are so many. */
function withOthers(scanned: readonly string[], line: ReadonlySet<string>, random: SeededRandom): ReadonlySet<string> {
  const chosen = new Set(scanned.filter((id) => line.has(id)));
  const others = scanned.filter((id) => !line.has(id));
  for (let count = 0; count < 2 && others.length > 0; count++) {
    chosen.add(others.splice(Math.floor(random.next() * others.length), 1)[0]!);
  }
  return chosen;
}

/** Every profile, in the projection with all of them: that they were scanned each alone made no difference. */
export async function checkTogether(path: string, projection: string, expected: KnownScans): Promise<void> {
  writeFileSync(path, projection);
  const check = async ([id, { rules }]: readonly [string, ProfileScan]): Promise<void> => {
    const effective = [...(await effectiveRules(path, id)).keys()];
    expect(effective.sort(), `effective in ${id}`).toEqual([...rules].sort());
  };
  await Promise.all([...expected].map(check));
}

/** A valid file, and its edited profiles as promised. `path` is the stream or a projection of it; for `root` see scanProfile. */
export async function checkTailoring(
  { path, root }: { readonly path: string; readonly root: string },
  { text, known, edited, isOld }: TailoringResult,
  label: string,
  random: SeededRandom,
): Promise<void> {
  const tailoring = `${path}.tailoring.xml`;
  writeFileSync(tailoring, text);
  if (!isOld) await validateXccdf(tailoring);
  const ids = withOthers([...known.keys()], lineOf(profilesOf(text), edited), random);
  await Promise.all(
    [...ids].map(async (id) => {
      const scan = await scanProfile(path, id, { tailoring, root });
      expectScan(scan, known.get(id)!, `${label}: with the tailoring in ${id}`);
    }),
  );
}

function profilesOf(tailoring: string): Parameters<typeof lineOf>[0] {
  return [...tailoring.matchAll(/<(?:\w+:)?Profile id="([^"]*)"(?: extends="([^"]*)")?/g)].map(([, id, base]) => ({
    id: id!,
    extends: base,
  }));
}

/** The projection of a stream with what a tailoring's profiles extend, and nothing more. */
export function projectionFor(folder: string, projection: string, { text }: TailoringResult): string {
  const path = join(folder, 'tailored.xml');
  const bases = [...text.matchAll(/Profile [^>]*extends="([^"]*)"/g)].map(([, base]) => base!);
  writeFileSync(path, onlyProfiles(projection, bases));
  return path;
}

export function expectScan(scan: ProfileScan, expected: ProfileScan, label: string): void {
  expect([...scan.rules].sort(), `${label}: effective`).toEqual([...expected.rules].sort());
  expect([...scan.values].sort(), `${label}: values`).toEqual([...expected.values].sort());
  const texts = ({ refinements }: ProfileScan) => [...refinements].map((one) => JSON.stringify(one)).sort();
  expect(texts(scan), `${label}: refinements`).toEqual(texts(expected));
}
