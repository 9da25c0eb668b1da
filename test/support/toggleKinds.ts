/** What a case of a toggle tries out, read from its document: the kinds that a scanner and people of other tools stumble over. */
import type { XccdfBenchmark, XccdfItem, XccdfProfile } from '../../server/src/scap/benchmark.ts';
import { ancestorGroups, profilesInForce, selectionOf } from '../../server/src/scap/selection.ts';
import { planToggle } from '../../server/src/scap/toggle.ts';
import { requestOf, type ToggleCase, type ToggleSubject } from './toggleCase.ts';

interface Tried {
  readonly subject: ToggleSubject;
  readonly benchmark: XccdfBenchmark;
  readonly rule: XccdfItem;
  readonly one: ToggleCase;
  /** Those that the case names. */
  readonly profiles: readonly XccdfProfile[];
  /** Of the document that is edited. */
  readonly text: string;
}

const isSlept = ({ benchmark, one }: Tried, names: (item: XccdfItem) => readonly string[]): boolean => {
  const slept = planToggle(benchmark, requestOf(benchmark, one)).changes.flatMap((change) => change.slept);
  return slept.some(({ id }) => benchmark.items.some((item) => names(item).includes(id)));
};

const kinds = {
  'cluster select before an id select': (tried: Tried) => hasCluster(tried, (cluster, own) => cluster < own),
  'cluster select after an id select': (tried: Tried) => hasCluster(tried, (cluster, own) => cluster > own),
  'child profile with a group select of its own': ({ benchmark, profiles, rule }: Tried) =>
    profiles.some(
      ({ extends: base, selects }) =>
        base !== undefined &&
        ancestorGroups(benchmark, rule).some(({ id }) => selects.some(({ idref }) => idref === id)),
    ),
  'rule that extends a rule': ({ benchmark, rule }: Tried) =>
    rule.extends !== undefined || benchmark.items.some((heir) => heir.extends === rule.id),
  'abstract profile': ({ benchmark, profiles }: Tried) => {
    const abstract = profilesInForce(benchmark).filter((profile) => profile.abstract);
    return profiles.some((profile) => abstract.some(({ id }) => id === profile.id || id === profile.extends));
  },
  'tailoring that shadows': ({ benchmark, profiles }: Tried) =>
    benchmark.tailoring !== undefined && profiles.some(({ id }) => benchmark.profiles.some((base) => base.id === id)),
  'tailoring that shadows nothing': ({ benchmark, profiles }: Tried) =>
    benchmark.tailoring !== undefined && profiles.every(({ id }) => benchmark.profiles.every((base) => base.id !== id)),
  'sleeping sibling named by requires': (tried: Tried) => isSlept(tried, (item) => item.requires.flat()),
  'sleeping sibling named by conflicts': (tried: Tried) => isSlept(tried, (item) => item.conflicts),
  'DISA style': ({ benchmark, profiles }: Tried) =>
    benchmark.items.every(({ selected }) => selected === undefined) &&
    profiles.some(({ selects }) => selects.some(({ idref }) => benchmark.itemsById.get(idref)?.kind === 'group')),
  'one line': ({ text }: Tried) => !text.trim().includes('\n'),
  'CR LF': ({ text }: Tried) => text.includes('\r\n'),
  'byte order mark': ({ subject, text }: Tried) =>
    text.startsWith('\ufeff') && edited(subject).encode('a').length === 1,
  'UTF-16': ({ subject }: Tried) => edited(subject).encode('a').length === 2,
  'default namespace': ({ text }: Tried) => /<Benchmark [^>]*xmlns="/.test(text),
  'namespace with a prefix': ({ text }: Tried) => /<[\w.-]+:Benchmark /.test(text),
  'rule under a dead group': ({ benchmark, rule, one, profiles }: Tried) =>
    one.enable &&
    profiles.some((profile) => {
      const { switched } = selectionOf(benchmark, profile);
      return ancestorGroups(benchmark, rule).some(({ number }) => switched[number] === 0);
    }),
  requires: ({ rule }: Tried) => rule.requires.length > 0,
  'mutual conflicts': ({ benchmark, rule }: Tried) => isMutual(benchmark, rule),
} as const;

export type ToggleKind = keyof typeof kinds;

/** In the order of the list above; a case may be of several kinds, or of none. */
export function kindsOf(subject: ToggleSubject, one: ToggleCase): readonly ToggleKind[] {
  const { benchmark } = subject;
  const own = benchmark.tailoring?.profiles ?? benchmark.profiles;
  const rule = benchmark.itemsById.get(one.rule)!;
  const named = own.filter(({ selects }) => selects.some(({ idref }) => idref === one.rule));
  const profiles =
    one.scope === 'everywhere' ? own : one.scope === 'mentioned' ? named : own.filter(({ id }) => id === one.scope);
  const tried: Tried = { subject, benchmark, rule, one, profiles, text: edited(subject).text };
  return (Object.keys(kinds) as ToggleKind[]).filter((kind) => kinds[kind](tried));
}

/** Whether one of the rules that it conflicts with conflicts with it. */
export function isMutual(benchmark: XccdfBenchmark, { id, conflicts }: XccdfItem): boolean {
  return conflicts.some((other) => benchmark.itemsById.get(other)?.conflicts.includes(id));
}

function edited({ base, tailoring }: ToggleSubject) {
  return tailoring ?? base;
}

/** Whether a profile of the case has a select of the rule or a group around it, and one of a cluster with it, so placed. */
function hasCluster({ benchmark, rule, profiles }: Tried, isSo: (cluster: number, own: number) => boolean): boolean {
  return [rule, ...ancestorGroups(benchmark, rule)].some((item) =>
    profiles.some(({ selects }) => {
      const own = selects.findLastIndex(({ idref }) => idref === item.id);
      const isCluster = (idref: string) =>
        !benchmark.itemsById.has(idref) && benchmark.clusters.get(idref)?.includes(item);
      return own >= 0 && selects.some(({ idref }, at) => isCluster(idref) && isSo(at, own));
    }),
  );
}
