/**
 * The bar of the diagnostics on real content: whole streams are quiet, and a copy of one with a single fault gives exactly
 * one new finding, of the right code, on the line of the fault. The line comes from the change itself, never from a rule.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Finding } from '../../server/src/lint/finding.ts';
import { lintRules, runLint } from '../../server/src/lint/runner.ts';
import { openSnapshot } from '../../server/src/scap/snapshot.ts';
import { applyEdits } from '../../server/src/text/edits.ts';
import { contentDir, listStreams, streamPath } from './content.ts';

const lint = (text: string): readonly Finding[] => runLint(openSnapshot(text));
const loud = (findings: readonly Finding[]) =>
  findings.filter(({ severity }) => severity === 'error' || severity === 'warning');

describe('real content is quiet', () => {
  test.each(listStreams().map((path) => [basename(path), path]))('%s', (_, path) => {
    const findings = lint(readFileSync(path, 'utf8'));
    expect(loud(findings)).toEqual([]);
    expect(findings.filter((finding) => finding.code !== 'dataStream/use-own-component')).toEqual([]);
    expect(findings.length).toBeLessThan(3);
  });

  const others = readdirSync(contentDir()).filter((name) => name.endsWith('.xml') && !name.endsWith('-ds.xml'));
  test('the parts of streams as files of their own, and streams of SCAP 1.2', () => {
    expect(others.length).toBeGreaterThan(100);
    for (const name of others) {
      const findings = lint(readFileSync(join(contentDir(), name), 'utf8'));
      expect(loud(findings), name).toEqual([]);
      expect(new Set(findings.map((finding) => finding.code)).size, name).toBeLessThan(2);
    }
  });
});

interface Fault {
  readonly code: string;
  readonly product?: string;
  /** The first match is changed; '«' in the new text is taken out and marks where the fault is. */
  readonly find: RegExp;
  readonly write: (...groups: string[]) => string;
}

const x = 'xccdf-1.2';
const firstSelect = new RegExp(`<${x}:select idref="([^"]*)" selected="true"/>`);
const profileEnd = new RegExp(`(\\n +)(</${x}:Profile>)`);
const ruleTitle = new RegExp(`(<${x}:Rule [^>]*id="([^"]*)"[^>]*>)(\\s*)(<${x}:title)`);
const beforeTitle = (element: string) => (all: string, open: string, _id: string, gap: string) =>
  all.replace(open, `${open}${gap}«${element}`);

const faults: Readonly<Record<string, Fault>> = {
  'a close tag of another element': {
    code: 'xml/no-broken-structure',
    find: new RegExp(`</${x}:version>`),
    write: () => `«</${x}:title>`,
  },
  'an element never closed': {
    code: 'xml/no-broken-structure',
    find: /<\/ds:data-stream-collection>\s*$/,
    write: () => '',
  },
  'a close tag too many': {
    code: 'xml/no-broken-structure',
    find: profileEnd,
    write: (_, gap, end) => `${gap}«</${x}:Rule>${gap}${end}`,
  },
  'text behind the root': {
    code: 'xml/no-broken-structure',
    find: /(<\/ds:data-stream-collection>\n)$/,
    write: (_, end) => `${end}«rest`,
  },
  'a quote that is missing': {
    code: 'xml/no-malformed-markup',
    find: firstSelect,
    write: (_, id) => `<${x}:select «idref=${id} selected="true"/>`,
  },
  'an attribute twice': {
    code: 'xml/no-malformed-markup',
    find: firstSelect,
    write: (_, id) => `<${x}:select idref="${id}" «idref="${id}" selected="true"/>`,
  },
  'a less-than in text': {
    code: 'xml/no-malformed-markup',
    find: new RegExp(`(<${x}:title>)([^<]*)`),
    write: (_, open) => `${open}1 «< 2`,
  },
  'two hyphens in a comment': {
    code: 'xml/no-malformed-markup',
    find: profileEnd,
    write: (_, gap, end) => `${gap}<!-- a «-- b -->${gap}${end}`,
  },
  'an ampersand in text': {
    code: 'xml/no-bad-reference',
    find: new RegExp(`(<${x}:title>)([^<]*)`),
    write: (_, open) => `${open}A «& B`,
  },
  'an entity of HTML': {
    code: 'xml/no-bad-reference',
    find: new RegExp(`(<${x}:title>)([^<]*)`),
    write: (_, open) => `${open}A«&nbsp;B`,
  },
  'a control character': {
    code: 'xml/no-bad-character',
    find: new RegExp(`(<${x}:title>)([^<]*)`),
    write: (_, open) => `${open}A«\u0008B`,
  },
  'a prefix that nobody declares': {
    code: 'xml/no-undeclared-prefix',
    find: firstSelect,
    write: (all) => `<«none:select/>${all}`,
  },
  'an entity of its own': {
    code: 'xml/use-plain-text',
    find: /<ds:data-stream-collection/,
    write: (all) => `«<!DOCTYPE a [<!ENTITY b "c">]>\n${all}`,
  },
  'another root': {
    code: 'scap/no-foreign-root',
    find: /[\s\S]*/,
    write: () => '<?xml version="1.0"?>\n«<project>\n<name/>\n</project>\n',
  },
  'a component that is not there': {
    code: 'dataStream/no-unresolved-component-ref',
    find: /(xlink:href=")#([^"]*-ocil\.xml)"/,
    write: (_, open, id) => `«${open}#${id}x"`,
  },
  'a catalog entry that leads nowhere': {
    code: 'dataStream/no-unresolved-catalog-uri',
    find: /(-ocil\.xml" uri=")([^"]*)"/,
    write: (_, open, uri) => `${open}«${uri}x"`,
  },
  'a component outside the file': {
    code: 'dataStream/use-own-component',
    find: /(<\/ds:checks>)/,
    write: (_, end) => `«<ds:component-ref id="e" xlink:href="https://example.org/x.xml"/>\n${end}`,
  },
  'an href that no catalog lists': {
    code: 'xccdf/no-unresolved-check-href',
    find: /(<xccdf-1\.2:check-content-ref href=")ssg-firefox-oval\.xml"/,
    write: (_, open) => `${open}«ssg-firefox-owal.xml"`,
  },
  'select of nothing': {
    code: 'xccdf/no-unresolved-select',
    find: firstSelect,
    write: (_, id) => `<${x}:select idref="«${id}x" selected="true"/>`,
  },
  'refine-rule of nothing': {
    code: 'xccdf/no-unresolved-refine-rule',
    find: profileEnd,
    write: (_, gap, end) => `${gap}«<${x}:refine-rule idref="none" weight="2"/>${gap}${end}`,
  },
  'refine-value of nothing': {
    code: 'xccdf/no-unresolved-refine-value',
    find: /(refine-value idref=")([^"]*)"/,
    write: (_, open, id) => `${open}«${id}x"`,
  },
  'set-value of nothing': {
    code: 'xccdf/no-unresolved-refine-value',
    find: profileEnd,
    write: (_, gap, end) => `${gap}«<${x}:set-value idref="none">5</${x}:set-value>${gap}${end}`,
  },
  'requires of nothing': {
    code: 'xccdf/no-unresolved-requires',
    find: ruleTitle,
    write: beforeTitle(`<${x}:requires idref="none"/>`),
  },
  'conflicts with nothing': {
    code: 'xccdf/no-unresolved-requires',
    find: ruleTitle,
    write: beforeTitle(`<${x}:conflicts idref="none"/>`),
  },
  'requires of an abstract rule': {
    code: 'xccdf/no-abstract-requires',
    find: ruleTitle,
    write: (all, open, _id, gap) =>
      `<${x}:Rule id="base" abstract="true"/>${gap}${all.replace(open, `${open}${gap}«<${x}:requires idref="base"/>`)}`,
  },
  'a profile that extends nothing': {
    code: 'xccdf/no-unresolved-extends',
    find: new RegExp(`(<${x}:Profile id="[^"]*")`),
    write: (_, open) => `${open} «extends="none"`,
  },
  'results of a profile that is not there': {
    code: 'xccdf/no-unresolved-result-profile',
    find: new RegExp(`(</${x}:Benchmark>)`),
    write: (_, end) => `<${x}:TestResult id="result"><${x}:profile idref="«none"/></${x}:TestResult>${end}`,
  },
  'a rule that extends nothing': {
    code: 'xccdf/no-unresolved-extends',
    find: new RegExp(`(<${x}:Rule selected="false" id="[^"]*")`),
    write: (_, open) => `${open} «extends="none"`,
  },
  'a value that extends nothing': {
    code: 'xccdf/no-unresolved-extends',
    find: new RegExp(`(<${x}:Value id="[^"]*")`),
    write: (_, open) => `${open} «extends="none"`,
  },
  'a profile that extends itself': {
    code: 'xccdf/no-cyclic-extends',
    find: new RegExp(`(<${x}:Profile id="([^"]*)")`),
    write: (_, open, id) => `${open} «extends="${id}"`,
  },
  'a rule that extends itself': {
    code: 'xccdf/no-cyclic-extends',
    find: new RegExp(`(<${x}:Rule selected="false" id="([^"]*)")`),
    write: (_, open, id) => `${open} «extends="${id}"`,
  },
  'a value that extends itself': {
    code: 'xccdf/no-cyclic-extends',
    find: new RegExp(`(<${x}:Value id="([^"]*)")`),
    write: (_, open, id) => `${open} «extends="${id}"`,
  },
  'sub of nothing': {
    code: 'xccdf/no-unresolved-sub',
    find: ruleTitle,
    write: beforeTitle(`<${x}:fix id="f"><${x}:sub idref="none" use="legacy"/></${x}:fix>`),
  },
  'a platform that is not there': {
    code: 'xccdf/no-unresolved-platform',
    find: ruleTitle,
    write: beforeTitle(`<${x}:platform idref="#none"/>`),
  },
  'a platform that the dictionary does not know': {
    code: 'cpe/no-unresolved-name',
    find: ruleTitle,
    write: beforeTitle(`<${x}:platform idref="cpe:/o:none:none"/>`),
  },
  'a check-content-ref name that is not there': {
    code: 'xccdf/no-unresolved-check-name',
    find: /(<xccdf-1\.2:check-content-ref href="[^"]*-oval.xml" name=")([^"]*)"/,
    write: (_, open, id) => `${open}«${id}x"`,
  },
  'a questionnaire that is not there': {
    code: 'xccdf/no-unresolved-check-name',
    find: /(<xccdf-1\.2:check-content-ref href="[^"]*-ocil.xml" name=")([^"]*)"/,
    write: (_, open, id) => `${open}«${id}x"`,
  },
  'two selects for one rule': {
    code: 'xccdf/no-duplicate-select',
    find: firstSelect,
    write: (all) => `${all}\n«${all}`,
  },
  'two entries without a character between': {
    code: 'xccdf/no-touching-entry',
    find: new RegExp(`(${firstSelect.source})\\s+(${firstSelect.source})`),
    write: (_, one, _id, two) => `${one}«${two}`,
  },
  'a rule selected under a deselected group': {
    code: 'xccdf/no-select-under-deselected-group',
    // The one group of this stream holds every rule: a profile of its own selects one of them.
    find: profileEnd,
    write: (_, gap, end) =>
      `${gap}${end}${gap}<${x}:Profile id="own"><${x}:title>T</${x}:title>${gap}<${x}:select idref="xccdf_org.ssgproject.content_group_firefox" selected="false"/>${gap}«<${x}:select idref="xccdf_org.ssgproject.content_rule_firefox_policy-addons_permission" selected="true"/>${gap}${end}`,
  },
  'a CPE check of nothing': {
    code: 'cpe/no-unresolved-check',
    find: /(-cpe-oval\.xml">)(oval:[^<]*)/,
    write: (_, open, id) => `${open}«${id}x`,
  },
  'extend_definition of nothing': {
    code: 'oval/no-unresolved-definition',
    find: /( definition_ref=")([^"]*)"/,
    write: (_, open, id) => `${open}«${id}x"`,
  },
  'criterion of nothing': {
    code: 'oval/no-unresolved-test',
    find: /( test_ref=")([^"]*)"/,
    write: (_, open, id) => `${open}«${id}x"`,
  },
  'an object of a test that is not there': {
    code: 'oval/no-unresolved-object',
    find: /(<linux:object object_ref=")([^"]*)"/,
    write: (_, open, id) => `${open}«${id}x"`,
  },
  'an object of a variable that is not there': {
    code: 'oval/no-unresolved-object',
    find: /(object_component object_ref=")([^"]*)"/,
    write: (_, open, id) => `${open}«${id}x"`,
  },
  'a state that is not there': {
    code: 'oval/no-unresolved-state',
    find: /( state_ref=")([^"]*)"/,
    write: (_, open, id) => `${open}«${id}x"`,
  },
  'a variable that is not there': {
    code: 'oval/no-unresolved-variable',
    find: /(<ind:path var_ref=")([^"]*)"/,
    write: (_, open, id) => `${open}«${id}x"`,
  },
  'a test action that is not there': {
    code: 'ocil/no-unresolved-reference',
    find: /(test_action_ref>)([^<]*)/,
    write: (_, open, id) => `${open}«${id}x`,
  },
  'a question that is not there': {
    code: 'ocil/no-unresolved-reference',
    find: /( question_ref=")([^"]*)"/,
    write: (_, open, id) => `${open}«${id}x"`,
  },
  // What only a large stream has.
  'requires of nothing in a large stream': {
    code: 'xccdf/no-unresolved-requires',
    product: 'rhel8',
    find: /(<xccdf-1\.2:requires idref=")([^"]*)"/,
    write: (_, open, id) => `${open}«${id}x"`,
  },
  'conflicts with nothing in a large stream': {
    code: 'xccdf/no-unresolved-requires',
    product: 'rhel8',
    find: /(<xccdf-1\.2:conflicts idref=")([^"]*)"/,
    write: (_, open, id) => `${open}«${id}x"`,
  },
  'a fact that the dictionary does not know': {
    code: 'cpe/no-unresolved-name',
    product: 'rhel8',
    find: /(fact-ref name=")[^"]*"/,
    write: (_, open) => `${open}«cpe:/a:none:none"`,
  },
  'sub of nothing in a large stream': {
    code: 'xccdf/no-unresolved-sub',
    product: 'rhel8',
    find: /(<xccdf-1\.2:sub idref=")([^"]*)"/,
    write: (_, open, id) => `${open}«${id}x"`,
  },
  'a platform that is not there in a large stream': {
    code: 'xccdf/no-unresolved-platform',
    product: 'rhel8',
    find: /(<xccdf-1\.2:platform idref="#)([^"]*)"/,
    write: (_, open, id) => `${open}«${id}x"`,
  },
  'check-export of no Value': {
    code: 'xccdf/no-unresolved-check-export',
    product: 'rhel8',
    find: /( value-id=")([^"]*)"/,
    write: (_, open, id) => `${open}«${id}x"`,
  },
  'check-export to no variable': {
    code: 'xccdf/no-unresolved-check-export',
    product: 'rhel8',
    find: /( export-name=")([^"]*)"/,
    write: (_, open, id) => `${open}«${id}x"`,
  },
  'an object_reference of nothing': {
    code: 'oval/no-unresolved-object',
    product: 'rhel8',
    find: /(object_reference>)([^<]*)/,
    write: (_, open, id) => `${open}«${id}x`,
  },
  'a filter of nothing': {
    code: 'oval/no-unresolved-state',
    product: 'rhel8',
    find: /(:filter action="exclude">)([^<]*)/,
    write: (_, open, id) => `${open}«${id}x`,
  },
  'a var_ref element of nothing': {
    code: 'oval/no-unresolved-variable',
    product: 'rhel8',
    find: /(<ind:var_ref>)([^<]*)/,
    write: (_, open, id) => `${open}«${id}x`,
  },
  'a rule selected under a group that the profile switches off': {
    code: 'xccdf/no-select-under-deselected-group',
    product: 'rhel8',
    // The first profile switches this rule's group off, as it does with every group that holds none of its rules.
    find: profileEnd,
    write: (_, gap, end) =>
      `${gap}«<${x}:select idref="xccdf_org.ssgproject.content_rule_avahi_check_ttl" selected="true"/>${gap}${end}`,
  },
};

interface Opened {
  readonly text: string;
  readonly findings: readonly Finding[];
}

const opened = new Map<string, Opened>();

function open(product: string): Opened {
  let stream = opened.get(product);
  if (!stream) {
    const text = readFileSync(streamPath(product), 'utf8');
    stream = { text, findings: lint(text) };
    opened.set(product, stream);
  }
  return stream;
}

/** The changed text, and the line (from 1) on which the fault is: where the mark was, or the place of the change. */
function makeFault(text: string, fault: Fault): { readonly text: string; readonly line: number } {
  const match = fault.find.exec(text);
  if (!match) throw new Error(`nothing to change: ${fault.find}`);
  const written = fault.write(...(match as unknown as string[]));
  const mark = written.indexOf('«');
  const at = match.index + Math.max(0, mark);
  const changed = text.slice(0, match.index) + written.replace('«', '') + text.slice(match.index + match[0].length);
  return { text: changed, line: changed.slice(0, at).split('\n').length };
}

const key = ({ code, message }: Finding): string => `${code} ${message}`;

describe('a single fault gives that finding and no other', () => {
  test.each(Object.entries(faults))('%s', (name, fault) => {
    const base = open(fault.product ?? 'firefox');
    const { text, line } = makeFault(base.text, fault);
    const snapshot = openSnapshot(text);
    const before = new Set(base.findings.map(key));
    const fresh = runLint(snapshot).filter((finding) => !before.has(key(finding)));
    const told = fresh.map((finding) => `${finding.code}:${snapshot.source.lineAt(finding.from) + 1}`);
    // An element that is never closed is told where it opens: here the root, on line 2.
    expect(told).toEqual([`${fault.code}:${name === 'an element never closed' ? 2 : line}`]);
    for (const { edits } of fresh[0]!.fixes ?? []) {
      const mended = lint(applyEdits(text, edits));
      expect(mended.filter((finding) => !before.has(key(finding)))).toEqual([]);
    }
  });

  test('every rule but those on unread files has its fault here', () => {
    const covered = new Set(Object.values(faults).map((fault) => fault.code));
    const missing = lintRules.map((rule) => rule.code).filter((code) => !covered.has(code));
    // A stream holds all it leans on, and no real stream has a Tailoring: test/lint has the faults of these two.
    expect(missing).toEqual(['scap/use-loaded-file', 'tailoring/no-unresolved-benchmark']);
  });
});
