// Finds or fetches real SCAP content: 31 data streams of the SCAP Security Guide. `node tools/corpus.mjs` prints where
// they are. Nothing of it is ever committed; where none can be had our own sample stream stands in, and we say so.
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { aside, findOnPath, mustRun, root, run } from './processes.mjs';
import { isMain } from './setup.mjs';

/** So many `*-ds.xml` are in Debian 12's four packages (0.1.65); fewer means that a package is missing. */
export const expectedStreams = 31;
export const sampleStream = join(root, 'test', 'fixtures', 'host-ownership-ds.xml');

const debianPackages = ['ssg-nondebian', 'ssg-debderived', 'ssg-debian', 'ssg-applications'];
const contentInPackage = join('usr', 'share', 'xml', 'scap', 'ssg', 'content');
const systemContent = join('/', contentInPackage);
const cache = join(root, '.cache', 'corpus');

/** The data streams of a folder by file name, in order; the SCAP 1.2 twins (`-ds-1.2.xml`) are not among them. */
export function listStreams(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('-ds.xml'))
    .sort();
}

/** The folder of real content that is here now, or undefined. A folder named by SCAP_CORPUS is taken as it is, or an error. */
export function findCorpus() {
  const named = process.env.SCAP_CORPUS;
  if (named) {
    if (listStreams(named).length > 0) return resolve(named);
    throw new Error(`SCAP_CORPUS names '${named}', where no file matches *-ds.xml`);
  }
  return [systemContent, cache].find((folder) => listStreams(folder).length >= expectedStreams);
}

/**
 * Finds the content, or unpacks it from Debian's packages into the cache. Resolves to { folder, streams } with full
 * paths, or, with the reason in `missing`, to our own sample alone.
 */
export async function ensureCorpus() {
  try {
    const present = findCorpus();
    if (present) return corpusIn(present);
    await unpackDebianPackages();
    return corpusIn(cache);
  } catch (error) {
    return { folder: dirname(sampleStream), streams: [sampleStream], missing: error.message };
  }
}

function corpusIn(folder) {
  return { folder, streams: listStreams(folder).map((name) => join(folder, name)), missing: undefined };
}

/** Needs no root: apt-get downloads into a folder of ours, dpkg unpacks there. About 45 MB to load, 1.1 GB unpacked. */
async function unpackDebianPackages() {
  if (!findOnPath('apt-get') || !findOnPath('dpkg')) throw new Error('apt-get and dpkg are not on the PATH');
  mkdirSync(dirname(cache), { recursive: true });
  const work = mkdtempSync(join(dirname(cache), 'corpus-unpacking-'));
  try {
    console.error(`Fetching real SCAP content (Debian packages ${debianPackages.join(', ')}).`);
    await download(work);
    for (const name of readdirSync(work).filter((file) => file.endsWith('.deb'))) {
      await mustRun('dpkg', ['-x', name, 'unpacked'], { ...aside, cwd: work });
    }
    publish(join(work, 'unpacked', contentInPackage));
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

async function download(folder) {
  // Root's apt-get would load as the user _apt, who may not write here, and warn of it.
  const asOurselves = ['-o', 'APT::Sandbox::User=root'];
  const command = ['apt-get', [...asOurselves, '--quiet=2', 'download', ...debianPackages], { ...aside, cwd: folder }];
  if ((await run(...command)) === 0) return;
  // A fresh container has no package lists, an old one has stale ones; only root may renew them.
  if (process.getuid?.() !== 0) throw new Error('apt-get download failed; as root: apt-get update');
  await mustRun('apt-get', ['update', '--quiet=2'], aside);
  await mustRun(...command);
}

/** The cache appears whole or not at all: another run, or an interrupted one, never sees a part of it. */
function publish(content) {
  const found = listStreams(content).length;
  if (found < expectedStreams) throw new Error(`the packages have ${found} data streams, not ${expectedStreams}`);
  rmSync(cache, { recursive: true, force: true });
  renameSync(content, cache);
}

const wayOut = `To get it: install the Debian packages ${debianPackages.join(', ')}, or set SCAP_CORPUS to a folder with ssg-*-ds.xml.`;

/** One or two lines for a person: where the content is, how much, and what is not as it should be. */
export function describeCorpus({ folder, streams, missing }) {
  if (missing) {
    return `No real SCAP content (${missing}). Our own sample stands in: ${streams[0]}\n${wayOut}`;
  }
  const short = streams.length < expectedStreams ? ` The tests expect ${expectedStreams}.` : '';
  return `Real SCAP content: ${streams.length} data streams in ${folder}.${short}`;
}

if (isMain(import.meta.url)) {
  const corpus = await ensureCorpus();
  console.log(describeCorpus(corpus));
  if (corpus.missing) process.exitCode = 1;
}
