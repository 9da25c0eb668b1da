/**
 * The sample stream under the real scanner: it is valid, it gives real results on this machine, and it tells the accident that
 * it is about, shown on a small made-up host in a temporary folder (OSCAP_PROBE_ROOT makes the scanner look there).
 */
import { chmodSync, chownSync, lchownSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { allEffective, defaultScan, fullResults, run } from '../oracle/scanner.ts';

const stream = fileURLToPath(new URL('../fixtures/host-ownership-ds.xml', import.meta.url));
const prefix = 'xccdf_org.scapwright.sample_';
const profiles = ['minimal', 'workstation', 'server', 'container_host', 'aftermath'];
/** The one rule that only a person can answer. */
const question = 'restore_rehearsed';
const isRoot = process.getuid?.() === 0;

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'host-ownership-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('sample stream', () => {
  it('passes the schema as a stream, and its parts the schema and the Schematron rules', async () => {
    await run('oscap', ['ds', 'sds-validate', stream], [0]);
    await run('oscap', ['ds', 'sds-split', stream, folder], [0]);
    const parts = readdirSync(folder);
    const ovalParts = parts.filter((name) => name.endsWith('oval.xml'));
    expect(ovalParts).toHaveLength(2);
    for (const part of ovalParts) {
      await run('oscap', ['oval', 'validate', '--schematron', join(folder, part)], [0]);
    }
    const checklist = parts.find((name) => name.endsWith('xccdf.xml'))!;
    await run('oscap', ['xccdf', 'validate', join(folder, checklist)], [0]);
  });

  it('selects in each profile what its description says', async () => {
    const effective = await allEffective(stream);
    const sizes = [...effective].map(([profile, rules]) => [profile.replace(`${prefix}profile_`, ''), rules.size]);
    expect(sizes).toEqual([
      ['minimal', 6],
      ['workstation', 13],
      ['server', 17],
      ['container_host', 19],
      ['aftermath', 10],
      [defaultScan, 0],
    ]);
  });

  it.each(profiles)('gives real results on this machine in the profile %s', async (profile) => {
    const results = await evaluate(profile);
    const real = [...results].filter(([rule]) => rule !== question);
    expect(real.filter(([, result]) => result !== 'pass' && result !== 'fail')).toEqual([]);
    expect(real.filter(([, result]) => result === 'pass').length).toBeGreaterThan(0);
  });
});

describe('a Value', () => {
  it('decides which files of which user are looked for', async () => {
    // Without root the owner of a file cannot be changed, so the suspected number is then the tester's own.
    const suspect = isRoot ? 999 : process.getuid!();
    const file = join(folder, 'tool');
    writeFileSync(file, '');
    chownSync(file, suspect, process.getgid!());
    const verdict = async (uid: number): Promise<string | undefined> => {
      const tailoring = writeTailoring({ watched_directory: folder, suspect_uid: `${uid}` });
      return (await evaluate('tailored', { tailoring })).get('watched_directory_owner');
    };
    expect(await verdict(suspect)).toBe('fail');
    expect(await verdict(4242)).toBe('pass');
    if (isRoot) {
      chownSync(file, 0, 0);
      expect(await verdict(suspect)).toBe('pass');
    }
  });
});

// Only root can give files away, and most rules ask for UID 0.
describe.skipIf(!isRoot)('a made-up host (needs root)', () => {
  it('passes while it is in order', async () => {
    makeHost();
    const results = await evaluateHost('container_host');
    expect(listRules(results, 'fail')).toEqual(['container_data_file_system']);
    expect(listRules(results, 'pass')).toHaveLength(17);
  });

  it('fails nearly everywhere after the accident', async () => {
    makeHost();
    giveEverythingTo(999);
    const results = await evaluateHost('aftermath');
    expect(listRules(results, 'fail')).toEqual([
      'etc_known_owners',
      'program_owners',
      'root_directory_owner',
      'shadow_owner',
      'su_setuid',
      'sudo_owner',
      'sudo_setuid',
      'system_directories_owner',
      'usr_known_owners',
      'watched_directory_owner',
    ]);
    expect(listRules(results, 'pass')).toEqual([]);
    expect((await evaluateHost('minimal')).get('way_back_to_root')).toBe('fail');
  });

  it('still lacks the setuid bits when only the owner was given back', async () => {
    makeHost();
    giveEverythingTo(999);
    giveEverythingTo(0);
    const results = await evaluateHost('minimal');
    expect(listRules(results, 'fail')).toEqual(['sudo_setuid', 'way_back_to_root']);
  });

  it('tells the known number of a wrong user, about which the rules on unknown owners are silent', async () => {
    makeHost();
    write('etc/passwd', 'root:x:0:0::/root:/bin/sh\nservice:x:999:999::/:/bin/false\n');
    chownSync(join(folder, 'etc/group'), 999, 0);
    const results = await evaluateHost('aftermath');
    expect(listRules(results, 'fail')).toEqual(['watched_directory_owner']);
  });

  it('tells a compose file that mounts the root directory, in both forms', async () => {
    makeHost();
    const mounts = ['      - /:/data\n', '      - "/:/data:rw"\n', '      - type: bind\n        source: /\n'];
    for (const mount of mounts) {
      write('opt/app/compose.yaml', `services:\n  app:\n    volumes:\n${mount}`);
      expect((await evaluateHost('container_host')).get('compose_mounts'), mount).toBe('fail');
    }
  });

  it('tells a data directory of the engine that is the root directory', async () => {
    makeHost();
    write('etc/docker/daemon.json', '{ "data-root": "/" }\n');
    const results = await evaluateHost('container_host');
    expect(results.get('docker_data_root')).toBe('fail');
    // The rule is still selected, and that is all that the rule which requires it asks for.
    expect(results.has('container_data_file_system')).toBe(true);
  });

  it('tells a missing list of owners', async () => {
    makeHost();
    rmSync(join(folder, 'var/backups/host-ownership.facl'));
    const results = await evaluateHost('server');
    expect(listRules(results, 'fail')).toEqual(['backup_recent', 'ownership_list_recent']);
  });
});

/** A host in order: the fewest files that the rules look at, all owned by root. */
function makeHost(): void {
  write('etc/os-release', 'ID=example\n');
  write('etc/passwd', 'root:x:0:0::/root:/bin/sh\n');
  write('etc/group', 'root:x:0:\n');
  write('etc/shadow', 'root:*:1::::::\n', 0o640);
  write('etc/sudoers', '', 0o440);
  write('usr/bin/sudo', '', 0o4755);
  write('usr/bin/su', '', 0o4755);
  write('usr/sbin/tool', '', 0o755);
  write('opt/app/compose.yaml', 'services:\n  app:\n    volumes:\n      - /opt/app/data:/data\n');
  write('var/backups/host-ownership.facl', '');
  for (const directory of ['etc/sudoers.d', 'usr/lib', 'usr/local', 'var/lib', 'boot', 'root', 'bin']) {
    mkdirSync(join(folder, directory), { recursive: true });
  }
  chmodSync(folder, 0o755);
}

function write(path: string, text: string, mode = 0o644): void {
  const full = join(folder, path);
  mkdirSync(dirname(full), { recursive: true });
  writeFileSync(full, text);
  chmodSync(full, mode);
}

/** What the start script of the container did; the kernel drops the setuid bits on the way. */
function giveEverythingTo(uid: number): void {
  lchownSync(folder, uid, uid);
  for (const entry of readdirSync(folder, { recursive: true })) {
    lchownSync(join(folder, `${entry}`), uid, uid);
  }
}

function writeTailoring(values: Readonly<Record<string, string>>): string {
  const path = join(folder, 'sample-tailoring.xml');
  const settings = Object.entries(values).map(
    ([value, text]) => `    <set-value idref="${prefix}value_${value}">${text}</set-value>\n`,
  );
  writeFileSync(
    path,
    `<?xml version="1.0" encoding="UTF-8"?>
<Tailoring xmlns="http://checklists.nist.gov/xccdf/1.2" id="${prefix}tailoring_test">
  <benchmark href="${stream}"/>
  <version time="2024-05-01T12:00:00">1</version>
  <Profile id="${prefix}profile_tailored" extends="${prefix}profile_server">
    <title>Tailored</title>
${settings.join('')}  </Profile>
</Tailoring>
`,
  );
  return path;
}

/** Results of the selected rules by the short names of the rules. */
async function evaluate(
  profile: string,
  options: { readonly tailoring?: string; readonly environment?: Readonly<Record<string, string>> } = {},
): Promise<Map<string, string>> {
  const results = await fullResults(stream, `${prefix}profile_${profile}`, { ...options, validate: true });
  const selected = [...results].filter(([, result]) => result !== 'notselected');
  return new Map(selected.map(([rule, result]) => [rule.replace(`${prefix}rule_`, ''), result]));
}

function evaluateHost(profile: string): Promise<Map<string, string>> {
  return evaluate(profile, { environment: { OSCAP_PROBE_ROOT: folder } });
}

function listRules(results: Map<string, string>, wanted: string): string[] {
  return [...results].flatMap(([rule, result]) => (result === wanted ? [rule] : [])).sort();
}
