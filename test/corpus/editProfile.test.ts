/** What the scanner makes of edited profiles: a copy and an heir evaluate what the original does, and nothing else changes. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { listBenchmarks, listTailorings, withTailoring } from '../../server/src/scap/benchmark.ts';
import { openSnapshot } from '../../server/src/scap/snapshot.ts';
import type { Edited } from '../../server/src/service/edited.ts';
import { editProfile, type ProfileChange } from '../../server/src/service/editProfile.ts';
import type { Profile } from '../../server/src/service/scopes.ts';
import { applyEdits } from '../../server/src/text/edits.ts';
import { validateXccdf } from '../oracle/profileScan.ts';
import { allEffective, run } from '../oracle/scanner.ts';
import { fixturePath, openFile, readDocument } from '../support/documents.ts';
import { streamPath } from './content.ts';

const folder = mkdtempSync(join(tmpdir(), 'profiles-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const id = (name: string) => `xccdf_org.example_profile_${name}`;

it.each([
  ['small document', () => fixturePath('selection/child-chain.xml'), ['xccdf', 'validate', '--skip-schematron']],
  ['real stream', () => streamPath('rhel9'), ['ds', 'sds-validate']],
])('in a %s', async (_, pathOf, validate) => {
  const path = pathOf();
  const before = await allEffective(path);
  let text = readFileSync(path, 'utf8');
  const original = text;
  const change = (of: (find: ReturnType<typeof parse>['find']) => ProfileChange) => {
    const { benchmark, find } = parse(text);
    const edited: Edited = editProfile(benchmark, of(find));
    if (edited.kind !== 'edit') throw new Error(JSON.stringify(edited));
    text = applyEdits(text, edited.edits);
  };
  const parse = (source: string) => {
    const benchmark = listBenchmarks(openSnapshot(source))[0]!;
    return { benchmark, find: (wanted: string) => benchmark.profiles.find((profile) => profile.id === wanted)! };
  };
  const last = parse(text).benchmark.profiles.at(-1)!.id;
  change((find) => ({ kind: 'copy', profile: find(last), id: id('zz_copy'), title: 'Copy' }));
  change((find) => ({ kind: 'new', id: id('zz_heir'), title: 'Heir', base: find(last) }));
  change((find) => ({ kind: 'rename', profile: find(last), id: id('zz_renamed') }));
  const edited = join(folder, 'edited.xml');
  writeFileSync(edited, text);
  await run('oscap', [...validate, edited], [0]);
  const after = await allEffective(edited);
  const expected = new Map(before);
  expected.delete(last);
  for (const name of ['zz_copy', 'zz_heir', 'zz_renamed']) expected.set(id(name), before.get(last)!);
  const sorted = (sets: typeof after) => [...sets].map(([profile, rules]) => [profile, [...rules]]).sort();
  expect(sorted(after)).toEqual(sorted(expected));
  change((find) => ({ kind: 'rename', profile: find(id('zz_renamed')), id: last }));
  change((find) => ({ kind: 'delete', profile: find(id('zz_heir')) }));
  change((find) => ({ kind: 'delete', profile: find(id('zz_copy')) }));
  expect(text === original).toBe(true);
});

it('a tailoring is valid to the scanner with one profile less, and not without the last one, which is refused', async () => {
  const stream = listBenchmarks(openFile(fixturePath('selection/tailoring-base.xml')))[0]!;
  let text = readFileSync(fixturePath('selection/tailoring-two-profiles.xml'), 'utf8');
  const path = join(folder, 'tailoring.xml');
  const removeLast = () => {
    const scope = withTailoring(stream, listTailorings(openSnapshot(text, 'file:///t.xml'))[0]!);
    return editProfile(scope, { kind: 'delete', profile: scope.tailoring!.profiles.at(-1)! }, { force: true });
  };
  for (let edit = removeLast(); edit.kind === 'edit'; edit = removeLast()) {
    text = applyEdits(text, edit.edits);
    writeFileSync(path, text);
    await validateXccdf(path);
  }
  expect(text.match(/<Profile\b/g)).toHaveLength(1);
  expect(removeLast().kind).toBe('refused');
  writeFileSync(path, text.replace(/<Profile\b[\s\S]*<\/Profile>/, ''));
  await expect(validateXccdf(path)).rejects.toThrow();
});

it('a guide of a profile that extends another says the words that were typed, and only those', async () => {
  const { text } = readDocument(fixturePath('selection/child-chain.xml'));
  const described = (name: string) => new RegExp(`<title>${name}</title>`);
  const named = text
    .replace(described('Parent'), '$&<description>Older words</description>')
    .replace(described('Child'), '$&<description>Own words</description>');
  const path = join(folder, 'words.xml');
  /** Title and description of a profile, as a guide has them. */
  const guideOf = async (edited: string, profile: string) => {
    writeFileSync(path, edited);
    const html = await run('oscap', ['xccdf', 'generate', 'guide', '--profile', profile, path], [0]);
    const [title] = /(?<=Profile Title<\/th>\s*<td[^>]*>)[^<]*/.exec(html)!;
    return [title, html.match(/\w+ words/g)?.join()];
  };
  const edited = (on: string, name: string, change: (profile: Profile) => ProfileChange) => {
    const [benchmark] = listBenchmarks(openSnapshot(on));
    const answer = editProfile(benchmark!, change(benchmark!.profiles.find((one) => one.id === id(name))!));
    if (answer.kind !== 'edit') throw new Error(JSON.stringify(answer));
    return applyEdits(on, answer.edits);
  };
  // Without saying so all of them are written.
  expect(await guideOf(named, id('child'))).toEqual(['GrandparentParentChild', 'Older words,Own words']);
  const titled = edited(named, 'child', (profile) => ({ kind: 'title', profile, text: 'Typed' }));
  const worded = edited(titled, 'child', (profile) => ({ kind: 'description', profile, text: 'Newer words' }));
  expect(await guideOf(worded, id('child'))).toEqual(['Typed', 'Newer words']);
  const made = edited(named, 'child', (base) => ({ kind: 'new', id: id('zz_heir'), title: 'Heir', base }));
  expect((await guideOf(made, id('zz_heir')))[0]).toBe('Heir');
  const copied = edited(named, 'child', (profile) => ({ kind: 'copy', id: id('zz_copy'), title: 'Copy', profile }));
  expect((await guideOf(copied, id('zz_copy')))[0]).toBe('Copy');
});
