/** Two selects for one idref. */
import { noDuplicateSelect } from '../../../server/src/lint/xccdf/no-duplicate-select.ts';
import { profile, tailoring, xccdf } from '../samples.ts';
import { testRule } from '../tester.ts';

const one = '<select idref="r" selected="false"/>';
const body = (entries: string) => xccdf(`${profile(entries)}\n<Rule id="r"/><Rule id="q"/>`);

testRule(noDuplicateSelect, {
  faulty: {
    'another value': {
      text: body(`${one}\n<select idref="«r»" selected="true"/>`),
      says: ['r is selected twice', 'line 4', 'refuses'],
      fixed: body('<select idref="r" selected="true"/>'),
    },
    'three of them': {
      text: body(`${one}\n<select idref="«r»" selected="true"/>\n<select idref="«r»" selected="true"/>`),
    },
    'in a tailoring': { text: tailoring(profile(`${one}<select idref="«r»" selected="true"/>`)) },
  },
  quiet: {
    'two rules': body(`${one}\n<select idref="q" selected="true"/>`),
    'two profiles': xccdf(`${profile(one)}\n${profile(one)}`),
    'a refinement of the same rule': body(`${one}\n<refine-rule idref="r" weight="1"/>`),
  },
});
