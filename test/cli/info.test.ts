/** `scapwright info`: shapes, counts, bad input of every kind. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { copyOf, fileWith, freshFolder, run, runJson, stateOf } from './program.ts';

const sample = 'scap_org.scapwright.sample_cref_host-ownership';

describe('info', () => {
  it('describes a data stream', async () => {
    const { code, json, stderr } = await runJson<Record<string, unknown>>(['info', copyOf('host-ownership-ds.xml')]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(Object.keys(json).slice(0, 5)).toEqual([
      'schemaVersion',
      'documentType',
      'streams',
      'benchmarks',
      'tailorings',
    ]);
    expect(json).toMatchObject({
      schemaVersion: 1,
      documentType: 'source-data-stream',
      streams: [
        {
          id: 'scap_org.scapwright.sample_datastream_host-ownership',
          version: '1.3',
          checklists: [
            {
              refId: `${sample}-xccdf.xml`,
              componentId: 'scap_org.scapwright.sample_comp_host-ownership-xccdf.xml',
              benchmarkId: 'xccdf_org.scapwright.sample_benchmark_host-ownership',
              status: 'draft',
            },
          ],
          checks: [
            { refId: `${sample}-oval.xml` },
            { refId: `${sample}-ocil.xml` },
            { refId: `${sample}-cpe-oval.xml` },
          ],
          dictionaries: [{ refId: `${sample}-cpe-dictionary.xml` }],
        },
      ],
    });
  });

  it('describes a stand-alone Benchmark, zero counts included', async () => {
    const { code, json } = await runJson(['info', copyOf('selection/plain.xml')]);
    expect(code).toBe(0);
    expect(json).toEqual({
      schemaVersion: 1,
      documentType: 'xccdf-benchmark',
      streams: [],
      benchmarks: [
        {
          refId: null,
          componentId: null,
          benchmarkId: 'xccdf_org.example_benchmark_plain',
          status: 'draft',
          profiles: [
            { id: 'xccdf_org.example_profile_first', title: 'First' },
            { id: 'xccdf_org.example_profile_second', title: 'Second' },
          ],
        },
      ],
      tailorings: [],
      counts: {
        rules: 4,
        groups: 2,
        values: 0,
        profiles: 2,
        definitions: 0,
        tests: 0,
        objects: 0,
        states: 0,
        variables: 0,
        questionnaires: 0,
        cpeItems: 0,
      },
      circles: [],
    });
  });

  it('describes a Tailoring', async () => {
    const { json } = await runJson(['info', copyOf('selection/tailoring-shadow.xml')]);
    expect(json).toMatchObject({
      documentType: 'xccdf-tailoring',
      benchmarks: [],
      tailorings: [{ benchmarkHref: 'tailoring-base.xml', profiles: [{ title: 'Standard' }] }],
      counts: { profiles: 1, rules: 0 },
    });
  });

  it.each(['bom', 'utf-16', 'utf-16-be', 'iso-8859-1', 'non-bmp', 'one-line', 'crlf', 'prefix'])(
    'reads %s',
    async (name) => {
      const { code, json } = await runJson<{ counts: { rules: number } }>(['info', copyOf(`selection/${name}.xml`)]);
      expect(code).toBe(0);
      expect(json.counts.rules).toBeGreaterThan(0);
    },
  );

  it('prints text without colours', async () => {
    const { stdout } = await run(['info', copyOf('selection/plain.xml')]);
    expect(stdout).toMatch(/^Document type: xccdf-benchmark\n/);
    expect(stdout).not.toContain('\u001b');
    expect(await run(['--version'])).toMatchObject({ code: 0, stderr: '' });
  });

  it('takes options before and after the file, and files behind --', async () => {
    const folder = freshFolder();
    const file = copyOf('selection/plain.xml');
    const [before, after, behind] = [
      await run(['info', '--json', file]),
      await run(['info', file, '--json'], { cwd: folder }),
      await run(['info', '--json', '--', file]),
    ];
    expect([before.code, after.code, behind.code]).toEqual([0, 0, 0]);
    expect(after.stdout).toBe(before.stdout);
    expect(behind.stdout).toBe(before.stdout);
  });

  it.each([[[]], [['info']], [['nonsense']], [['info', 'a', 'b']], [['info', 'a', '--nonsense']]])(
    'refuses the arguments %j',
    async (parameters) => {
      const { code, stdout, stderr } = await run(parameters);
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr.length).toBeGreaterThan(10);
    },
  );
});

const benchmark = (inside: string) =>
  `<?xml version="1.0"?>\n<Benchmark xmlns="http://checklists.nist.gov/xccdf/1.2" id="xccdf_a_benchmark_b">${inside}</Benchmark>\n`;

describe('bad input', () => {
  const latin = Buffer.from('<?xml version="1.0" encoding="UTF-8"?>\n<a>\n  <b>\xfc</b></a>', 'latin1');
  const cases: readonly (readonly [string, string | Buffer, RegExp])[] = [
    ['empty.xml', '', /empty\.xml: the file is empty/],
    ['space.xml', ' \n ', /space\.xml: the file is empty/],
    ['text.xml', 'no markup here', /text\.xml: this is not XML/],
    ['binary.xml', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 0xff, 0x80, 0x81]), /byte 0xFF at offset 5 is not UTF-8/],
    ['latin.xml', latin, /latin\.xml: line 3: byte 0xFC at offset 48 is not UTF-8, which the XML declaration names/],
    ['cut.xml', benchmark('<title>').slice(0, -20), /cut\.xml:\d+:\d+: not well-formed XML: /],
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

  it('lives through deep nesting, long attributes, entity bombs and external entities', async () => {
    const deep = benchmark('<Group id="g">'.repeat(100_000) + '</Group>'.repeat(100_000));
    const long = benchmark(`<Rule id="r" note="${'x'.repeat(10_000_000)}"/>`);
    const bomb = benchmark('<title>&c;</title>').replace(
      '<Bench',
      '<!DOCTYPE Benchmark [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;"><!ENTITY x SYSTEM "file:///etc/passwd">]><Bench',
    );
    for (const [name, content, counts] of [
      ['deep.xml', deep, { groups: 100_000 }],
      ['long.xml', long, { rules: 1 }],
      ['bomb.xml', bomb, { rules: 0 }],
      ['external.xml', bomb.replace('&c;', '&x;'), { rules: 0 }],
    ] as const) {
      const { code, json } = await runJson(['info', fileWith(name, content)]);
      expect(code, name).toBe(0);
      expect(json, name).toMatchObject({ counts });
      expect(JSON.stringify(json), name).not.toContain('root:');
    }
  });

  it('answers every command on 100,000 nested groups', async () => {
    const path = fileWith(
      'deep.xml',
      benchmark(`${'<Group id="g">'.repeat(100_000)}<Rule id="r"/>${'</Group>'.repeat(100_000)}`),
    );
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
