/** Ids of tailored profiles: as SCAP Workbench names them, and never one that would shadow another profile. */
import { describe, expect, it } from 'vitest';
import { listBenchmarks, type XccdfBenchmark } from '../../server/src/scap/benchmark.ts';
import { openSnapshot } from '../../server/src/scap/snapshot.ts';
import { tailorChanges } from '../../server/src/service/tailorChanges.ts';
import { customizedId, customizedProfile, tailoringText } from '../../server/src/service/tailoringText.ts';
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

describe('what a tailoring says of its Benchmark', () => {
  const { text: two } = readDocument(fixturePath('selection/two-benchmarks-ds.xml'));
  const pointer = (stream: string, number: number) => {
    const benchmark = listBenchmarks(openSnapshot(stream))[number]!;
    const profiles = [customizedProfile(benchmark, benchmark.profiles[0])];
    return /<xccdf:benchmark .*>/.exec(tailoringText(benchmark, { href: 'a.xml', time: 'now' }, profiles))![0];
  };

  it('is its id where there are several, and its component where ids are alike', () => {
    expect(pointer(text, 0)).toBe('<xccdf:benchmark href="a.xml"/>');
    expect(pointer(two, 1)).toBe('<xccdf:benchmark href="a.xml" id="xccdf_org.example_benchmark_west"/>');
    const alike = two.replace('benchmark_west', 'benchmark_east');
    expect([0, 1].map((number) => pointer(alike, number))).toEqual(
      ['east', 'west'].map(
        (name) =>
          `<xccdf:benchmark href="a.xml#scap_org.example_comp_${name}-xccdf.xml" id="xccdf_org.example_benchmark_east"/>`,
      ),
    );
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
