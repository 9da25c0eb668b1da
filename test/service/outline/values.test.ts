/** The rows of Values below a profile: only where its effective rules read any. What each says of a Value: test/scap/xccdfValue.test.ts. */
import { describe, expect, it } from 'vitest';
import { benchmark, collection } from '../../support/fixture.ts';
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
});
