/** Tailorings whose Benchmark is not in the file. */
import { noUnresolvedBenchmark } from '../../../server/src/lint/tailoring/no-unresolved-benchmark.ts';
import { collection, tailoring, xccdf } from '../samples.ts';
import { testRule } from '../tester.ts';

testRule(noUnresolvedBenchmark, {
  faulty: {
    'a component that is not there': { text: tailoring('').replace('base.xml', '«#none»'), says: ['none'] },
    'a stream without a Benchmark': {
      text: collection({ t: tailoring('').replace('base.xml', '«#ref_none»'), o: '<x/>' }),
    },
  },
  quiet: {
    'a file that has not been read': tailoring(''),
    'the Benchmark beside it': collection({ t: tailoring('', 'x.xml'), x: xccdf('') }),
    "a Benchmark's own element of that name": xccdf('<benchmark href="#none"/>'),
  },
});
