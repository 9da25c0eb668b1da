/**
 * Answers of the scanner about projected texts. A profile is scanned in a document that holds it, and those that it extends,
 * alone; a text that was scanned before is not scanned again, for the scanner has no memory.
 */
import { createHash } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ProfileScan, scanProfile } from './profileScan.ts';
import { listProfiles } from './scanner.ts';

/** What a scan says of a profile of a text that is projected with its settings. */
export type Scans = (projection: string, profileId: string) => Promise<ProfileScan>;

/** `folder` is one for files that come and go. */
export function createScans(folder: string): Scans {
  const known = new Map<string, Promise<ProfileScan>>();
  return (projection, profileId) => {
    const text = onlyProfiles(projection, [profileId]);
    const key = createHash('sha256').update(`${profileId}\n${text}`).digest('hex');
    const answer = known.get(key) ?? scanText(join(folder, `${key}.xml`), text, profileId);
    known.set(key, answer);
    return answer;
  };
}

async function scanText(path: string, text: string, profileId: string): Promise<ProfileScan> {
  writeFileSync(path, text);
  try {
    return await scanProfile(path, profileId);
  } finally {
    rmSync(path);
  }
}

/** A projection without the profiles that have no say in a scan of these. */
export function onlyProfiles(projection: string, profileIds: readonly string[]): string {
  const bases = new Map(listProfiles(projection).map((profile) => [profile.id, profile.extends]));
  const kept = new Set<string>();
  for (let id of profileIds as readonly (string | undefined)[]) {
    for (; id !== undefined && !kept.has(id); id = bases.get(id)) kept.add(id);
  }
  return projection.replace(/\n<Profile [^>]*>[\s\S]*?\n<\/Profile>/g, (profile) =>
    kept.has(/ id="([^"]*)"/.exec(profile)![1]!) ? profile : '',
  );
}
