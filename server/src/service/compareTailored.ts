/** The columns of a table while edits are led into a tailoring: beside each profile of the stream the tailored one that says them. */
import { withTailoring } from '../scap/benchmark.ts';
import type { Scan } from '../scap/explain.ts';
import { keyOfScope } from '../scap/scopeKeys.ts';
import { fileName } from '../text/fileName.ts';
import type { ComparedScan } from './compare.ts';
import type { Snapshot } from './open.ts';
import { type Benchmark, tailoredScopes } from './scopes.ts';
import { tailoredProfile } from './tailoringText.ts';

export interface TableScan extends ComparedScan {
  /** Of a tailored column: how the tailoring's document names what it shows. */
  readonly own?: { readonly uri: string; readonly benchmark: string; readonly profile: string };
}

/**
 * The scans in their order, each followed by the profile that edits of it go to, where the tailoring has one yet. Without a
 * tailoring, or with one of another Benchmark, the scans alone.
 */
export function listTableScans(
  benchmark: Benchmark,
  scans: readonly Scan[],
  tailoring: Snapshot | undefined,
): readonly TableScan[] {
  const plain = scans.map((scan) => ({ benchmark, scan }));
  const scope = tailoring && scopeOf(benchmark, tailoring);
  const key = scope && keyOfScope(tailoring, scope);
  if (!scope || key === undefined) return plain;
  // The Benchmark that is shown, which may be newer than the one that the tailoring was last read with.
  const tailored = withTailoring(benchmark, scope.tailoring!);
  const name = fileName(tailoring.uri);
  return plain.flatMap((column): readonly TableScan[] => {
    const { scan } = column;
    const profile = typeof scan === 'string' ? undefined : tailoredProfile(benchmark, scope.tailoring!, scan);
    if (!profile) return [column];
    const own = { uri: tailoring.uri, benchmark: key, profile: profile.id };
    return [column, { benchmark: tailored, scan: profile, tailoring: name, own }];
  });
}

function scopeOf(benchmark: Benchmark, tailoring: Snapshot): Benchmark | undefined {
  if (benchmark.tailoring) return undefined;
  return tailoredScopes(tailoring).find(
    ({ snapshot, component }) => snapshot.uri === benchmark.snapshot.uri && component === benchmark.component,
  );
}
