/** Selects of rules that never run. */
import { noSelectUnderDeselectedGroup } from '../../../server/src/lint/xccdf/no-select-under-deselected-group.ts';
import { openSnapshot } from '../../../server/src/scap/snapshot.ts';
import { profile, tailoring, xccdf } from '../samples.ts';
import { testRule } from '../tester.ts';

const groups =
  '<Group id="outer"><title>Outer</title>\n<Group id="inner"><title>Inner</title>\n<Rule id="r" selected="false"/></Group>\n<Rule id="q" selected="false" cluster-id="k"/></Group>';
const off = '<select idref="outer" selected="false"/>';
const body = (entries: string, attributes = '') => xccdf(`${profile(entries, attributes)}\n${groups}`);

testRule(noSelectUnderDeselectedGroup, {
  faulty: {
    'a group off by its own select': {
      text: body(`${off}\n<select idref="«q»" selected="true"/>`),
      says: ['q is selected', 'runs in p', '"Outer" (outer)', 'line 4'],
    },
    'a group two levels up': { text: body(`<select idref="«r»" selected="true"/>\n${off}`), says: ['line 5'] },
    'a group off by itself': {
      text: xccdf(
        `${profile('<select idref="«r»" selected="true"/>')}\n${groups.replace('"inner"', '"inner" selected="false"')}`,
      ),
      says: ['"Inner" (inner)'],
    },
    'a group that the parent profile switches off': {
      text: xccdf(
        `<Profile id="base">\n${off}\n</Profile>\n${profile('<select idref="«q»" selected="true"/>', ' extends="base"')}\n${groups}`,
      ),
    },
    'in a tailoring': {
      text: tailoring(profile(`${off}<select idref="«q»" selected="true"/>`)),
      siblings: () => openSnapshot(xccdf(groups)),
    },
  },
  quiet: {
    'groups that are on': body('<select idref="r" selected="true"/>'),
    'a rule that is off anyway': body(`${off}<select idref="q" selected="false"/>`),
    'a rule that is on by default': xccdf(`${profile(off)}<Group id="outer"><Rule id="d"/></Group>`),
    'a cluster, of which others may run': body(`${off}<select idref="k" selected="true"/>`),
    'what the parent selects and the child switches off': xccdf(
      `<Profile id="base">\n<select idref="q" selected="true"/>\n</Profile>\n${profile(off, ' extends="base"')}\n${groups}`,
    ),
    'a select that a later one overrules': body(
      `${off}<select idref="q" selected="true"/><select idref="k" selected="false"/>`,
    ),
    'an abstract profile': body(`${off}<select idref="q" selected="true"/>`, ' abstract="true"'),
    'a group that a later select wakes': body(
      `${off}<select idref="outer" selected="true"/><select idref="q" selected="true"/>`,
    ),
  },
});
