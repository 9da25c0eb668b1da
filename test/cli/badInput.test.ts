/**
 * Bad input on the command line: a message that names the thing, exit 2 where nothing can be answered, the answer where it can, and
 * a file that is never touched. Nothing that content names is fetched or expanded.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { benchmarkWith, bombs, countingServer, deepGroups } from '../support/badInput.ts';
import { copyOf, fileWith, freshFolder, run, runJson, stateOf } from './program.ts';

describe('what is no SCAP content', () => {
  const latin = Buffer.from('<?xml version="1.0" encoding="UTF-8"?>\n<a>\n  <b>\xfc</b></a>', 'latin1');
  const cases: readonly (readonly [string, string | Buffer, RegExp])[] = [
    ['empty.xml', '', /empty\.xml: the file is empty/],
    ['space.xml', ' \n ', /space\.xml: the file is empty/],
    ['text.xml', 'no markup here', /text\.xml: this is not XML/],
    ['binary.xml', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 0xff, 0x80, 0x81]), /byte 0xFF at offset 5 is not UTF-8/],
    ['latin.xml', latin, /latin\.xml: line 3: byte 0xFC at offset 48 is not UTF-8, which the XML declaration names/],
    ['cut.xml', benchmarkWith('<title>').slice(0, -20), /cut\.xml:\d+:\d+: not well-formed XML: /],
    ['html.xml', '<html><p/></html>', /no SCAP content: the root element is "html" in no namespace/],
    ['other.xml', '<a xmlns="urn:x"/>', /the root element is "a" of urn:x/],
    ['ebcdic.xml', '<?xml version="1.0" encoding="EBCDIC-US"?><a/>', /the encoding "EBCDIC-US" .* is not supported/],
    ['wide.xml', '<?xml version="1.0" encoding="UTF-16"?><a/>', /names UTF-16, but the bytes are not/],
    ['odd.xml', Buffer.from('\ufeff<a/>', 'utf16le').subarray(0, -1), /ends in the middle of a character of UTF-16LE/],
    ['half.xml', Buffer.from('\ufeff<a>\ud83d</a>', 'utf16le'), /is not UTF-16LE, which the byte order mark promises/],
    [
      'cp1252.xml',
      Buffer.from('<?xml version="1.0" encoding="windows-1252"?>\n<a>\x81</a>', 'latin1'),
      /line 2: byte 0x81 at offset 49 is not windows-1252/,
    ],
    ['utf32.xml', Buffer.from([0xff, 0xfe, 0, 0, 0x3c, 0, 0, 0]), /UTF-32 is not supported/],
  ];
  it.each(cases)('%s ends in 2, names the thing and is untouched', async (name, content, message) => {
    const path = fileWith(name, content);
    const before = stateOf(path);
    for (const command of [['info'], ['rules', '--profile', '(all)'], ['disable', 'x', '--everywhere', '--write']]) {
      const [verb, ...rest] = command;
      const { code, stdout, stderr } = await run([verb!, path, ...rest]);
      expect({ code, stdout }, verb).toEqual({ code: 2, stdout: '' });
      expect(stderr, verb).toMatch(message);
      expect(stderr, verb).not.toMatch(/\n {4}at /);
    }
    expect(stateOf(path)).toEqual(before);
  });

  it('names a directory and a missing file', async () => {
    const folder = join(freshFolder(), 'sub.xml');
    mkdirSync(folder);
    expect((await run(['info', folder])).stderr).toContain('sub.xml: this is a directory');
    const missing = await run(['info', 'nowhere.xml']);
    expect(missing).toMatchObject({ code: 2, stderr: 'scapwright: nowhere.xml: no such file\n' });
  });

  it('answers every command on 100,000 nested groups', async () => {
    const path = fileWith('deep.xml', deepGroups('<Rule id="r"/>'));
    for (const parameters of [
      ['rules', path, '--profile', '(default)'],
      ['explain', path, 'r'],
      ['checks', path, 'r'],
      ['disable', path, 'r', '--everywhere'],
      ['check', path],
    ]) {
      const { code, stderr } = await run(parameters);
      expect([0, 1], parameters[0]).toContain(code);
      expect(stderr, parameters[0]).not.toContain('internal error');
    }
  });
});

/** Every command, about FILE. */
const commands: readonly (readonly string[])[] = [
  ['info', 'FILE'],
  ['rules', 'FILE', '--profile', 'p'],
  ['explain', 'FILE', 'r'],
  ['compare', 'FILE'],
  ['checks', 'FILE', 'r'],
  ['fit', 'FILE', 'FILE'],
  ['enable', 'FILE', 'r', '--everywhere', '--write'],
  ['disable', 'FILE', 'r', '--profile', 'p', '--write'],
  ['tailor', 'FILE', '--profile', 'p'],
  ['apply-tailoring', 'FILE', 'FILE', '--write'],
  ['set-value', 'FILE', 'v', '1', '--profile', 'p', '--write'],
  ['refine-value', 'FILE', 'v', 'x', '--profile', 'p', '--write'],
  ['refine-rule', 'FILE', 'r', '--role', 'full', '--profile', 'p', '--write'],
  ['profile', 'new', 'FILE', 'xccdf_a_profile_n', '--write'],
  ['profile', 'delete', 'FILE', 'p', '--write'],
];
const edits = commands.filter((command) => command.includes('--write') && command[0] !== 'apply-tailoring');

describe('a document that is not well-formed', () => {
  const cut = benchmarkWith('<Profile id="xccdf_a_profile_p"/><Rule id="xccdf_a_rule_r"><title>').slice(0, -30);

  it.each(commands.map((command) => [command.join(' '), command]))('%s names its first fault', async (_, command) => {
    const path = fileWith('cut.xml', cut);
    const before = stateOf(path);
    const { code, stdout, stderr } = await run(command.map((word) => (word === 'FILE' ? path : word)));
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/cut\.xml:\d+:\d+: not well-formed XML: .*\nscapwright check lists all faults\n$/);
    expect(stateOf(path)).toEqual(before);
  });

  it('is checked all the same, and so is one without a root', async () => {
    const checked = await run(['check', fileWith('cut.xml', cut)]);
    expect(checked).toMatchObject({ code: 1, stderr: expect.stringContaining('1 error') });
    for (const text of ['', 'no markup', '<html/>']) {
      const { code, stdout, stderr } = await run(['check', fileWith('other.xml', text)]);
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toMatch(/other\.xml: (?:the file is empty|this is not XML|no SCAP content)/);
    }
  });

  // Faults below the level of tags: a scanner refuses them, and so does every edit.
  it.each(['a & b', 'a &nope; b', 'a \u0001 b', 'a ]]> b'])(
    'with the title %j is read and not edited',
    async (title) => {
      const inside = `<title>${title}</title><Profile id="xccdf_a_profile_p"><title>t</title></Profile><Value id="xccdf_a_value_v"><value>1</value></Value><Rule id="xccdf_a_rule_r"/>`;
      const path = fileWith('fault.xml', benchmarkWith(inside));
      const before = stateOf(path);
      expect((await run(['rules', path, '--profile', 'p'])).code).toBe(0);
      for (const command of edits) {
        const { code, stderr } = await run(command.map((word) => (word === 'FILE' ? path : word)));
        expect(code, command[0]).toBe(2);
        expect(stderr, command[0]).toContain('fault.xml:2:');
      }
      expect(stateOf(path)).toEqual(before);
    },
  );

  it('and is a tailoring is named, not its stream', async () => {
    const path = copyOf('selection/tailoring-base.xml');
    for (const [name, text, message] of [
      [
        'cut.xml',
        '<Tailoring xmlns="http://checklists.nist.gov/xccdf/1.2" id="t"><Profile>',
        /cut\.xml:1:\d+: not well-formed XML/,
      ],
      ['empty.xml', '', /empty\.xml: the file is empty/],
      ['other.xml', benchmarkWith(''), /other\.xml: this file holds no Tailoring/],
    ] as const) {
      const tailoring = fileWith(name, text);
      const given = ['left', '--profile', 'standard', '--tailoring-file', tailoring];
      for (const command of ['explain', 'disable']) {
        const { code, stdout, stderr } = await run([command, path, ...given]);
        expect({ code, stdout }, name).toEqual({ code: 2, stdout: '' });
        expect(stderr, name).toMatch(message);
      }
    }
  });
});

it('a text that no XML document can hold is refused', async () => {
  const path = copyOf('values.xml');
  const before = stateOf(path);
  for (const parameters of [
    ['set-value', path, 'unread', 'a\u0001', '--profile', 'bare', '--write'],
    ['profile', 'title', path, 'bare', 'a\u001b', '--write'],
    ['profile', 'description', path, 'bare', 'a\u0001', '--write'],
    ['profile', 'new', path, 'xccdf_org.example_profile_new', '--title', 'a\u0001', '--write'],
    ['tailor', path, '--profile', 'bare', '--set-value', 'unread=a\u0001'],
  ]) {
    const { code, stdout, stderr } = await run(parameters);
    expect(code, parameters[0]).toBe(1);
    expect(stdout).toBe('');
    expect(stderr, parameters[0]).toMatch(/U\+00(?:01|1B), which no XML document can hold/);
  }
  expect(stateOf(path)).toEqual(before);
});

describe('an attack', () => {
  it('by nesting or by length is answered', async () => {
    const long = benchmarkWith(`<Rule id="r" note="${'x'.repeat(10_000_000)}"/>`);
    for (const [name, content, counts] of [
      ['deep.xml', deepGroups(''), { groups: 100_000 }],
      ['long.xml', long, { rules: 1 }],
    ] as const) {
      const { code, json } = await runJson(['info', fileWith(name, content)]);
      expect(code, name).toBe(0);
      expect(json, name).toMatchObject({ counts });
    }
    const path = fileWith('long.xml', long);
    const { code, stdout } = await run(['disable', path, 'r', '--everywhere']);
    expect(code).toBe(0);
    expect(stdout).toContain('selected="false"');
  });

  it('by entities is neither expanded nor fetched, by file or by network', async () => {
    const folder = freshFolder();
    writeFileSync(join(folder, 'secret.txt'), 'secret words');
    const { url, count, close } = await countingServer();
    const asked = ['info', 'explain', 'compare', 'disable', 'refine-value'];
    try {
      await fetch(url);
      for (const [name, text] of Object.entries(bombs(url))) {
        const path = join(folder, `${name}.xml`);
        writeFileSync(path, text);
        const before = stateOf(path);
        for (const command of commands.filter(([first]) => asked.includes(first!))) {
          const given = command.filter((word) => word !== '--write').map((word) => (word === 'FILE' ? path : word));
          const { code, stdout, stderr } = await run(given);
          expect([0, 1], `${name}: ${given.join(' ')}: ${stderr}`).toContain(code);
          expect(stdout.length, name).toBeLessThan(20_000);
          expect(stdout + stderr, name).not.toContain('secret words');
        }
        const checked = await run(['check', path]);
        expect(checked.stdout, name).toContain('[xml/use-plain-text]');
        expect(stateOf(path)).toEqual(before);
      }
    } finally {
      await close();
    }
    // The one that shows that it counts.
    expect(count()).toBe(1);
  });
});
