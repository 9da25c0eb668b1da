/** A Profile taken from one document and written into a Benchmark, behind the profiles that it has, in their style. */
import type { TextEdit } from '../text/span.ts';
import { listAttributes } from '../xml/attributes.ts';
import { encodeAttributeValue } from '../xml/characters.ts';
import type { XccdfBenchmark, XccdfProfile } from './benchmark.ts';
import { copyElement } from './copyElement.ts';
import { indentOf, lineBreakOf, prefixOf } from './elementEdits.ts';
import { insertProfiles } from './profileEdits.ts';

export interface CopiedProfile {
  /** The lines of the element, the first without indent, each of the others with what it has beyond that. */
  readonly lines: readonly string[];
  /** Names of children that cannot be carried over: they hold elements of other namespaces. */
  readonly lost: readonly string[];
}

/** The profile as lines for `benchmark`; without `extends` where nothing is to be extended. */
export function copyProfile(benchmark: XccdfBenchmark, profile: XccdfProfile, isExtending: boolean): CopiedProfile {
  const { snapshot, element } = profile;
  const { source, table } = snapshot;
  const prefix = prefixOf(benchmark.snapshot, benchmark.element);
  const lineBreak = lineBreakOf(benchmark.snapshot, benchmark.snapshot.table.start(benchmark.element));
  const attributes = listAttributes(source, table, element)
    .filter(({ name }) => !name.startsWith('xmlns') && (isExtending || name !== 'extends'))
    .map(({ name, value, quote }) => ` ${name}=${quote}${encodeAttributeValue(value, quote)}${quote}`);
  const lost: string[] = [];
  const children = [...table.children(element)].flatMap((child) => {
    const copied = copyElement(snapshot, child, prefix);
    if (copied === undefined) lost.push(table.local(child));
    return copied === undefined ? [] : [copied.replace(/\r\n|\r|\n/g, lineBreak)];
  });
  const unit = indentUnit(benchmark);
  const lines = [`<${prefix}Profile${attributes.join('')}>`, ...children.map((child) => unit + child)];
  return { lines: [...lines, `</${prefix}Profile>`], lost };
}

/** One edit for all of them, behind the last profile; in a Benchmark without any, behind what must stand before profiles. */
export function addProfilesEdit(benchmark: XccdfBenchmark, profiles: readonly CopiedProfile[]): TextEdit {
  return insertProfiles(
    benchmark,
    profiles.flatMap((profile) => profile.lines),
  );
}

function indentUnit(benchmark: XccdfBenchmark): string {
  const { snapshot, element } = benchmark;
  const [child] = snapshot.table.children(element);
  const inner = child === undefined ? '' : indentOf(snapshot, child);
  const outer = indentOf(snapshot, element);
  return inner.startsWith(outer) && inner.length > outer.length ? inner.slice(outer.length) : '  ';
}
