/**
 * How the heap of the server grows, which Node lets a program say through V8's flags. By default V8 has memory to spare:
 * it lets garbage grow to a multiple of what lives, and 32 MB of it before that. A server beside an editor has not.
 */
import { setFlagsFromString } from 'node:v8';

/** Of the whole process, its worker threads included; called before anything else. An engine without a flag says so and goes on. */
export function keepHeapSmall(): void {
  // New objects get 1 MB instead of up to 16, twice: what a document holds are strings and columns, not many small objects.
  setFlagsFromString('--semi-space-growth-factor=1');
  // Old ones are collected when a tenth has come on top of what lived the last time, or V8's least step, which is 8 MB.
  setFlagsFromString('--heap-growing-percent=10');
}
