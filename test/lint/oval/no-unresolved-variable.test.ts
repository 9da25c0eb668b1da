/** References to variables that are not there. */
import { noUnresolvedVariable } from '../../../server/src/lint/oval/no-unresolved-variable.ts';
import { oval } from '../samples.ts';
import { testRule } from '../tester.ts';

const variables = '<variables><constant_variable id="oval:x:var:path"/></variables>';
const entity = (id: string) =>
  oval(`<objects><ind:x_object id="o"><ind:path var_ref="${id}"/></ind:x_object></objects>${variables}`);
const element = (id: string) =>
  oval(
    `<objects><ind:variable_object id="o"><ind:var_ref>${id}</ind:var_ref></ind:variable_object></objects>${variables}`,
  );
const component = (id: string) =>
  oval(
    `<variables><local_variable id="oval:x:var:path"><concat><variable_component var_ref="${id}"/></concat></local_variable></variables>`,
  );

testRule(noUnresolvedVariable, {
  faulty: {
    'of an entity': { text: entity('«oval:x:var:none»'), says: ['oval:x:var:none'] },
    'of a variable_object': { text: element('«oval:x:var:none»') },
    'of another variable': { text: component('«oval:x:var:none»') },
    'nearly one that is there': { text: entity('«oval:x:var:pth»'), fixed: entity('oval:x:var:path') },
  },
  quiet: {
    'an entity': entity('oval:x:var:path'),
    'a variable_object': element('oval:x:var:path'),
    'a variable': component('oval:x:var:path'),
  },
});
