/** A Tailoring whose Benchmark is not in the file that it points into. */
import * as l10n from '@vscode/l10n';
import { unresolvedRule } from '../unresolved.ts';

export const noUnresolvedBenchmark = unresolvedRule({
  code: 'tailoring/no-unresolved-benchmark',
  severity: 'error',
  requirements: [],
  kinds: ['xccdf.benchmark@href'],

  message: (id) =>
    l10n.t(
      'This Tailoring is about {0}, but nothing here is that Benchmark, so its profiles have nothing to select from. Correct the href.',
      id,
    ),
});
