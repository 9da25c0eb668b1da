/** What counts as SCAP content by the start of a file. */
import { expect, it } from 'vitest';
import { sniffBytes } from '../../server/src/text/fileSizes.ts';
import { sniff } from '../../server/src/workspace/sniff.ts';
import { benchmark, collection, definitions, tailoring } from './content.ts';

const kindOf = (text: string) => sniff(Buffer.from(text));

it('a SCAP root is told, whatever its prefix and encoding', () => {
  expect(kindOf(benchmark(['a']))).toBe('xccdf');
  expect(kindOf(collection(benchmark(['a'])))).toBe('collection');
  expect(kindOf(definitions(1))).toBe('oval');
  expect(kindOf(tailoring('r', 'b.xml'))).toBe('tailoring');
  expect(sniff(Buffer.from(`\ufeff${benchmark(['a'])}`, 'utf16le'))).toBe('xccdf');
});

it('a long start of comments is read over, and no more than 64 KB is looked at', () => {
  const comment = (length: number) => `<!--${' '.repeat(length)}-->`;
  expect(kindOf(comment(60_000) + benchmark(['a']))).toBe('xccdf');
  expect(kindOf(comment(sniffBytes) + benchmark(['a']))).toBeUndefined();
});

it('other XML, results of a scan and what is no XML are none', () => {
  for (const text of ['', '<project/>', '<Benchmark/>', 'Benchmark', '\0\0\0']) expect(kindOf(text)).toBeUndefined();
  expect(kindOf('<TestResult xmlns="http://checklists.nist.gov/xccdf/1.2"/>')).toBeUndefined();
  expect(kindOf('<r xmlns="http://oval.mitre.org/XMLSchema/oval-results-5"/>')).toBeUndefined();
});
