/** The hrefs of checks, each once for each component: what the rules on missing and on unread documents look at. */
import { type HrefAnswer, targetsOfHref } from '../scap/resolve.ts';
import { remember, type Snapshot } from '../scap/snapshot.ts';
import { ocilSystems, ovalSystem, scriptSystem } from '../scap/vocabulary.ts';
import { type Attribute, attributeValue, findAttribute } from '../xml/attributes.ts';
import { elementsNamed } from './elements.ts';

export interface CheckHref {
  readonly href: string;
  readonly component: number;
  /** Where it is written first, and how often in all. */
  readonly attribute: Attribute;
  readonly count: number;
  readonly system: string;
  readonly answers: readonly HrefAnswer[];
}

const known = new Set([ovalSystem, scriptSystem, ...ocilSystems]);

/** In document order of their first use. Checks of systems that are not ours are left out. Linear in the table. */
export function listCheckHrefs(snapshot: Snapshot): readonly CheckHref[] {
  return remember(snapshot, listCheckHrefs, () => {
    const found = new Map<string, CheckHref>();
    for (const element of [...elementsNamed(snapshot, 'xccdf', ['check-content-ref']), ...cpeChecks(snapshot)]) {
      const { source, table, index } = snapshot;
      const holder = table.local(element) === 'check-content-ref' ? table.parent(element) : element;
      const system = holder < 0 ? undefined : attributeValue(source, table, holder, 'system');
      const attribute = findAttribute(source, table, element, 'href');
      if (system === undefined || !known.has(system) || !attribute || attribute.value === '') continue;
      const component = index.componentAt(element);
      const key = `${component} ${attribute.value}`;
      const old = found.get(key);
      const first = old ?? { ...readHref(snapshot, component, attribute), system, count: 0 };
      found.set(key, { ...first, count: first.count + 1 });
    }
    return [...found.values()].sort((a, b) => a.attribute.from - b.attribute.from);
  });
}

function cpeChecks(snapshot: Snapshot): readonly number[] {
  return [...elementsNamed(snapshot, 'cpe', ['check']), ...elementsNamed(snapshot, 'cpeLanguage', ['check-fact-ref'])];
}

function readHref(snapshot: Snapshot, component: number, attribute: Attribute) {
  const href = attribute.value;
  return { href, component, attribute, answers: targetsOfHref(snapshot, component, href) };
}
