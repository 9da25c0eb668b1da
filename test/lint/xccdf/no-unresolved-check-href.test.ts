/** check-content-ref hrefs that no catalog lists. */
import { noUnresolvedCheckHref } from '../../../server/src/lint/xccdf/no-unresolved-check-href.ts';
import { checkedRule, collection, definition, oval, xccdf } from '../samples.ts';
import { testRule } from '../tester.ts';

const rule = (id: string, href: string) => checkedRule(id, `<check-content-ref href="${href}" name="d"/>`);
const stream = (rules: string) => collection({ x: xccdf(rules), other: oval(definition('d')) });

testRule(noUnresolvedCheckHref, {
  faulty: {
    'a name that is not in the catalog': {
      text: stream(rule('r', '«none.xml»')),
      says: ['none.xml', 'this check is never run. Correct'],
    },
    'once for each href': {
      text: stream([rule('r', '«none.xml»'), rule('q', 'none.xml'), rule('p', '«more.xml»')].join('\n')),
      says: ['2 checks'],
    },
    'nearly one that is': { text: stream(rule('r', '«othr.xml»')), fixed: stream(rule('r', 'other.xml')) },
  },
  quiet: {
    'what the catalog lists': stream(rule('r', 'other.xml')),
    'a component-ref by its id': stream(rule('r', '#ref_other')),
    'an address': stream(rule('r', 'https://example.org/a.xml')),
    "an entry that leads nowhere, which is the catalog's fault": stream(rule('r', 'other.xml')).replace(
      '"#ref_other"',
      '"#none"',
    ),
    'a stand-alone document': xccdf(rule('r', 'none.xml')),
    'a component that no stream uses': stream(rule('r', 'none.xml')).replace('"#comp_x"', '"#comp_other"'),
  },
});
