/** Ids of tailored profiles: as SCAP Workbench names them, and never one that would shadow another profile. */
import { describe, expect, it } from 'vitest';
import { listBenchmarks, type XccdfBenchmark } from '../../server/src/scap/benchmark.ts';
import { openSnapshot } from '../../server/src/scap/snapshot.ts';
import { tailorChanges } from '../../server/src/service/tailorChanges.ts';
import { customizedId } from '../../server/src/service/tailoringText.ts';
import { fixturePath, readDocument } from '../support/documents.ts';

const prefix = 'xccdf_org.example_profile_';
const { text } = readDocument(fixturePath('selection/tailoring-base.xml'));

function benchmarkOf(changed: string): XccdfBenchmark {
  return listBenchmarks(openSnapshot(changed))[0]!;
}

/** With a profile of that name instead of "apart". */
function naming(name: string): string {
  return text.replace('profile_apart', `profile_${name}`);
}

describe('the id of a customized profile', () => {
  it('is that of the profile with an ending, or of the default', () => {
    const benchmark = benchmarkOf(text);
    expect(customizedId(benchmark, benchmark.profiles[0])).toBe(`${prefix}standard_customized`);
    expect(customizedId(benchmark, undefined)).toBe(`${prefix}default_customized`);
  });

  it('has a number where the Benchmark has a profile of that id', () => {
    const benchmark = benchmarkOf(naming('standard_customized'));
    expect(customizedId(benchmark, benchmark.profiles[0])).toBe(`${prefix}standard_customized2`);
    expect(customizedId(benchmarkOf(naming('default_customized')), undefined)).toBe(`${prefix}default_customized2`);
  });
});

describe('edits as a tailoring', () => {
  const flip = (of: string): string => of.replace('rule_left" selected="true"', 'rule_left" selected="false"');

  it('does not shadow a profile of the older text', () => {
    const base = naming('standard_customized');
    const { profiles } = tailorChanges(benchmarkOf(base), benchmarkOf(flip(base)), { href: 'base.xml', time: 'now' });
    expect(profiles.map(({ id, of }) => [id, of])).toEqual([
      [`${prefix}standard_customized2`, `${prefix}standard`],
      [`${prefix}strict_customized`, `${prefix}strict`],
    ]);
  });

  it('does not name two profiles alike when one is new', () => {
    const added = `<Profile id="${prefix}standard_customized"><title>New</title></Profile>\n  <Group id=`;
    const edited = flip(text).replace('<Group id=', added);
    const { profiles } = tailorChanges(benchmarkOf(text), benchmarkOf(edited), { href: 'base.xml', time: 'now' });
    expect(profiles.map(({ id, of }) => [id, of])).toEqual([
      [`${prefix}standard_customized2`, `${prefix}standard`],
      [`${prefix}strict_customized`, `${prefix}strict`],
      [`${prefix}standard_customized`, `${prefix}standard_customized`],
    ]);
  });
});
