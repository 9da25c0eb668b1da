/** Reads sources as text and finds what they show or register; shared by the checks of l10n and manifest. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const repository = join(import.meta.dirname, '../..');

export const clientSources = () => sourcesOf('client/src');
export const serverSources = () => sourcesOf('server/src');

function sourcesOf(part: string): readonly string[] {
  const folder = join(repository, part);
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(join(folder, name), 'utf8'));
}

/** First arguments of `l10n.t`; a call whose first argument is not a plain literal appears as written. */
export function translatedStrings(source: string): readonly string[] {
  const call = /\bl10n\.t\(\s*(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|([^'"]))/g;
  return [...source.matchAll(call)].map(([, single, double, other]) => {
    if (other !== undefined) return `not a literal: ${other}`;
    return (single ?? double ?? '').replace(/\\(n|['"\\])/g, (_, what: string) => (what === 'n' ? '\n' : what));
  });
}

export function readJson<Shape>(path: string): Shape {
  return JSON.parse(readFileSync(join(repository, path), 'utf8')) as Shape;
}
