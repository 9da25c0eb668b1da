/** What several kinds of rows say alike. */
import { describe, expect, it } from 'vitest';
import { shortId } from '../../../server/src/service/outline/words.ts';
import { benchmark, collection, openFixture } from '../../support/fixture.ts';
import { rowAt } from '../../support/outlineRows.ts';

describe('a tooltip', () => {
  it('shows markup characters of a title as they are', () => {
    const rows = openFixture(
      collection({ xccdf: benchmark('<x:Rule id="r"><x:title>*a* [b](c) `d` &lt;e></x:title></x:Rule>'), oval: '' }),
    ).snapshot;
    const row = rowAt(rows, 'Small', 'Everywhere', '*a*');
    expect(row.tooltip).toContain('\\*a\\* \\[b\\]\\(c\\) \\`d\\` \\<e\\>');
  });
});

describe('short ids', () => {
  it('are what stands behind the kind; other ids stay whole', () => {
    expect(shortId('xccdf_org.ssgproject.content_profile_cis_server_l1')).toBe('cis_server_l1');
    expect(shortId('MAC-1_Classified')).toBe('MAC-1_Classified');
    expect(shortId('(default)')).toBe('(default)');
  });
});
