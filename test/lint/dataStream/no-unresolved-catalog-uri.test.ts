/** Catalog entries that lead to no component-ref of their stream. */
import { noUnresolvedCatalogUri } from '../../../server/src/lint/dataStream/no-unresolved-catalog-uri.ts';
import { collection, oval, xccdf } from '../samples.ts';
import { testRule } from '../tester.ts';

const whole = collection({ x: xccdf(''), other: oval('') });
const broken = (uri: string) => whole.replace('"#ref_other"', `"${uri}"`);
const twoStreams = whole.replace(
  '</ds:data-stream>',
  '</ds:data-stream>\n<ds:data-stream id="s2"><ds:checks><ds:component-ref id="elsewhere" xlink:href="#comp_x"/></ds:checks></ds:data-stream>',
);

testRule(noUnresolvedCatalogUri, {
  faulty: {
    'a component-ref that is not there': { text: broken('«#none»'), says: ['#none'] },
    'nearly one that is': { text: broken('«#ref_othe»'), says: ['Did you mean ref_other?'], fixed: whole },
    'a component instead of a component-ref': { text: broken('«#comp_x»') },
    'a component-ref of another stream': {
      text: twoStreams.replace('"#ref_other"', '"«#elsewhere»"'),
      says: ['this data stream'],
    },
  },
  quiet: { 'what is there': whole, 'outside the file': broken('https://example.org/x.xml'), 'no stream': xccdf('') },
});
