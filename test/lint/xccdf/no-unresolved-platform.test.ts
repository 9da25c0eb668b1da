/** Platforms that point to a platform specification. */
import { noUnresolvedPlatform } from '../../../server/src/lint/xccdf/no-unresolved-platform.ts';
import { xccdf } from '../samples.ts';
import { testRule } from '../tester.ts';

const language = 'http://cpe.mitre.org/language/2.0';
const specification = `<c:platform-specification xmlns:c="${language}"><c:platform id="machine"/></c:platform-specification>`;
const on = (idref: string) => xccdf(`${specification}\n<Rule id="r"><platform idref="${idref}"/></Rule>`);

testRule(noUnresolvedPlatform, {
  faulty: {
    'a specification that is not there': { text: on('«#none»'), says: ['#none', 'not applicable'] },
    'nearly one that is': { text: on('«#machin»'), says: ['Did you mean machine?'], fixed: on('#machine') },
  },
  quiet: { 'one that is there': on('#machine'), 'a name without a dictionary': on('cpe:/o:example:os') },
});
