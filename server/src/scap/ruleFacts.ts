/** What people look a rule up by: its title, ids, identifiers, references and severity, what it inherits included. */
import { attributeValue } from '../xml/attributes.ts';
import { textContent } from '../xml/content.ts';
import { titleOf, type XccdfBenchmark, type XccdfItem } from './benchmark.ts';
import { severityInProfile } from './refinement.ts';
import { extensionLine } from './selection.ts';
import { rememberFor, type Snapshot } from './snapshot.ts';
import { readBoolean } from './xccdfBoolean.ts';

export interface RuleFacts {
  readonly item: XccdfItem;
  readonly title: string;
  /** Such as CCE-80823-8: those of what it extends come first, and one that it has itself is not told twice. */
  readonly idents: readonly string[];
  /** The texts of the reference elements, in the same order: numbers of controls, such as AC-6(5) or 5.2.10. */
  readonly references: readonly string[];
  /** By itself, else that of what it extends; undefined where none has one. */
  readonly severity: string | undefined;
}

/** Rules and groups that a scanner knows, in document order. Costs a look at each child of each and of what it extends, once per snapshot. */
export function listRuleFacts(benchmark: XccdfBenchmark): readonly RuleFacts[] {
  return rememberFor(benchmark.snapshot, listRuleFacts, benchmark.items, () =>
    benchmark.items.filter(({ kind, gone }) => kind !== 'value' && !gone).map((item) => factsOf(benchmark, item)),
  );
}

function factsOf(benchmark: XccdfBenchmark, item: XccdfItem): RuleFacts {
  const title = titleOf(benchmark.snapshot, item.element, item.id);
  // A group's children are its rules: what it has itself comes before them.
  if (item.kind !== 'rule') return { item, title, idents: [], references: [], severity: undefined };
  const { idents, references } = namesOf(benchmark, item);
  return { item, title, idents, references, severity: severityInProfile(benchmark, undefined, item) };
}

interface Names {
  readonly idents: readonly string[];
  readonly references: readonly string[];
}

/**
 * Its own behind those that it inherits (seen in OpenSCAP for idents; XCCDF 1.2 says it of references too, which OpenSCAP's
 * results do not have), unless a reference is there to take the place of all before it.
 */
function namesOf(benchmark: XccdfBenchmark, rule: XccdfItem): Names {
  const [first, ...heirs] = extensionLine(benchmark, rule).toReversed();
  return heirs.reduce<Names>(
    (inherited, { element }) => {
      const own = readNames(benchmark.snapshot, element);
      return {
        idents: behind(inherited.idents, own.idents),
        references: own.overrides ? own.references : behind(inherited.references, own.references),
      };
    },
    readNames(benchmark.snapshot, first!.element),
  );
}

function behind(inherited: readonly string[], own: readonly string[]): readonly string[] {
  return [...inherited.filter((name) => !own.includes(name)), ...own];
}

function readNames({ source, table }: Snapshot, rule: number): Names & { readonly overrides: boolean } {
  const idents: string[] = [];
  const references: string[] = [];
  let overrides = false;
  for (const child of table.children(rule)) {
    const local = table.local(child);
    if (local !== 'ident' && local !== 'reference') continue;
    const text = textContent(source, table, child);
    if (text !== '') (local === 'ident' ? idents : references).push(text);
    overrides ||= local === 'reference' && readBoolean(attributeValue(source, table, child, 'override') ?? '');
  }
  return { idents, references, overrides };
}
