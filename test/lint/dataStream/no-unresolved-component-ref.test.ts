/** Component-refs to components that are not there. */
import { noUnresolvedComponentRef } from '../../../server/src/lint/dataStream/no-unresolved-component-ref.ts';
import { collection, oval, xccdf } from '../samples.ts';
import { testRule } from '../tester.ts';

const stream = (href: string) =>
  collection({ x: xccdf(''), o: oval('') }, `\n<ds:component-ref id="e" xlink:href="${href}"/>`);

testRule(noUnresolvedComponentRef, {
  faulty: {
    'a component that is not there': { text: stream('«#comp_none»'), says: ['#comp_none', 'this id'] },
    'nearly one that is': { text: stream('«#comp_oo»'), says: ['Did you mean comp_o?'], fixed: stream('#comp_o') },
    'a component-ref instead of a component': { text: stream('«#ref_o»') },
  },
  quiet: { 'what is there': stream('#comp_o'), 'outside the file': stream('https://example.org/x.xml') },
});
