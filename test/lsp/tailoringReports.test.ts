/** A tailoring made part of its stream, made of edits since a save or an older text, and held against a newer stream, over stdio. */
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { URI } from 'vscode-uri';
import type { EditResult, FitTailoring, TailorChanges } from '../../server/src/protocol/index.ts';
import { fixturePath, readDocument } from '../support/documents.ts';
import { type LanguageClient, startClient } from '../support/languageClient.ts';

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'tailoring-reports-')));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const content = (name: string): string => readDocument(fixturePath(`selection/${name}`)).text;
const uriOf = (name: string): string => URI.file(join(folder, name)).toString();
const rule = (name: string): string => `xccdf_org.example_rule_${name}`;

let client: LanguageClient;
beforeAll(async () => {
  client = await startClient();
  await client.open(uriOf('tailoring-base.xml'), content('tailoring-base.xml'));
  await client.open(uriOf('tailoring-new.xml'), content('tailoring-new.xml'));
});
afterAll(() => client.stop());

describe('a tailoring', () => {
  it('is made part of its stream in one edit', async () => {
    const stream = uriOf('tailoring-base.xml');
    const ask = (tailoring: string) =>
      client.request<EditResult>('scap/tailoring/apply', { uri: stream, target: { benchmark: '' }, tailoring });
    const result = await ask(uriOf('tailoring-new.xml'));
    expect(result).toMatchObject({ kind: 'edit', edit: { uri: stream }, summary: expect.stringContaining('1 added') });
    expect(result.kind === 'edit' && result.edit.edits[0]!.newText).toContain('profile_site" extends=');
    expect(await ask(uriOf('none.xml'))).toMatchObject({ kind: 'refused' });
  });

  it('is made of the edits since the last save, or since a text that is given', async () => {
    const saved = content('tailoring-base.xml');
    const edited = saved
      .replace(`${rule('left')}" selected="true"`, `${rule('left')}" selected="false"`)
      .replace('<title>Moon', '<title>The moon');
    writeFileSync(join(folder, 'edited.xml'), saved);
    await client.open(uriOf('edited.xml'), edited);
    const ask = (base?: string) =>
      client.request<TailorChanges>('scap/tailoring/changes', {
        uri: uriOf('edited.xml'),
        href: 'x.xml',
        time: 'T',
        base,
      });
    const made = await ask();
    if ('reason' in made) throw new Error(made.reason);
    expect(made.tailorings).toHaveLength(1);
    expect(made.tailorings[0]!.text).toContain(`idref="${rule('left')}" selected="false"`);
    const line = edited.split('\n').findIndex((text) => text.includes('The moon'));
    expect(made.leftOut).toEqual([
      { message: expect.stringContaining(rule('moon')), place: expect.objectContaining({ uri: uriOf('edited.xml') }) },
    ]);
    expect(made.leftOut[0]!.place!.range.start.line).toBe(line);
    expect(await ask(edited)).toEqual({ tailorings: [], leftOut: [] });
    // What is gone stands in the older text only.
    const longer = await ask(edited.replace('<Group', '<Value id="gone"/>\n  <Group'));
    const gone = edited.split('\n').findIndex((text) => text.includes('<Group')) + 1;
    expect(longer).toMatchObject({ leftOut: [{ message: `gone was removed (line ${gone} of the older text)` }] });
    expect(await ask('<other/>')).toEqual({ reason: expect.stringContaining('does not hold this Benchmark') });
  });

  it('is made of each Benchmark of the stream that was edited, and each edit is in one or told once', async () => {
    const saved = content('two-benchmarks-ds.xml');
    const at = saved.indexOf('id="xccdf_org.example_benchmark_west"');
    const [east, west] = [saved.slice(0, at), saved.slice(at)];
    const off = (text: string) => text.replace(/(_rule_right" selected=)"true"/, '$1"false"');
    const edited = `${off(east)}${off(west)}`.replace('_east-oval.xml" xlink', '_east-oval2.xml" xlink');
    const ask = async (text: string) => {
      const uri = uriOf(`two-${text.length}-${text === edited}.xml`);
      await client.open(uri, text);
      const params = { uri, href: 'x.xml', time: 'T', base: saved };
      const told = await client.request<TailorChanges>('scap/tailoring/changes', params);
      if ('reason' in told) throw new Error(told.reason);
      return told;
    };
    const both = await ask(edited);
    expect(both.tailorings).toMatchObject([
      { benchmark: 'xccdf_org.example_benchmark_east', title: 'East', profiles: ['xccdf_org.example_profile_second'] },
      { benchmark: 'xccdf_org.example_benchmark_west', title: 'West', profiles: ['xccdf_org.example_profile_first'] },
    ]);
    for (const { benchmark, text } of both.tailorings) {
      expect(text).toContain(`<xccdf:benchmark href="x.xml" id="${benchmark}"/>`);
      expect(text.match(/<xccdf:select [^>]*>/g)).toEqual([
        `<xccdf:select idref="${rule('right')}" selected="false"/>`,
      ]);
    }
    // What stands around them is told once, and the edits of the other one are none of it.
    expect(both.leftOut.map(({ message }) => message)).toEqual([
      expect.stringContaining('component-ref scap_org.example_cref_east-oval2.xml is new'),
      expect.stringContaining('component-ref scap_org.example_cref_east-oval.xml was removed'),
    ]);
    const second = await ask(`${east}${off(west)}`);
    expect(second.tailorings.map(({ title }) => title)).toEqual(['West']);
    expect(second.leftOut).toEqual([]);
  });

  it('is held against a newer stream', async () => {
    const newer = content('tailoring-base.xml').replaceAll(rule('star'), rule('sun'));
    await client.open(uriOf('newer.xml'), newer);
    const ask = (uri: string) => client.request<FitTailoring>('scap/tailoring/fit', { uri, newer: uriOf('newer.xml') });
    const told = await ask(uriOf('tailoring-new.xml'));
    if ('reason' in told) throw new Error(told.reason);
    expect(told.isCompared).toBe(true);
    expect(told.entries.map(({ kind, place }) => [kind, place!.uri])).toEqual([
      ['missing-rule', uriOf('tailoring-new.xml')],
    ]);
    expect(await ask(uriOf('tailoring-base.xml'))).toHaveProperty('reason');
    // A fix is an edit of the tailoring; one that is not offered any more is none.
    const [{ kind, profile, id, fixes }] = told.entries as [(typeof told.entries)[number]];
    const make = (fix: string) =>
      client.request<EditResult>('scap/tailoring/fitFix', {
        ...{ uri: uriOf('tailoring-new.xml'), target: { benchmark: '' }, newer: uriOf('newer.xml') },
        ...{ entry: { kind, profile, id }, fix },
      });
    expect(await make(fixes[0]!)).toMatchObject({
      kind: 'edit',
      edit: { uri: uriOf('tailoring-new.xml'), version: 1 },
    });
    expect(await make('Something else')).toMatchObject({ kind: 'nothing' });
  });
});
