/** The words of XCCDF for true and false, as the scanner reads them. */
import { decodeReferences } from '../xml/characters.ts';

/** As OpenSCAP reads a boolean: these words, untrimmed, and nothing else. The schema allows `true` and `1` only. */
export function readBoolean(value: string): boolean {
  return /^(?:true|True|TRUE|yes|Yes|YES|1)$/.test(value);
}

/** As `readBoolean`, of a value as it is written between its quotes. */
export function readWrittenBoolean(written: string): boolean {
  return readBoolean(written.includes('&') ? decodeReferences(written) : written);
}
