/** References to objects that are not there. */
import { noUnresolvedObject } from '../../../server/src/lint/oval/no-unresolved-object.ts';
import { oval } from '../samples.ts';
import { testRule } from '../tester.ts';

const objects = (more: string) => oval(`<tests>${more}</tests><objects><ind:x_object id="oval:x:obj:file"/></objects>`);
const test = (id: string) => objects(`<ind:x_test id="t"><ind:object object_ref="${id}"/></ind:x_test>`);
const set = (id: string) =>
  oval(
    `<objects><ind:x_object id="oval:x:obj:file"><set><object_reference>${id}</object_reference></set></ind:x_object></objects>`,
  );
const component = (id: string) =>
  objects('').replace(
    '</objects>',
    `</objects><variables><local_variable id="v"><object_component object_ref="${id}" item_field="path"/></local_variable></variables>`,
  );

testRule(noUnresolvedObject, {
  faulty: {
    'of a test': { text: test('«oval:x:obj:none»'), says: ['oval:x:obj:none'] },
    'of a set': { text: set('«oval:x:obj:none»') },
    'of a variable': { text: component('«oval:x:obj:none»') },
    'nearly one that is there': { text: set('\n «oval:x:obj:fiel»\n'), fixed: set('\n oval:x:obj:file\n') },
  },
  quiet: {
    'of a test, there': test('oval:x:obj:file'),
    'of a set, there': set(' oval:x:obj:file\n'),
    'of a variable, there': component('oval:x:obj:file'),
  },
});
