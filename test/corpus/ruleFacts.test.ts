/** Idents and severities of rules that extend others, ours against what the scanner makes of them when it resolves a Benchmark. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { listBenchmarks } from '../../server/src/scap/benchmark.ts';
import { listRuleFacts } from '../../server/src/scap/ruleFacts.ts';
import { compareScans } from '../../server/src/service/compare.ts';
import { run } from '../oracle/scanner.ts';
import { fixturePath, openFile } from '../support/documents.ts';

const folder = mkdtempSync(join(tmpdir(), 'facts-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it.each(['rule-facts.xml', 'selection/rule-extends.xml', 'selection/rule-extends-abstract.xml'])(
  'in %s',
  async (name) => {
    const [path, resolved] = [fixturePath(name), join(folder, 'resolved.xml')];
    await run('oscap', ['xccdf', 'resolve', '--force', '-o', resolved, path], [0]);
    const rules = readFileSync(resolved, 'utf8').matchAll(/<Rule ([^>]*)>([\s\S]*?)<\/Rule>/g);
    const theirs = [...rules].map(([, tag, inside]) => ({
      id: / ?id="([^"]*)"/.exec(tag!)![1],
      severity: / severity="([^"]*)"/.exec(tag!)?.[1] ?? 'unknown',
      idents: [...inside!.matchAll(/<ident [^>]*>([^<]*)</g)].map(([, text]) => text),
    }));
    const benchmark = listBenchmarks(openFile(path))[0]!;
    const facts = listRuleFacts(benchmark).filter(({ item }) => item.kind === 'rule');
    const severities = new Map(compareScans(benchmark, []).rules.map(({ id, severity }) => [id, severity]));
    const ours = facts.map(({ item: { id }, idents }) => ({ id, severity: severities.get(id), idents }));
    expect(ours).toEqual(theirs);
    expect(ours.length).toBeGreaterThan(1);
  },
);
