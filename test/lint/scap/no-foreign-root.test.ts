/** A root that is none of SCAP's. */
import { noForeignRoot } from '../../../server/src/lint/scap/no-foreign-root.ts';
import { collection, oval, xccdf } from '../samples.ts';
import { testRule } from '../tester.ts';

testRule(noForeignRoot, {
  faulty: {
    'something else': {
      text: '«<html>»<body/></html>',
      says: ['<html>', 'data-stream-collection', 'Benchmark', 'oval_definitions'],
    },
    'the right name in no namespace': { text: '«<Benchmark id="b">»</Benchmark>', says: ['xccdf/1.2', 'none'] },
    'the right name in a wrong namespace': { text: '«<ocil xmlns="urn:x"/>»', says: ['ocil/2.0', 'urn:x'] },
    'a part of a document': {
      text: '«<Rule xmlns="http://checklists.nist.gov/xccdf/1.2" id="r"/>»',
      says: ['does not start'],
    },
  },
  quiet: {
    'nothing at all': '',
    xccdf: xccdf(''),
    oval: oval(''),
    'a foreign component': collection({ other: '<html/>' }),
  },
});
