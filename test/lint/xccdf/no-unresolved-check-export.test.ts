/** check-export of Values and to variables that are not there. */
import { noUnresolvedCheckExport } from '../../../server/src/lint/xccdf/no-unresolved-check-export.ts';
import { checkedRule, collection, definition, oval, xccdf } from '../samples.ts';
import { testRule } from '../tester.ts';

const variables = '<variables><external_variable id="oval:x:var:timeout"/></variables>';
const checking = (value: string, name: string) =>
  collection({
    x: xccdf(
      `<Value id="timeout"/>\n${checkedRule('r', `<check-export value-id="${value}" export-name="${name}"/><check-content-ref href="o.xml" name="d"/>`)}`,
    ),
    o: oval(`${definition('d')}${variables}`),
  });

testRule(noUnresolvedCheckExport, {
  faulty: {
    'a Value that is not there': { text: checking('«none»', 'oval:x:var:timeout'), says: ['Value none'] },
    'a variable that is not there': {
      text: checking('timeout', '«oval:x:var:none»'),
      says: ['variable oval:x:var:none'],
    },
    'nearly the variable': {
      text: checking('timeout', '«oval:x:var:timeot»'),
      fixed: checking('timeout', 'oval:x:var:timeout'),
    },
    both: { text: checking('«none»', '«none»') },
  },
  quiet: {
    'what is there': checking('timeout', 'oval:x:var:timeout'),
    'a document that has not been read': xccdf(
      `<Value id="v"/>${checkedRule('r', '<check-export value-id="v" export-name="e"/><check-content-ref href="o.xml" name="d"/>')}`,
    ),
  },
});
