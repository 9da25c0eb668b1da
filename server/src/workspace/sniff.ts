/** Tells from the start of a file whether it is SCAP that people write. Looks at no more than `sniffBytes` of it. */
import { openSnapshot } from '../scap/snapshot.ts';
import type { ComponentKind } from '../scap/vocabulary.ts';
import { sniffBytes } from '../text/fileSizes.ts';
import { decodeText } from './decode.ts';

/** The kind that the root element says; undefined for all else: other XML, scanners' results, no XML, a root out of reach. */
export function sniff(head: Uint8Array): ComponentKind | undefined {
  // The scanner reads what is cut off as well as anything.
  const [root] = openSnapshot(decodeText(head.subarray(0, sniffBytes))).index.components;
  return root === undefined || root.kind === 'other' || root.kind === 'script' ? undefined : root.kind;
}
