/** check-content-ref names that their document does not have. */
import { noUnresolvedCheckName } from '../../../server/src/lint/xccdf/no-unresolved-check-name.ts';
import { openSnapshot } from '../../../server/src/scap/snapshot.ts';
import { checkedRule, collection, definition, ocil, ocilSystem, oval, ovalSystem, xccdf } from '../samples.ts';
import { testRule } from '../tester.ts';

const documents = {
  o: oval(definition('oval:x:def:one')),
  p: oval(definition('oval:x:def:other')),
  q: ocil('<questionnaires><questionnaire id="ocil:q:1"/></questionnaires>'),
};
const checking = (ref: string, system = ovalSystem) =>
  collection({ x: xccdf(checkedRule('r', ref, system)), ...documents });

testRule(noUnresolvedCheckName, {
  faulty: {
    'a definition that is not there': {
      text: checking('<check-content-ref href="o.xml" name="«oval:x:def:none»"/>'),
      says: ['oval:x:def:none'],
    },
    'a definition of another document': {
      text: checking('<check-content-ref href="o.xml" name="«oval:x:def:other»"/>'),
    },
    'nearly one that is there': {
      text: checking('<check-content-ref href="o.xml" name="«oval:x:def:onee»"/>'),
      fixed: checking('<check-content-ref href="o.xml" name="oval:x:def:one"/>'),
    },
    'a questionnaire': { text: checking('<check-content-ref href="q.xml" name="«ocil:q:none»"/>', ocilSystem) },
    'a document beside this one': {
      text: xccdf(checkedRule('r', '<check-content-ref href="o.xml" name="«oval:x:def:none»"/>')),
      siblings: () => openSnapshot(documents.o),
    },
  },
  quiet: {
    'what is there': checking('<check-content-ref href="o.xml" name="oval:x:def:one"/>'),
    'a questionnaire that is there': checking('<check-content-ref href="q.xml" name="ocil:q:1"/>', ocilSystem),
    'a whole document': checking('<check-content-ref href="o.xml"/>'),
    'an href that leads nowhere': checking('<check-content-ref href="none.xml" name="oval:x:def:none"/>'),
    'a system that is not ours': checking('<check-content-ref href="o.xml" name="none"/>', 'urn:x'),
  },
});
