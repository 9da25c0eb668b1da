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

/** With a second data stream, in which `o.xml` is another document. */
const twice = (text: string, document: string) =>
  text.replace(
    '</ds:data-stream>',
    `$&<ds:data-stream id="second"><ds:checks><ds:component-ref id="again_x" xlink:href="#comp_x"><cat:catalog><cat:uri name="o.xml" uri="#again"/></cat:catalog></ds:component-ref><ds:component-ref id="again" xlink:href="#comp_${document}"/></ds:checks></ds:data-stream>`,
  );

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
    'a definition that one of two data streams has': {
      text: twice(checking('<check-content-ref href="o.xml" name="«oval:x:def:one»"/>'), 'p'),
      says: ['oval:x:def:one', 'through the component-ref again;'],
    },
    'a definition that neither of two has': {
      text: twice(checking('<check-content-ref href="o.xml" name="«oval:x:def:none»"/>'), 'p'),
    },
    'a questionnaire': { text: checking('<check-content-ref href="q.xml" name="«ocil:q:none»"/>', ocilSystem) },
    'a document beside this one': {
      text: xccdf(checkedRule('r', '<check-content-ref href="o.xml" name="«oval:x:def:none»"/>')),
      siblings: () => openSnapshot(documents.o),
    },
  },
  quiet: {
    'what is there': checking('<check-content-ref href="o.xml" name="oval:x:def:one"/>'),
    'what both of two data streams have': twice(
      checking('<check-content-ref href="o.xml" name="oval:x:def:one"/>'),
      'o',
    ),
    'a questionnaire that is there': checking('<check-content-ref href="q.xml" name="ocil:q:1"/>', ocilSystem),
    'a whole document': checking('<check-content-ref href="o.xml"/>'),
    'an href that leads nowhere': checking('<check-content-ref href="none.xml" name="oval:x:def:none"/>'),
    'a system that is not ours': checking('<check-content-ref href="o.xml" name="none"/>', 'urn:x'),
  },
});
