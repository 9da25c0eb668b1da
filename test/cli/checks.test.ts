/** `scapwright checks`: where check-content-refs lead, in a stream and beside a stand-alone file. */
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fixturePath } from '../support/documents.ts';
import { copyOf, fileWith, freshFolder, runJson } from './program.ts';

interface Checks {
  readonly rule: string;
  readonly checks: readonly { readonly [key: string]: unknown }[];
}

const oval = 'http://oval.mitre.org/XMLSchema/oval-definitions-5';
const ovalFile = (id: string) =>
  `<oval_definitions xmlns="${oval}">\n<definitions>\n<definition id="${id}"/>\n</definitions></oval_definitions>`;
const xccdf = (...checks: readonly string[]) =>
  `<Benchmark xmlns="http://checklists.nist.gov/xccdf/1.2" id="b"><Rule id="r">\n${checks.join('\n')}\n</Rule><Rule id="none"/></Benchmark>`;
const check = (href: string, name?: string, system = oval) =>
  `<check system="${system}"><check-content-ref href="${href}"${name ? ` name="${name}"` : ''}/></check>`;

async function statuses(path: string): Promise<unknown[]> {
  const { json } = await runJson<Checks>(['checks', path, 'r']);
  return json.checks.map(({ status, component, used }) => [status, component, used]);
}

describe('checks', () => {
  it('follows the catalog of a stream', async () => {
    const { code, json } = await runJson<Checks>(['checks', copyOf('host-ownership-ds.xml'), 'rule_compose_mounts']);
    expect(code).toBe(0);
    expect(json.checks).toEqual([
      {
        system: oval,
        selector: null,
        href: 'host-ownership-oval.xml',
        name: 'oval:org.scapwright.sample.compose_mounts:def:1',
        refId: 'scap_org.scapwright.sample_cref_host-ownership-oval.xml',
        component: 'scap_org.scapwright.sample_comp_host-ownership-oval.xml',
        kind: 'oval',
        status: 'resolved',
        line: 598,
        target: { line: expect.any(Number) },
        used: true,
      },
      expect.objectContaining({ kind: 'ocil', status: 'resolved', used: false, line: 601 }),
    ]);
    expect(Object.keys(json.checks[0]!).join(' ')).toBe(
      'system selector href name refId component kind status line target used',
    );
  });

  it('lists what stands in a complex-check', async () => {
    const { json } = await runJson<Checks>(['checks', copyOf('host-ownership-ds.xml'), 'way_back_to_root']);
    expect(json.checks.map(({ used, line }) => [used, line])).toEqual([
      [true, 318],
      [true, 321],
    ]);
  });

  it('answers an empty list for a rule without check', async () => {
    const { code, json } = await runJson<Checks>(['checks', copyOf('selection/plain.xml'), 'left']);
    expect({ code, json }).toEqual({
      code: 0,
      json: { schemaVersion: 1, rule: 'xccdf_org.example_rule_left', checks: [] },
    });
  });

  it('reads files beside a stand-alone document, also below it, and no others', async () => {
    const folder = freshFolder();
    const inside = join(folder, 'inside');
    mkdirSync(join(inside, 'below'), { recursive: true });
    writeFileSync(join(folder, 'above.xml'), ovalFile('d'));
    writeFileSync(join(inside, 'beside.xml'), ovalFile('d'));
    writeFileSync(join(inside, 'below', 'it is.xml'), Buffer.from(`\ufeff${ovalFile('d')}`, 'utf16le'));
    writeFileSync(join(inside, 'plain.xml'), '<html/>');
    symlinkSync(join(folder, 'above.xml'), join(inside, 'link.xml'));
    const path = join(inside, 'x-xccdf.xml');
    writeFileSync(
      path,
      xccdf(
        check('beside.xml', 'd'),
        check('./beside.xml', 'e'),
        check('below/it%20is.xml', 'd'),
        check('beside.xml'),
        check('../above.xml', 'd'),
        check('link.xml', 'd'),
        check('plain.xml', 'd'),
        check('nowhere.xml', 'd'),
        check('file:///etc/passwd', 'd'),
        check('https://example.org/oval.xml', 'd'),
        check('beside.xml', 'd', 'urn:other'),
      ),
    );
    expect(await statuses(path)).toEqual([
      ['resolved', 'beside.xml', false],
      ['missing-definition', 'beside.xml', false],
      ['resolved', 'below/it%20is.xml', false],
      ['whole-component', 'beside.xml', false],
      ['not-loaded', null, false],
      ['not-loaded', null, false],
      ['not-loaded', null, false],
      ['not-loaded', null, false],
      ['external', null, false],
      ['external', null, false],
      ['unknown-system', null, false],
    ]);
    const { json } = await runJson<Checks>(['checks', path, 'r']);
    expect(json.checks[0]).toMatchObject({ target: { line: 3 }, line: 2, refId: null });
    expect(json.checks[3]).toMatchObject({ target: { line: 1 }, name: null });
  });

  it('marks what a scanner uses: the last check it can run, of its content-refs the first that is there', async () => {
    const path = fileWith(
      'x-xccdf.xml',
      xccdf(
        check('beside.xml', 'd'),
        `<check system="${oval}"><check-content-ref href="gone.xml" name="d"/><check-content-ref href="beside.xml" name="d"/><check-content-ref href="beside.xml"/></check>`,
        `<check system="${oval}" selector="special"><check-content-ref href="beside.xml" name="d"/></check>`,
        check('beside.xml', 'd', 'http://scap.nist.gov/schema/ocil/2'),
      ),
    );
    writeFileSync(join(path, '..', 'beside.xml'), ovalFile('d'));
    expect((await statuses(path)).map((row) => (row as unknown[])[2])).toEqual([
      false,
      false,
      true,
      false,
      false,
      false,
    ]);
  });

  it('marks no questionnaire of a complex-check as used: the scanner runs none', async () => {
    const ocil = 'http://scap.nist.gov/schema/ocil/2';
    const path = fileWith(
      'x-xccdf.xml',
      xccdf(`<complex-check operator="AND">${check('beside.xml', 'd')}${check('ocil.xml', 'q', ocil)}</complex-check>`),
    );
    writeFileSync(join(path, '..', 'beside.xml'), ovalFile('d'));
    writeFileSync(
      join(path, '..', 'ocil.xml'),
      '<ocil xmlns="http://scap.nist.gov/schema/ocil/2.0"><questionnaires><questionnaire id="q"/></questionnaires></ocil>',
    );
    expect(await statuses(path)).toEqual([
      ['resolved', 'beside.xml', true],
      ['resolved', 'ocil.xml', false],
    ]);
  });

  it('tells a script in the folder as used, and one that lies elsewhere as not loaded', async () => {
    const folder = freshFolder();
    const inside = join(folder, 'inside');
    mkdirSync(join(inside, 'dir.sh'), { recursive: true });
    for (const path of [join(folder, 'above.sh'), join(inside, 's.sh')]) writeFileSync(path, '#!/bin/sh\nexit 101\n');
    symlinkSync(join(folder, 'above.sh'), join(inside, 'link.sh'));
    const path = join(inside, 's-xccdf.xml');
    const hrefs = ['../above.sh', 'link.sh', 'dir.sh', 'gone.sh', 'https://example.org/s.sh', './s.sh'];
    const refs = hrefs.map((href) => `<check-content-ref href="${href}"/>`).join('\n');
    writeFileSync(path, xccdf(`<check system="http://open-scap.org/page/SCE">\n${refs}</check>`));
    const { json } = await runJson<Checks>(['checks', path, 'r']);
    expect(json.checks.map(({ kind, status, component, used }) => [kind, status, component, used])).toEqual([
      ['sce', 'not-loaded', null, false],
      ['sce', 'not-loaded', null, false],
      ['sce', 'not-loaded', null, false],
      ['sce', 'not-loaded', null, false],
      ['sce', 'external', null, false],
      ['sce', 'whole-component', 's.sh', true],
    ]);
    const found = await runJson<{ findings: readonly { code: string; line: number; message: string }[] }>([
      'check',
      path,
    ]);
    const unread = found.json.findings.filter(({ code }) => code === 'scap/use-loaded-file');
    expect(unread.map(({ line }) => line)).toEqual([3, 4, 5, 6, 7]);
    expect(unread.map(({ message }) => message).join()).not.toMatch(/Open it/);
  });

  it('of a Benchmark that two streams use leads where the chosen one says', async () => {
    const stream = (id: string, uri: string) =>
      `<s:data-stream id="${id}"><s:checklists><s:component-ref id="${id}-x" l:href="#x"><c:catalog><c:uri name="oval.xml" uri="#${uri}"/></c:catalog></s:component-ref></s:checklists><s:checks><s:component-ref id="${id}-o" l:href="#${id}-oval"/></s:checks></s:data-stream>`;
    const component = (id: string, content: string) => `<s:component id="${id}">${content}</s:component>`;
    const path = fileWith(
      'shared-ds.xml',
      `<s:data-stream-collection xmlns:s="http://scap.nist.gov/schema/scap/source/1.2" xmlns:l="http://www.w3.org/1999/xlink" xmlns:c="urn:oasis:names:tc:entity:xmlns:xml:catalog" id="all">
${stream('one', 'one-o')}${stream('two', 'two-o')}${stream('three', 'gone')}
${component('x', xccdf(check('oval.xml', 'd')))}${component('one-oval', ovalFile('d'))}${component('two-oval', ovalFile('d'))}</s:data-stream-collection>`,
    );
    const found = async (...choice: string[]) => {
      const { json } = await runJson<Checks>(['checks', path, 'r', ...choice]);
      return json.checks.map(({ refId, component: holder, status }) => [refId, holder, status]);
    };
    expect(await found()).toEqual([['one-o', 'one-oval', 'resolved']]);
    expect(await found('--datastream-id', 'two')).toEqual([['two-o', 'two-oval', 'resolved']]);
    expect(await found('--xccdf-id', 'two-x')).toEqual([['two-o', 'two-oval', 'resolved']]);
    expect(await found('--datastream-id', 'three')).toEqual([[null, null, 'missing-component']]);
  });

  it('tells missing components of a stream', async () => {
    const text = readFileSync(fixturePath('host-ownership-ds.xml'), 'utf8');
    const path = fileWith(
      'ds.xml',
      text.replace('<cat:uri name="host-ownership-oval.xml"', '<cat:uri name="other.xml"'),
    );
    const { json } = await runJson<Checks>(['checks', path, 'rule_sudo_owner']);
    expect(json.checks).toMatchObject([{ status: 'missing-component', refId: null, component: null, used: false }]);
    const unnamed = fileWith(
      'ds.xml',
      text
        .replaceAll('sample.sudo_owner:def:1"', 'sample.renamed:def:1"')
        .replace('sample.renamed:def:1"/>', 'sample.sudo_owner:def:1"/>'),
    );
    const missing = await runJson<Checks>(['checks', unnamed, 'rule_sudo_owner']);
    expect(missing.json.checks).toMatchObject([{ status: 'missing-definition', target: null, used: false }]);
  });
});
