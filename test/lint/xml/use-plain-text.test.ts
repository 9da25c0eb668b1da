/** Entities that a document declares, and document types outside the file. */
import { usePlainText } from '../../../server/src/lint/xml/use-plain-text.ts';
import { testRule } from '../tester.ts';

testRule(usePlainText, {
  faulty: {
    'an entity bomb': {
      text: '«<!DOCTYPE» a [<!ENTITY b "x"><!ENTITY c "&b;&b;"><!ENTITY d "&c;&c;"><!ENTITY e "&d;&d;">]><a>&e;</a>',
      says: ['b, c, d', '4 in all'],
    },
    'an external entity': {
      text: '«<!DOCTYPE» a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
      says: ['never', 'b'],
    },
    'an external document type': {
      text: '«<!DOCTYPE» a PUBLIC "p" "https://example.org/x.dtd"><a/>',
      says: ['never fetched'],
    },
  },
  quiet: { 'no document type': '<a/>', 'one that declares no entity': '<!DOCTYPE a [<!ELEMENT a ANY>]><a/>' },
});
