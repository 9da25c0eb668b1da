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
  const ids = areAll ? scanned : chosen(scanned, profiles, edited, random);
  await Promise.all(
    [...ids].map(async (id) => expectScan(await scans(projection, id), expected.get(id)!, `${label}: ${id}`)),
  );
}

/** An action on every profile is looked at in three of them; every 20th action is looked at in all. */
function chosen(
  scanned: readonly string[],
  profiles: Parameters<typeof lineOf>[0],
  edited: readonly string[],
  random: SeededRandom,
): ReadonlySet<string> {
  const line = lineOf(profiles, edited);
  const touched = scanned.filter((id) => line.has(id));
  const own = edited.length > 3 ? [0, 1, 2].map(() => random.pick(touched)) : touched;
  return new Set([...own, random.pick(scanned), random.pick(scanned)]);
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
  const others = [...known.keys()].filter((id) => !edited.includes(id));
  const ids = [...edited.slice(0, 3), ...(others.length > 0 ? [random.pick(others)] : [])];
  await Promise.all(
    ids.map(async (id) => {
      const scan = await scanProfile(path, id, { tailoring, root });
      expectScan(scan, known.get(id)!, `${label}: with the tailoring in ${id}`);
    }),
  );
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
