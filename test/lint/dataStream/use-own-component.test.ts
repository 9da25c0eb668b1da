/** Component-refs to addresses outside the file. */
import { useOwnComponent } from '../../../server/src/lint/dataStream/use-own-component.ts';
import { collection, oval, xccdf } from '../samples.ts';
import { testRule } from '../tester.ts';

const stream = (href: string) => collection({ x: xccdf('') }, `<ds:component-ref id="e" xlink:href="${href}"/>`);

testRule(useOwnComponent, {
  faulty: {
    'an address': { text: stream('«https://example.org/a.xml.bz2»'), says: ['example.org', 'never fetched'] },
    'a file': { text: stream('«a.xml»') },
    'a catalog entry': { text: collection({ x: xccdf(''), o: oval('') }).replace('"#ref_o"', '"«urn:a»"') },
  },
  quiet: { 'a component': stream('#comp_x'), 'one that is missing': stream('#none') },
});
