/** References inside OCIL. */
import { noUnresolvedReference } from '../../../server/src/lint/ocil/no-unresolved-reference.ts';
import { ocil } from '../samples.ts';
import { testRule } from '../tester.ts';

const whole = (action: string, question: string) =>
  ocil(`<questionnaires><questionnaire id="q"><actions><test_action_ref>${action}</test_action_ref></actions></questionnaire></questionnaires>
<test_actions><boolean_question_test_action id="ocil:x:testaction:one" question_ref="${question}"/></test_actions>
<questions><boolean_question id="ocil:x:question:one"/></questions>`);
const [action, question] = ['ocil:x:testaction:one', 'ocil:x:question:one'];

testRule(noUnresolvedReference, {
  faulty: {
    'an action that is not there': {
      text: whole('«ocil:x:testaction:none»', question),
      says: ['ocil:x:testaction:none'],
    },
    'a question that is not there': { text: whole(action, '«ocil:x:question:other»') },
    'nearly one that is there': { text: whole('«ocil:x:testaction:on»', question), fixed: whole(action, question) },
  },
  quiet: { 'what is there': whole(action, question) },
});
