/** The hrefs of checks, each once for each component: what the rules on missing and on unread documents look at. */
import { type ScriptAnswer, targetsOfHref, targetsOfScript } from '../scap/resolve.ts';
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
  readonly answers: readonly ScriptAnswer[];
}

type Counted = CheckHref & { count: number };

const known = new Set([ovalSystem, scriptSystem, ...ocilSystems]);

/** In document order of their first use. Checks of systems that are not ours are left out. Linear in the table. */
export function listCheckHrefs(snapshot: Snapshot): readonly CheckHref[] {
  return remember(snapshot, listCheckHrefs, () => {
    const { source, table, index } = snapshot;
    const found = new Map<string, Counted>();
    for (const element of [...elementsNamed(snapshot, 'xccdf', ['check-content-ref']), ...cpeChecks(snapshot)]) {
      const holder = table.local(element) === 'check-content-ref' ? table.parent(element) : element;
      const system = holder < 0 ? undefined : attributeValue(source, table, holder, 'system');
      const href = attributeValue(source, table, element, 'href') ?? '';
      if (system === undefined || !known.has(system) || href === '') continue;
      const component = index.componentAt(element);
      const key = `${component} ${href}`;
      const old = found.get(key);
      if (old) old.count++;
      else found.set(key, { ...readHref(snapshot, component, element, system), system, count: 1 });
    }
    return [...found.values()].sort((a, b) => a.attribute.from - b.attribute.from);
  });
}

function cpeChecks(snapshot: Snapshot): readonly number[] {
  return [...elementsNamed(snapshot, 'cpe', ['check']), ...elementsNamed(snapshot, 'cpeLanguage', ['check-fact-ref'])];
}

function readHref(snapshot: Snapshot, component: number, element: number, system: string) {
  const attribute = findAttribute(snapshot.source, snapshot.table, element, 'href')!;
  const href = attribute.value;
  const targets = system === scriptSystem ? targetsOfScript : targetsOfHref;
  return { href, component, attribute, answers: targets(snapshot, component, href) };
}
