// Where the tests find real SCAP content. Never a fallback: a test that needs a real stream fails and says how to get it.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expectedStreams, findCorpus, listStreams as listStreamNames } from '../../tools/corpus.mjs';
import { noContent } from '../../tools/report.mjs';

/** The folder of the real content in full; throws where there is none. */
export function contentDir(): string {
  const folder = foundFolder();
  if (folder === undefined) throw new Error(`${noContent}: run 'node tools/corpus.mjs' or set SCAP_CORPUS`);
  return folder;
}

function foundFolder(): string | undefined {
  try {
    return findCorpus();
  } catch (error) {
    throw new Error(`${noContent}: ${(error as Error).message}`);
  }
}

/** Full paths of the 31 data streams `ssg-*-ds.xml`, by name; throws where some are missing. */
export function listStreams(): readonly string[] {
  const folder = contentDir();
  const names: readonly string[] = listStreamNames(folder);
  if (names.length < expectedStreams) {
    throw new Error(`${folder} has ${names.length} data streams, the tests expect ${expectedStreams}`);
  }
  return names.map((name) => join(folder, name));
}

/** The full path of one stream by its product: streamPath('rhel8') is .../ssg-rhel8-ds.xml. */
export function streamPath(product: string): string {
  const path = join(contentDir(), `ssg-${product}-ds.xml`);
  if (!existsSync(path)) throw new Error(`no stream for '${product}': ${path} does not exist`);
  return path;
}
