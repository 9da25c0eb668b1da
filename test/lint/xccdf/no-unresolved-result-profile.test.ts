/** Results of a scan with a profile that the Benchmark does not have, unless a tailoring had it. */
import { noUnresolvedResultProfile } from '../../../server/src/lint/xccdf/no-unresolved-result-profile.ts';
import { collection, tailoring, xccdf, xccdf11 } from '../samples.ts';
import { testRule } from '../tester.ts';

const result = (inside: string) =>
  `<Profile id="baseline"/><TestResult id="t">${inside}<target>host</target></TestResult>`;

testRule(noUnresolvedResultProfile, {
  faulty: {
    'a profile that is not there': {
      text: xccdf(result('<profile idref="«none»"/>')),
      says: ['results', 'none', 'tailoring-file'],
    },
    'nearly one that is there, in XCCDF 1.1': {
      text: xccdf11(result('<profile idref="«baselin»"/>')),
      fixed: xccdf11(result('<profile idref="baseline"/>')),
      says: ['Did you mean baseline?'],
    },
  },
  quiet: {
    'one that is there': xccdf(result('<profile idref="baseline"/>')),
    'one of a tailoring that the results name': xccdf(
      result('<tailoring-file href="t.xml" id="t" version="1" time="2024-05-01T12:00:00"/><profile idref="none"/>'),
    ),
    'one of a tailoring in the same collection': collection({
      base: xccdf(result('<profile idref="none"/>')),
      mine: tailoring('<Profile id="none"/>'),
    }),
    'results that stand alone': result('<profile idref="none"/>')
      .replace('<Profile id="baseline"/>', '')
      .replace('<TestResult', '<TestResult xmlns="http://checklists.nist.gov/xccdf/1.2"'),
    'what is called so elsewhere': tailoring('<Profile id="p"><metadata><profile idref="none"/></metadata></Profile>'),
  },
});
