/**
 * What an OVAL definition reaches: tests, objects, states and variables, through criteria, extend_definition, sets,
 * filters and variables. It lists and never evaluates; a cycle is walked once; nothing recurses.
 */
import { attributeValue } from '../xml/attributes.ts';
import { resolveReference } from './resolve.ts';
import type { Declaration, Reference } from './scapIndex.ts';
import type { Snapshot } from './snapshot.ts';

export interface OvalReach {
  /** Each list in the order in which a reader of the criteria comes to it; the definition itself is the first. */
  readonly definitions: readonly Declaration[];
  readonly tests: readonly ReachedTest[];
  /** The objects of the tests, and those that a set or a variable takes its items from. */
  readonly objects: readonly Declaration[];
  readonly states: readonly Declaration[];
  readonly variables: readonly Declaration[];
  /** References that lead nowhere. */
  readonly missing: readonly Reference[];
}

export interface ReachedTest {
  readonly test: Declaration;
  /** An odd number of `negate` stands above it on the first way to it. */
  readonly negated: boolean;
}

interface Step {
  readonly declaration: Declaration;
  readonly negated: boolean;
}

/** Walks from one declaration of any OVAL kind. Costs the elements that it reaches. */
export function reachFrom(snapshot: Snapshot, start: Declaration): OvalReach {
  const definitions: Declaration[] = [];
  const tests: ReachedTest[] = [];
  const objects: Declaration[] = [];
  const states: Declaration[] = [];
  const variables: Declaration[] = [];
  const missing: Reference[] = [];
  const seen = new Set<Declaration>();
  const stack: Step[] = [{ declaration: start, negated: false }];
  for (let step = stack.pop(); step; step = stack.pop()) {
    if (seen.has(step.declaration)) continue;
    seen.add(step.declaration);
    file(step);
    stack.push(...stepsFrom(snapshot, step, missing).reverse());
  }
  return { definitions, tests, objects, states, variables, missing };

  function file({ declaration, negated }: Step): void {
    if (declaration.kind === 'oval.definition') definitions.push(declaration);
    else if (declaration.kind === 'oval.test') tests.push({ test: declaration, negated });
    else if (declaration.kind === 'oval.object') objects.push(declaration);
    else if (declaration.kind === 'oval.state') states.push(declaration);
    else if (declaration.kind === 'oval.variable') variables.push(declaration);
  }
}

/** The declarations that one declaration names itself, in document order, each once. */
export function directlyUsed(snapshot: Snapshot, declaration: Declaration): readonly Declaration[] {
  return stepsFrom(snapshot, { declaration, negated: false }, []).map((step) => step.declaration);
}

function stepsFrom(snapshot: Snapshot, from: Step, missing: Reference[]): Step[] {
  const steps = new Map<Declaration, Step>();
  const flips = from.declaration.kind === 'oval.definition' ? negations(snapshot, from.declaration.element) : undefined;
  for (const reference of referencesInside(snapshot, from.declaration.element)) {
    const resolution = resolveReference(snapshot, reference);
    if (resolution.status !== 'resolved') {
      missing.push(reference);
      continue;
    }
    const negated = from.negated !== (flips?.(reference.element) ?? false);
    for (const place of resolution.places) {
      const { declaration } = place;
      if (place.snapshot === snapshot && !steps.has(declaration)) steps.set(declaration, { declaration, negated });
    }
  }
  return [...steps.values()];
}

/** References on an element and below it, in document order. */
export function referencesInside(snapshot: Snapshot, element: number): readonly Reference[] {
  return snapshot.index.referencesBetween(element, snapshot.table.subtreeEnd(element));
}

/**
 * Whether an element of the criteria stands under an odd number of `negate` (OVAL 5.11, 4.3.3). One pass from the top, so
 * that nesting of any depth costs a row each.
 */
function negations(snapshot: Snapshot, definition: number): (element: number) => boolean {
  const { source, table } = snapshot;
  const flipped = new Uint8Array(table.subtreeEnd(definition) - definition);
  for (let at = definition + 1; at < table.subtreeEnd(definition); at++) {
    const above = flipped[table.parent(at) - definition]!;
    const own = /^(?:true|1)$/.test(attributeValue(source, table, at, 'negate') ?? '') ? 1 : 0;
    flipped[at - definition] = above ^ own;
  }
  return (element) => flipped[element - definition] === 1;
}
