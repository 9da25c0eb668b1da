/** criterion of a test that is not there. */
import { noUnresolvedTest } from '../../../server/src/lint/oval/no-unresolved-test.ts';
import { definition, oval } from '../samples.ts';
import { testRule } from '../tester.ts';

const tests = '<tests><ind:x_test id="oval:x:tst:a"/></tests>';
const criterion = (id: string) => oval(`${definition('oval:x:def:a', `<criterion test_ref="${id}"/>`)}\n${tests}`);

testRule(noUnresolvedTest, {
  faulty: {
    'a test that is not there': { text: criterion('«oval:x:tst:none»'), says: ['oval:x:tst:none'] },
    'a definition': { text: criterion('«oval:x:def:a»') },
    'nearly one that is there': { text: criterion('«oval:x:tts:a»'), fixed: criterion('oval:x:tst:a') },
  },
  quiet: { 'what is there': criterion('oval:x:tst:a') },
});
