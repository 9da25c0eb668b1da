/** A document as users know it: by the name of its file. */

/** The last part of a URI or path, as people write it; what is no right escape stays as it is. */
export function fileName(uri: string): string {
  const name = uri.slice(uri.lastIndexOf('/') + 1);
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
