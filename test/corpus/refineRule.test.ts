/**
 * Random refinements, each followed by a real scan: exactly the attributes that were asked for change in the rule's result,
 * in the edited profile and in the profiles that we say inherit it, and nothing else in any profile.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { listBenchmarks } from '../../server/src/scap/benchmark.ts';
import { openSnapshot } from '../../server/src/scap/snapshot.ts';
import { refineRule } from '../../server/src/service/refineRule.ts';
import { applyEdits } from '../../server/src/text/edits.ts';
import { run } from '../oracle/scanner.ts';
import { fixturePath } from '../support/documents.ts';
import { seeded } from '../support/random.ts';

const folder = mkdtempSync(join(tmpdir(), 'refine-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Result = Readonly<Record<string, string>>;

/** `profile rule` to severity, role and weight, as the scanner's results have them; it leaves a full role out. */
async function scan(text: string, profiles: readonly string[]): Promise<ReadonlyMap<string, Result>> {
  const [path, results] = [join(folder, 'scanned.xml'), join(folder, 'results.xml')];
  writeFileSync(path, text);
  const found = new Map<string, Result>();
  for (const profile of profiles) {
    await run('oscap', ['xccdf', 'eval', '--results', results, '--profile', profile, path], [0, 2]);
    const answer = readFileSync(results, 'utf8');
    for (const [tag] of answer.slice(answer.lastIndexOf('<TestResult')).matchAll(/<rule-result\b[^>]*>/g)) {
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

it('15 of them on a small document', async () => {
  const random = seeded('refinements');
  let text = readFileSync(fixturePath('refinements.xml'), 'utf8');
  const ids = listBenchmarks(openSnapshot(text))[0]!.profiles.map(({ id }) => id);
  let before = await scan(text, ids);
  for (let edits = 0; edits < 15; ) {
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
    for (const { id } of [profile, ...heirs]) {
      const key = `${id} ${rule.id}`;
      // In an heir entries of its own for a cluster may still win; that is the scanner's to say.
      const isPlain = id === profile.id || rule.clusterId === undefined;
      expected.set(key, isPlain ? { ...before.get(key)!, ...change } : after.get(key)!);
    }
    expect(after).toEqual(expected);
    before = after;
  }
  await run('oscap', ['xccdf', 'validate', '--skip-schematron', join(folder, 'scanned.xml')], [0]);
});
