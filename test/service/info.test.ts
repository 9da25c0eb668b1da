/** What is counted, and how a file with several component-refs reads. */
import { expect, it } from 'vitest';
import { documentInfo } from '../../server/src/service/info.ts';
import { notScapReason, openSnapshot } from '../../server/src/service/open.ts';
import { fixturePath, openFile } from '../support/documents.ts';

it('counts elements, with an id or without, of whatever prefix, and nothing in comments', () => {
  const text = `<x:Benchmark xmlns:x="http://checklists.nist.gov/xccdf/1.2" xmlns:o="urn:other" id="b">
    <!-- <x:Rule/> --><x:Group><x:Rule/><x:Rule id="r"/><o:Rule/></x:Group><x:Value/><x:Profile/><x:rule/></x:Benchmark>`;
  const { counts } = documentInfo(openSnapshot(text))!;
  expect(counts).toMatchObject({ rules: 2, groups: 1, values: 1, profiles: 1 });
});

it("counts OVAL's by the section, not its references", () => {
  const text = `<oval_definitions xmlns="http://oval.mitre.org/XMLSchema/oval-definitions-5" xmlns:u="http://oval.mitre.org/XMLSchema/oval-definitions-5#unix">
    <definitions><definition><criteria><criterion/></criteria></definition></definitions>
    <tests><u:file_test><u:object object_ref="o"/></u:file_test></tests>
    <objects><u:file_object/><u:file_object/></objects><states/><variables><constant_variable/></variables></oval_definitions>`;
  const info = documentInfo(openSnapshot(text))!;
  expect(info.documentType).toBe('oval-definitions');
  expect(info.counts).toMatchObject({ definitions: 1, tests: 1, objects: 2, states: 0, variables: 1 });
});

it('takes the latest of several dated statuses', () => {
  const text = `<Benchmark xmlns="http://checklists.nist.gov/xccdf/1.2" id="b"><status date="2024-05-01">accepted</status>
    <status date="2020-01-01">draft</status></Benchmark>`;
  expect(documentInfo(openSnapshot(text))!.benchmarks[0]!.status).toBe('accepted');
});

it('tells two Benchmarks of one file apart', () => {
  const { benchmarks, streams } = documentInfo(openFile(fixturePath('selection/two-benchmarks-ds.xml')))!;
  expect(benchmarks.map(({ refId, benchmarkId }) => [refId, benchmarkId])).toEqual([
    ['scap_org.example_cref_east-xccdf.xml', 'xccdf_org.example_benchmark_east'],
    ['scap_org.example_cref_west-xccdf.xml', 'xccdf_org.example_benchmark_west'],
  ]);
  expect(streams.map(({ checklists }) => checklists.length)).toEqual([1, 1]);
});

it('knows no other documents', () => {
  for (const text of ['', '   ', 'text', '<a/>', '<Benchmark/>']) {
    const snapshot = openSnapshot(text);
    expect(documentInfo(snapshot)).toBeUndefined();
    expect(notScapReason(snapshot)).toBeTypeOf('string');
  }
});
