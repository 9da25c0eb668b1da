/** extends in a circle. */
import { noCyclicExtends } from '../../../server/src/lint/xccdf/no-cyclic-extends.ts';
import { openSnapshot } from '../../../server/src/scap/snapshot.ts';
import { collection, tailoring, xccdf, xccdf11 } from '../samples.ts';
import { testRule } from '../tester.ts';

testRule(noCyclicExtends, {
  faulty: {
    'a profile that extends itself': { text: xccdf('<Profile id="p" extends="«p»"/>'), says: ['p -> p', 'crash'] },
    'two profiles, told once': {
      text: xccdf('<Profile id="p" extends="«q»"/>\n<Profile id="q" extends="p"/>'),
      says: ['p -> q -> p'],
    },
    'three rules, and one that leads into the circle': {
      text: xccdf(
        '<Rule id="a" extends="b"/>\n<Rule id="b" extends="«c»"/>\n<Group id="g"><Rule id="c" extends="d"/></Group>\n<Rule id="d" extends="b"/>',
      ),
      says: ['b -> c -> d -> b', 'follows no extends'],
    },
    'a value': { text: xccdf('<Value id="v" extends="«v»"/>') },
    'a group in XCCDF 1.1': { text: xccdf11('<Group id="g" extends="«h»"/><Group id="h" extends="g"/>') },
    'two circles': { text: xccdf('<Profile id="p" extends="«p»"/>\n<Rule id="r" extends="«r»"/>') },
    'profiles of a tailoring': {
      text: tailoring('<Profile id="p" extends="«q»"/>\n<Profile id="q" extends="p"/>'),
      siblings: () => openSnapshot(xccdf('')),
    },
  },
  quiet: {
    'a chain': xccdf(
      '<Profile id="p" extends="q"/><Profile id="q" extends="r"/><Profile id="r"/><Rule id="r" extends="s"/><Rule id="s"/>',
    ),
    'the same id in two components': collection({
      x: xccdf('<Rule id="a" extends="b"/><Rule id="b"/>'),
      y: xccdf('<Rule id="b" extends="a"/><Rule id="a"/>'),
    }),
    'a tailored profile that shadows its base': {
      text: tailoring('<Profile id="p" extends="p"/>'),
      siblings: () => openSnapshot(xccdf('<Profile id="p"/>')),
    },
    'a group in XCCDF 1.2, where it means nothing': xccdf('<Group id="g" extends="g"/>'),
  },
});
