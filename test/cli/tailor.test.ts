/** `scapwright tailor`: the document it writes, what it leaves out, and that a scanner's rules follow. */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { copyOf, freshFolder, id, run, runJson } from './program.ts';

const environment = { SOURCE_DATE_EPOCH: '1714564800' };

describe('tailor', () => {
  it('writes one profile that says only what differs', async () => {
    const path = copyOf('selection/tailoring-base.xml');
    const given = ['tailor', path, '--profile', 'standard', '--disable=left', '--enable=moon', '--enable', 'middle'];
    const { code, stdout, stderr } = await run(given, { cwd: dirname(path), environment });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<xccdf:Tailoring xmlns:xccdf="http://checklists.nist.gov/xccdf/1.2" id="xccdf_org.example_tailoring_standard_customized">
  <xccdf:benchmark href="tailoring-base.xml"/>
  <xccdf:version time="2024-05-01T12:00:00Z">1</xccdf:version>
  <xccdf:Profile id="xccdf_org.example_profile_standard_customized" extends="xccdf_org.example_profile_standard">
    <xccdf:title override="true">Standard (customized)</xccdf:title>
    <xccdf:select idref="xccdf_org.example_rule_moon" selected="true"/>
    <xccdf:select idref="xccdf_org.example_group_far" selected="true"/>
    <xccdf:select idref="xccdf_org.example_rule_left" selected="false"/>
  </xccdf:Profile>
</xccdf:Tailoring>
`);
    expect((await run(given, { cwd: dirname(path), environment })).stdout).toBe(stdout);
  });

  it('writes beside, with an href that leads back, and its rules follow', async () => {
    const path = copyOf('selection/tailoring-base.xml');
    const output = join(freshFolder(), 'mine.xml');
    const { code, stdout } = await run(
      ['tailor', path, '--profile', 'apart', '--enable', 'star', '--new-id', id('profile:mine'), '--output', output],
      { environment },
    );
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
    const text = readFileSync(output, 'utf8');
    const href = /benchmark href="([^"]+)"/.exec(text)![1]!;
    expect(join(dirname(output), href)).toBe(path);
    const { json } = await runJson<{ rules: { id: string; effective: boolean }[] }>([
      'rules',
      path,
      '--tailoring-file',
      output,
      '--profile',
      'mine',
    ]);
    expect(json.rules.filter(({ effective }) => effective).map((rule) => rule.id)).toEqual([
      id('rule:middle'),
      id('rule:star'),
    ]);
  });

  it('stands in for the profile that it starts from where that is asked for, and says so', async () => {
    const path = copyOf('selection/tailoring-base.xml');
    const strict = id('profile:strict');
    const given = ['tailor', path, '--profile', 'strict', '--new-id', strict, '--enable', 'moon'];
    const { code, stdout, stderr } = await run(given, { environment });
    expect([code, stderr]).toEqual([
      0,
      expect.stringContaining(`with the tailoring, ${strict} is the tailored profile: it hides the one of the same id`),
    ]);
    expect(stdout).toContain(`Profile id="${strict}" extends="${strict}"`);
  });

  it('sets and refines Values, except where the profile does so already', async () => {
    const path = copyOf('host-ownership-ds.xml');
    const values = 'xccdf_org.scapwright.sample_value_';
    const { code, stdout } = await run(
      [
        'tailor',
        path,
        '--profile=profile_workstation',
        '--refine-value=backup_age_days=month',
        '--refine-value',
        'compose_directory=opt',
        '--set-value',
        'suspect_uid=1003',
      ],
      { environment },
    );
    expect(code).toBe(0);
    expect(stdout).not.toContain('backup_age_days');
    expect(stdout).toContain(`    <xccdf:set-value idref="${values}suspect_uid">1003</xccdf:set-value>\n`);
    expect(stdout).toContain(`    <xccdf:refine-value idref="${values}compose_directory" selector="opt"/>\n  </xccdf:`);
    expect(stdout).not.toContain('select ');
  });

  it.each([
    ['base', 'age=400', '400 is above the upper bound, 366'],
    ['bare', 'age=0', '0 is below the lower bound, 1'],
    ['bare', 'age=old', '"old" is no number'],
    ['(default)', 'age=91', '91 is above the upper bound, 90'],
    ['bare', 'mode=loose', '"loose" is none of the choices: "strict", "lenient", "a & b"'],
    ['bare', 'host=UPPER', '"UPPER" does not match the pattern [a-z.]+'],
    ['bare', 'flag=maybe', '"maybe" is neither true nor false'],
  ])('refuses what a Value does not allow: in %s %s', async (profile, setting, message) => {
    const given = ['tailor', copyOf('values.xml'), '--profile', profile, '--set-value', setting];
    for (const parameters of [given, [...given, '--force']]) {
      const { code, stdout, stderr } = await run(parameters, { environment });
      expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
      expect(stderr).toContain(message);
      expect(stderr).toContain('nothing was written\n');
    }
  });

  it('takes the limits of the selector in force, and writes a text so that it is one', async () => {
    const given = ['--set-value', 'age=366', '--set-value', 'unread=a<b & "c"'];
    const { code, stdout, stderr } = await run(['tailor', copyOf('values.xml'), '--profile', 'base', ...given], {
      environment,
    });
    expect(code).toBe(0);
    expect(stdout).toContain('value_age">366</xccdf:set-value>\n');
    expect(stdout).toContain('value_unread">a&lt;b &amp; "c"</xccdf:set-value>\n');
    expect(stderr).toContain(`No rule that the profile evaluates reads ${id('value:unread')}.`);
  });

  it('tells of a selector that would be in vain, and with --force sets what it stands for', async () => {
    const given = ['tailor', copyOf('values.xml'), '--profile', 'heir', '--refine-value', 'host=other'];
    const refused = await run(given, { environment });
    expect(refused).toMatchObject({ code: 1, stdout: '' });
    expect(refused.stderr).toContain('beats any selector');
    const forced = await run([...given, '--force'], { environment });
    expect(forced.code).toBe(0);
    expect(forced.stdout).toContain('value_host">other.example.org</xccdf:set-value>');
  });

  it('starts from nothing with (default), and knows XCCDF 1.1', async () => {
    const standard = await run(
      ['tailor', copyOf('selection/plain.xml'), '--profile', '(default)', '--disable', 'star'],
      { environment },
    );
    expect(standard.stdout).toContain('<xccdf:Profile id="xccdf_org.example_profile_default_customized">');
    const old = await run(['tailor', copyOf('selection/disa-style-1.1.xml'), '--profile', 'MAC-3_Low'], {
      environment,
    });
    expect(old.stdout).toContain('xmlns:tailoring="http://open-scap.org/page/Xccdf-1.1-tailoring"');
    expect(old.stdout).toContain('<cdf:Profile id="MAC-3_Low_customized" extends="MAC-3_Low">');
  });

  it('exits with 1 for a rule that would stay off', async () => {
    const path = copyOf('selection/requires-or.xml');
    const given = ['tailor', path, '--profile', 'none_of_list', '--enable', 'each'];
    const refused = await run(given, { environment });
    expect(refused).toMatchObject({ code: 1, stdout: '' });
    expect(refused.stderr).toContain(`${id('rule:each')} would stay off`);
    const helped = await run([...given, '--with-required'], { environment });
    expect(helped.code).toBe(0);
    expect(helped.stdout).toContain('rule_kettle" selected="true"');
  });

  it.each([
    ['selection/plain.xml', []],
    ['selection/plain.xml', ['--profile', '(all)']],
    ['selection/plain.xml', ['--profile', 'first', '--new-id', 'short']],
    ['selection/plain.xml', ['--profile', 'first', '--new-id', id('profile:second')]],
    ['selection/plain.xml', ['--profile', '(default)', '--new-id', id('profile:second')]],
    ['selection/plain.xml', ['--profile', 'first', '--enable', 'left', '--disable', 'left']],
    ['selection/tailoring-shadow.xml', ['--profile', 'standard']],
    ['host-ownership-ds.xml', ['--profile', 'profile_server', '--set-value', 'suspect_uid']],
    ['host-ownership-ds.xml', ['--profile', 'profile_server', '--refine-value', 'suspect_uid=never']],
    ['host-ownership-ds.xml', ['--profile', 'profile_server', '--set-value', 'nothing=1']],
  ])('%s with %j ends in 2', async (name, parameters) => {
    const { code, stdout, stderr } = await run(['tailor', copyOf(name), ...parameters], { environment });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).not.toBe('');
  });
});
