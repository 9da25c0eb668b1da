/** `scapwright apply-tailoring`: the stream with a tailoring in it, as a diff or written, and when it refuses. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { copyOf, fileWith, id, run, runJson, stateOf } from './program.ts';

const [standard, site] = [id('profile:standard'), id('profile:site')];

function tailoring(profiles: string): string {
  return fileWith(
    'mine-tailoring.xml',
    `<x:Tailoring xmlns:x="http://checklists.nist.gov/xccdf/1.2" id="xccdf_org.example_tailoring_mine">
  <x:benchmark href="base.xml"/>
  <x:version time="2024-05-01T12:00:00">1</x:version>
${profiles}
</x:Tailoring>
`,
  );
}

describe('apply-tailoring', () => {
  it('adds a profile of a new name, in the style of the stream', async () => {
    const path = copyOf('selection/tailoring-base.xml');
    const { code, stdout } = await run(['apply-tailoring', path, copyOf('selection/tailoring-new.xml')]);
    expect(code).toBe(0);
    const added = stdout.split('\n').filter((line) => line.startsWith('+') && !line.startsWith('+++'));
    expect(added).toEqual([
      `+  <Profile id="${site}" extends="${standard}">`,
      '+    <title>Site</title>',
      `+    <select idref="${id('rule:left')}" selected="false"/>`,
      `+    <select idref="${id('group:far')}" selected="true"/>`,
      `+    <select idref="${id('rule:star')}" selected="true"/>`,
      '+  </Profile>',
    ]);
    expect(stdout).not.toMatch(/^-(?!-)/m);
  });

  it('edits a profile that is shadowed, and keeps those that extend it as they were', async () => {
    const path = copyOf('selection/tailoring-base.xml');
    const { code, json } = await runJson<{ profiles: object[]; warnings: object[]; written: boolean }>([
      'apply-tailoring',
      path,
      copyOf('selection/tailoring-shadow.xml'),
      '--write',
    ]);
    expect(code).toBe(0);
    expect(json).toMatchObject({ written: true, warnings: [] });
    expect(json.profiles).toEqual([
      { id: standard, isNew: false },
      { id: id('profile:strict'), isNew: false },
    ]);
    const [, first, second] = readFileSync(path, 'utf8').split('<Profile');
    expect(first).toContain('rule_left" selected="false"');
    expect(first).toContain('rule_right" selected="true"');
    expect(second).toContain('rule_left" selected="true"');
  });

  it('carries values and refinements over, and says what it has to leave out', async () => {
    const path = copyOf('host-ownership-ds.xml');
    const values = 'xccdf_org.scapwright.sample_value_';
    const workstation = 'xccdf_org.scapwright.sample_profile_workstation';
    const file = tailoring(`  <x:Profile id="${workstation}" extends="${workstation}">
    <x:title>Other</x:title>
    <x:refine-value idref="${values}backup_age_days" selector="week"/>
    <x:set-value idref="${values}suspect_uid">4711</x:set-value>
  </x:Profile>`);
    const { stdout, stderr } = await run(['apply-tailoring', path, file]);
    const changed = stdout.split('\n').filter((line) => /^[+-](?![+-])/.test(line));
    expect(changed.map((line) => line.replace(/\s+/g, ' '))).toEqual([
      expect.stringMatching(/^- <refine-value .*backup_age_days" selector="month"\/>$/),
      expect.stringMatching(/^\+ <refine-value .*backup_age_days" selector="week"\/>$/),
      `+ <set-value idref="${values}suspect_uid">4711</set-value>`,
    ]);
    expect(stderr).toContain('keeps its title');
  });

  it.each([
    [
      'a circle',
      `<x:Profile id="${site}" extends="${site}2"/><x:Profile id="${site}2" extends="${site}"/>`,
      `circle: ${site} -> ${site}2 -> ${site}.`,
    ],
    ['an abstract one', `<x:Profile id="${standard}" abstract="true"/>`, 'is abstract'],
    ['none', '', 'has no profile'],
  ])('refuses a tailoring with %s, and edits nothing', async (_, profiles, reason) => {
    const path = copyOf('selection/tailoring-base.xml');
    const before = stateOf(path);
    const { code, stdout, stderr } = await run(['apply-tailoring', path, tailoring(profiles), '--write']);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(reason);
    expect(stateOf(path)).toEqual(before);
  });
});
