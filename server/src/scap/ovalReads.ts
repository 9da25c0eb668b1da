/**
 * What an OVAL definition really reads: for each object that it reaches the kind of test, what identifies the items, and
 * what is expected of them. It restates the content with values filled in; it judges and evaluates nothing.
 */
import { type OvalReach, type ReachedTest, reachFrom } from './ovalGraph.ts';
import { readSlice, type SliceNode } from './ovalSlice.ts';
import { type Exports, noExports, type OvalText, variableText } from './ovalVariable.ts';
import type { Declaration } from './scapIndex.ts';
import type { Snapshot } from './snapshot.ts';

/** One entity of an object or a state: `filepath`, `pattern`, `mode` ... */
export interface ReadEntity {
  readonly name: string;
  /** As OVAL writes it, 'equals' where it is not written. */
  readonly operation: string;
  readonly value: OvalText;
  /** The id of the variable that the value comes from; undefined for a value that is written here. */
  readonly variable: string | undefined;
  /** Of an entity with several values: how many must fit; undefined where the entity has no variable. */
  readonly varCheck: string | undefined;
  /** Of a state: how many of an item's own values must fit; undefined where it is not written. */
  readonly entityCheck: string | undefined;
  /** xsi:nil: for instance a path without a file. */
  readonly nil: boolean;
}

export interface ReadState {
  readonly state: Declaration;
  readonly operator: string;
  readonly entities: readonly ReadEntity[];
}

export interface ReadFilter {
  readonly action: string;
  readonly state: ReadState | undefined;
}

/** How one test uses an object. */
export interface ReadUse {
  readonly test: Declaration;
  readonly negated: boolean;
  /** Attributes of the test, with OVAL's defaults. */
  readonly existence: string;
  readonly check: string;
  readonly stateOperator: string;
  readonly states: readonly ReadState[];
}

export interface OvalRead {
  readonly object: Declaration;
  /** The test's name without `_test`, which is the object's without `_object`: `textfilecontent54`. */
  readonly type: string;
  readonly entities: readonly ReadEntity[];
  /** Attributes of behaviors, as written. */
  readonly behaviors: readonly (readonly [name: string, value: string])[];
  readonly filters: readonly ReadFilter[];
  /** The object is made of others: `UNION(a, b)`; '' for a plain one. */
  readonly set: string;
  /** Empty for an object that only a set or a variable of another one takes its items from. */
  readonly uses: readonly ReadUse[];
  /** False where the object's element could not be read. */
  readonly readable: boolean;
}

export interface OvalReads {
  /** In the order in which a reader of the criteria comes to the objects. */
  readonly reads: readonly OvalRead[];
  readonly reach: OvalReach;
}

/** From a definition, or from any other OVAL declaration. Costs what it reaches. */
export function readsFrom(snapshot: Snapshot, start: Declaration, exports: Exports = noExports): OvalReads {
  const reach = reachFrom(snapshot, start);
  const reader: Reader = { snapshot, component: start.component, exports };
  const uses = new Map<Declaration, ReadUse[]>();
  for (const reached of reach.tests) {
    for (const { object, use } of usesOf(reader, reached)) uses.set(object, [...(uses.get(object) ?? []), use]);
  }
  return { reads: reach.objects.map((object) => readObject(reader, object, uses.get(object) ?? [])), reach };
}

/** One state by itself. */
export function readState(snapshot: Snapshot, state: Declaration, exports: Exports = noExports): ReadState {
  return stateOf({ snapshot, component: state.component, exports }, state);
}

interface Reader {
  readonly snapshot: Snapshot;
  readonly component: number;
  readonly exports: Exports;
}

function usesOf(reader: Reader, { test, negated }: ReachedTest): { object: Declaration; use: ReadUse }[] {
  const node = readSlice(reader.snapshot, test.element);
  if (!node) return [];
  const named = (child: string, attribute: string, kind: Declaration['kind']) =>
    node.children
      .filter((candidate) => candidate.name === child)
      .flatMap((candidate) => find(reader, kind, candidate.attributes[attribute] ?? '') ?? []);
  const use: ReadUse = {
    test,
    negated,
    existence: node.attributes.check_existence ?? 'at_least_one_exists',
    check: node.attributes.check ?? 'all',
    stateOperator: node.attributes.state_operator ?? 'AND',
    states: named('state', 'state_ref', 'oval.state').map((state) => stateOf(reader, state)),
  };
  return named('object', 'object_ref', 'oval.object').map((object) => ({ object, use }));
}

function readObject(reader: Reader, object: Declaration, uses: readonly ReadUse[]): OvalRead {
  const { table } = reader.snapshot;
  const type = table.local(object.element).replace(/_object$/, '');
  const node = readSlice(reader.snapshot, object.element);
  const plain = (node?.children ?? []).filter((child) => !['behaviors', 'filter', 'set'].includes(child.name));
  const set = node?.children.find((child) => child.name === 'set');
  return {
    object,
    type,
    entities: plain.flatMap((child) => entitiesOf(reader, child)),
    behaviors: Object.entries(node?.children.find((child) => child.name === 'behaviors')?.attributes ?? {}),
    filters: filtersOf(reader, node),
    set: set ? saySet(set) : '',
    uses,
    readable: node !== undefined,
  };
}

/** Filters of the object itself and of the sets in it. */
function filtersOf(reader: Reader, node: SliceNode | undefined): readonly ReadFilter[] {
  if (!node) return [];
  return node.children.flatMap((child) => {
    if (child.name === 'set') return filtersOf(reader, child);
    if (child.name !== 'filter') return [];
    const state = find(reader, 'oval.state', child.text.trim());
    return [{ action: child.attributes.action ?? 'exclude', state: state && stateOf(reader, state) }];
  });
}

function saySet(set: SliceNode): string {
  const parts = set.children.flatMap((child) => {
    if (child.name === 'set') return [saySet(child)];
    return child.name === 'object_reference' ? [child.text.trim()] : [];
  });
  return `${set.attributes.set_operator ?? 'UNION'}(${parts.join(', ')})`;
}

function stateOf(reader: Reader, state: Declaration): ReadState {
  const node = readSlice(reader.snapshot, state.element);
  return {
    state,
    operator: node?.attributes.operator ?? 'AND',
    entities: (node?.children ?? []).flatMap((child) => entitiesOf(reader, child)),
  };
}

function entitiesOf(reader: Reader, node: SliceNode, prefix = ''): readonly ReadEntity[] {
  // A record's fields are entities of their own (OVAL 5.11, EntityStateRecordType).
  const fields = node.children.filter((child) => child.name === 'field');
  if (fields.length > 0) return fields.flatMap((field) => entitiesOf(reader, field, `${node.name}.`));
  const { var_ref, var_check, entity_check, operation, nil, name } = node.attributes;
  // The var_ref of a variable_object names the variable in its text.
  const variable = var_ref ?? (node.name === 'var_ref' ? node.text.trim() : undefined);
  return [
    {
      name: prefix + (prefix === '' ? node.name : (name ?? node.name)),
      operation: operation ?? 'equals',
      value: textOf(reader, node, variable),
      variable,
      varCheck: var_ref === undefined ? undefined : (var_check ?? 'all'),
      entityCheck: entity_check,
      nil: nil === 'true' || nil === '1',
    },
  ];
}

function textOf(reader: Reader, node: SliceNode, variable: string | undefined): OvalText {
  if (variable === undefined) return { known: true, values: [node.text] };
  return variableText(reader.snapshot, reader.component, variable, reader.exports);
}

function find(reader: Reader, kind: Declaration['kind'], id: string): Declaration | undefined {
  return reader.snapshot.index
    .declarationsOf(id)
    .find((declaration) => declaration.kind === kind && declaration.component === reader.component);
}
