/** Proves the oracle's shortcut: a projected document selects exactly what the scanner selects from the whole file. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  allEffective,
  allRules,
  defaultScan,
  effectiveRules,
  fullResults,
  projectFile,
  run,
} from '../oracle/scanner.ts';
import { streamPath } from './content.ts';

const products = ['firefox', 'debian11', 'rhel8'];

describe.each(products)('projection of %s', (product) => {
  it('selects what the scanner selects from the whole stream', async () => {
    const source = streamPath(product);
    const projection = await projectFile(source);
    // What is selected does not depend on what checks find, and there they find nothing quickly.
    const empty = await mkdtemp(join(tmpdir(), 'projection-root-'));
    try {
      const ids = [...projection.profiles.map((profile) => profile.id), defaultScan];
      expect(ids.length).toBeGreaterThan(1);
      await Promise.all(
        ids.map(async (id) => {
          const full = await fullResults(source, id, { environment: { OSCAP_PROBE_ROOT: empty } });
          expect([...full.keys()].sort(), `rules of ${id}`).toEqual([...projection.rules].sort());
          const expected = [...full].filter(([, result]) => result !== 'notselected').map(([rule]) => rule);
          const projected = await effectiveRules(projection.path, id);
          expect([...projected.keys()].sort(), `effective in ${id}`).toEqual(expected.sort());
          expect(expected.length > 0, `${id} evaluates something`).toBe(id !== defaultScan);
        }),
      );
    } finally {
      await projection.dispose();
      await rm(empty, { recursive: true, force: true });
    }
  });
});

describe('oracle', () => {
  it('knows the profile in which everything is selected', async () => {
    const projection = await projectFile(streamPath('firefox'));
    try {
      expect((await effectiveRules(projection.path, allRules)).size).toBe(projection.rules.length);
    } finally {
      await projection.dispose();
    }
  });

  it('gives every profile of a stream and the default scan', async () => {
    const effective = await allEffective(streamPath('debian11'));
    expect(effective.get(defaultScan)?.size).toBe(0);
    expect(effective.size).toBe(6);
  });

  it('picks a benchmark by its id, and says when there is none', async () => {
    const source = streamPath('firefox');
    const projection = await projectFile(source, { benchmark: 'xccdf_org.ssgproject.content_benchmark_FIREFOX' });
    await projection.dispose();
    await expect(projectFile(source, { benchmark: 'no_such_benchmark' })).rejects.toThrow('no_such_benchmark');
  });

  it('repeats what the scanner says when it refuses', async () => {
    const projection = await projectFile(streamPath('firefox'));
    try {
      await expect(effectiveRules(projection.path, 'no_such_profile')).rejects.toThrow(
        /no_such_profile.*exited with 1/,
      );
      await expect(run('no-such-program', [], [0])).rejects.toThrow('not installed');
    } finally {
      await projection.dispose();
    }
  });

  it('sees the difference when one select is turned off in the whole file', async () => {
    const source = streamPath('firefox');
    const before = await allEffective(source);
    const [profile, rules] = [...before].find(([, effective]) => effective.size > 0)!;
    const [rule] = rules;
    const folder = await mkdtemp(join(tmpdir(), 'projection-test-'));
    try {
      const edited = join(folder, 'edited-ds.xml');
      const text = await readFile(source, 'utf8');
      const changed = text.replace(`idref="${rule}" selected="true"`, `idref="${rule}" selected="false"`);
      expect(changed).not.toBe(text);
      await writeFile(edited, changed);
      const after = await allEffective(edited);
      expect([...rules].filter((id) => !after.get(profile)?.has(id))).toEqual([rule]);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
