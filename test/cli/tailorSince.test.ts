/** `scapwright tailor FILE --base OLD`: what was edited since as a tailoring of OLD, and a line for all that it cannot say. */
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { copyOf, id, run } from './program.ts';

const environment = { SOURCE_DATE_EPOCH: '1714564800' };

/** A fixture and an edited copy beside it. */
function edited(name: string, edit: (text: string) => string): { readonly base: string; readonly file: string } {
  const base = copyOf(`selection/${name}`);
  const file = join(dirname(base), 'edited.xml');
  writeFileSync(file, edit(readFileSync(base, 'utf8')));
  return { base, file };
}

describe('tailor --base', () => {
  it('says what was switched, beside the older text', async () => {
    const { base, file } = edited('tailoring-base.xml', (text) =>
      text.replace('rule_left" selected="true"', 'rule_left" selected="false"'),
    );
    const { code, stdout, stderr } = await run(['tailor', file, '--base', base], { cwd: dirname(base), environment });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('<xccdf:benchmark href="tailoring-base.xml"/>');
    // The profile that extends it changed with it.
    for (const name of ['standard', 'strict']) {
      expect(stdout).toContain(
        `<xccdf:Profile id="${id(`profile:${name}`)}_customized" extends="${id(`profile:${name}`)}">`,
      );
    }
    expect(stdout.match(/<xccdf:select [^>]*>/g)).toEqual(
      Array.from({ length: 2 }, () => `<xccdf:select idref="${id('rule:left')}" selected="false"/>`),
    );
  });

  it('lists what a tailoring cannot say, each with its line', async () => {
    const { base, file } = edited('tailoring-base.xml', (text) =>
      text
        .replace('<title>Moon</title>', '<title>The moon</title>')
        .replace('rule_star" selected="false"', 'rule_star" selected="true"')
        .replace(/ {2}<Profile id="[^"]*_apart">[\s\S]*?<\/Profile>\n/, '')
        .replace('<version>1.0', '<version>1.1'),
    );
    const { code, stdout, stderr } = await run(['tailor', file, '--base', base], { environment });
    expect(code).toBe(0);
    // What the default of a rule means in a profile can be said, only the scan without one cannot.
    expect(stdout).toContain(`<xccdf:select idref="${id('rule:star')}" selected="true"/>`);
    const notes = stderr.replaceAll(dirname(base), '').replaceAll('scapwright: ', '');
    expect(notes.trim().split('\n')).toEqual([
      expect.stringMatching(
        /^\/edited\.xml:6: not in the tailoring: \S+_tailoring-base: the text of version was edited$/,
      ),
      expect.stringMatching(/^\/tailoring-base\.xml:17: .*the profile \S+_apart was removed$/),
      expect.stringMatching(/^\/edited\.xml:\d+: .*rule_star: its own @selected was edited/),
      expect.stringMatching(/^\/edited\.xml:\d+: .*rule_moon: the text of title was edited$/),
    ]);
  });

  it('writes the entries of an abstract base out, and so a setting that was taken back', async () => {
    const abstract = await run(['tailor', copyOf('selection/abstract-profile.xml'), '--profile', 'profile_base'], {
      environment,
    });
    expect(abstract.stdout).toContain(`<xccdf:Profile id="${id('profile:base')}_customized">`);
    expect(abstract.stdout).toContain(`    <xccdf:select idref="${id('rule:middle')}" selected="true"/>\n`);
    const base = copyOf('host-ownership-ds.xml');
    const file = join(dirname(base), 'edited.xml');
    writeFileSync(file, readFileSync(base, 'utf8').replace(/\s*<refine-value [^>]*backup_age_days[^>]*>/, ''));
    const { stdout } = await run(['tailor', file, '--base', base], { environment });
    expect(stdout).toMatch(/<xccdf:Profile id="[^"]*_workstation_customized">/);
    expect(stdout).not.toContain('backup_age_days');
    expect(stdout).toContain('<xccdf:select ');
  });

  it('is of one Benchmark, which has to be chosen, and lists what was edited in the others', async () => {
    const { base, file } = edited('two-benchmarks-ds.xml', (text) =>
      text.replaceAll(/(_rule_right" selected=)"true"/g, '$1"false"'),
    );
    const refused = await run(['tailor', file, '--base', base], { environment });
    expect(refused).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining(id('benchmark:west')) });
    const chosen = ['--benchmark-id', id('benchmark:west')];
    const { code, stdout, stderr } = await run(['tailor', file, '--base', base, ...chosen], { environment });
    expect(code).toBe(0);
    expect(stdout).toContain(`id="${id('benchmark:west')}"/>`);
    expect(stdout.match(/<xccdf:Profile id="[^"]*"/g)).toEqual([
      `<xccdf:Profile id="${id('profile:first')}_customized"`,
    ]);
    expect(stderr.trim().split('\n')).toEqual([
      expect.stringMatching(/edited\.xml:32: not in the tailoring: .*profile_second: the attribute selected of select/),
    ]);
  });

  it('writes nothing where no profile changed', async () => {
    const { base, file } = edited('plain.xml', (text) => text.replace('<title>Moon', '<title>The moon'));
    const { code, stdout, stderr } = await run(['tailor', file, '--base', base]);
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
    expect(stderr).toContain('so there is no tailoring to write');
  });

  it('takes --profile and --output, and nothing that edits', async () => {
    const path = copyOf('selection/plain.xml');
    const { code, stderr } = await run(['tailor', path, '--base', path, '--enable', 'left']);
    expect(code).toBe(2);
    expect(stderr).toContain('--base takes the edits from FILE');
    expect((await run(['tailor', path, '--base', path, '--profile', '(all)'])).code).toBe(2);
  });
});
