/** Which rule or group a cursor means, and in which profile: what a toggle from the editor is about. */
import type { XccdfBenchmark, XccdfItem, XccdfProfile } from '../scap/benchmark.ts';
import { cursorTarget, enclosingDeclaration } from '../scap/cursor.ts';
import { keyOfScope } from '../scap/scopeKeys.ts';
import { profileAt, scopesOfComponent } from '../scap/scopes.ts';
import type { Snapshot } from '../scap/snapshot.ts';

const widestIndent = 1000;

/** What a cursor is about: a rule or group of a Benchmark, and the profile whose entry names it, if one does. */
export interface ToggleSubject {
  readonly benchmark: XccdfBenchmark;
  readonly key: string;
  readonly item: XccdfItem;
  readonly profile: XccdfProfile | undefined;
}

/** The rule or group that a cursor means: the one it is in, or the one that the entry under it names. */
export function toggleSubjectAt(snapshot: Snapshot, at: number): ToggleSubject | undefined {
  const offset = afterIndent(snapshot, at);
  const target = cursorTarget(snapshot, offset);
  const element = snapshot.table.elementAt(offset);
  const id = target?.kind === 'reference' ? target.reference.id : undefined;
  const around = enclosingDeclaration(snapshot, element, ['xccdf.Rule', 'xccdf.Group']);
  const component = snapshot.index.componentAt(Math.max(0, element));
  for (const benchmark of scopesOfComponent(snapshot, component)) {
    const key = keyOfScope(snapshot, benchmark);
    const named = id === undefined ? undefined : benchmark.itemsById.get(id);
    const item = named && named.kind !== 'value' ? named : around && benchmark.itemsById.get(around.id);
    if (!item || key === undefined) continue;
    const holder = enclosingDeclaration(snapshot, element, ['xccdf.Profile']);
    return { benchmark, key, item, profile: holder && profileAt(benchmark, snapshot, holder.element) };
  }
  return undefined;
}

/** In front of a line's tag a cursor means that tag: whoever goes to a Rule's line must not switch the group around it. */
function afterIndent({ source }: Snapshot, offset: number): number {
  const start = source.lineStart(source.lineAt(offset));
  const end = source.lineStart(source.lineAt(offset) + 1);
  const [indent] = /^[ \t]*(?=<[^/])/.exec(source.slice(start, Math.min(end, start + widestIndent))) ?? [''];
  return Math.max(offset, start + indent.length);
}
