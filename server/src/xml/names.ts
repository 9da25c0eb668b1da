/** Expanded names (namespace and local name) as small numbers, so that prefixes stop mattering after the scan. */
import { detached } from '../text/detached.ts';

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

export const xmlNamespace = 'http://www.w3.org/XML/1998/namespace';
export const xmlnsNamespace = 'http://www.w3.org/2000/xmlns/';

/**
 * The namespaces in force on an element. Scopes are shared: an element that declares nothing has its parent's. One holds
 * its own declarations only, so that deep nesting does not copy the same ones over and over; a question walks outwards.
 */
export class NamespaceScope {
  readonly #outer: NamespaceScope | undefined;
  readonly #own: ReadonlyMap<string, string>;
  readonly #children = new Map<string, NamespaceScope>();
  /** Number of the expanded name of each qualified name seen in this scope, by the scanner's number of the latter. */
  readonly resolved: (number | undefined)[] = [];

  private constructor(outer: NamespaceScope | undefined, own: ReadonlyMap<string, string>) {
    this.#outer = outer;
    this.#own = own;
  }

  static root(): NamespaceScope {
    return new NamespaceScope(undefined, new Map([['xml', xmlNamespace]]));
  }

  /** The prefixes that the scope itself declares. */
  ownPrefixes(): Iterable<string> {
    return this.#own.keys();
  }

  /** The namespace of a prefix ('' = the default one), undefined for a prefix nobody declared. */
  uriOf(prefix: string): string | undefined {
    for (let scope: NamespaceScope | undefined = this; scope; scope = scope.#outer) {
      const uri = scope.#own.get(prefix);
      if (uri !== undefined) return uri;
    }
    return prefix === '' ? '' : undefined;
  }

  /** A prefix bound to a namespace here: undefined if none, '' if it is the default one. The outermost comes first. */
  prefixOf(uri: string): string | undefined {
    const hidden = new Set<string>();
    let found: string | undefined;
    for (let scope: NamespaceScope | undefined = this; scope; scope = scope.#outer) {
      const bound = [...scope.#own].find(([prefix, own]) => own === uri && !hidden.has(prefix));
      found = bound?.[0] ?? found;
      for (const prefix of scope.#own.keys()) hidden.add(prefix);
    }
    return found;
  }

  /** The scope inside an element that declares these; the same declarations under the same scope answer the same object. */
  with(declarations: readonly (readonly [prefix: string, uri: string])[]): NamespaceScope {
    const key = declarations.map(([prefix, uri]) => `${prefix}=${uri}`).join('\n');
    let child = this.#children.get(key);
    if (!child) {
      child = new NamespaceScope(this, new Map(declarations));
      this.#children.set(key, child);
    }
    return child;
  }
}

/**
 * What a scanner numbers as it meets it: qualified names, expanded names, scopes. It outlives the scan, so that a part of
 * the text can be scanned anew and get the same numbers; it only grows.
 */
export class ScanDictionary {
  readonly names = new NameTable();
  readonly scopes: NamespaceScope[] = [NamespaceScope.root()];
  /** Qualified names as written, by number. */
  readonly qualifiedNames: string[] = [];
  /** Some name has a prefix that nobody declared, or none where a colon promises one. */
  hasBrokenNames = false;
  readonly #qualifiedNumbers = new Map<string, number>();
  readonly #scopeNumbers = new Map<NamespaceScope, number>([[this.scopes[0]!, 0]]);

  /** Undefined for a name that no tag has been written with. */
  findQualified(name: string): number | undefined {
    return this.#qualifiedNumbers.get(name);
  }

  qualifiedNumber(name: string): number {
    let number = this.#qualifiedNumbers.get(name);
    if (number === undefined) {
      number = this.qualifiedNames.length;
      const own = detached(name);
      this.#qualifiedNumbers.set(own, number);
      this.qualifiedNames.push(own);
    }
    return number;
  }

  scopeNumber(scope: NamespaceScope): number {
    let number = this.#scopeNumbers.get(scope);
    if (number === undefined) {
      number = this.scopes.length;
      this.scopes.push(scope);
      this.#scopeNumbers.set(scope, number);
    }
    return number;
  }
}
