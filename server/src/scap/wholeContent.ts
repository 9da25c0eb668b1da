/** What a check-content-ref without a name is about: a whole component, such as a script or all of an OVAL document. */
import { attributeValue } from '../xml/attributes.ts';
import { reasonOf } from './reasons.ts';
import { type Place, targetsOfHref, targetsOfScript } from './resolve.ts';
import type { Snapshot } from './snapshot.ts';
import { familyOf, ovalSystem, scriptSystem } from './vocabulary.ts';

export interface WholeContent {
  readonly href: string;
  readonly isScript: boolean;
  /** The components of the file that are meant; none of a document that stands alone. */
  readonly places: readonly Place[];
  /** Why the content cannot be had, in words; absent where it can. */
  readonly missing?: string;
}

/** Of an element in the component with this number; undefined where it is none that a scanner runs. */
export function wholeContentOf(snapshot: Snapshot, component: number, element: number): WholeContent | undefined {
  const { source, table, index } = snapshot;
  if (table.local(element) !== 'check-content-ref' || familyOf(table.uri(element)) !== 'xccdf') return undefined;
  if (index.referencesAt(element).length > 0) return undefined;
  const system = attributeValue(source, table, table.parent(element), 'system') ?? '';
  if (system !== ovalSystem && system !== scriptSystem) return undefined;
  const href = attributeValue(source, table, element, 'href') ?? '';
  const isScript = system === scriptSystem;
  const places: Place[] = [];
  let missing: string | undefined;
  const answers = isScript ? targetsOfScript(snapshot, component, href) : targetsOfHref(snapshot, component, href);
  for (const answer of answers) {
    if (answer.status === 'file') continue;
    if (answer.status === 'absent') {
      // Where a script lies may be a place that is not looked at.
      if (!isScript || answer.why.status !== 'not-loaded') missing ??= reasonOf(answer.why, href);
      continue;
    }
    const wrapper = answer.snapshot.index.components[answer.component]!.wrapper;
    const [declaration] = answer.snapshot.index.declarationsAt(wrapper);
    if (declaration) places.push({ snapshot: answer.snapshot, declaration });
  }
  return { href, isScript, places, ...(places.length > 0 || missing === undefined ? {} : { missing }) };
}
