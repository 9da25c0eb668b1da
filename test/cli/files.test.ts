/** The tailorings beside a document, by files that nobody can read and names that a URI would write otherwise. */
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { fixturePath, readDocument } from '../support/documents.ts';

/** Names that the stand-in for the file system refuses, as a file of another user is: tests may run as root. */
const locked = vi.hoisted(() => new Set<string>());

vi.mock('node:fs', async (original) => {
  const fs = await original<typeof import('node:fs')>();
  const guarded = <Args extends readonly unknown[], Answer>(read: (...args: Args) => Answer) => {
    return (...args: Args): Answer => {
      const path = `${args[0]}`;
      if (!locked.has(path.slice(path.lastIndexOf('/') + 1))) return read(...args);
      throw Object.assign(new Error(`EACCES: permission denied, '${path}'`), { code: 'EACCES' });
    };
  };
  return { ...fs, openSync: guarded(fs.openSync), readdirSync: guarded(fs.readdirSync as (path: string) => string[]) };
});

const { readScapDocument, tailoringsBeside } = await import('../../server/src/cli/files.ts');

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'scapwright-files-'));
  put('tailoring-base.xml', readDocument(fixturePath('selection/tailoring-base.xml')).text);
});
afterEach(() => {
  locked.clear();
  rmSync(folder, { recursive: true, force: true });
});

const tailoring = readDocument(fixturePath('selection/tailoring-new.xml')).text;
const put = (name: string, text: string) => writeFileSync(join(folder, name), text);

async function namesBeside(): Promise<readonly string[]> {
  const document = await readScapDocument(join(folder, 'tailoring-base.xml'), 'edit');
  return tailoringsBeside(document)
    .map(({ uri }) => basename(uri))
    .sort();
}

it('a file that cannot be read is none, and a folder that cannot be listed has none', async () => {
  put('mine.xml', tailoring);
  put('locked.xml', tailoring);
  symlinkSync('nowhere.xml', join(folder, 'dangling.xml'));
  locked.add('locked.xml');
  expect(await namesBeside()).toEqual(['mine.xml']);
  locked.add(basename(folder));
  expect(await namesBeside()).toEqual([]);
});

it.each(['tail+a.xml', 'tail,a.xml', 'tail a.xml', 'tail%20a.xml', 'tail#a.xml', 'tail&a;b=@$.xml', 'täil.XML'])(
  '%s is one',
  async (name) => {
    put(name, tailoring);
    expect(await namesBeside()).toEqual([name]);
  },
);

it('one that a link finds elsewhere is none', async () => {
  const elsewhere = mkdtempSync(join(tmpdir(), 'scapwright-elsewhere-'));
  writeFileSync(join(elsewhere, 'far.xml'), tailoring);
  symlinkSync(join(elsewhere, 'far.xml'), join(folder, 'far.xml'));
  expect(await namesBeside()).toEqual([]);
  rmSync(elsewhere, { recursive: true, force: true });
});
