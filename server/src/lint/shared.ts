/**
 * What several rules look at, worked out a piece at a time before they run: it is remembered with the snapshot, and in the
 * first rule that asks it would all be one long turn.
 */
import { listBenchmarks, listScopes } from '../scap/benchmark.ts';
import { profilesInForce, selectionOf } from '../scap/selection.ts';
import type { Snapshot } from '../scap/snapshot.ts';
import { listCheckHrefs } from './hrefs.ts';
import { unresolvedOf } from './unresolved.ts';

/** A step for each piece. What fails here fails in the rules that ask for it, which say so. */
export function* sharedSteps(snapshot: Snapshot): Generator<undefined, void> {
  try {
    for (const ask of [listBenchmarks, listCheckHrefs, unresolvedReferences]) {
      ask(snapshot);
      yield;
    }
    for (const benchmark of listScopes(snapshot)) {
      for (const profile of profilesInForce(benchmark)) {
        selectionOf(benchmark, profile);
        yield;
      }
    }
  } catch {
    // Told once for each rule that it hides.
  }
}

function unresolvedReferences(snapshot: Snapshot): unknown {
  return unresolvedOf(snapshot, []);
}
