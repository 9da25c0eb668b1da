/** The manifest and the sources name the same commands, strings, patterns and files. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { scapPatterns } from '../../client/src/patterns.ts';
import { clientSources, readJson, repository } from './strings.ts';

interface Manifest {
  readonly icon: string;
  readonly activationEvents: readonly string[];
  readonly extensionKind: readonly string[];
  readonly capabilities: Readonly<Record<string, { readonly supported: unknown; readonly description: string }>>;
  readonly contributes: {
    readonly languages: readonly { readonly id: string; readonly filenamePatterns: readonly string[] }[];
    readonly configurationDefaults: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
    readonly configuration: { readonly properties: Readonly<Record<string, unknown>> };
    readonly commands: readonly { readonly command: string; readonly category: string }[];
    readonly keybindings: readonly { readonly command: string }[];
    readonly menus: Readonly<Record<string, readonly { readonly command: string; readonly when?: string }[]>>;
    readonly viewsWelcome: readonly { readonly contents: string; readonly when: string }[];
  };
}

const manifest = readJson<Manifest>('package.json');
const strings = readJson<Record<string, string>>('package.nls.json');
const { contributes } = manifest;
const declared = contributes.commands.map(({ command }) => command).sort();

test('every command is registered, and every registered command is declared', () => {
  const registered = clientSources().flatMap((source) =>
    [...source.matchAll(/^ {4}'(scap\.[\w.]+)':/gm)].map((found) => found[1] ?? ''),
  );
  expect(registered.sort()).toEqual(declared);
  expect(new Set(contributes.commands.map(({ category }) => category))).toEqual(new Set(['SCAP']));
});

test('menus, keys, welcome texts and sources name only commands that exist', () => {
  const inMenus = Object.values(contributes.menus).flatMap((entries) => entries.map(({ command }) => command));
  const inKeys = contributes.keybindings.map(({ command }) => command);
  const inWelcome = Object.values(strings).flatMap((text) =>
    [...text.matchAll(/\(command:([^)]+)\)/g)].map((found) => found[1]),
  );
  const inSources = clientSources().flatMap((source) =>
    [...source.matchAll(/(?:command: |executeCommand\(|\? )'(scap\.[\w.]+)'/g)].map((found) => found[1]),
  );
  expect(inWelcome.length).toBeGreaterThan(3);
  expect(inSources.length).toBeGreaterThan(3);
  for (const command of [...inMenus, ...inKeys, ...inWelcome, ...inSources]) {
    expect([...declared, 'scap.outline.focus']).toContain(command);
  }
});

test('every %key% has its text, and every text its key', () => {
  const used = new Set(
    [...readFileSync(join(repository, 'package.json'), 'utf8').matchAll(/%([\w.]+)%/g)].map((found) => found[1]),
  );
  expect([...used].sort()).toEqual(Object.keys(strings).sort());
});

test('menu expressions are valid and match the context values that rows have', () => {
  const values = ['rule', 'group'].flatMap((kind) =>
    ['profile', 'everywhere'].flatMap((scope) => ['on', 'off', 'stale'].map((state) => `${kind}.${scope}.${state}`)),
  );
  values.push('document.stale', 'document.notScap', 'value', 'value.stale');
  values.push('benchmark', 'tailoring', 'profile', 'profile.stale');
  for (const { command, when } of contributes.menus['view/item/context'] ?? []) {
    const expression = /viewItem =~ \/(.+)\//.exec(when ?? '')?.[1];
    expect(expression, command).toBeDefined();
    expect(
      values.some((value) => new RegExp(expression!).test(value)),
      `${command}: ${expression}`,
    ).toBe(true);
  }
});

test('nothing can be switched on a stale row', () => {
  for (const { command, when } of contributes.menus['view/item/context'] ?? []) {
    if (!command.startsWith('scap.toggle.')) continue;
    const expression = new RegExp(/viewItem =~ \/(.+)\//.exec(when ?? '')?.[1] ?? '');
    expect(expression.test('rule.profile.stale'), command).toBe(false);
    expect(expression.test('rule.everywhere.stale'), command).toBe(false);
  }
});

test('language patterns and activation say the same as the code', () => {
  const language = contributes.languages.find(({ id }) => id === 'scap');
  expect(language?.filenamePatterns).toEqual(scapPatterns);
  expect(manifest.activationEvents).toEqual([
    'onLanguage:scap',
    'onLanguage:xml',
    'onView:scap.outline',
    'onWebviewPanel:scap.compare',
    ...scapPatterns.map((pattern) => `workspaceContains:**/${pattern}`),
  ]);
  expect(manifest.extensionKind).toEqual(['workspace']);
  expect(contributes.configurationDefaults['[scap]']?.['editor.largeFileOptimizations']).toBe(false);
});

test('it works in Restricted Mode, and says what is missing in virtual workspaces', () => {
  const { untrustedWorkspaces, virtualWorkspaces } = manifest.capabilities;
  expect(untrustedWorkspaces!.supported).toBe(true);
  expect(virtualWorkspaces!.supported).toBe('limited');
  for (const { description } of [untrustedWorkspaces!, virtualWorkspaces!]) {
    expect(strings[description.replaceAll('%', '')]).toMatch(/^\S.{20,}/);
  }
});

test('settings that the code reads are declared', () => {
  expect(Object.keys(contributes.configuration.properties)).toEqual([
    'scap.associate',
    'scap.workspace.index',
    'scap.view.sort',
    'scap.view.followCursor',
    'scap.trace.server',
  ]);
});

test('every file that manifest and code name is there', () => {
  const text = readFileSync(join(repository, 'package.json'), 'utf8');
  const files = [...text.matchAll(/"(?:\.\/)?((?:media|syntaxes|language)[^"\s]*\.(?:svg|png|json))"/g)].map(
    (found) => found[1]!,
  );
  const marks = {
    rule: ['on', 'off', 'group', 'requires', 'conflicts'],
    group: ['on', 'off', 'mixed', 'held'],
  };
  const icons = ['light', 'dark', 'high-contrast', 'high-contrast-light'].flatMap((theme) =>
    Object.entries(marks).flatMap(([kind, names]) => names.map((name) => `media/${theme}/${kind}-${name}.svg`)),
  );
  expect(files.length).toBeGreaterThan(5);
  for (const file of [...files, ...icons]) expect(existsSync(join(repository, file)), file).toBe(true);
});

test('each state of the view has a text and a button', () => {
  const states = contributes.viewsWelcome.map(({ when }) => /== (\w+)$/.exec(when)?.[1]);
  expect(states).toEqual(['none', 'indexing', 'notScap', 'stopped']);
  for (const { contents } of contributes.viewsWelcome) {
    expect(strings[contents.replaceAll('%', '')]).toMatch(/^\S.*\n\[[^\]]+\]\(command:[\w.]+\)/);
  }
});
