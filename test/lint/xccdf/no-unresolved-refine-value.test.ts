/** refine-value and set-value of what is no Value. */
import { noUnresolvedRefineValue } from '../../../server/src/lint/xccdf/no-unresolved-refine-value.ts';
import { profile, xccdf } from '../samples.ts';
import { testRule } from '../tester.ts';

const setting = (entry: string) => xccdf(`${profile(entry)}\n<Rule id="r"/>\n<Value id="timeout" cluster-id="k"/>`);

testRule(noUnresolvedRefineValue, {
  faulty: {
    'refine-value of nothing': {
      text: setting('<refine-value idref="«none»" selector="s"/>'),
      says: ['none', 'default'],
    },
    'set-value of nothing': { text: setting('<set-value idref="«none»">5</set-value>') },
    'set-complex-value of nothing': { text: setting('<set-complex-value idref="«none»"/>') },
    'refine-value of a rule': { text: setting('<refine-value idref="«r»" selector="s"/>') },
    'nearly one that is there': {
      text: setting('<refine-value idref="«timeut»" selector="s"/>'),
      fixed: setting('<refine-value idref="timeout" selector="s"/>'),
    },
  },
  quiet: {
    'a Value': setting('<refine-value idref="timeout" selector="s"/><set-value idref="timeout">5</set-value>'),
    'a cluster': setting('<refine-value idref="k" selector="s"/>'),
  },
});
