/** Where a new tailoring is written, and what it says about where it stands: its way to the Benchmark, and the time. */
import { dirname, isAbsolute, relative, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { TailoringHead } from '../service/tailoringText.ts';
import { CommandFailure } from './failure.ts';
import { answer, note } from './output.ts';

/** For a tailoring of `file` that goes to `output`; standard output is '-' or left out. */
export function headFor(file: string, output: string | undefined): TailoringHead {
  const path = output === '-' ? undefined : output;
  if (path !== undefined && resolve(path) === resolve(file))
    throw new CommandFailure('--output would replace the Benchmark by its tailoring');
  return { href: hrefTo(file, path), time: timeOfVersion() };
}

export async function writeTailoring(text: string, output: string | undefined): Promise<void> {
  if (output === undefined || output === '-') await answer(text);
  else await (await import('./write.ts')).writeFileAtomically(output, Buffer.from(text, 'utf8'), { note });
}

/** From the tailoring's folder to the Benchmark; of standard output the current folder counts. */
function hrefTo(file: string, output: string | undefined): string {
  const path = relative(output === undefined ? '.' : dirname(resolve(output)), resolve(file));
  // On another drive there is no relative way.
  return isAbsolute(path) ? pathToFileURL(path).href : encodeURI(path.split(sep).join('/')).replaceAll('#', '%23');
}

/** Now, or the second that SOURCE_DATE_EPOCH names, so that a build can be repeated. */
function timeOfVersion(): string {
  const epoch = process.env.SOURCE_DATE_EPOCH;
  const date = epoch === undefined || epoch === '' ? new Date() : new Date(Number(epoch) * 1000);
  if (Number.isNaN(date.getTime())) throw new CommandFailure(`SOURCE_DATE_EPOCH is no number of seconds: "${epoch}"`);
  return date.toISOString().replace(/\.\d+Z$/, 'Z');
}
