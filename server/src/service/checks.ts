/** Where the checks of a rule lead: a row for each check-content-ref, with the definition it means or why there is none. */
import type { XccdfBenchmark, XccdfItem } from '../scap/benchmark.ts';
import { chooseCheck } from '../scap/checkChoice.ts';
import type { StreamChoice } from '../scap/dataStream.ts';
import { type ScriptAnswer, targetsInStream, targetsOfScript } from '../scap/resolve.ts';
import { ocilSystems, ovalSystem, scriptSystem } from '../scap/vocabulary.ts';
import { attributeValue } from '../xml/attributes.ts';
import { noElement } from '../xml/elementTable.ts';
import { lineOf, type Snapshot } from './open.ts';

export type CheckKind = 'oval' | 'ocil' | 'sce' | 'other';
export type CheckStatus =
  | 'resolved'
  | 'missing-definition'
  | 'missing-component'
  | 'external'
  | 'not-loaded'
  | 'whole-component'
  | 'unknown-system';

/** Absent values are null. */
export interface CheckRow {
  readonly system: string | null;
  readonly selector: string | null;
  readonly href: string | null;
  readonly name: string | null;
  /** The component-ref that the catalog led to. */
  readonly refId: string | null;
  /** ds:component/@id; the relative path of the file where the document stands alone. */
  readonly component: string | null;
  readonly kind: CheckKind;
  readonly status: CheckStatus;
  /** Of the check-content-ref, from 1. */
  readonly line: number;
  /** Of what it means: the definition, or the component's root. */
  readonly target: { readonly line: number } | null;
  /** Whether a scanner evaluates it where no profile refines the rule. */
  readonly used: boolean;
}

/**
 * In document order; empty for a rule without checks. A rule without any has those of the rule that it extends. `stream`
 * says which of several streams that use the Benchmark is scanned.
 */
export function listChecks(benchmark: XccdfBenchmark, rule: XccdfItem, stream: StreamChoice = {}): readonly CheckRow[] {
  const { snapshot, component } = benchmark;
  const { table } = snapshot;
  const choice = chooseCheck(benchmark, undefined, rule);
  const refs = contentRefs(snapshot, choice ? table.parent(choice.element) : rule.element);
  const rows = refs.map((ref) => ({ ref, row: readRow(snapshot, component, ref, stream) }));
  // Of one check the content-refs are alternatives: the first that the scanner can load counts.
  const loads = ({ row }: (typeof rows)[number]) =>
    (row.kind === 'oval' || row.kind === 'sce') && (row.status === 'resolved' || row.status === 'whole-component');
  const used = (choice?.checks ?? []).map((check) =>
    rows.find((entry) => table.parent(entry.ref) === check && loads(entry)),
  );
  return rows.map((entry) => ({ ...entry.row, used: used.includes(entry) }));
}

type Row = Omit<CheckRow, 'used'>;

function contentRefs(snapshot: Snapshot, rule: number): number[] {
  const { table } = snapshot;
  const refs: number[] = [];
  for (let at = rule + 1; at < table.subtreeEnd(rule); at++) {
    if (table.uri(at) !== table.uri(rule) || table.local(at) !== 'check-content-ref') continue;
    if (table.local(table.parent(at)) === 'check') refs.push(at);
  }
  return refs;
}

function readRow(snapshot: Snapshot, component: number, ref: number, stream: StreamChoice): Row {
  const { source, table } = snapshot;
  const check = table.parent(ref);
  const value = (element: number, name: string) => attributeValue(source, table, element, name) ?? null;
  const system = value(check, 'system');
  const kind = kindOf(system);
  const [href, name] = [value(ref, 'href'), value(ref, 'name')];
  const written = { system, selector: value(check, 'selector'), href, name, kind, line: lineOf(snapshot, ref) };
  if (kind === 'other') return { ...written, refId: null, component: null, target: null, status: 'unknown-system' };
  // Of a script OpenSCAP takes no notice of a name.
  const [targets, wanted] = kind === 'sce' ? [targetsOfScript, null] : [targetsInStream, name];
  return { ...written, ...findTarget(targets(snapshot, component, href ?? '', stream), href ?? '', wanted) };
}

function kindOf(system: string | null): CheckKind {
  if (system === ovalSystem) return 'oval';
  if (system === scriptSystem) return 'sce';
  return system !== null && ocilSystems.includes(system) ? 'ocil' : 'other';
}

type Target = Pick<Row, 'refId' | 'component' | 'status' | 'target'>;

/** Of several streams that mean different components the first in which the name is found, else the first. */
function findTarget(answers: readonly ScriptAnswer[], href: string, name: string | null): Target {
  let first: Target | undefined;
  for (const answer of answers) {
    if (answer.status === 'file') {
      return { refId: null, component: relativePath(href), target: { line: 1 }, status: 'whole-component' };
    }
    const refId = answer.refId ?? null;
    if (answer.status === 'absent') {
      const status = answer.why.status;
      const known = status === 'external' || status === 'not-loaded' ? status : 'missing-component';
      first ??= { refId, component: null, target: null, status: known };
      continue;
    }
    const found = answer.snapshot.index.components[answer.component]!;
    const at = { refId, component: found.wrapper === noElement ? relativePath(href) : found.id };
    if (name === null) {
      const target = { line: lineOf(answer.snapshot, found.element) };
      return { ...at, target, status: 'whole-component' };
    }
    const declaration = answer.snapshot.index
      .declarationsOf(name)
      .find(
        ({ kind, component: holder }) =>
          holder === answer.component && (kind === 'oval.definition' || kind === 'ocil.questionnaire'),
      );
    if (declaration)
      return { ...at, target: { line: lineOf(answer.snapshot, declaration.element) }, status: 'resolved' };
    first ??= { ...at, target: null, status: 'missing-definition' };
  }
  return first ?? { refId: null, component: null, target: null, status: 'missing-component' };
}

function relativePath(href: string): string {
  return href.replace(/^(?:\.\/)+/, '');
}
