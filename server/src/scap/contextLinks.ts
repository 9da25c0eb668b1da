/**
 * What has a say in the evaluation of a rule beside the elements that switch it: the tailoring that its profile stands in, what
 * profile and rule extend, and platforms, on which a scanner answers "notapplicable" elsewhere.
 */
import * as l10n from '@vscode/l10n';
import { attributeValue } from '../xml/attributes.ts';
import type { XccdfBenchmark, XccdfItem, XccdfProfile } from './benchmark.ts';
import { itemCycle, parentOrSelf, profileCycle } from './circles.ts';
import { cycleText } from './cycle.ts';
import { ancestorGroups, ancestorProfiles, extendedItem, extensionLine } from './selection.ts';
import type { Snapshot } from './snapshot.ts';
import type { WhyLink } from './whyLink.ts';

/** Where the profile comes from, what it starts from, and what is lost on the way. */
export function profileLinks(benchmark: XccdfBenchmark, profile: XccdfProfile): readonly WhyLink[] {
  const links: WhyLink[] = [];
  for (const own of [profile, ...ancestorProfiles(benchmark, profile)]) {
    const { id, origin, extends: base, snapshot, element } = own;
    if (origin === 'tailoring') {
      const isShadow = benchmark.profiles.some((candidate) => candidate.id === id);
      const message = isShadow
        ? l10n.t('the tailoring says what {0} is, in place of the Benchmark', id)
        : l10n.t('the tailoring adds the profile {0}', id);
      links.push({ code: 'tailoring', id, message, snapshot, element });
    }
    if (base === undefined) continue;
    const message = parentOrSelf(benchmark, own)
      ? l10n.t('{0} extends {1}', id, base)
      : l10n.t('{0} extends {1}, which is missing or abstract: a scanner does without it', id, base);
    links.push({ code: 'extends', id: base, message, snapshot, element });
  }
  const circle = profileCycle(benchmark, profile);
  return circle ? [...links, circleLink(profile.snapshot, profile, circle)] : links;
}

/** Of a rule whose extends, or those of a group around it, run in a circle. */
export function itemCircleLinks(benchmark: XccdfBenchmark, rule: XccdfItem): readonly WhyLink[] {
  return [rule, ...ancestorGroups(benchmark, rule)].flatMap((item) => {
    const circle = itemCycle(benchmark, item);
    return circle ? [circleLink(benchmark.snapshot, item, circle)] : [];
  });
}

type Extending = { readonly id: string; readonly element: number };

function circleLink(snapshot: Snapshot, { id, element }: Extending, circle: readonly string[]): WhyLink {
  const message = l10n.t('the extends of {0} run in a circle, which no scanner can follow: {1}', id, cycleText(circle));
  return { code: 'circle', id: circle[0]!, message, snapshot, element };
}

/** What the rule extends, and that in turn: its default, its conflicts and its check may come from there. */
export function ruleBaseLinks(benchmark: XccdfBenchmark, rule: XccdfItem): readonly WhyLink[] {
  const { snapshot } = benchmark;
  return extensionLine(benchmark, rule).flatMap((item): WhyLink[] => {
    const { id, element, extends: base } = item;
    if (base === undefined) return [];
    const message = extendedItem(benchmark, item)
      ? l10n.t('{0} extends {1}', id, base)
      : l10n.t('{0} extends {1}, which is missing', id, base);
    return [{ code: 'extends', id: base, message, snapshot, element }];
  });
}

/** The platforms, the rule's first, then outwards to the Benchmark's. */
export function platformLinks(benchmark: XccdfBenchmark, rule: XccdfItem): readonly WhyLink[] {
  const holders = [rule, ...ancestorGroups(benchmark, rule), benchmark];
  return holders.flatMap(({ id, element }) => platformLink(benchmark.snapshot, id, element));
}

/** Any one of an item's platforms is enough; the item and all around it must apply (seen in OpenSCAP, xccdf_policy.c). */
function platformLink(snapshot: Snapshot, who: string, element: number): WhyLink[] {
  const { table, source } = snapshot;
  const platforms = [...table.children(element)].filter((child) => table.local(child) === 'platform');
  const [first] = platforms;
  if (first === undefined) return [];
  const ids = platforms.map((platform) => attributeValue(source, table, platform, 'idref') ?? '');
  const message = l10n.t(
    '{0} applies only where the platform is {1}; elsewhere a scan answers "notapplicable"',
    who,
    namesOf(ids),
  );
  return [{ code: 'platform', id: ids[0]!, message, snapshot, element: first }];
}

/** A Benchmark may name a dozen releases of one system: three tell which one it is. */
function namesOf(ids: readonly string[]): string {
  const shown = ids.slice(0, 3);
  if (ids.length === shown.length) return shown.join(l10n.t(' or '));
  const [names, more] = [shown.join(l10n.t(', ')), ids.length - shown.length];
  return more === 1 ? l10n.t('{0} or 1 other', names) : l10n.t('{0} or one of {1} others', names, more);
}
