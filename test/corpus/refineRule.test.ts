/**
 * Random refinements, each followed by a real scan: exactly the attributes that were asked for change in the rule's result,
 * in the edited profile and in the profiles that we say inherit it, and nothing else in any profile.
 */
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { listBenchmarks, listTailorings } from '../../server/src/scap/benchmark.ts';
import { openSnapshot } from '../../server/src/scap/snapshot.ts';
import { fitTailoring } from '../../server/src/service/fitTailoring.ts';
import { type RefinementChange, refineRule } from '../../server/src/service/refineRule.ts';
import { applyEdits } from '../../server/src/text/edits.ts';
import { run } from '../oracle/scanner.ts';
import { fixturePath } from '../support/documents.ts';
import { seeded } from '../support/random.ts';

const folder = mkdtempSync(join(tmpdir(), 'refine-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Result = Readonly<Record<string, string>>;

/** `profile rule` to severity, role and weight, as the scanner's results have them; it leaves a full role out. */
async function scan(text: string, profiles: readonly string[]): Promise<ReadonlyMap<string, Result>> {
  const found = new Map<string, Result>();
  for (const profile of profiles) {
    for (const [tag] of (await resultsOf(text, profile)).matchAll(/<rule-result\b[^>]*>/g)) {
      const read = (name: string) => new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1];
      found.set(`${profile} ${read('idref')}`, {
        severity: read('severity') ?? 'unknown',
        role: read('role') ?? 'full',
        weight: String(Number(read('weight') ?? 1)),
      });
    }
  }
  return found;
}

async function resultsOf(text: string, profile: string): Promise<string> {
  const [path, results] = [join(folder, 'scanned.xml'), join(folder, 'results.xml')];
  writeFileSync(path, text);
  await run('oscap', ['xccdf', 'eval', '--results', results, '--profile', profile, path], [0, 2]);
  const answer = readFileSync(results, 'utf8');
  return answer.slice(answer.lastIndexOf('<TestResult'));
}

it('25 of them on a small document', async () => {
  const random = seeded('refinements');
  const heir = `<Profile id="xccdf_org.example_profile_heir" extends="xccdf_org.example_profile_parent"><title>The cluster wins</title>
    <refine-rule idref="pair" severity="high"/></Profile>`;
  let text = readFileSync(fixturePath('refinements.xml'), 'utf8').replace(/(?=<Rule )/, `${heir}\n  `);
  const ids = listBenchmarks(openSnapshot(text))[0]!.profiles.map(({ id }) => id);
  let before = await scan(text, ids);
  for (let edits = 0; edits < 25; ) {
    const benchmark = listBenchmarks(openSnapshot(text))[0]!;
    const profile = random.pick(benchmark.profiles);
    const rule = random.pick(benchmark.items.filter(({ kind }) => kind === 'rule'));
    const change: Record<string, string> = random.pick([
      { severity: random.pick(['unknown', 'info', 'low', 'medium', 'high']) },
      { role: random.pick(['full', 'unscored', 'unchecked']) },
      { weight: random.pick(['0', '2', '9.5']) },
      { weight: random.pick(['1', '3']), severity: random.pick(['low', 'high']) },
    ]);
    const { edited, heirs } = refineRule(benchmark, profile, rule, change);
    if (edited.kind !== 'edit') continue;
    edits++;
    text = applyEdits(text, edited.edits);
    const after = await scan(text, ids);
    const expected = new Map(before);
    expected.set(`${profile.id} ${rule.id}`, { ...before.get(`${profile.id} ${rule.id}`)!, ...change });
    // In an heir entries of its own for a cluster may win in part; that it changes at all is what we say, what it is the scanner's.
    for (const { id } of heirs) {
      const key = `${id} ${rule.id}`;
      const now = after.get(key)!;
      expect(now, `${key} ${JSON.stringify(change)}`).not.toEqual(before.get(key));
      expected.set(key, rule.clusterId === undefined ? { ...before.get(key)!, ...change } : now);
    }
    expect(after).toEqual(expected);
    before = after;
  }
  await run('oscap', ['xccdf', 'validate', '--skip-schematron', join(folder, 'scanned.xml')], [0]);
});

it('12 of the check selector: the scanner runs the check that was picked', async () => {
  copyFileSync(fixturePath('check-selectors-oval.xml'), join(folder, 'check-selectors-oval.xml'));
  const random = seeded('check selectors');
  const id = (kind: string, name: string) => `xccdf_org.example_${kind}_${name}`;
  const definitions: Readonly<Record<string, Readonly<Record<string, number>>>> = {
    [id('rule', 'two')]: { '': 10, strict: 11 },
    [id('rule', 'three')]: { '': 20, strict: 21, loose: 22 },
  };
  const lines = { parent: ['parent'], child: ['child', 'parent'], alone: ['alone'] };
  const profiles = Object.entries(lines).map(([name, line]) => ({ name, line }));
  let text = readFileSync(fixturePath('check-selectors-xccdf.xml'), 'utf8');
  /** What each profile says itself, by its name and the rule. */
  const said = new Map([[`parent ${id('rule', 'two')}`, 'strict']]);
  for (let edits = 0; edits < 12; ) {
    const benchmark = listBenchmarks(openSnapshot(text))[0]!;
    const { name } = random.pick(profiles);
    const profile = benchmark.profiles.find((one) => one.id === id('profile', name))!;
    const rule = benchmark.itemsById.get(random.pick(Object.keys(definitions)))!;
    const selector = random.pick(Object.keys(definitions[rule.id]!));
    const change: RefinementChange = random.next() < 0.2 ? 'reset' : { selector };
    const { edited } = refineRule(benchmark, profile, rule, change);
    if (edited.kind !== 'edit') continue;
    edits++;
    text = applyEdits(text, edited.edits);
    if (change === 'reset') said.delete(`${name} ${rule.id}`);
    else said.set(`${name} ${rule.id}`, selector);
    for (const { name: scanned, line } of profiles) {
      const ran = [...(await resultsOf(text, id('profile', scanned))).matchAll(/<check-content-ref name="([^"]*)"/g)];
      const expected = Object.entries(definitions).map(([of, byCheck]) => {
        const picked = line.map((owner) => said.get(`${owner} ${of}`)).find((one) => one !== undefined) ?? '';
        return `oval:org.example:def:${byCheck[picked]}`;
      });
      expect(
        ran.map(([, definition]) => definition),
        `${edits}: ${name} ${rule.id} ${selector} in ${scanned}`,
      ).toEqual(expected);
    }
  }
});

it('the check selector of a cluster: fit tells the rules of which the scanner runs the check without one', async () => {
  copyFileSync(fixturePath('check-selectors-oval.xml'), join(folder, 'check-selectors-oval.xml'));
  const rule = (name: string) => `xccdf_org.example_rule_${name}`;
  const stream = readFileSync(fixturePath('check-selectors-xccdf.xml'), 'utf8')
    .replaceAll('<Rule ', '<Rule cluster-id="pair" ')
    .replace(/<Profile id="\S+_parent">[\s\S]*<\/Profile>/, '');
  const plain = new Map([
    [rule('two'), 'oval:org.example:def:10'],
    [rule('three'), 'oval:org.example:def:20'],
  ]);
  const [next] = listBenchmarks(openSnapshot(stream));
  const told: string[][] = [];
  for (const selector of ['strict', 'loose', 'mild']) {
    const profile = `<Profile id="xccdf_org.example_profile_p"><title>P</title><refine-rule idref="pair" selector="${selector}"/></Profile>`;
    const tailoring = `<Tailoring xmlns="http://checklists.nist.gov/xccdf/1.2"><benchmark href="scanned.xml"/>${profile}</Tailoring>`;
    const entries = fitTailoring(listTailorings(openSnapshot(tailoring))[0]!, next!, undefined);
    const results = await resultsOf(stream.replace(/(?=<Rule )/, `${profile}\n  `), 'xccdf_org.example_profile_p');
    const ran = [...results.matchAll(/<rule-result [^>]*idref="([^"]*)"[\s\S]*?<check-content-ref name="([^"]*)"/g)];
    expect(ran).toHaveLength(2);
    const fallen = ran.flatMap(([, id, definition]) => (plain.get(id!) === definition ? [id!] : []));
    expect(entries.map(({ kind, id }) => [kind, id])).toEqual(fallen.map((id) => ['missing-selector', id]));
    told.push(fallen);
  }
  expect(told).toEqual([[], [rule('two')], [rule('two'), rule('three')]]);
});
