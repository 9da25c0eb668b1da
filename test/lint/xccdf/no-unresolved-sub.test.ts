/** sub of what is no Value or plain-text. */
import { noUnresolvedSub } from '../../../server/src/lint/xccdf/no-unresolved-sub.ts';
import { xccdf, xccdf11 } from '../samples.ts';
import { testRule } from '../tester.ts';

const fix = (sub: string) =>
  xccdf(
    `<plain-text id="notice">T</plain-text>\n<Value id="timeout"/>\n<Rule id="r"><fix id="f">set ${sub}</fix></Rule>`,
  );

testRule(noUnresolvedSub, {
  faulty: {
    nothing: { text: fix('<sub idref="«none»" use="legacy"/>'), says: ['none', 'hole'] },
    'a rule': { text: fix('<sub idref="«r»"/>') },
    'nearly one that is there': { text: fix('<sub idref="«timeot»"/>'), fixed: fix('<sub idref="timeout"/>') },
    'as XCCDF 1.1 writes it': { text: xccdf11('<Rule id="r"><description><sub value="«none»"/></description></Rule>') },
  },
  quiet: { 'a Value and a plain-text': fix('<sub idref="timeout"/><sub idref="notice"/>') },
});
