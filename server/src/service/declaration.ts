/**
 * Go to what a name means: from references to declarations, from a Rule on to what checks it, from OVAL's elements on
 * to those they use. Where nothing can be shown the answer says why; a place is never guessed.
 */
import * as l10n from '@vscode/l10n';
import { chooseCheck, chooseCheckIn } from '../scap/checkChoice.ts';
import { type CursorTarget, cursorTarget } from '../scap/cursor.ts';
import { directlyUsed } from '../scap/ovalGraph.ts';
import { reasonOf } from '../scap/reasons.ts';
import { type Place, resolveReference, targetsOfHref } from '../scap/resolve.ts';
import { type Declaration, declarationSpan, type Reference } from '../scap/scapIndex.ts';
import { itemOf, scopesOfComponent } from '../scap/scopes.ts';
import type { Snapshot } from '../scap/snapshot.ts';
import type { Span } from '../text/span.ts';
import { attributeValue } from '../xml/attributes.ts';

/** One declaration in its document. */
export interface DeclarationTarget {
  readonly uri: string;
  readonly kind: Declaration['kind'];
  readonly id: string;
  readonly snapshot: Snapshot;
  /** The whole element. */
  readonly range: Span;
  /** Where its id is written. */
  readonly selection: Span;
}

export interface DeclarationAnswer {
  /** What in the text was asked about; absent where the cursor is on no name. */
  readonly origin?: Span;
  /** In document order; empty where there is nothing to go to. */
  readonly targets: readonly DeclarationTarget[];
  /** One sentence for the user, where `targets` is empty and the cursor is on a name. */
  readonly reason?: string;
}

/** What the name or tag at an offset leads to. Costs a few look-ups. */
export function findDeclarations(snapshot: Snapshot, offset: number): DeclarationAnswer {
  const target = cursorTarget(snapshot, offset);
  if (!target) return { targets: [] };
  const { places, reason } =
    target.kind === 'reference' ? follow(snapshot, target.reference) : onward(snapshot, target);
  return {
    origin: target.span,
    targets: places.map(toTarget),
    ...(places.length === 0 && reason !== undefined ? { reason } : {}),
  };
}

/** The OVAL definitions (or other check content) that the scanner would run for a Rule, with its checks' defaults. */
export function findCheckOfRule(snapshot: Snapshot, rule: Declaration): DeclarationAnswer {
  const { places, reason } = checkContent(snapshot, rule);
  return { targets: places.map(toTarget), ...(places.length === 0 && reason !== undefined ? { reason } : {}) };
}

interface Followed {
  readonly places: readonly Place[];
  readonly reason?: string | undefined;
}

function follow(snapshot: Snapshot, reference: Reference): Followed {
  const resolution = resolveReference(snapshot, reference);
  if (resolution.status === 'resolved') return { places: resolution.places };
  return { places: [], reason: reasonOf(resolution, reference.id) };
}

/** From a declaration: a Rule leads to its check; a tag of OVAL to what it uses; a name leads to itself. */
function onward(snapshot: Snapshot, target: CursorTarget & { kind: 'declaration' }): Followed {
  const { declaration, onName } = target;
  if (declaration.kind === 'xccdf.Rule') return checkContent(snapshot, declaration);
  const self: Followed = { places: [{ snapshot, declaration }] };
  if (onName || !declaration.kind.startsWith('oval.')) return self;
  const used = directlyUsed(snapshot, declaration).map((used) => ({ snapshot, declaration: used }));
  return used.length > 0 ? { places: used } : self;
}

function checkContent(snapshot: Snapshot, rule: Declaration): Followed {
  const benchmark = scopesOfComponent(snapshot, rule.component)[0];
  const item = benchmark && itemOf(benchmark, rule);
  const choice = item ? chooseCheck(benchmark, undefined, item) : chooseCheckIn(snapshot, rule.element, undefined);
  if (!choice) return { places: [], reason: l10n.t('{0} has no check that a scanner runs.', rule.id) };
  const answers = choice.contentRefs.map((element) => contentOf(snapshot, rule, element));
  return {
    places: [...new Map(answers.flatMap(({ places }) => places.map((place) => [place.declaration, place]))).values()],
    reason: answers.find((answer) => answer.reason !== undefined)?.reason,
  };
}

/** What one check-content-ref names; without a name it is about a whole component. */
function contentOf(snapshot: Snapshot, rule: Declaration, element: number): Followed {
  const reference = snapshot.index.referencesAt(element)[0];
  if (reference) return follow(snapshot, reference);
  const href = attributeValue(snapshot.source, snapshot.table, element, 'href') ?? '';
  const places: Place[] = [];
  let reason = l10n.t('"{0}" is a whole document, not one definition in it.', href);
  for (const answer of targetsOfHref(snapshot, rule.component, href)) {
    if (answer.status === 'absent') {
      reason = reasonOf(answer.why, href) ?? reason;
      continue;
    }
    const { components } = answer.snapshot.index;
    const wrapper = answer.snapshot.index.declarationsAt(components[answer.component]!.wrapper)[0];
    if (wrapper) places.push({ snapshot: answer.snapshot, declaration: wrapper });
  }
  return { places, reason };
}

function toTarget({ snapshot, declaration }: Place): DeclarationTarget {
  const { source, table } = snapshot;
  return {
    uri: snapshot.uri,
    kind: declaration.kind,
    id: declaration.id,
    snapshot,
    range: { from: table.start(declaration.element), to: table.end(declaration.element) },
    selection: declarationSpan(source, table, declaration),
  };
}
