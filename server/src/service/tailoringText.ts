/** A Tailoring as a text of its own: what stands around its profiles. It reads no clock and no files. */
import * as l10n from '@vscode/l10n';
import { titleOf, type XccdfTailoring } from '../scap/benchmark.ts';
import { renderEntry, writtenOut } from '../scap/profileEntries.ts';
import { xccdf11, xccdf11Tailoring, xccdf12 } from '../scap/vocabulary.ts';
import { encodeAttributeValue } from '../xml/characters.ts';
import { type Benchmark, benchmarksBeside, type Profile } from './scopes.ts';

export interface NewProfile {
  readonly id: string;
  readonly extends?: string;
  readonly title: string;
  /** Its entries, an element each, with the prefix of `profilePrefix`. */
  readonly lines: readonly string[];
}

/** Where the tailoring belongs: benchmark/@href and version/@time as they are to be written. */
export interface TailoringHead {
  readonly href: string;
  readonly time: string;
}

/** Whether a Benchmark is of XCCDF 1.1, which has no Tailoring; OpenSCAP reads one in a namespace of its own. */
export function isOld({ snapshot, element }: Benchmark): boolean {
  return snapshot.table.uri(element) === xccdf11;
}

/** The prefix of a new tailoring's profiles and entries, with its colon. */
export function profilePrefix(benchmark: Benchmark): string {
  return isOld(benchmark) ? 'cdf:' : 'xccdf:';
}

/**
 * The id of a profile that customizes another, by the custom of SCAP Workbench. One that the Benchmark has already, or that is
 * `taken` otherwise, gets a number: a tailored profile of that id would shadow the other one.
 */
export function customizedId(benchmark: Benchmark, base: Profile | undefined, taken: readonly Profile[] = []): string {
  const stem = base ? `${base.id}_customized` : defaultId(benchmark);
  for (let number = 1; ; number++) {
    const id = number === 1 ? stem : `${stem}${number}`;
    if (![...benchmark.profiles, ...taken].some((profile) => profile.id === id)) return id;
  }
}

/** The profile of a tailoring that says what it changes of `base`: it shadows or extends that one. */
export function tailoredProfile(
  benchmark: Benchmark,
  { profiles }: XccdfTailoring,
  base: Profile,
): Profile | undefined {
  const ids = [base.id, customizedId(benchmark, base)];
  return profiles.find(({ id }) => ids.includes(id)) ?? profiles.find((own) => own.extends === base.id);
}

function defaultId({ id }: Benchmark): string {
  const owner = /^xccdf_([^_]+)_benchmark_/.exec(id)?.[1];
  return owner === undefined ? 'default_customized' : `xccdf_${owner}_profile_default_customized`;
}

/**
 * A profile that starts from another (undefined: from none). What an abstract one says is written out, since a scanner drops it
 * before it reads a tailoring.
 */
export function customizedProfile(
  benchmark: Benchmark,
  base: Profile | undefined,
  id = customizedId(benchmark, base),
  prefix = profilePrefix(benchmark),
): NewProfile {
  const title = base ? l10n.t('{0} (customized)', titleOf(base.snapshot, base.element, base.id)) : l10n.t('Customized');
  if (!base?.abstract) return { id, ...(base ? { extends: base.id } : {}), title, lines: [] };
  const lines = writtenOut(benchmark, base).map((entry) => renderEntry(entry, prefix));
  return { id, title, lines };
}

/** The whole document, named after its first profile. */
export function tailoringText(
  benchmark: Benchmark,
  { href, time }: TailoringHead,
  profiles: readonly NewProfile[],
): string {
  const old = isOld(benchmark);
  const outer = old ? 'tailoring' : 'xccdf';
  const namespaces = old ? `xmlns:tailoring="${xccdf11Tailoring}" xmlns:cdf="${xccdf11}"` : `xmlns:xccdf="${xccdf12}"`;
  const first = profiles[0]!.id;
  const id = old ? `${first}_tailoring` : first.replace('_profile_', '_tailoring_');
  const prefix = profilePrefix(benchmark);
  const written = profiles.flatMap((profile) => profileLines(profile, prefix)).map((line) => `  ${line}\n`);
  return `<?xml version="1.0" encoding="UTF-8"?>
<${outer}:Tailoring ${namespaces} id=${quoted(id)}>
  <${outer}:benchmark ${pointerTo(benchmark, href)}/>
  <${outer}:version time=${quoted(time)}>1</${outer}:version>
${written.join('')}</${outer}:Tailoring>
`;
}

/** In a document with several Benchmarks also which one: by its id, or by that of its component where ids are alike. */
function pointerTo(benchmark: Benchmark, href: string): string {
  const { snapshot, component, id } = benchmark;
  const beside = benchmarksBeside(benchmark).filter((other) => other.component !== component);
  if (beside.length === 0) return `href=${quoted(href)}`;
  const isOnly = id !== '' && beside.every((other) => other.id !== id);
  const fragment = isOnly ? '' : `#${encodeURIComponent(snapshot.index.components[component]!.id)}`;
  return `href=${quoted(`${href}${fragment}`)}${id === '' ? '' : ` id=${quoted(id)}`}`;
}

/** One Profile, a line each, not indented itself. */
export function profileLines({ id, extends: base, title, lines }: NewProfile, prefix: string): readonly string[] {
  return [
    `<${prefix}Profile id=${quoted(id)}${base === undefined ? '' : ` extends=${quoted(base)}`}>`,
    `  <${prefix}title override="true">${encodeAttributeValue(title, '"')}</${prefix}title>`,
    ...lines.map((line) => `  ${line}`),
    `</${prefix}Profile>`,
  ];
}

function quoted(value: string): string {
  return `"${encodeAttributeValue(value, '"')}"`;
}
