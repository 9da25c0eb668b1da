/** Which id somebody probably meant, and when to say nothing. */
import { expect, test } from 'vitest';
import { nearestId } from '../../server/src/lint/nearest.ts';

const prefix = 'xccdf_org.ssgproject.content_rule_';

test('a slip is near', () => {
  expect(nearestId('service_sshd_disabeld', ['service_sshd_disabled', 'service_cron_enabled'])).toBe(
    'service_sshd_disabled',
  );
  expect(nearestId(`${prefix}partition_for_tm`, [`${prefix}partition_for_tmp`, `${prefix}partition_for_var`])).toBe(
    `${prefix}partition_for_tmp`,
  );
});

test('the short form, another case and white space around are near', () => {
  expect(nearestId('partition_for_tmp', [`${prefix}partition_for_tmp`])).toBe(`${prefix}partition_for_tmp`);
  expect(nearestId('RULE_ONE', ['rule_one', 'rule_two'])).toBe('rule_one');
  expect(nearestId(' rule_one ', ['rule_one'])).toBe('rule_one');
});

test('another name, another number and short names are not', () => {
  expect(nearestId(`${prefix}audit_rules`, [`${prefix}grub2_password`])).toBeUndefined();
  expect(nearestId('oval:org.example:def:1', ['oval:org.example:def:2'])).toBeUndefined();
  expect(nearestId('a', ['b'])).toBeUndefined();
  expect(nearestId('rule', [])).toBeUndefined();
});

test('of two that are equally near none is offered', () => {
  expect(nearestId('partition_a', ['partition_b', 'partition_c'])).toBeUndefined();
  expect(nearestId('partition_abc', ['partition_abd', 'partition_xyz'])).toBe('partition_abd');
});
