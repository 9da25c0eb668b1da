/** References to states that are not there. */
import { noUnresolvedState } from '../../../server/src/lint/oval/no-unresolved-state.ts';
import { oval } from '../samples.ts';
import { testRule } from '../tester.ts';

const states = '<states><ind:x_state id="oval:x:ste:mode"/></states>';
const test = (id: string) =>
  oval(`<tests><ind:x_test id="t"><ind:state state_ref="${id}"/></ind:x_test></tests>${states}`);
const filter = (id: string) =>
  oval(`<objects><ind:x_object id="o"><filter action="include">${id}</filter></ind:x_object></objects>${states}`);

testRule(noUnresolvedState, {
  faulty: {
    'of a test': { text: test('«oval:x:ste:none»'), says: ['oval:x:ste:none'] },
    'of a filter': { text: filter('«oval:x:ste:none»') },
    'nearly one that is there': { text: test('«oval:x:ste:moed»'), fixed: test('oval:x:ste:mode') },
  },
  quiet: { 'a test': test('oval:x:ste:mode'), 'a filter': filter('oval:x:ste:mode') },
});
