/** What a Rule reads in one profile: its check, the Values that the check exports, and the OVAL behind it. */
import * as l10n from '@vscode/l10n';
import { attributeValue } from '../xml/attributes.ts';
import type { XccdfBenchmark, XccdfItem, XccdfProfile } from './benchmark.ts';
import { chooseCheck } from './checkChoice.ts';
import { type OvalReads, readsFrom } from './ovalReads.ts';
import type { Exports } from './ovalVariable.ts';
import { reasonOf } from './reasons.ts';
import { type Place, resolveReference } from './resolve.ts';
import { type WholeContent, wholeContentOf } from './wholeContent.ts';
import { valueInProfile } from './xccdfValue.ts';

export interface RuleReads extends OvalReads {
  /** The OVAL definition, in the document that holds it. */
  readonly place: Place;
}

export interface RuleCheck {
  /** One for each OVAL definition that the rule's check runs. */
  readonly definitions: readonly RuleReads[];
  /** What a check runs that cannot be shown piece by piece, or why its content cannot be shown. */
  readonly reasons: readonly string[];
}

/** Undefined where the scanner runs no check for the rule. */
export function readsOfRule(
  benchmark: XccdfBenchmark,
  profile: XccdfProfile | undefined,
  rule: XccdfItem,
): RuleCheck | undefined {
  const choice = chooseCheck(benchmark, profile, rule);
  if (!choice) return undefined;
  const definitions: RuleReads[] = [];
  const reasons: string[] = [];
  for (const check of choice.checks) {
    const exports = exportsOf(benchmark, profile, check);
    const { places, reason } = contentOf(benchmark, check);
    for (const place of places) definitions.push({ place, ...readsFrom(place.snapshot, place.declaration, exports) });
    if (places.length === 0 && reason !== undefined) reasons.push(reason);
  }
  return { definitions, reasons };
}

/** The first check-content-ref that can be had: they are alternatives (XCCDF 1.2, 6.4.4.4). */
function contentOf(
  { snapshot, component }: XccdfBenchmark,
  check: number,
): { places: readonly Place[]; reason?: string } {
  let reason: string | undefined;
  for (const child of snapshot.table.children(check)) {
    if (snapshot.table.local(child) !== 'check-content-ref') continue;
    const whole = wholeContentOf(snapshot, component, child);
    if (whole && whole.missing === undefined) return { places: [], reason: wholeText(whole) };
    reason ??= whole?.missing;
    for (const reference of snapshot.index.referencesAt(child)) {
      const resolution = resolveReference(snapshot, reference);
      if (resolution.status === 'resolved') {
        const places = resolution.places.filter((place) => place.declaration.kind === 'oval.definition');
        if (places.length > 0) return { places };
      }
      reason ??= reasonOf(resolution, reference.id);
    }
  }
  return reason === undefined ? { places: [] } : { places: [], reason };
}

/** What a scanner does with content that is named as a whole. */
export function wholeText({ href, isScript }: WholeContent): string {
  return isScript ? l10n.t('Runs the script {0}.', href) : l10n.t('Evaluates every definition of {0}.', href);
}

/** What the check-exports of one check bind in a profile. */
export function exportsOf(benchmark: XccdfBenchmark, profile: XccdfProfile | undefined, check: number): Exports {
  const { snapshot, itemsById } = benchmark;
  const exports = new Map<string, (string | null)[]>();
  for (const child of snapshot.table.children(check)) {
    if (snapshot.table.local(child) !== 'check-export') continue;
    const name = attributeValue(snapshot.source, snapshot.table, child, 'export-name');
    const value = itemsById.get(attributeValue(snapshot.source, snapshot.table, child, 'value-id') ?? '');
    if (name === undefined || value?.kind !== 'value') continue;
    const bound = valueInProfile(benchmark, profile, value).text;
    exports.set(name, [...(exports.get(name) ?? []), bound]);
  }
  return exports;
}
