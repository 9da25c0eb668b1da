/** What people look a rule up by: its title, ids, identifiers, references and severity. Read once per snapshot. */
import { attributeValue } from '../xml/attributes.ts';
import { textContent } from '../xml/content.ts';
import { titleOf, type XccdfBenchmark, type XccdfItem } from './benchmark.ts';
import { rememberFor } from './snapshot.ts';

export interface RuleFacts {
  readonly item: XccdfItem;
  readonly title: string;
  /** Such as CCE-80823-8, in document order. */
  readonly idents: readonly string[];
  /** The texts of the reference elements: numbers of controls, such as AC-6(5) or 5.2.10. */
  readonly references: readonly string[];
  /** As written; undefined where the rule has none. */
  readonly severity: string | undefined;
}

/** Rules and groups that a scanner knows, in document order. Costs a look at each child of each. */
export function listRuleFacts(benchmark: XccdfBenchmark): readonly RuleFacts[] {
  return rememberFor(benchmark.snapshot, listRuleFacts, benchmark.items, () =>
    benchmark.items.filter(({ kind, gone }) => kind !== 'value' && !gone).map((item) => readFacts(benchmark, item)),
  );
}

function readFacts({ snapshot }: XccdfBenchmark, item: XccdfItem): RuleFacts {
  const { source, table } = snapshot;
  const idents: string[] = [];
  const references: string[] = [];
  // A group's children are its rules: what it has itself comes before them.
  for (const child of item.kind === 'rule' ? table.children(item.element) : []) {
    const local = table.local(child);
    if (local !== 'ident' && local !== 'reference') continue;
    const text = textContent(source, table, child);
    if (text !== '') (local === 'ident' ? idents : references).push(text);
  }
  const severity = item.kind === 'rule' ? attributeValue(source, table, item.element, 'severity') : undefined;
  return { item, title: titleOf(snapshot, item.element, item.id), idents, references, severity };
}
