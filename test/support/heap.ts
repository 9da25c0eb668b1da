/** What the heap of this process holds, without what only waits to be collected. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

/** In bytes. */
export function heldBytes(): number {
  // A regular expression remembers the last text that it matched.
  /x/.test('x');
  collectGarbage();
  return process.memoryUsage().heapUsed;
}

/** A flat string in the heap, as a message brings it. */
export function freshText(text: string): string {
  return JSON.parse(JSON.stringify(text));
}
