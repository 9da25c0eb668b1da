/**
 * Which element declares a name and which attribute refers to one, as data: a row each. Adding a reference kind is adding
 * a row. The rows say nothing about how a name is found; that is resolve.ts.
 */

/** Namespaces of one specification, whatever its version. */
export type Family =
  | 'xccdf'
  | 'oval'
  | 'ovalTest'
  | 'ds'
  | 'catalog'
  | 'cpe'
  | 'cpeLanguage'
  | 'ocil'
  | 'script'
  | 'signature';

export const xccdf11 = 'http://checklists.nist.gov/xccdf/1.1';
export const xccdf12 = 'http://checklists.nist.gov/xccdf/1.2';
/** XCCDF 1.1 has no Tailoring; OpenSCAP accepts one in this namespace of its own. */
export const xccdf11Tailoring = 'http://open-scap.org/page/Xccdf-1.1-tailoring';
export const ovalDefinitions = 'http://oval.mitre.org/XMLSchema/oval-definitions-5';
export const sourceDataStream = 'http://scap.nist.gov/schema/scap/source/1.2';
export const xmlCatalog = 'urn:oasis:names:tc:entity:xmlns:xml:catalog';
export const cpeDictionary = 'http://cpe.mitre.org/dictionary/2.0';
export const cpeLanguage = 'http://cpe.mitre.org/language/2.0';
export const ocil20 = 'http://scap.nist.gov/schema/ocil/2.0';
export const scriptStream = 'http://open-scap.org/page/SCE_xccdf_stream';
export const xmlSignature = 'http://www.w3.org/2000/09/xmldsig#';
export const xlink = 'http://www.w3.org/1999/xlink';

/** Check systems, as written in check/@system. */
export const ovalSystem = ovalDefinitions;
export const ocilSystems: readonly string[] = [
  'http://scap.nist.gov/schema/ocil/2',
  'http://scap.nist.gov/schema/ocil/2.0',
];
export const scriptSystem = 'http://open-scap.org/page/SCE';

const families: ReadonlyMap<string, Family> = new Map([
  [xccdf11, 'xccdf'],
  [xccdf12, 'xccdf'],
  [xccdf11Tailoring, 'xccdf'],
  [ovalDefinitions, 'oval'],
  [sourceDataStream, 'ds'],
  [xmlCatalog, 'catalog'],
  [cpeDictionary, 'cpe'],
  [cpeLanguage, 'cpeLanguage'],
  [ocil20, 'ocil'],
  [scriptStream, 'script'],
  [xmlSignature, 'signature'],
]);

/** The specification a namespace belongs to, or undefined for one that is none of ours. */
export function familyOf(uri: string): Family | undefined {
  return families.get(uri) ?? (uri.startsWith(`${ovalDefinitions}#`) ? 'ovalTest' : undefined);
}

/** What a component holds, told by its root element. */
export type ComponentKind = 'collection' | 'xccdf' | 'tailoring' | 'oval' | 'ocil' | 'cpe' | 'script' | 'other';

export const declarationKinds = [
  'ds.data-stream',
  'ds.component-ref',
  'ds.component',
  'ds.extended-component',
  'xccdf.Benchmark',
  'xccdf.Tailoring',
  'xccdf.Profile',
  'xccdf.Group',
  'xccdf.Rule',
  'xccdf.Value',
  'xccdf.cluster',
  'xccdf.plain-text',
  'oval.definition',
  'oval.test',
  'oval.object',
  'oval.state',
  'oval.variable',
  'ocil.questionnaire',
  'ocil.test_action',
  'ocil.question',
  'ocil.variable',
  'cpe.cpe-item',
  'cpe.platform',
] as const;
export type DeclarationKind = (typeof declarationKinds)[number];

export interface DeclarationRow {
  readonly kind: DeclarationKind;
  readonly family: Family | 'anyOval';
  /** '*' where the parent alone decides. */
  readonly local: string;
  readonly parent?: string;
  /** 'id' unless said otherwise. */
  readonly attribute?: string;
}

/** Ids of XCCDF items share one space; OVAL's are told apart by the section they stand in (OVAL 5.11, oval-definitions). */
export const declarationRows: readonly DeclarationRow[] = [
  { kind: 'ds.data-stream', family: 'ds', local: 'data-stream' },
  { kind: 'ds.component-ref', family: 'ds', local: 'component-ref' },
  { kind: 'ds.component', family: 'ds', local: 'component' },
  { kind: 'ds.extended-component', family: 'ds', local: 'extended-component' },
  { kind: 'xccdf.Benchmark', family: 'xccdf', local: 'Benchmark' },
  { kind: 'xccdf.Tailoring', family: 'xccdf', local: 'Tailoring' },
  { kind: 'xccdf.Profile', family: 'xccdf', local: 'Profile' },
  { kind: 'xccdf.Group', family: 'xccdf', local: 'Group' },
  { kind: 'xccdf.Rule', family: 'xccdf', local: 'Rule' },
  { kind: 'xccdf.Value', family: 'xccdf', local: 'Value' },
  { kind: 'xccdf.cluster', family: 'xccdf', local: 'Group', attribute: 'cluster-id' },
  { kind: 'xccdf.cluster', family: 'xccdf', local: 'Rule', attribute: 'cluster-id' },
  { kind: 'xccdf.cluster', family: 'xccdf', local: 'Value', attribute: 'cluster-id' },
  { kind: 'xccdf.plain-text', family: 'xccdf', local: 'plain-text' },
  { kind: 'oval.definition', family: 'oval', local: 'definition', parent: 'definitions' },
  { kind: 'oval.test', family: 'anyOval', local: '*', parent: 'tests' },
  { kind: 'oval.object', family: 'anyOval', local: '*', parent: 'objects' },
  { kind: 'oval.state', family: 'anyOval', local: '*', parent: 'states' },
  { kind: 'oval.variable', family: 'oval', local: '*', parent: 'variables' },
  { kind: 'ocil.questionnaire', family: 'ocil', local: 'questionnaire' },
  { kind: 'ocil.test_action', family: 'ocil', local: '*', parent: 'test_actions' },
  { kind: 'ocil.question', family: 'ocil', local: '*', parent: 'questions' },
  { kind: 'ocil.variable', family: 'ocil', local: '*', parent: 'variables' },
  { kind: 'cpe.cpe-item', family: 'cpe', local: 'cpe-item', attribute: 'name' },
  { kind: 'cpe.platform', family: 'cpeLanguage', local: 'platform' },
];

/** Where the name is looked for: in the component itself, in the Benchmark that a Tailoring is about, and so on. */
export type ReferenceScope = 'component' | 'benchmark' | 'results' | 'check' | 'collection' | 'dictionary' | 'document';

export interface ReferenceRow {
  /** Reads like XPath: family, element, attribute; without attribute the element's text is the reference. */
  readonly kind: string;
  readonly family: Family | 'anyOval';
  readonly local: string;
  readonly attribute?: string;
  /** The value is a white-space separated list of names. */
  readonly list?: true;
  /** A boolean attribute beside the name that decides what the reference says: the index keeps it. */
  readonly flag?: string;
  readonly targets: readonly DeclarationKind[];
  readonly scope: ReferenceScope;
  /** XCCDF 1.2 (NISTIR 7275r4), OVAL 5.11 or SP 800-126r3: where the rule stands. */
  readonly clause: string;
}

const items: readonly DeclarationKind[] = ['xccdf.Rule', 'xccdf.Group', 'xccdf.Value', 'xccdf.cluster'];
const testActions: readonly DeclarationKind[] = ['ocil.questionnaire', 'ocil.test_action'];

export const referenceRows: readonly ReferenceRow[] = [
  {
    kind: 'ds.component-ref@href',
    family: 'ds',
    local: 'component-ref',
    attribute: 'xlink:href',
    targets: ['ds.component', 'ds.extended-component'],
    scope: 'collection',
    clause: 'SP 800-126r3 3.1',
  },
  {
    kind: 'catalog.uri@uri',
    family: 'catalog',
    local: 'uri',
    attribute: 'uri',
    targets: ['ds.component-ref'],
    scope: 'collection',
    clause: 'SP 800-126r3 3.1',
  },
  {
    kind: 'xccdf.Profile@extends',
    family: 'xccdf',
    local: 'Profile',
    attribute: 'extends',
    targets: ['xccdf.Profile'],
    scope: 'benchmark',
    clause: 'XCCDF 6.5.2',
  },
  {
    // Of a TestResult; nothing else in XCCDF is called so.
    kind: 'xccdf.profile@idref',
    family: 'xccdf',
    local: 'profile',
    attribute: 'idref',
    targets: ['xccdf.Profile'],
    scope: 'results',
    clause: 'XCCDF 6.6.2',
  },
  {
    kind: 'xccdf.Rule@extends',
    family: 'xccdf',
    local: 'Rule',
    attribute: 'extends',
    targets: ['xccdf.Rule'],
    scope: 'component',
    clause: 'XCCDF 6.4.1',
  },
  {
    kind: 'xccdf.Group@extends',
    family: 'xccdf',
    local: 'Group',
    attribute: 'extends',
    targets: ['xccdf.Group'],
    scope: 'component',
    clause: 'XCCDF 6.4.1',
  },
  {
    kind: 'xccdf.Value@extends',
    family: 'xccdf',
    local: 'Value',
    attribute: 'extends',
    targets: ['xccdf.Value'],
    scope: 'component',
    clause: 'XCCDF 6.4.5',
  },
  {
    kind: 'xccdf.select@idref',
    family: 'xccdf',
    local: 'select',
    attribute: 'idref',
    flag: 'selected',
    targets: items,
    scope: 'benchmark',
    clause: 'XCCDF 6.5.3',
  },
  {
    kind: 'xccdf.refine-rule@idref',
    family: 'xccdf',
    local: 'refine-rule',
    attribute: 'idref',
    targets: ['xccdf.Rule', 'xccdf.Group', 'xccdf.cluster'],
    scope: 'benchmark',
    clause: 'XCCDF 6.5.3',
  },
  {
    kind: 'xccdf.refine-value@idref',
    family: 'xccdf',
    local: 'refine-value',
    attribute: 'idref',
    targets: ['xccdf.Value', 'xccdf.cluster'],
    scope: 'benchmark',
    clause: 'XCCDF 6.5.3',
  },
  {
    kind: 'xccdf.set-value@idref',
    family: 'xccdf',
    local: 'set-value',
    attribute: 'idref',
    targets: ['xccdf.Value', 'xccdf.cluster'],
    scope: 'benchmark',
    clause: 'XCCDF 6.5.3',
  },
  {
    kind: 'xccdf.set-complex-value@idref',
    family: 'xccdf',
    local: 'set-complex-value',
    attribute: 'idref',
    targets: ['xccdf.Value', 'xccdf.cluster'],
    scope: 'benchmark',
    clause: 'XCCDF 6.5.3',
  },
  {
    kind: 'xccdf.requires@idref',
    family: 'xccdf',
    local: 'requires',
    attribute: 'idref',
    list: true,
    targets: ['xccdf.Rule', 'xccdf.Group'],
    scope: 'component',
    clause: 'XCCDF 6.4.2',
  },
  {
    kind: 'xccdf.conflicts@idref',
    family: 'xccdf',
    local: 'conflicts',
    attribute: 'idref',
    targets: ['xccdf.Rule', 'xccdf.Group'],
    scope: 'component',
    clause: 'XCCDF 6.4.2',
  },
  {
    kind: 'xccdf.platform@idref',
    family: 'xccdf',
    local: 'platform',
    attribute: 'idref',
    targets: ['cpe.platform', 'cpe.cpe-item'],
    scope: 'dictionary',
    clause: 'XCCDF 6.2.5',
  },
  {
    kind: 'xccdf.sub@idref',
    family: 'xccdf',
    local: 'sub',
    attribute: 'idref',
    targets: ['xccdf.Value', 'xccdf.plain-text'],
    scope: 'benchmark',
    clause: 'XCCDF 6.2.9',
  },
  {
    kind: 'xccdf.sub@value',
    family: 'xccdf',
    local: 'sub',
    attribute: 'value',
    targets: ['xccdf.Value', 'xccdf.plain-text'],
    scope: 'benchmark',
    clause: 'XCCDF 1.1.4 sub',
  },
  {
    kind: 'xccdf.check-export@value-id',
    family: 'xccdf',
    local: 'check-export',
    attribute: 'value-id',
    targets: ['xccdf.Value'],
    scope: 'component',
    clause: 'XCCDF 6.4.4',
  },
  {
    kind: 'xccdf.check-export@export-name',
    family: 'xccdf',
    local: 'check-export',
    attribute: 'export-name',
    targets: ['oval.variable', 'ocil.variable'],
    scope: 'check',
    clause: 'XCCDF 6.4.4',
  },
  {
    kind: 'xccdf.check-content-ref@name',
    family: 'xccdf',
    local: 'check-content-ref',
    attribute: 'name',
    targets: ['oval.definition', 'ocil.questionnaire'],
    scope: 'check',
    clause: 'XCCDF 6.4.4',
  },
  {
    kind: 'xccdf.benchmark@href',
    family: 'xccdf',
    local: 'benchmark',
    attribute: 'href',
    targets: ['xccdf.Benchmark'],
    scope: 'document',
    clause: 'XCCDF 6.7',
  },
  {
    kind: 'oval.extend_definition@definition_ref',
    family: 'oval',
    local: 'extend_definition',
    attribute: 'definition_ref',
    targets: ['oval.definition'],
    scope: 'component',
    clause: 'OVAL 4.3.5',
  },
  {
    kind: 'oval.criterion@test_ref',
    family: 'oval',
    local: 'criterion',
    attribute: 'test_ref',
    targets: ['oval.test'],
    scope: 'component',
    clause: 'OVAL 4.3.4',
  },
  {
    kind: 'oval.object@object_ref',
    family: 'anyOval',
    local: 'object',
    attribute: 'object_ref',
    targets: ['oval.object'],
    scope: 'component',
    clause: 'OVAL 4.3.6',
  },
  {
    kind: 'oval.state@state_ref',
    family: 'anyOval',
    local: 'state',
    attribute: 'state_ref',
    targets: ['oval.state'],
    scope: 'component',
    clause: 'OVAL 4.3.6',
  },
  {
    kind: 'oval.object_component@object_ref',
    family: 'oval',
    local: 'object_component',
    attribute: 'object_ref',
    targets: ['oval.object'],
    scope: 'component',
    clause: 'OVAL 4.3.14',
  },
  {
    kind: 'oval.object_reference',
    family: 'oval',
    local: 'object_reference',
    targets: ['oval.object'],
    scope: 'component',
    clause: 'OVAL 4.3.9',
  },
  {
    kind: 'oval.filter',
    family: 'oval',
    local: 'filter',
    targets: ['oval.state'],
    scope: 'component',
    clause: 'OVAL 4.3.10',
  },
  {
    kind: 'oval.var_ref',
    family: 'ovalTest',
    local: 'var_ref',
    targets: ['oval.variable'],
    scope: 'component',
    clause: 'OVAL 5.11 independent: variable_object',
  },
  {
    kind: 'oval.entity@var_ref',
    family: 'anyOval',
    local: '*',
    attribute: 'var_ref',
    targets: ['oval.variable'],
    scope: 'component',
    clause: 'OVAL 4.3.17',
  },
  {
    kind: 'cpe.check',
    family: 'cpe',
    local: 'check',
    targets: ['oval.definition'],
    scope: 'check',
    clause: 'CPE Dictionary 2.3 (NISTIR 7697) 5.3',
  },
  {
    kind: 'cpe.fact-ref@name',
    family: 'cpeLanguage',
    local: 'fact-ref',
    attribute: 'name',
    targets: ['cpe.cpe-item'],
    scope: 'dictionary',
    clause: 'NISTIR 7698 5.3',
  },
  {
    kind: 'cpe.check-fact-ref@id-ref',
    family: 'cpeLanguage',
    local: 'check-fact-ref',
    attribute: 'id-ref',
    targets: ['oval.definition'],
    scope: 'check',
    clause: 'NISTIR 7698 5.3',
  },
  {
    kind: 'ocil.test_action_ref',
    family: 'ocil',
    local: 'test_action_ref',
    targets: testActions,
    scope: 'component',
    clause: 'OCIL 2.0 (NISTIR 7692)',
  },
  {
    kind: 'ocil.test_action@question_ref',
    family: 'ocil',
    local: '*',
    attribute: 'question_ref',
    targets: ['ocil.question'],
    scope: 'component',
    clause: 'OCIL 2.0 (NISTIR 7692)',
  },
];
