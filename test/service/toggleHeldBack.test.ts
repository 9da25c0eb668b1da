/** The toggles of a cursor while the XML is broken: there, with the reason, and about what can still be read. */
import { expect, it } from 'vitest';
import { listHeldBack } from '../../server/src/service/toggleHeldBack.ts';
import { fixturePath, readDocument } from '../support/documents.ts';
import { markAt, openFixture } from '../support/fixture.ts';

const ssg = readDocument(fixturePath('selection/ssg-style.xml')).text;
const reason = 'The XML is broken in line 3; mend it first.';

function heldBack(marked: string) {
  const { snapshot, offset } = openFixture(marked);
  return listHeldBack(snapshot, offset, reason);
}

it('on a rule there is one for everywhere, which says neither on nor off', () => {
  const marked = markAt(ssg.replace('<title>Login', '<titel>Login'), '<Rule id="xccdf_org.example_rule_lo');
  expect(heldBack(marked)).toEqual([
    { title: `Switch "xccdf_org.example_rule_login" everywhere (both places): ${reason}`, disabled: reason },
  ]);
});

it('on an entry of a profile that profile comes first', () => {
  const broken = ssg.replace('</Benchmark>', '');
  const marked = markAt(broken, '<select idref="xccdf_org.example_rule_pass');
  expect(heldBack(marked).map(({ title }) => title)).toEqual([
    `Switch "Password" in "Large": ${reason}`,
    `Switch "Password" everywhere (both places): ${reason}`,
  ]);
});

it('there is none where no rule is meant', () => {
  for (const marked of ['$0', '<$0', '<a>$0</b>', '<Benchmark id="$0']) expect(heldBack(marked), marked).toEqual([]);
});
