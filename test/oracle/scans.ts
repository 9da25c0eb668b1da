/**
 * Answers of the scanner about projected texts. A profile is scanned in a document that holds it, and those that it extends,
 * alone; a text that was scanned before is not scanned again, for the scanner has no memory.
 */
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createAnswers } from './answers.ts';
import { type ProfileScan, scanProfile } from './profileScan.ts';
import { onlyProfiles } from './scanner.ts';

/** What a scan says of a profile of a text that is projected with its settings. */
export type Scans = (projection: string, profileId: string) => Promise<ProfileScan>;

/** `folder` is one for files that come and go. */
export function createScans(folder: string): Scans {
  const answers = createAnswers<ProfileScan>();
  let count = 0;
  return (projection, profileId) => {
    const text = onlyProfiles(projection, [profileId]);
    return answers([profileId, text], () => scanText(join(folder, `scan-${++count}.xml`), text, profileId));
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
