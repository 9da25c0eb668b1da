/** extends of what is not there, or of another kind. */
import { noUnresolvedExtends } from '../../../server/src/lint/xccdf/no-unresolved-extends.ts';
import { openSnapshot } from '../../../server/src/scap/snapshot.ts';
import { tailoring, xccdf, xccdf11 } from '../samples.ts';
import { testRule } from '../tester.ts';

const body = (extending: string) => xccdf(`<Profile id="base"/>\n<Rule id="rule"/>\n<Value id="value"/>\n${extending}`);

testRule(noUnresolvedExtends, {
  faulty: {
    'a profile': { text: body('<Profile id="p" extends="«none»"/>'), says: ['Profile', 'none', 'inherits nothing'] },
    'a rule': { text: body('<Rule id="r" extends="«none»"/>'), says: ['Rule'] },
    'a value of another kind': { text: body('<Value id="v" extends="«rule»"/>'), says: ['Value'] },
    'a group in XCCDF 1.1': { text: xccdf11('<Group id="g" extends="«none»"/>'), says: ['Group'] },
    'a tailored profile that extends its own id where there is no other': {
      text: tailoring('<Profile id="p" extends="«p»"/>'),
      siblings: () => openSnapshot(xccdf('<Profile id="q"/>')),
    },
    'nearly one that is there': { text: body('<Profile id="p" extends="«bas»"/>'), says: ['extends bas,'] },
  },
  quiet: {
    'what is there': body(
      '<Profile id="p" extends="base"/><Rule id="r" extends="rule"/><Value id="v" extends="value"/>',
    ),
    'a tailored profile that extends the one it shadows': {
      text: tailoring('<Profile id="p" extends="p"/>'),
      siblings: () => openSnapshot(xccdf('<Profile id="p"/>')),
    },
  },
});
