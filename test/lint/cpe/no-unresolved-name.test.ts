/** CPE names that the dictionary does not have. */
import { noUnresolvedName } from '../../../server/src/lint/cpe/no-unresolved-name.ts';
import { collection, cpeItem, dictionary, xccdf } from '../samples.ts';
import { testRule } from '../tester.ts';

const platform = (name: string) =>
  `<c:platform-specification xmlns:c="http://cpe.mitre.org/language/2.0"><c:platform id="m"><c:logical-test><c:fact-ref name="${name}"/></c:logical-test></c:platform></c:platform-specification>`;
const listed = dictionary(cpeItem('cpe:/o:example:linux:8'));
const stream = (body: string) => collection({ x: xccdf(body), d: listed });

testRule(noUnresolvedName, {
  faulty: {
    'a platform': {
      text: stream('<platform idref="«cpe:/o:other:os»"/>'),
      says: ['cpe:/o:other:os', 'not applicable'],
    },
    'a fact': { text: stream(platform('«cpe:/a:machine»')) },
    'nearly one that is there': {
      text: stream('<platform idref="«cpe:/o:exampel:linux:8»"/>'),
      fixed: stream('<platform idref="cpe:/o:example:linux:8"/>'),
    },
  },
  quiet: {
    'what is there': stream(platform('cpe:/o:example:linux:8')),
    'wider and narrower': stream(
      '<platform idref="cpe:/o:example:linux"/><platform idref="cpe:/o:example:linux:8:2"/>',
    ),
    'no dictionary': xccdf('<platform idref="cpe:/o:other:os"/>'),
    'a platform specification': stream('<platform idref="#m"/>'),
  },
});
