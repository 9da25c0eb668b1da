/** Scripts (SCE) beside a stand-alone document: those that are told as used are those that the scanner runs. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { readScapDocument } from '../../server/src/cli/files.ts';
import { useLoadedFile } from '../../server/src/lint/scap/use-loaded-file.ts';
import { listBenchmarks } from '../../server/src/scap/benchmark.ts';
import { listChecks } from '../../server/src/service/checks.ts';
import { run } from '../oracle/scanner.ts';

const top = mkdtempSync(join(tmpdir(), 'scripts-'));
afterAll(() => rmSync(top, { recursive: true, force: true }));

const folder = join(top, 'content');
mkdirSync(join(folder, 'below'), { recursive: true });
for (const name of ['s.sh', 'below/t.sh', 'with space.sh']) {
  // 101 is a pass.
  writeFileSync(join(folder, name), '#!/bin/sh\nexit 101\n', { mode: 0o755 });
}

const ref = (href: string, name = '') => `<check-content-ref href="${href}"${name && ` name="${name}"`}/>`;
/** A rule for each, by what its check holds. */
const checks: Readonly<Record<string, string>> = {
  beside: ref('s.sh'),
  dotted: ref('./s.sh'),
  below: ref('below/t.sh'),
  spaced: ref('with space.sh'),
  named: ref('s.sh', 'x'),
  rooted: ref('/s.sh'),
  second: ref('gone.sh') + ref('s.sh'),
  encoded: ref('with%20space.sh'),
  fragment: ref('s.sh#x'),
  gone: ref('gone.sh'),
  address: ref(`file://${folder}/s.sh`),
  path: ref(`${folder}/s.sh`),
};

it('are found by the letters of the href', async () => {
  const id = (name: string) => `xccdf_org.example_rule_${name}`;
  const rules = Object.entries(checks).map(
    ([name, content]) =>
      `<Rule id="${id(name)}" selected="true"><title>${name}</title>\n<check system="http://open-scap.org/page/SCE">\n${content}</check></Rule>`,
  );
  const path = join(folder, 'x-xccdf.xml');
  writeFileSync(
    path,
    `<?xml version="1.0"?>\n<Benchmark xmlns="http://checklists.nist.gov/xccdf/1.2" id="xccdf_org.example_benchmark_b">
<status>draft</status><version>1</version>\n${rules.join('\n')}\n</Benchmark>\n`,
  );
  const output = await run('oscap', ['xccdf', 'eval', '--progress', path], [0, 2]);
  const ran = output.split('\n').flatMap((line) => /^xccdf_org\.example_rule_(\w+):pass$/.exec(line)?.[1] ?? []);
  expect(ran).toEqual(['beside', 'dotted', 'below', 'spaced', 'named', 'rooted', 'second']);
  const { snapshot } = await readScapDocument(path, 'read');
  const [benchmark] = listBenchmarks(snapshot);
  const used = Object.keys(checks).filter((name) =>
    listChecks(benchmark!, benchmark!.itemsById.get(id(name))!).some((row) => row.used),
  );
  expect(used).toEqual(ran);
  const unfound = useLoadedFile.check(snapshot).map(({ from, to }) => snapshot.source.slice(from, to));
  expect(unfound.toSorted()).toEqual(
    [...new Set(Object.values(checks).flatMap((content) => [...content.matchAll(/href="([^"]*)"/g)].map((m) => m[1]!)))]
      .filter((href) => !['s.sh', './s.sh', 'below/t.sh', 'with space.sh', '/s.sh'].includes(href))
      .toSorted(),
  );
});
