/** Profile entries without a character between. */
import { noTouchingEntry } from '../../../server/src/lint/xccdf/no-touching-entry.ts';
import { profile, xccdf } from '../samples.ts';
import { testRule } from '../tester.ts';

const select = (id: string) => `<select idref="${id}" selected="true"/>`;

testRule(noTouchingEntry, {
  faulty: {
    'two selects': {
      text: xccdf(profile(`${select('a')}«${select('b')}»`)),
      says: ['select', 'without a character between. OpenSCAP'],
      fixed: xccdf(profile(`${select('a')}\n${select('b')}`)),
    },
    'once for each profile': {
      text: xccdf(
        `${profile(`${select('a')}«${select('b')}»${select('c')}`)}\n${profile(`${select('a')}«<refine-rule idref="b" weight="1"/>»`)}`,
      ),
      says: ['2 such'],
      fixed: xccdf(
        `${profile([select('a'), select('b'), select('c')].join('\n'))}\n${profile(`${select('a')}<refine-rule idref="b" weight="1"/>`)}`,
      ),
    },
    'behind a title': { text: xccdf(`<Profile id="p"><title>T</title>«${select('a')}»</Profile>`) },
    'a value': { text: xccdf(profile(`${select('a')}«<set-value idref="v">»5</set-value>`)) },
  },
  quiet: {
    'a line each': xccdf(profile(`${select('a')}\n${select('b')}`)),
    'a space or a comment between': xccdf(profile(`${select('a')} ${select('b')}<!-- c -->${select('c')}`)),
    'the first in its profile': xccdf(`<Profile id="p">${select('a')}</Profile>`),
    'other elements': xccdf('<Profile id="p"><title>T</title><description>D</description></Profile>'),
  },
});
