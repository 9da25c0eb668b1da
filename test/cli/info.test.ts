/** `scapwright info`: shapes and counts, and how arguments are read. */
import { describe, expect, it } from 'vitest';
import { copyOf, freshFolder, run, runJson } from './program.ts';

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
