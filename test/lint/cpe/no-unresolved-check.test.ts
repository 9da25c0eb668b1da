/** Platform checks that name no definition. */
import { noUnresolvedCheck } from '../../../server/src/lint/cpe/no-unresolved-check.ts';
import { collection, cpeItem, definition, dictionary, oval, ovalSystem } from '../samples.ts';
import { testRule } from '../tester.ts';

const stream = (name: string) =>
  collection({
    d: dictionary(cpeItem('cpe:/a:b', `<check system="${ovalSystem}" href="o.xml">${name}</check>`)),
    o: oval(definition('oval:x:def:os')),
    p: oval(definition('oval:x:def:elsewhere')),
  });

testRule(noUnresolvedCheck, {
  faulty: {
    'a definition that is not there': { text: stream('«oval:x:def:none»'), says: ['oval:x:def:none', 'never applies'] },
    'with white space around': { text: stream('\n  «oval:x:def:none»\n') },
    'a definition of another document': { text: stream('«oval:x:def:elsewhere»') },
    'nearly one that is there': { text: stream('«oval:x:def:oss»'), fixed: stream('oval:x:def:os') },
  },
  quiet: { 'what is there': stream('oval:x:def:os'), 'white space around it': stream('\n oval:x:def:os\n') },
});
