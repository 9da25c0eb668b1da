/** What a hover says: Markdown about the thing under the cursor. Content is quoted, never trusted as Markdown. */
import type { XccdfBenchmark, XccdfProfile } from '../scap/benchmark.ts';
import { cursorTarget, enclosingDeclaration, wholeContentAt } from '../scap/cursor.ts';
import { reasonOf } from '../scap/reasons.ts';
import { type Place, resolveReference } from '../scap/resolve.ts';
import { wholeText } from '../scap/ruleReads.ts';
import type { Reference } from '../scap/scapIndex.ts';
import { itemOf, profileAt, scopesOfComponent } from '../scap/scopes.ts';
import type { Snapshot } from '../scap/snapshot.ts';
import type { Span } from '../text/span.ts';
import { plain } from './hover/markdown.ts';
import { hoverOfOther } from './hover/others.ts';
import { hoverOfOval } from './hover/oval.ts';
import { firstProfile, hoverOfRule, sayReads } from './hover/rule.ts';
import { hoverOfBenchmark, hoverOfCluster, hoverOfGroup, hoverOfProfile, hoverOfValue } from './hover/xccdf.ts';

export interface Hover {
  readonly markdown: string;
  /** The name or tag that the hover is about. */
  readonly span: Span;
}

/**
 * Undefined where the cursor is on nothing that has a name. In a select or refine-value the profile around it supplies
 * the values. Costs what the thing reaches; the first time in a snapshot also the selection of every profile.
 */
export function hoverAt(snapshot: Snapshot, offset: number): Hover | undefined {
  const target = cursorTarget(snapshot, offset);
  if (!target) return hoverOfWhole(snapshot, offset);
  const { span } = target;
  if (target.kind === 'declaration') {
    return { span, markdown: describe(snapshot, { snapshot, declaration: target.declaration }, undefined) };
  }
  const { reference } = target;
  const resolution = resolveReference(snapshot, reference);
  if (resolution.status !== 'resolved') {
    return { span, markdown: plain(reasonOf(resolution, reference.id) ?? '') };
  }
  return {
    span,
    markdown: resolution.places
      .slice(0, 3)
      .map((place) => describe(snapshot, place, reference))
      .join('\n\n---\n\n'),
  };
}

/** A check-content-ref that names a whole component. */
function hoverOfWhole(snapshot: Snapshot, offset: number): Hover | undefined {
  const whole = wholeContentAt(snapshot, offset);
  if (!whole) return undefined;
  const { content, span } = whole;
  const parts = [plain(content.missing ?? wholeText(content)), ...content.places.map(hoverOfOther)];
  return { span, markdown: parts.join('\n\n---\n\n') };
}

function describe(from: Snapshot, place: Place, reference: Reference | undefined): string {
  const { kind } = place.declaration;
  if (kind.startsWith('xccdf.')) return describeXccdf(from, place, reference);
  const check = kind === 'oval.definition' && reference ? readsAround(from, reference) : undefined;
  if (check !== undefined) return hoverOfOval(from, place, check);
  return kind.startsWith('oval.') ? hoverOfOval(from, place) : hoverOfOther(place);
}

/** A definition that a Rule's check names is read with the Rule's values. */
function readsAround(from: Snapshot, reference: Reference): string | undefined {
  const rule = enclosingDeclaration(from, reference.element, ['xccdf.Rule']);
  const benchmark = rule && scopesOfComponent(from, rule.component)[0];
  const item = rule && benchmark && itemOf(benchmark, rule);
  return item && sayReads(benchmark, item, firstProfile(benchmark, item));
}

function describeXccdf(from: Snapshot, place: Place, reference: Reference | undefined): string {
  const benchmark = benchmarkFor(from, place, reference);
  if (!benchmark) return hoverOfOther(place);
  const { declaration } = place;
  const inside = reference && profileAround(from, benchmark, reference);
  if (declaration.kind === 'xccdf.Benchmark') return hoverOfBenchmark(benchmark);
  if (declaration.kind === 'xccdf.cluster') return hoverOfCluster(benchmark, declaration.id, inside);
  const profile = profileAt(benchmark, place.snapshot, declaration.element);
  if (profile) return hoverOfProfile(from, benchmark, profile);
  const item = itemOf(benchmark, declaration);
  if (item?.kind === 'rule') return hoverOfRule(from, benchmark, item, inside);
  if (item?.kind === 'value') return hoverOfValue(from, benchmark, item, inside);
  return item ? hoverOfGroup(benchmark, item) : hoverOfOther(place);
}

/** Seen from a Tailoring, a Benchmark is what the Tailoring makes of it. */
function benchmarkFor(from: Snapshot, place: Place, reference: Reference | undefined): XccdfBenchmark | undefined {
  const tailored = reference && scopesOfComponent(from, reference.component);
  // Both may stand in one stream.
  const fits = (scope: XccdfBenchmark) =>
    [scope, scope.tailoring].some(
      (part) => part?.snapshot === place.snapshot && part.component === place.declaration.component,
    );
  return tailored?.find(fits) ?? scopesOfComponent(place.snapshot, place.declaration.component)[0];
}

function profileAround(from: Snapshot, benchmark: XccdfBenchmark, reference: Reference): XccdfProfile | undefined {
  const around = enclosingDeclaration(from, reference.element, ['xccdf.Profile']);
  return around && profileAt(benchmark, from, around.element);
}
