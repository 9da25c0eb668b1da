/** The runner: order, isolation, what a broken document hides, and the limit. */
import { expect, test } from 'vitest';
import type { Finding, LintRule } from '../../server/src/lint/finding.ts';
import { findingLimit, lintRules, lintSteps, runLint, runRule } from '../../server/src/lint/runner.ts';
import { openSnapshot, type Snapshot } from '../../server/src/scap/snapshot.ts';
import { profile, xccdf } from './samples.ts';

const facts = { code: 'xccdf/no-x', severity: 'warning', requirements: ['SRC-1'] } as const;

test('every rule has a code of its own, in a family', () => {
  const codes = lintRules.map((rule) => rule.code);
  expect(new Set(codes).size).toBe(codes.length);
  for (const code of codes) expect(code).toMatch(/^[a-zA-Z]+\/(?:no|use)-[a-z-]+$/);
  for (const { requirements } of lintRules)
    for (const id of requirements) expect(id).toMatch(/^(?:SRC|A)-\d+(?:-\d+)*$/);
});

test('findings stand in the order of their places, then of their codes', () => {
  const text = xccdf(
    `<Rule id="r"><requires idref="n"/></Rule>${profile('<select idref="a" selected="true"/><select idref="a" selected="true"/>', ' extends="z"')}`,
  );
  const findings = runLint(openSnapshot(text));
  expect(findings.map((finding) => finding.code)).toEqual([
    'xccdf/no-unresolved-requires',
    'xccdf/no-unresolved-extends',
    'xccdf/no-unresolved-select',
    'xccdf/no-touching-entry',
    'xccdf/no-duplicate-select',
    'xccdf/no-unresolved-select',
  ]);
  const places = findings.map((finding) => finding.from);
  expect(places).toEqual(places.toSorted((a, b) => a - b));
});

test('of a broken document only what is wrong as XML is told', () => {
  const text = xccdf(profile('<select idref="none" selected="true"/>')).replace('</title>', '</titel>');
  expect(new Set(runLint(openSnapshot(text)).map((finding) => finding.code.split('/')[0]))).toEqual(new Set(['xml']));
});

test('a warning about the text hides nothing', () => {
  const text = `<!DOCTYPE Benchmark [<!ENTITY e "x">]>${xccdf(profile('<select idref="none" selected="true"/>'))}`;
  const codes = runLint(openSnapshot(text)).map((finding) => finding.code);
  expect(codes).toEqual(['xml/use-plain-text', 'xccdf/no-unresolved-select']);
});

test('a rule that throws becomes one note that names it', () => {
  const broken: LintRule = {
    ...facts,
    check: () => {
      throw new Error('offset 7 outside');
    },
  };
  const [finding, ...others] = runRule(openSnapshot('<a/>'), broken);
  expect(others).toEqual([]);
  expect(finding).toMatchObject({ code: 'xccdf/no-x', severity: 'info', from: 0 });
  expect(finding!.message).toContain('xccdf/no-x');
  expect(finding!.message).toContain('offset 7 outside');
});

test('what is left out is counted', () => {
  const one = (from: number): Finding => ({ ...facts, from, to: from + 1, message: 'x' });
  const many: LintRule = { ...facts, check: () => Array.from({ length: findingLimit + 5 }, (_, from) => one(from)) };
  const findings = runRule(openSnapshot('<a/>'), many);
  expect(findings.length).toBe(findingLimit + 1);
  expect(findings.at(-1)).toMatchObject({ severity: 'info' });
  expect(findings.at(-1)!.message).toMatch(/^5 more findings of xccdf\/no-x/);
});

test('texts that are no SCAP at all get an answer', () => {
  for (const text of ['', ' ', '\ufeff', 'hello', '\u0000\u0001', '<', '<a', '{"json": true}', '<html/>']) {
    expect(runLint(openSnapshot(text)).length, JSON.stringify(text)).toBeGreaterThan(0);
  }
});

test('what rules share is worked out in pieces before them, and what fails there hides rules and no more', () => {
  const text = xccdf(`<Rule id="r"/>${['p', 'q'].map((id) => `<Profile id="${id}"/>`).join('')}`);
  const xmlRules = lintRules.filter(({ code }) => code.startsWith('xml/')).length;
  // Benchmarks, hrefs, references, and each profile.
  expect([...lintSteps(openSnapshot(text))].length).toBe(lintRules.length + 3 + 2);
  expect([...lintSteps(openSnapshot('<a>'))].length).toBe(xmlRules);
  const failing = { ...openSnapshot(text), index: undefined } as unknown as Snapshot;
  const hidden = runLint(failing);
  expect(hidden.length).toBeGreaterThan(5);
  for (const { severity, message } of hidden) {
    expect(severity).toBe('info');
    expect(message).toContain('failed');
  }
});
