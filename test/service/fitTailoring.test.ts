/** What a newer stream makes of a tailoring: what its profiles extend there. The rest is asked over the command line. */
import { expect, it } from 'vitest';
import { listBenchmarks, listTailorings } from '../../server/src/scap/benchmark.ts';
import { openSnapshot } from '../../server/src/scap/snapshot.ts';
import { fitTailoring } from '../../server/src/service/fitTailoring.ts';

const tailoring = `<Tailoring xmlns="http://checklists.nist.gov/xccdf/1.2" id="t">
  <benchmark href="b.xml"/>
  <Profile id="mine" extends="base"/>
</Tailoring>`;

function messages(profiles: string): readonly string[] {
  const stream = `<Benchmark xmlns="http://checklists.nist.gov/xccdf/1.2" id="b">${profiles}</Benchmark>`;
  const [made] = listTailorings(openSnapshot(tailoring, 'file:///t.xml'));
  const [next] = listBenchmarks(openSnapshot(stream, 'file:///b.xml'));
  return fitTailoring(made!, next!, undefined).map(({ message }) => message);
}

it.each([
  ['a profile', '<Profile id="base"/>', []],
  ['none', '<Profile id="other"/>', ['mine extends base, which is not there: a scanner does without it']],
  [
    'an abstract one',
    '<Profile id="base" abstract="true"/>',
    ['mine extends base, which is abstract there: a scanner does without it'],
  ],
  [
    'one in a circle',
    '<Profile id="base" extends="back"/><Profile id="back" extends="base"/>',
    ['The extends of mine run in a circle: base -> back -> base'],
  ],
])('extends %s', (_, profiles, expected) => {
  expect(messages(profiles)).toEqual(expected);
});
