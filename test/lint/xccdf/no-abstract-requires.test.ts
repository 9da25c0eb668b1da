/** requires and conflicts of what is abstract: the scanner stops. */
import { noAbstractRequires } from '../../../server/src/lint/xccdf/no-abstract-requires.ts';
import { collection, xccdf } from '../samples.ts';
import { testRule } from '../tester.ts';

const abstract = '<Rule id="base" abstract="true"/>';

testRule(noAbstractRequires, {
  faulty: {
    'requires an abstract rule': {
      text: xccdf(`${abstract}\n<Rule id="r"><requires idref="«base»"/></Rule>`),
      says: ['requires', 'base', 'abstract', 'stops'],
    },
    'one of several': { text: xccdf(`${abstract}\n<Rule id="r"/>\n<Rule id="s"><requires idref="r «base»"/></Rule>`) },
    'conflicts with an abstract rule': {
      text: xccdf(`${abstract}\n<Rule id="r">\n<conflicts idref="«base»"/>\n</Rule>`),
      fixed: xccdf(`${abstract}\n<Rule id="r">\n</Rule>`),
    },
    'what stands in an abstract group': {
      text: xccdf('<Group id="g" abstract="1"><Rule id="in"/></Group>\n<Rule id="r"><requires idref="«in»"/></Rule>'),
    },
    'conflicts that others inherit': {
      text: xccdf(
        `${abstract}\n<Rule id="r" abstract="true"><conflicts idref="«base»"/></Rule>\n<Rule id="s" extends="r"/>`,
      ),
    },
  },
  quiet: {
    'what is no more abstract': xccdf('<Rule id="base"/>\n<Rule id="r"><requires idref="base"/></Rule>'),
    'requires of an abstract rule, which nobody inherits': xccdf(
      `${abstract}\n<Rule id="r" abstract="true"><requires idref="base"/></Rule>`,
    ),
    'the same id in two components': collection({
      x: xccdf(abstract),
      y: xccdf('<Rule id="base"/><Rule id="r"><requires idref="base"/></Rule>'),
    }),
  },
});
