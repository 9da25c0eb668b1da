/**
 * The mechanism behind all rules on references that lead nowhere: one pass resolves every reference of a document, a rule
 * takes the kinds that are its own and says what follows. External and unread targets are no fault and not reported here.
 */
import * as l10n from '@vscode/l10n';
import {
  componentsSearched,
  type Resolution,
  referencesBeyondHome,
  refsWithoutTarget,
  resolveReference,
} from '../scap/resolve.ts';
import { type Reference, referenceSpan, targetId } from '../scap/scapIndex.ts';
import { remember, type Snapshot } from '../scap/snapshot.ts';
import type { Finding, LintRule } from './finding.ts';
import { removeElement } from './fixes.ts';
import { nearestId } from './nearest.ts';
import { type RuleFacts, report } from './report.ts';

export interface UnresolvedFacts extends RuleFacts {
  /** ReferenceRow kinds. */
  readonly kinds: readonly string[];
  /** What is missing, what follows from it, what to do. */
  readonly message: (id: string, reference: Reference) => string;
  /** The element means nothing without what it names, so that taking it out is a way to mend it. */
  readonly removable?: true;
}

export interface Unresolved {
  readonly reference: Reference;
  readonly resolution: Extract<Resolution, { status: 'missing-target' | 'missing-component' }>;
  /** The one component-ref through which it leads nowhere, where it leads somewhere through another. */
  readonly through?: string;
}

/** A rule for some kinds of reference. */
export function unresolvedRule(facts: UnresolvedFacts): LintRule {
  return {
    code: facts.code,
    severity: facts.severity,
    requirements: facts.requirements,
    check: (snapshot) =>
      unresolvedOf(snapshot, facts.kinds).map((found, order) => findingOf(snapshot, facts, found, order)),
  };
}

/** The references of these kinds whose id is nowhere where it must be, in document order. */
export function unresolvedOf(snapshot: Snapshot, kinds: readonly string[]): readonly Unresolved[] {
  const byKind = remember(snapshot, unresolvedOf, () => resolveAll(snapshot));
  const found = kinds.flatMap((kind) => byKind.get(kind) ?? []);
  return kinds.length === 1 ? found : found.toSorted((a, b) => a.reference.element - b.reference.element);
}

function resolveAll(snapshot: Snapshot): ReadonlyMap<string, readonly Unresolved[]> {
  const byKind = new Map<string, Unresolved[]>();
  for (const reference of referencesBeyondHome(snapshot)) {
    for (const found of unresolvedAt(snapshot, reference)) {
      const list = byKind.get(reference.row.kind);
      if (list) list.push(found);
      else byKind.set(reference.row.kind, [found]);
    }
  }
  return byKind;
}

function unresolvedAt(snapshot: Snapshot, reference: Reference): readonly Unresolved[] {
  const resolution = resolveReference(snapshot, reference);
  if (isOwnFault(reference, resolution)) return [{ reference, resolution }];
  const missing = { status: 'missing-target', id: targetId(reference) } as const;
  return refsWithoutTarget(snapshot, reference).map((through) => ({ reference, resolution: missing, through }));
}

/** A missing component is the fault of what should lead to it: the component-ref, the catalog, the Tailoring's pointer. */
function isOwnFault(reference: Reference, resolution: Resolution): resolution is Unresolved['resolution'] {
  if (resolution.status === 'missing-target') return true;
  if (resolution.status !== 'missing-component') return false;
  return reference.row.scope === 'collection' || reference.row.scope === 'document';
}

/** A document with more broken references than this is not mended by guessing at each. */
const suggestionLimit = 100;

function findingOf(
  snapshot: Snapshot,
  facts: UnresolvedFacts,
  { reference, through }: Unresolved,
  order: number,
): Finding {
  const id = targetId(reference);
  const span = referenceSpan(snapshot.source, snapshot.table, reference);
  if (through !== undefined) {
    const words = l10n.t(
      '{0} So it is through the component-ref {1}; through another it is found.',
      facts.message(id, reference),
      through,
    );
    return report(facts, span, words, {});
  }
  const nearest = order < suggestionLimit ? nearestTarget(snapshot, reference) : undefined;
  const fixes: Finding['fixes'] = [
    ...(nearest === undefined ? [] : [replacement(reference, span, nearest)]),
    ...(facts.removable && !reference.row.list ? [removal(snapshot, reference.element)] : []),
  ];
  const message = facts.message(id, reference);
  const words = nearest === undefined ? message : l10n.t('{0} Did you mean {1}?', message, nearest);
  return report(facts, span, words, fixes.length > 0 ? { fixes } : {});
}

function replacement(reference: Reference, span: { from: number; to: number }, id: string) {
  const newText = reference.id.startsWith('#') ? `#${id}` : id;
  return { title: l10n.t('Change to {0}', id), safe: false, edits: [{ from: span.from, to: span.to, newText }] };
}

function removal(snapshot: Snapshot, element: number) {
  const title = l10n.t('Remove this {0}', snapshot.table.local(element));
  return { title, safe: false, edits: [removeElement(snapshot, element)] };
}

function nearestTarget(snapshot: Snapshot, reference: Reference): string | undefined {
  const ids = new Set<string>();
  for (const { snapshot: searched, component } of componentsSearched(snapshot, reference)) {
    for (const declaration of searched.index.declarations) {
      if (component !== undefined && declaration.component !== component) continue;
      if (reference.row.targets.includes(declaration.kind)) ids.add(declaration.id);
    }
  }
  return nearestId(targetId(reference), ids);
}
