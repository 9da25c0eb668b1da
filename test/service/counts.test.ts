/** How many there are of something: one, none, thousands; and wherever a count stands in a sentence. */
import { expect, it } from 'vitest';
import type { Finding } from '../../server/src/lint/finding.ts';
import { findingLimit, runRule } from '../../server/src/lint/runner.ts';
import { openSnapshot } from '../../server/src/scap/snapshot.ts';
import { profilesText, rulesText } from '../../server/src/service/counts.ts';
import { previewToggle } from '../../server/src/service/togglePreview.ts';

it('has one, none and thousands', () => {
  expect([0, 1, 2, 1520].map(rulesText)).toEqual(['0 rules', '1 rule', '2 rules', '1,520 rules']);
  expect([0, 1, 2, 1520].map(profilesText)).toEqual(['0 profiles', '1 profile', '2 profiles', '1,520 profiles']);
});

it('asks for the only rule of a group', () => {
  const snapshot = openSnapshot(
    `<Benchmark xmlns="http://checklists.nist.gov/xccdf/1.2" id="b"><Group id="g"><title>Single</title><Rule id="r"/></Group></Benchmark>`,
  );
  const toggle = { benchmark: 'b', items: ['g'], scope: { kind: 'everywhere' as const }, enable: false };
  expect(previewToggle(snapshot, toggle)).toMatchObject({
    question: 'Switch the only rule of "Single" off everywhere?',
  });
});

it('counts one finding more', () => {
  const facts = { code: 'xccdf/no-x', severity: 'error', requirements: [] } as const;
  const findings = Array.from(
    { length: findingLimit + 1 },
    (_, from): Finding => ({ ...facts, from, to: from + 1, message: 'x' }),
  );
  expect(runRule(openSnapshot('<a/>'), { ...facts, check: () => findings }).at(-1)!.message).toBe(
    '1 more finding of xccdf/no-x is left out.',
  );
});
