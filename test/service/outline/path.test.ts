/** The way to an item leads through rows that are there. */
import { describe, expect, it } from 'vitest';
import { pathToItem } from '../../../server/src/service/outline/path.ts';
import { host, open, rowAt } from '../../support/outlineRows.ts';

describe('the way to an item', () => {
  it('leads through rows that are there, under Everywhere or a profile', () => {
    const snapshot = open(host);
    const item = 'xccdf_org.scapwright.sample_rule_su_setuid';
    const scope = 'xccdf_org.scapwright.sample_benchmark_host-ownership';
    const minimal = 'xccdf_org.scapwright.sample_profile_minimal';
    for (const [profile, branch] of [
      [undefined, 'Everywhere'],
      [minimal, 'Minimal'],
    ] as const) {
      const path = ['Who owns', branch, 'Becoming root', 'su belongs'];
      const ids = path.map((_, index) => rowAt(snapshot, ...path.slice(0, index + 1)).id);
      expect(pathToItem(snapshot, scope, item, profile)).toEqual(ids);
    }
    expect(pathToItem(snapshot, scope, 'gone', undefined)).toBeUndefined();
    expect(pathToItem(snapshot, scope, item, 'gone')).toBeUndefined();
    expect(pathToItem(snapshot, 'gone', item, undefined)).toBeUndefined();
  });
});
