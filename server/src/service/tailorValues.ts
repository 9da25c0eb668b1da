/** The Values of a tailored profile: entries for what differs from the profile it extends, and a word on what is in vain. */
import * as l10n from '@vscode/l10n';
import { ancestorProfiles } from '../scap/selection.ts';
import { attributeValue } from '../xml/attributes.ts';
import { encodeAttributeValue, encodeText } from '../xml/characters.ts';
import type { Benchmark, Item, Profile } from './scopes.ts';

export interface ValueSettings {
  readonly setValues: readonly { readonly item: Item; readonly value: string }[];
  readonly refineValues: readonly { readonly item: Item; readonly selector: string }[];
}

/** The selectors of a Value in document order; '' stands for the value without one. */
export function listSelectors({ snapshot }: Benchmark, { element }: Item): readonly string[] {
  const { source, table } = snapshot;
  return [...table.children(element)]
    .filter((child) => table.local(child) === 'value' || table.local(child) === 'complex-value')
    .map((child) => attributeValue(source, table, child, 'selector') ?? '');
}

/** The elements to add to the new profile, each in one line; `prefix` ends with its colon. */
export function valueEntries(
  benchmark: Benchmark,
  prefix: string,
  base: Profile | undefined,
  { setValues, refineValues }: ValueSettings,
): { readonly lines: readonly string[]; readonly warnings: readonly string[] } {
  const lines: string[] = [];
  const warnings: string[] = [];
  const lineage = base ? [base, ...ancestorProfiles(benchmark, base)] : [];
  // A child's entry replaces those of its parent for the same Value; of several in one profile the last counts.
  const setBefore = (id: string) =>
    nearest(
      lineage.map(({ setValues: entries }) => entries),
      id,
    )?.value;
  const refinedBefore = (id: string) =>
    nearest(
      lineage.map(({ refineValues: entries }) => entries),
      id,
    )?.selector;
  for (const { item, value } of setValues) {
    if (setBefore(item.id) === value) continue;
    const idref = encodeAttributeValue(item.id, '"');
    lines.push(`<${prefix}set-value idref="${idref}">${encodeText(value)}</${prefix}set-value>`);
  }
  for (const { item, selector } of refineValues) {
    const before = setBefore(item.id);
    if (before !== undefined) {
      warnings.push(
        l10n.t(
          '{0} stays "{1}": a set-value of the profile that is extended wins over a refine-value',
          item.id,
          before,
        ),
      );
    }
    if (refinedBefore(item.id) === selector) continue;
    const attributes = `idref="${encodeAttributeValue(item.id, '"')}" selector="${encodeAttributeValue(selector, '"')}"`;
    lines.push(`<${prefix}refine-value ${attributes}/>`);
  }
  return { lines, warnings };
}

function nearest<Entry extends { readonly idref: string }>(
  lineage: readonly (readonly Entry[])[],
  id: string,
): Entry | undefined {
  for (const entries of lineage) {
    const last = entries.findLast(({ idref }) => idref === id);
    if (last) return last;
  }
  return undefined;
}
