/**
 * Go to what a name means: from references to declarations, from a Rule on to what checks it, from OVAL's elements on
 * to those they use. Where nothing can be shown the answer says why; a place is never guessed.
 */
import * as l10n from '@vscode/l10n';
import { chooseCheck, chooseCheckIn } from '../scap/checkChoice.ts';
import { type CursorTarget, cursorTarget, wholeContentAt } from '../scap/cursor.ts';
import { directlyUsed } from '../scap/ovalGraph.ts';
import { reasonOf } from '../scap/reasons.ts';
import { type Place, resolveReference } from '../scap/resolve.ts';
import { type Declaration, declarationSpan, type Reference } from '../scap/scapIndex.ts';
import { itemOf, scopesOfComponent } from '../scap/scopes.ts';
import type { Snapshot } from '../scap/snapshot.ts';
import { type WholeContent, wholeContentOf } from '../scap/wholeContent.ts';
import type { Span } from '../text/span.ts';

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
  const whole = target ? undefined : wholeContentAt(snapshot, offset);
  if (whole) return { origin: whole.span, ...answerOf(wholeFollowed(whole.content)) };
  if (!target) return { targets: [] };
  const followed = target.kind === 'reference' ? follow(snapshot, target.reference) : onward(snapshot, target);
  return { origin: target.span, ...answerOf(followed) };
}

/** The OVAL definitions (or other check content) that the scanner would run for a Rule, with its checks' defaults. */
export function findCheckOfRule(snapshot: Snapshot, rule: Declaration): DeclarationAnswer {
  return answerOf(checkContent(snapshot, rule));
}

function answerOf({ places, reason }: Followed): DeclarationAnswer {
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
  const whole = wholeContentOf(snapshot, rule.component, element);
  if (whole) return wholeFollowed(whole);
  const reference = snapshot.index.referencesAt(element)[0];
  return reference ? follow(snapshot, reference) : { places: [] };
}

function wholeFollowed({ href, places, missing }: WholeContent): Followed {
  return { places, reason: missing ?? l10n.t('"{0}" is a whole document, not one definition in it.', href) };
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
