/** The rows of Values below a profile: only where its effective rules read any. What each says of a Value: test/scap/xccdfValue.test.ts. */
import { describe, expect, it } from 'vitest';
import { benchmark, collection, rendered } from '../../support/fixture.ts';
import { childrenOf, labels, open } from '../../support/outlineRows.ts';

describe('the row of Values', () => {
  const xccdf =
    benchmark(`<x:Profile id="reads"><x:title>Reads</x:title><x:select idref="r1" selected="true"/></x:Profile>
<x:Profile id="not"><x:title>Does not</x:title><x:select idref="r2" selected="true"/></x:Profile>
<x:Value id="v"><x:title>Length</x:title><x:value>15</x:value></x:Value>
<x:Value id="w"><x:title>Nobody's</x:title><x:value>1</x:value></x:Value>
<x:Rule id="r1" selected="false"><x:title>One <x:sub idref="v"/></x:title></x:Rule>
<x:Rule id="r2" selected="false"><x:title>Two</x:title></x:Rule>`);
  const snapshot = open(collection({ xccdf, oval: '' }));

  it('is the last one of a profile whose rules read some, and lists those', () => {
    expect(childrenOf(snapshot, 'Small', 'Reads').map(({ kind }) => kind)).toEqual(['rule', 'rule', 'values']);
    expect(labels(childrenOf(snapshot, 'Small', 'Reads', 'Values'))).toEqual(['Length']);
  });

  it('is not there where no rule that the profile evaluates reads any, nor below Everywhere', () => {
    expect(childrenOf(snapshot, 'Small', 'Does not').map(({ kind }) => kind)).toEqual(['rule', 'rule']);
    expect(childrenOf(snapshot, 'Small', 'Everywhere').map(({ kind }) => kind)).toEqual(['rule', 'rule']);
  });

  it('says of each what is in force, by what, and what else could be picked', () => {
    const many = Array.from({ length: 12 }, (_, at) => `<x:value selector="s${at}">${at}</x:value>`).join('');
    const text = benchmark(`<x:Profile id="p"><x:title>P</x:title><x:refine-value idref="v" selector="s3"/></x:Profile>
<x:Value id="v" type="number"><x:title>Length</x:title><x:value>15</x:value>${many}</x:Value>
<x:Value id="w"><x:title>Width</x:title><x:value/><x:value selector="wide">far</x:value></x:Value>
<x:Rule id="r1"><x:title>One <x:sub idref="v"/><x:sub idref="w"/></x:title></x:Rule>`);
    const [length, width] = childrenOf(open(collection({ xccdf: text, oval: '' })), 'Small', 'P', 'Values');
    expect(length!.description).toBe('3 (s3)');
    expect(rendered(length!.tooltip)).toContain(
      'Choices: 15, 0 (s0), 1 (s1), 2 (s2), 3 (s3), 4 (s4), 5 (s5), 6 (s6), 7 (s7), 8 (s8), 9 (s9), 10 (s10), ...',
    );
    expect(width!.description).toBe('(empty)');
    expect(rendered(width!.tooltip)).toContain('Choices: (empty), far (wide)');
    expect(rendered(width!.tooltip)).toContain('read by 1 rule');
  });
});
