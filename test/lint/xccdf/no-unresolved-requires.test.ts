/** requires and conflicts of what is no Rule or Group: the scanner stops. */
import { noUnresolvedRequires } from '../../../server/src/lint/xccdf/no-unresolved-requires.ts';
import { xccdf } from '../samples.ts';
import { testRule } from '../tester.ts';

const linked = (link: string) =>
  xccdf(`<Rule id="first">${link}</Rule>\n<Group id="g"/>\n<Rule id="second" cluster-id="k"/>`);

testRule(noUnresolvedRequires, {
  faulty: {
    'requires nothing': { text: linked('<requires idref="«nothing»"/>'), says: ['requires', 'nothing', 'stops'] },
    'conflicts with nothing': { text: linked('<conflicts idref="«nothing»"/>'), says: ['conflicts', 'nothing'] },
    'one of several': { text: linked('<requires idref="g «nothing» second"/>') },
    'a cluster is no item': { text: linked('<requires idref="«k»"/>') },
    'nearly one that is there': {
      text: linked('<requires idref="g «secnd»"/>'),
      fixed: linked('<requires idref="g second"/>'),
    },
  },
  quiet: { 'what is there': linked('<requires idref="g second"/><conflicts idref="second"/>') },
});
