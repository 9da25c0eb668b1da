/** A document as users know it: by the name of its file. */

/** The last part of a URI or path, as people write it; a path has no escapes, and what is no right one stays as it is. */
export function fileName(uri: string): string {
  const name = uri.slice(uri.lastIndexOf('/') + 1);
  if (!/^[a-z][a-z\d+.-]+:/i.test(uri)) return name;
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
