/**
 * A profile whose base is abstract, under the real scanner: a tailoring of it selects, sets and refines what a scan of the base
 * would if it were not abstract. Each way to write such a profile is tried.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { listBenchmarks, listTailorings, withTailoring, type XccdfBenchmark } from '../../server/src/scap/benchmark.ts';
import { keyOfScope } from '../../server/src/scap/scopeKeys.ts';
import { openSnapshot } from '../../server/src/scap/snapshot.ts';
import { type EditedDocument, editDocument } from '../../server/src/service/edited.ts';
import { editProfile } from '../../server/src/service/editProfile.ts';
import { editInto } from '../../server/src/service/intoTailoring.ts';
import { tailorProfile } from '../../server/src/service/tailor.ts';
import { tailorChanges } from '../../server/src/service/tailorChanges.ts';
import { customizedProfile, tailoringText } from '../../server/src/service/tailoringText.ts';
import { applyEdits } from '../../server/src/text/edits.ts';
import { scanProfile, validateXccdf } from '../oracle/profileScan.ts';
import { fixturePath, readDocument } from '../support/documents.ts';

const folder = mkdtempSync(join(tmpdir(), 'abstract-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const head = { href: 'abstract.xml', time: '2024-05-01T12:00:00Z' };
const id = (name: string) => `xccdf_org.example_profile_${name}`;

/** A profile that selects by cluster and by id, sets and refines, and one above it that it takes some of that from. */
const document = `<?xml version="1.0" encoding="UTF-8"?>
<Benchmark xmlns="http://checklists.nist.gov/xccdf/1.2" id="xccdf_org.example_benchmark_abstract">
  <status date="2024-05-01">draft</status>
  <title>Abstract</title>
  <version>1.0</version>
  <Profile id="${id('above')}" abstract="true">
    <title>Above</title>
    <select idref="pair" selected="true"/>
    <select idref="xccdf_org.example_rule_three" selected="true"/>
    <set-value idref="xccdf_org.example_value_host">above</set-value>
    <set-value idref="xccdf_org.example_value_name">a &amp; &lt;b&gt;</set-value>
    <refine-value idref="xccdf_org.example_value_age" selector="year"/>
    <refine-rule idref="xccdf_org.example_rule_one" severity="high" weight="3"/>
    <refine-rule idref="pair" role="unscored"/>
  </Profile>
  <Profile id="${id('base')}" extends="${id('above')}" abstract="true">
    <title>Base</title>
    <select idref="xccdf_org.example_rule_two" selected="false"/>
    <select idref="xccdf_org.example_rule_three" selected="false"/>
    <set-value idref="xccdf_org.example_value_host">base</set-value>
    <refine-rule idref="xccdf_org.example_rule_one" severity="low"/>
  </Profile>
  <Profile id="${id('other')}"><title>Other</title></Profile>
${['age', 'host', 'name'].map((value) => `  <Value id="xccdf_org.example_value_${value}" type="string"><title>V</title><value>none</value>\n    <value selector="year">365</value></Value>`).join('\n')}
${['one', 'two'].map((rule) => `  <Rule id="xccdf_org.example_rule_${rule}" selected="false" cluster-id="pair"><title>R</title></Rule>`).join('\n')}
  <Rule id="xccdf_org.example_rule_three" selected="false"><title>R</title></Rule>
</Benchmark>
`;

function benchmarkOf(text: string): XccdfBenchmark {
  return listBenchmarks(openSnapshot(text, 'file:///abstract.xml'))[0]!;
}

function write(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

/** What the scanner makes of the profile if it is not abstract. */
function scanConcrete(text: string, name: string) {
  return scanProfile(write('concrete.xml', text.replaceAll(' abstract="true"', '')), id(name));
}

async function scanTailored(text: string, tailoring: string, profile: string) {
  const path = write('tailoring.xml', tailoring);
  await validateXccdf(path);
  return scanProfile(write('abstract.xml', text), profile, { tailoring: path });
}

describe.each([
  ['all that is there', document, 'base'],
  ['the one above', document, 'above'],
  ['abstract-profile.xml', readDocument(fixturePath('selection/abstract-profile.xml')).text, 'base'],
  ['values.xml', abstractIn('values.xml', 'own'), 'own'],
  ['refinements.xml', abstractIn('refinements.xml', 'both_child'), 'both_child'],
])('%s', (_, text, name) => {
  const benchmark = benchmarkOf(text);
  const base = benchmark.profiles.find((profile) => profile.id === id(name))!;
  const { snapshot } = benchmark;
  const empty = tailoringText(benchmark, head, [customizedProfile(benchmark, benchmark.profiles.at(-1))]);
  const tailoring = openSnapshot(empty, 'file:///tailoring.xml', () => snapshot);
  const made = ({ edits }: EditedDocument) => applyEdits(empty, edits);

  const ways: readonly (readonly [string, () => { readonly tailoring: string; readonly profile: string }])[] = [
    [
      'tailor --profile',
      () => {
        const asked = { base, id: id('mine'), ...head, enable: [], disable: [], values: [] };
        return { tailoring: tailorProfile(benchmark, asked).text, profile: id('mine') };
      },
    ],
    [
      'a profile that extends it, made in a tailoring',
      () => {
        const scope = withTailoring(benchmark, listTailorings(tailoring)[0]!);
        const edited = editProfile(scope, { kind: 'new', id: id('mine'), title: 'Mine', base });
        if (edited.kind !== 'edit') throw new Error(edited.reason);
        return { tailoring: made(edited), profile: id('mine') };
      },
    ],
    [
      'an edit led into a tailoring',
      () => {
        const target = { benchmark: keyOfScope(snapshot, benchmark)!, profile: base.id };
        // As small an edit as there can be: a comment behind the tailored profile's title.
        const edited = editInto(snapshot, tailoring, { target }, (led) => {
          const at = led.source.whole().lastIndexOf('</xccdf:title>') + '</xccdf:title>'.length;
          return editDocument(led, [{ from: at, to: at, newText: '<!-- edited -->' }], 'Edited.');
        });
        if (edited.kind !== 'edit') throw new Error(edited.reason);
        return { tailoring: made(edited), profile: `${base.id}_customized` };
      },
    ],
    [
      'a new profile that extends it, as the difference of two texts',
      () => {
        const added = `  <Profile id="${id('mine')}" extends="${base.id}"><title>Mine</title></Profile>\n  <Profile`;
        const edited = text.replace(/ {2}<Profile/, () => added);
        const changes = tailorChanges(benchmark, benchmarkOf(edited), head);
        return { tailoring: changes.text!, profile: id('mine') };
      },
    ],
  ];

  it.each(ways)('%s', async (_way, make) => {
    const { tailoring: written, profile } = make();
    expect(await scanTailored(text, written, profile)).toEqual(await scanConcrete(text, name));
  });
});

/** One of the fixtures, with one of its profiles and what that extends abstract. */
function abstractIn(file: string, name: string): string {
  const { text } = readDocument(fixturePath(file));
  const profile = new RegExp(`<Profile id="${id(name)}"`);
  return text.replace(profile, (tag) => `${tag} abstract="true"`).replace('<Profile id', '<Profile abstract="true" id');
}
