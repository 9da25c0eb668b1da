/** Random changes of a Benchmark as a person or a new release makes them, from a seed: the "newer" text of a real one. */
import { listBenchmarks, type XccdfBenchmark, type XccdfItem } from '../../server/src/scap/benchmark.ts';
import { prefixOf, removalEdit } from '../../server/src/scap/elementEdits.ts';
import { emptyDraft, setDefault } from '../../server/src/scap/selectionDraft.ts';
import { draftEdits } from '../../server/src/scap/selectionEdits.ts';
import { openSnapshot } from '../../server/src/scap/snapshot.ts';
import { applyEdits } from '../../server/src/text/edits.ts';
import type { TextEdit } from '../../server/src/text/span.ts';
import { findAttribute } from '../../server/src/xml/attributes.ts';
import type { SeededRandom } from './random.ts';

export type Mutation = 'flip-select' | 'drop-select' | 'flip-default' | 'drop-rule' | 'drop-group' | 'new-rule';

/** The text after one mutation; the same text where it has nothing to act on. */
export function mutate(text: string, mutation: Mutation, random: SeededRandom): string {
  const benchmark = listBenchmarks(openSnapshot(text))[0]!;
  return applyEdits(text, editsOf(benchmark, mutation, random));
}

function editsOf(benchmark: XccdfBenchmark, mutation: Mutation, random: SeededRandom): readonly TextEdit[] {
  const { snapshot } = benchmark;
  const { source, table } = snapshot;
  const selects = benchmark.profiles.flatMap((profile) => profile.selects);
  const rules = benchmark.items.filter((item) => item.kind === 'rule' && !item.gone);
  if (mutation === 'flip-select' || mutation === 'drop-select') {
    if (selects.length === 0) return [];
    const select = random.pick(selects);
    if (mutation === 'drop-select') return [removalEdit(snapshot, select.element)];
    const value = findAttribute(source, table, select.element, 'selected');
    return value ? [{ from: value.from, to: value.to, newText: String(!select.selected) }] : [];
  }
  if (mutation === 'flip-default') {
    const item = random.pick(benchmark.items.filter(({ kind, gone }) => kind !== 'value' && !gone));
    const draft = emptyDraft();
    setDefault(benchmark, draft, item, !(item.selected ?? true));
    return draftEdits(benchmark, draft).get(snapshot) ?? [];
  }
  if (mutation === 'drop-rule') {
    const free = rules.filter((rule) => !isLinked(benchmark, rule));
    return free.length < 2 ? [] : [removalEdit(snapshot, random.pick(free).element)];
  }
  if (mutation === 'drop-group') {
    const groups = benchmark.items.filter((group) => group.kind === 'group' && !group.gone);
    const free = groups.filter((group) => insideOf(benchmark, group).every((item) => !isLinked(benchmark, item)));
    return free.length === 0 ? [] : [removalEdit(snapshot, random.pick(free).element)];
  }
  const neighbour = random.pick(rules);
  const at = table.end(neighbour.element);
  const prefix = prefixOf(snapshot, neighbour.element);
  const id = `${neighbour.id}_new${Math.floor(random.next() * 1000)}`;
  const rule = `<${prefix}Rule id="${id}" selected="true"><${prefix}title>New</${prefix}title></${prefix}Rule>`;
  return [{ from: at, to: at, newText: `\n${rule}\n` }];
}

/** A group with all that stands in it. */
function insideOf({ snapshot, items }: XccdfBenchmark, { element }: XccdfItem): readonly XccdfItem[] {
  return items.filter((item) => item.element >= element && item.element < snapshot.table.subtreeEnd(element));
}

/** A scanner refuses a document in which a link leads nowhere. */
function isLinked(benchmark: XccdfBenchmark, { id }: XccdfItem): boolean {
  return benchmark.items.some(
    ({ requires, conflicts, extends: base }) => requires.flat().includes(id) || conflicts.includes(id) || base === id,
  );
}
