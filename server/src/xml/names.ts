/** Expanded names (namespace and local name) as small numbers, so that prefixes stop mattering after the scan. */

/** Grows while a document is scanned; numbers are stable for the life of the table. */
export class NameTable {
  readonly #uris: string[] = [];
  readonly #locals: string[] = [];
  readonly #numbers = new Map<string, Map<string, number>>();

  /** The number of an expanded name; made when it is new. */
  intern(uri: string, local: string): number {
    let ofUri = this.#numbers.get(uri);
    if (!ofUri) {
      ofUri = new Map();
      this.#numbers.set(uri, ofUri);
    }
    let number = ofUri.get(local);
    if (number === undefined) {
      number = this.#uris.length;
      this.#uris.push(uri);
      this.#locals.push(local);
      ofUri.set(local, number);
    }
    return number;
  }

  /** '' for a name in no namespace. */
  uri(name: number): string {
    return this.#uris[name] ?? '';
  }

  local(name: number): string {
    return this.#locals[name] ?? '';
  }

  get size(): number {
    return this.#uris.length;
  }
}

/** The namespaces in force on an element. Scopes are shared: an element that declares nothing has its parent's. */
export class NamespaceScope {
  readonly #uris: ReadonlyMap<string, string>;
  readonly #children = new Map<string, NamespaceScope>();
  /** Number of the expanded name of each qualified name seen in this scope, by the scanner's number of the latter. */
  readonly resolved: number[] = [];

  constructor(uris: ReadonlyMap<string, string>) {
    this.#uris = uris;
  }

  static root(): NamespaceScope {
    return new NamespaceScope(new Map([['xml', 'http://www.w3.org/XML/1998/namespace']]));
  }

  /** The namespace of a prefix ('' = the default one), undefined for a prefix nobody declared. */
  uriOf(prefix: string): string | undefined {
    return this.#uris.get(prefix) ?? (prefix === '' ? '' : undefined);
  }

  /** A prefix bound to a namespace here: undefined if none, '' if it is the default one. */
  prefixOf(uri: string): string | undefined {
    for (const [prefix, bound] of this.#uris) if (bound === uri && this.#uris.get(prefix) === uri) return prefix;
    return undefined;
  }

  /** The scope inside an element that declares these; the same declarations under the same scope answer the same object. */
  with(declarations: readonly (readonly [prefix: string, uri: string])[]): NamespaceScope {
    const key = declarations.map(([prefix, uri]) => `${prefix}=${uri}`).join('\n');
    let child = this.#children.get(key);
    if (!child) {
      child = new NamespaceScope(new Map([...this.#uris, ...declarations]));
      this.#children.set(key, child);
    }
    return child;
  }
}
