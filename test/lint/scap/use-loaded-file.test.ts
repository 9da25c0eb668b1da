/** Documents beside this one that have not been read. */
import { useLoadedFile } from '../../../server/src/lint/scap/use-loaded-file.ts';
import { openSnapshot } from '../../../server/src/scap/snapshot.ts';
import { scriptSystem } from '../../../server/src/scap/vocabulary.ts';
import {
  checkedRule,
  collection,
  cpeItem,
  definition,
  dictionary,
  ocilSystem,
  oval,
  ovalSystem,
  tailoring,
  xccdf,
} from '../samples.ts';
import { testRule } from '../tester.ts';

const rules = `${checkedRule('r', '<check-content-ref href="«a.xml»" name="x"/>')}
${checkedRule('q', '<check-content-ref href="a.xml" name="y"/>')}
${checkedRule('o', '<check-content-ref href="«o.xml»" name="y"/>', ocilSystem)}`;

testRule(useLoadedFile, {
  faulty: {
    'once for each file': { text: xccdf(rules), says: ['a.xml'] },
    'a tailoring and its benchmark': { text: tailoring('').replace('base.xml', '«base.xml»'), says: ['base.xml'] },
    'a dictionary and its OVAL': {
      text: dictionary(cpeItem('cpe:/a:b', `<check system="${ovalSystem}" href="«c.xml»">d</check>`)),
    },
    'an address that no catalog lists': {
      text: collection({ x: xccdf(checkedRule('r', '<check-content-ref href="«https://example.org/a.xml»"/>')) }),
    },
    'a script that is not there': {
      text: xccdf(checkedRule('r', '<check-content-ref href="«s.sh»"/>', scriptSystem)),
      says: ['The script s.sh', 'not run'],
      siblings: Object.assign(() => undefined, { hasFile: () => false }),
    },
  },
  quiet: {
    'a script that is there': {
      text: xccdf(checkedRule('r', '<check-content-ref href="s.sh"/>', scriptSystem)),
      siblings: Object.assign(() => undefined, { hasFile: (path: string) => path === 's.sh' }),
    },
    'a file that has been read': {
      text: xccdf(checkedRule('r', '<check-content-ref href="a.xml" name="x"/>')),
      siblings: () => openSnapshot(oval(definition('x'))),
    },
    'a system that is not ours': xccdf(checkedRule('r', '<check-content-ref href="a.xml"/>', 'urn:x')),
    'a component': collection({ x: xccdf(checkedRule('r', '<check-content-ref href="o.xml"/>')), o: oval('') }),
  },
});
