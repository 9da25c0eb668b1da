/** Which document a relative href means. Strings only: whether it may be read, and whether it is there, is not asked here. */
import { URI, Utils } from 'vscode-uri';
import { isAbsolute } from '../scap/resolve.ts';

/** Undefined for an absolute address, for an empty href and for one that is no address. */
export function besideUri(from: string, href: string): string | undefined {
  // What stands behind a # is a place in that document.
  const file = href.replace(/#.*$/s, '');
  if (file === '' || isAbsolute(file)) return undefined;
  try {
    return Utils.joinPath(Utils.dirname(URI.parse(from)), decodeURIComponent(file)).toString();
  } catch {
    // A `%` that starts no escape.
    return undefined;
  }
}
