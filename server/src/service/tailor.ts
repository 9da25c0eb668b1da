/**
 * A Tailoring with one Profile that says only how it differs from the profile it starts from. Its selects are those of the
 * toggle; it reads no clock and no files, and never changes the Benchmark's document.
 */
import * as l10n from '@vscode/l10n';
import { listTailorings, titleOf, withTailoring } from '../scap/benchmark.ts';
import { draftEdits } from '../scap/selectionEdits.ts';
import { planToggle } from '../scap/toggle.ts';
import { xccdf11, xccdf11Tailoring, xccdf12 } from '../scap/vocabulary.ts';
import { applyEdits } from '../text/edits.ts';
import { encodeAttributeValue } from '../xml/characters.ts';
import { openSnapshot } from './open.ts';
import type { Benchmark, Item, Profile } from './scopes.ts';
import { type ValueSettings, valueEntries } from './tailorValues.ts';
import { type ObstacleInWords, obstaclesInWords } from './toggleRules.ts';

export interface TailorRequest extends ValueSettings {
  /** The profile to start from; undefined starts from none. */
  readonly base: Profile | undefined;
  /** The new profile's id; see `customizedId`. */
  readonly id: string;
  readonly enable: readonly Item[];
  readonly disable: readonly Item[];
  readonly withRequired?: boolean;
  /** benchmark/@href and version/@time as they are to be written. */
  readonly href: string;
  readonly time: string;
}

export interface Tailored {
  readonly text: string;
  /** Not empty: some rule would stay off or drop out all the same. */
  readonly obstacles: readonly ObstacleInWords[];
  readonly warnings: readonly string[];
}

/** The id of a profile that customizes another, by the custom of SCAP Workbench. */
export function customizedId(benchmark: Benchmark, base: Profile | undefined): string {
  if (base) return `${base.id}_customized`;
  const owner = /^xccdf_([^_]+)_benchmark_/.exec(benchmark.id)?.[1];
  return owner === undefined ? 'default_customized' : `xccdf_${owner}_profile_default_customized`;
}

/** Why an id cannot be that of a profile; undefined where it can (XCCDF 1.2, 6.2.3; 1.1 takes any NCName). */
export function profileIdFault(benchmark: Benchmark, id: string): string | undefined {
  if (isOld(benchmark)) return /^[\p{L}_][\p{L}\p{N}_.-]*$/u.test(id) ? undefined : l10n.t('"{0}" is no XML name', id);
  return /^xccdf_[^_\s]+_profile_[\p{L}\p{N}_.-]+$/u.test(id)
    ? undefined
    : l10n.t('"{0}" is no id of a profile: xccdf_<namespace>_profile_<name> is', id);
}

/** Writes the Tailoring. Costs two toggles. */
export function tailorProfile(benchmark: Benchmark, request: TailorRequest): Tailored {
  const { enable, disable, withRequired = false } = request;
  const base: Benchmark = { ...benchmark, tailoring: undefined };
  const prefix = isOld(benchmark) ? 'cdf:' : 'xccdf:';
  const enabled = step(base, skeleton(base, request), enable, true, withRequired);
  const disabled = step(base, enabled.text, disable, false, false);
  const { lines, warnings } = valueEntries(base, prefix, request.base, request);
  const close = `  </${prefix}Profile>`;
  const text = disabled.text.replace(close, () => lines.map((line) => `    ${line}\n`).join('') + close);
  return { text, obstacles: [...enabled.obstacles, ...disabled.obstacles], warnings };
}

function step(
  base: Benchmark,
  text: string,
  rules: readonly Item[],
  enable: boolean,
  withRequired: boolean,
): Pick<Tailored, 'text' | 'obstacles'> {
  if (rules.length === 0) return { text, obstacles: [] };
  const snapshot = openSnapshot(text);
  const scope = withTailoring(base, listTailorings(snapshot)[0]!);
  const profiles = scope.tailoring!.profiles;
  const plan = planToggle(scope, { rules, enable, scope: { kind: 'profiles', profiles }, withRequired });
  const edits = draftEdits(scope, plan.draft).get(snapshot) ?? [];
  return { text: applyEdits(text, edits), obstacles: obstaclesInWords(plan.obstacles) };
}

function isOld({ snapshot, element }: Benchmark): boolean {
  return snapshot.table.uri(element) === xccdf11;
}

function skeleton(benchmark: Benchmark, { base, id, href, time }: TailorRequest): string {
  const quoted = (value: string) => `"${encodeAttributeValue(value, '"')}"`;
  const title = base ? l10n.t('{0} (customized)', titleOf(base.snapshot, base.element, base.id)) : l10n.t('Customized');
  // XCCDF 1.1 has no Tailoring; OpenSCAP reads one in a namespace of its own around a Profile of 1.1.
  const old = isOld(benchmark);
  const outer = old ? 'tailoring' : 'xccdf';
  const inner = old ? 'cdf' : 'xccdf';
  const namespaces = old ? `xmlns:tailoring="${xccdf11Tailoring}" xmlns:cdf="${xccdf11}"` : `xmlns:xccdf="${xccdf12}"`;
  const tailoringId = old ? `${id}_tailoring` : id.replace('_profile_', '_tailoring_');
  return `<?xml version="1.0" encoding="UTF-8"?>
<${outer}:Tailoring ${namespaces} id=${quoted(tailoringId)}>
  <${outer}:benchmark href=${quoted(href)}/>
  <${outer}:version time=${quoted(time)}>1</${outer}:version>
  <${inner}:Profile id=${quoted(id)}${base ? ` extends=${quoted(base.id)}` : ''}>
    <${inner}:title override="true">${encodeAttributeValue(title, '"')}</${inner}:title>
  </${inner}:Profile>
</${outer}:Tailoring>
`;
}
