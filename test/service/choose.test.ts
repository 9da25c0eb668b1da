/** Ids by their end, and what is offered for one that is wrong. */
import { expect, it } from 'vitest';
import { chooseId } from '../../server/src/service/choose.ts';

const ids = ['xccdf_a_rule_sshd_root', 'xccdf_a_rule_no_root', 'xccdf_a_rule_no_root_2', 'xccdf_a_rule_umask'];

it('prefers the exact id, then a unique end', () => {
  expect(chooseId('xccdf_a_rule_no_root', ids)).toEqual({ status: 'found', id: ids[1] });
  expect(chooseId('no_root', ids)).toEqual({ status: 'found', id: ids[1] });
  expect(chooseId('_root', ids)).toEqual({ status: 'ambiguous', ids: [ids[0], ids[1]] });
  expect(chooseId('umask', [...ids, ids[3]!])).toEqual({ status: 'found', id: ids[3] });
  expect(chooseId('', ids)).toMatchObject({ status: 'unknown' });
});

it('offers what is spelt alike, whatever comes before', () => {
  expect(chooseId('umsk', ids)).toEqual({ status: 'unknown', similar: [ids[3]] });
  expect(chooseId('xccdf_b_rule_UMASK', ids)).toEqual({ status: 'unknown', similar: [ids[3]] });
  expect(chooseId('sshd', ids)).toEqual({ status: 'unknown', similar: [ids[0]] });
  expect(chooseId('quite_different_thing', ids)).toEqual({ status: 'unknown', similar: [] });
});
