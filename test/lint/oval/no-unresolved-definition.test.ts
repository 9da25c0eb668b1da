/** extend_definition of what is not there. */
import { noUnresolvedDefinition } from '../../../server/src/lint/oval/no-unresolved-definition.ts';
import { collection, definition, oval } from '../samples.ts';
import { testRule } from '../tester.ts';

const extending = (id: string) => oval(definition('oval:x:def:a', `<extend_definition definition_ref="${id}"/>`));

testRule(noUnresolvedDefinition, {
  faulty: {
    'a definition that is not there': { text: extending('«oval:x:def:none»'), says: ['oval:x:def:none'] },
    'only a digit away, which is no slip': {
      text: oval(definition('oval:x:def:12', '<extend_definition definition_ref="«oval:x:def:13»"/>')),
      says: ['Correct the id.'],
    },
    'one of another component': {
      text: collection({ o: extending('«oval:x:def:b»'), p: oval(definition('oval:x:def:b')) }),
    },
    'nearly one that is there': { text: extending('«oval:x:deff:a»'), fixed: extending('oval:x:def:a') },
  },
  quiet: { 'what is there': extending('oval:x:def:a') },
});
