/** Prefixes and the names that Namespaces in XML allows. */
import { noUndeclaredPrefix } from '../../../server/src/lint/xml/no-undeclared-prefix.ts';
import { testRule } from '../tester.ts';

testRule(noUndeclaredPrefix, {
  faulty: {
    'of an element': { text: '<a><«p:b»/></a>', says: ['xmlns:p'] },
    'of an attribute': { text: '<a «p»:b="c"/>', says: ['xmlns:p'] },
    'out of scope': { text: '<a><b xmlns:p="u"><p:c/></b><«p:c»/></a>', says: ['"p"'] },
    'two colons': { text: '<a xmlns:p="u"><«p:b:c»/></a>', says: ['p:b:c'] },
    'taken back': { text: '<a «xmlns:p»=""/>', says: ['xmlns:p'] },
    'one name twice by two prefixes': { text: '<a xmlns:p="u" xmlns:q="u" p:b="1" «q:b»="2"/>', says: ['q:b'] },
  },
  quiet: {
    'what is declared': '<p:a xmlns:p="u" p:b="c" xml:lang="en"><b xmlns=""><p:c xmlns:p="v"/></b></p:a>',
    'the same local name in two namespaces': '<a xmlns:p="u" xmlns:q="v" p:b="1" q:b="2" b="3"/>',
  },
});
