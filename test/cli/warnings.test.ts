/** What every command that edits warns of with `--json`: the same shape for all, and a signature for all. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { fixturePath } from '../support/documents.ts';
import { copyOf, fileWith, id, runJson } from './program.ts';

const signature = '<signature><d:Signature xmlns:d="http://www.w3.org/2000/09/xmldsig#"/></signature>';
const signed = { code: 'signed', message: expect.stringContaining('signature will no longer verify') };

/** With the name `strict-heir`: values.xml without the set-value of a profile that has limits of its own. */
function signedCopy(name: string): string {
  const isStrict = name === 'strict-heir';
  const text = readFileSync(fixturePath(isStrict ? 'values.xml' : name), 'utf8').replace(
    isStrict ? /<set-value \S+_age">31<.*\n/ : '',
    '',
  );
  return fileWith('signed.xml', text.replace('</Benchmark>', `${signature}</Benchmark>`));
}

it.each([
  ['disable', 'selection/plain.xml', ['left', '--everywhere'], []],
  ['set-value', 'values.xml', ['unread', 'somebody', '--profile', 'bare'], ['not-read']],
  ['set-value', 'strict-heir', ['age', '100', '--profile', 'base'], ['out-of-limits']],
  ['refine-rule', 'refinements.xml', ['role', '--severity', 'high', '--profile', 'parent'], []],
  ['profile title', 'selection/plain.xml', ['first', 'Other'], []],
  ['apply-tailoring', 'selection/tailoring-base.xml', [copyOf('selection/tailoring-shadow.xml')], []],
])('%s tells codes and messages', async (command, fixture, given, codes) => {
  const { json, stderr } = await runJson<{ warnings: readonly { code: string; message: string }[] }>([
    ...command.split(' '),
    signedCopy(fixture),
    ...given,
  ]);
  const others = codes.map((code) => ({ code, message: expect.any(String) }));
  expect(json.warnings).toEqual([signed, ...others]);
  expect(json.warnings.filter(({ message }) => !stderr.includes(message))).toEqual([]);
});

it('nothing that is edited, nothing that is warned of', async () => {
  const { json } = await runJson<object>(['profile', 'title', signedCopy('selection/plain.xml'), 'first', 'First']);
  expect(json).toMatchObject({ edits: [], warnings: [] });
});

it('what a tailoring leaves out in its stream has a code too', async () => {
  const [file, workstation] = ['host-ownership-ds.xml', 'xccdf_org.scapwright.sample_profile_workstation'];
  const tailoring = `<Tailoring xmlns="http://checklists.nist.gov/xccdf/1.2" id="xccdf_org.example_tailoring_mine">
  <benchmark href="${file}"/><version time="2024-05-01T12:00:00">1</version>
  <Profile id="${workstation}" extends="${workstation}"><title>Other</title></Profile>
  <Profile id="${id('profile:site')}" extends="${id('profile:nowhere')}"><title>Site</title></Profile>
</Tailoring>`;
  const given = ['apply-tailoring', copyOf(file), fileWith('mine.xml', tailoring)];
  const { json } = await runJson<{ warnings: readonly { code: string }[] }>(given);
  expect(json.warnings.map(({ code }) => code)).toEqual(['title-kept', 'missing-base']);
});
