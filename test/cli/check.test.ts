/** `scapwright check`: the three formats, the exit codes, files that cannot be checked. */
import { describe, expect, it } from 'vitest';
import { copyOf, fileWith, run, runJson } from './program.ts';

interface Checked {
  readonly findings: readonly { readonly file: string; readonly line: number; readonly severity: string }[];
}

describe('check', () => {
  it('finds nothing in the sample stream', async () => {
    const { code, json } = await runJson<Checked>(['check', copyOf('host-ownership-ds.xml')]);
    expect({ code, json }).toEqual({ code: 0, json: { schemaVersion: 1, findings: [] } });
  });

  it('reports a broken document by place and exits with 1', async () => {
    const path = fileWith(
      'cut.xml',
      '<Benchmark xmlns="http://checklists.nist.gov/xccdf/1.2" id="b">\n  <title>\u{1f600}</titel>\n</Benchmark>\n',
    );
    const { code, json } = await runJson<Checked>(['check', path]);
    expect(code).toBe(1);
    expect(Object.keys(json.findings[0]!)).toEqual([
      'file',
      'line',
      'column',
      'endLine',
      'endColumn',
      'severity',
      'code',
      'message',
      'requirements',
    ]);
    expect(json.findings[0]).toMatchObject({ file: path, line: 2, column: 12, severity: 'error', requirements: [] });
    const text = await run(['check', path]);
    expect(text.code).toBe(1);
    expect(text.stdout).toMatch(/cut\.xml:2:12: error: .* \[xml\/no-broken-structure\]\n/);
    expect(text.stderr).toMatch(/^scapwright: \d errors?$/m);
  });

  it('orders by file, and fails from the severity asked for', async () => {
    const [left, right] = [copyOf('selection/dangling-select.xml'), copyOf('selection/duplicate-select.xml')];
    const given = [right, left].sort().reverse();
    const { json } = await runJson<Checked>(['check', ...given]);
    const files = json.findings.map(({ file }) => file);
    expect(new Set(files).size).toBe(2);
    expect(files).toEqual([...files].sort());
    const mild = fileWith(
      'mild-xccdf.xml',
      '<Benchmark xmlns="http://checklists.nist.gov/xccdf/1.2" id="b"><Rule id="r"><check system="http://oval.mitre.org/XMLSchema/oval-definitions-5"><check-content-ref href="gone.xml" name="x"/></check></Rule></Benchmark>',
    );
    const found = await runJson<Checked>(['check', mild]);
    expect(found.json.findings.map(({ severity }) => severity)).toEqual(['info']);
    expect(found.code).toBe(0);
    expect((await run(['check', mild, '--fail-on=warning'])).code).toBe(0);
    expect((await run(['check', mild, '--fail-on=info'])).code).toBe(1);
    expect((await run(['check', mild, '--fail-on=hint'])).code).toBe(1);
    expect((await run(['check', mild, '--fail-on=all'])).code).toBe(2);
  });

  it('writes SARIF with rules and regions', async () => {
    const path = copyOf('selection/duplicate-select.xml');
    const { code, stdout } = await run(['check', path, '--format', 'sarif']);
    expect(code).toBe(1);
    const log = JSON.parse(stdout);
    expect(log.version).toBe('2.1.0');
    const { tool, results } = log.runs[0];
    expect(tool.driver.name).toBe('Scapwright');
    const [result] = results;
    expect(tool.driver.rules[result.ruleIndex].id).toBe(result.ruleId);
    expect(result.locations[0].physicalLocation.artifactLocation.uri).toMatch(/^file:\/\/\//);
    expect(result.locations[0].physicalLocation.region.startLine).toBeGreaterThan(1);
    expect(result.level).toBe('error');
  });

  it('reports what it can of several files, and exits with 2 for one that is no SCAP content', async () => {
    const broken = copyOf('selection/duplicate-select.xml');
    const { code, stdout, stderr } = await run(['check', fileWith('a.xml', '<html/>'), broken, '--json']);
    expect(code).toBe(2);
    expect((JSON.parse(stdout) as Checked).findings[0]!.file).toBe(broken);
    expect(stderr).toContain('a.xml: no SCAP content');
    expect((await run(['check', broken, '--json', '--format', 'sarif'])).code).toBe(2);
  });

  it('checks a tailoring file against the Benchmark', async () => {
    const base = copyOf('selection/tailoring-base.xml');
    const alone = copyOf('selection/tailoring-shadow.xml');
    const lonely = await runJson<Checked>(['check', alone]);
    expect(lonely.json.findings.length).toBeGreaterThan(0);
    const together = await runJson<Checked>(['check', base, '--tailoring-file', alone]);
    expect(together).toMatchObject({ code: 0, json: { findings: [] } });
  });
});
