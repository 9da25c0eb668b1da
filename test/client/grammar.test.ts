/** The grammar, run by the tokenizer that VS Code uses. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import oniguruma from 'vscode-oniguruma';
import textmate, { type IGrammar, type IRawGrammar } from 'vscode-textmate';
import { readJson, repository } from './strings.ts';

/** Stands for VS Code's own shell grammar: strings that run over lines are what could swallow a closing tag. */
const shell: IRawGrammar = {
  scopeName: 'source.shell',
  patterns: [
    { name: 'string.quoted.shell', begin: '"', end: '"' },
    { name: 'keyword.shell', match: '\\b(?:if|then|fi)\\b' },
  ],
} as unknown as IRawGrammar;

let grammar: IGrammar;

beforeAll(async () => {
  const wasm = createRequire(import.meta.url).resolve('vscode-oniguruma/release/onig.wasm');
  await oniguruma.loadWASM(readFileSync(wasm).buffer as ArrayBuffer);
  const registry = new textmate.Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
      createOnigString: (text) => new oniguruma.OnigString(text),
    }),
    loadGrammar: async (scope) => {
      if (scope === 'source.shell') return shell;
      if (scope !== 'text.xml.scap') return null;
      const path = join(repository, 'syntaxes/scap.tmLanguage.json');
      return textmate.parseRawGrammar(readFileSync(path, 'utf8'), path);
    },
  });
  grammar = (await registry.loadGrammar('text.xml.scap'))!;
});

/** `token|innermost scopes` per token, blanks left out. */
function tokens(text: string): readonly string[] {
  let stack = textmate.INITIAL;
  return text.split('\n').flatMap((line) => {
    const result = grammar.tokenizeLine(line, stack);
    stack = result.ruleStack;
    return result.tokens
      .map((token) => ({ text: line.slice(token.startIndex, token.endIndex), scopes: token.scopes }))
      .filter((token) => token.text.trim() !== '')
      .map((token) => `${token.text.trim()}|${token.scopes.slice(1).join(' ')}`);
  });
}

const find = (text: string, token: string) => tokens(text).find((one) => one.startsWith(`${token}|`)) ?? 'absent';

describe('XML', () => {
  test('tag, prefix, attribute, value and entity', () => {
    const line = '<x:Rule id="a &amp; b" selected=\'false\'/>';
    expect(find(line, 'x')).toContain('entity.name.tag.namespace.xml.scap');
    expect(find(line, 'Rule')).toContain('entity.name.tag.localname.xml.scap');
    expect(find(line, 'id')).toContain('entity.other.attribute-name.localname');
    expect(find(line, 'amp')).toContain('string.quoted.double.xml.scap constant.character.entity');
    expect(find(line, 'false')).toContain('string.quoted.single');
    expect(find(line, '/>')).toContain('punctuation.definition.tag.end');
  });

  test('comment, CDATA, instruction, DOCTYPE', () => {
    expect(find('<!-- a\nb <c> -->', 'b <c>')).toContain('comment.block.xml.scap');
    expect(find('<a><![CDATA[ x < y ]]></a>', 'x < y')).toContain('string.unquoted.cdata');
    expect(find('<?xml version="1.0"?>', 'version')).toContain('entity.other.attribute-name');
    expect(find('<?style href="a"?>', 'style')).toContain('meta.tag.preprocessor');
    expect(find('<!DOCTYPE a [ <!ENTITY b "c>"> ]><z/>', 'ENTITY')).toContain('meta.internal-subset');
    expect(find('<!DOCTYPE a [ <!ENTITY b "c>"> ]><z/>', 'z')).toContain('entity.name.tag.localname');
  });

  test('a tag over several lines, and text after it', () => {
    expect(find('<a\n  b="c"\n>text &x;</a>', 'text')).toBe('text|');
    expect(find('<a\n  b="c"\n>text</a>', 'b')).toContain('entity.other.attribute-name');
    expect(find('a & b', '&')).toContain('invalid.illegal.ampersand');
  });
});

describe('scripts in fix elements', () => {
  const fix = (system: string, body: string) =>
    `<p:fix id="f" system="${system}" reboot="no">${body}</p:fix>\n<after/>`;

  test('a shell script is shell, and the system attribute chooses it', () => {
    expect(find(fix('urn:xccdf:fix:script:sh', '\nif true\n'), 'if')).toContain(
      'meta.embedded.block.shellscript keyword.shell',
    );
    expect(find(fix('urn:xccdf:fix:script:ansible', '\nif true\n'), 'if true')).toContain('meta.embedded.block.yaml');
    expect(find(fix('urn:xccdf:fix:script:puppet', '\nif true\n'), 'if true')).toContain('meta.embedded.block.puppet');
    expect(find(fix('urn:redhat:osbuild:blueprint', '\nif true\n'), 'if true')).toBe('if true|');
  });

  test('the tag of a fix is a tag like any other', () => {
    const text = fix('urn:xccdf:fix:script:sh', '\nx\n');
    expect(find(text, 'fix')).toContain('entity.name.tag.localname');
    expect(find(text, 'system')).toContain('entity.other.attribute-name');
    expect(find(text, 'urn:xccdf:fix:script:sh')).toContain('string.quoted.double');
    expect(find(text, 'reboot')).toContain('entity.other.attribute-name');
  });

  test('an open quote of the script ends with the element', () => {
    const text = fix('urn:xccdf:fix:script:sh', '\necho "open\n');
    expect(find(text, 'open')).toContain('string.quoted.shell');
    expect(find(text, 'after')).toBe(find('<after/>', 'after'));
    expect(tokens(text).filter((token) => token.startsWith('fix|'))).toHaveLength(2);
  });

  test('entities and sub elements keep their XML scopes inside a script and inside its strings', () => {
    const text = fix('urn:xccdf:fix:script:sh', '\nx="<p:sub idref="v"/> &amp;&amp; y"\n');
    expect(find(text, 'sub')).toContain('entity.name.tag.localname');
    expect(find(text, 'amp')).toContain('constant.character.entity');
  });

  test('a fix on one line and an empty fix do not open a block', () => {
    expect(find(fix('urn:xccdf:fix:script:sh', 'echo a'), 'after')).toBe(find('<after/>', 'after'));
    expect(find('<fix system="urn:xccdf:fix:script:sh"/>\n<after/>', 'after')).toBe(find('<after/>', 'after'));
  });
});

test('every line of a large text is cheap', () => {
  const lines = Array.from(
    { length: 20_000 },
    (_, line) => `  <x:select idref="xccdf_org.ssgproject_rule_${line}" selected="true"/>`,
  );
  lines.push(`<a b="${'x'.repeat(20_000)}">`, '<'.repeat(5000), `<fix ${' a="b"'.repeat(2000)}`);
  let stack = textmate.INITIAL;
  let tokens = 0;
  for (const line of lines) {
    const read = grammar.tokenizeLine(line, stack);
    stack = read.ruleStack;
    tokens += read.tokens.length;
  }
  // What is not linear in a line takes longer than a test may. Of each select there are its name and two attributes at least.
  expect(tokens).toBeGreaterThan(20_000 * 3);
});

test('the language configuration has valid expressions that do what they say', () => {
  interface Configuration {
    readonly wordPattern: string;
    readonly folding: { readonly markers: { readonly start: string; readonly end: string } };
    readonly indentationRules: { readonly increaseIndentPattern: string; readonly decreaseIndentPattern: string };
    readonly onEnterRules: readonly { readonly beforeText: string; readonly afterText?: string }[];
  }
  const { wordPattern, folding, indentationRules, onEnterRules } =
    readJson<Configuration>('language-configuration.json');
  expect('idref="oval:ssg-a_b:def:1"'.match(new RegExp(wordPattern, 'g'))).toEqual(['idref', 'oval:ssg-a_b:def:1']);
  expect('<!-- #region rules -->').toMatch(new RegExp(folding.markers.start));
  expect('<!-- #endregion -->').toMatch(new RegExp(folding.markers.end));
  const increases = new RegExp(indentationRules.increaseIndentPattern);
  expect('  <Group id="a">').toMatch(increases);
  for (const line of ['</Group>', '<a/>', '<a b="c"/>', '<a>text</a>', '<?xml?>', '<!-- a -->'])
    expect(line).not.toMatch(increases);
  expect('  </Group>').toMatch(new RegExp(indentationRules.decreaseIndentPattern));
  for (const rule of onEnterRules)
    expect(() => [new RegExp(rule.beforeText), new RegExp(rule.afterText ?? '')]).not.toThrow();
});
