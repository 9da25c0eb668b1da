/** The laws of the repository that no compiler checks: who may import whom, nothing skipped, nothing of one machine. */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { lintRules } from '../server/src/lint/runner.ts';

const root = resolve(import.meta.dirname, '..');
const isFile = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

function sourcesUnder(folder: string): readonly string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(folder, name).replaceAll('\\', '/'))
    .sort();
}

/** What a module imports or exports from, types included; comments are no imports. */
function importsOf(source: string): readonly string[] {
  const code = source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
  const statement =
    /\b(?:import|export)\s+(?:type\s+)?(?:[\w*{}\s,$]+?\s+from\s+)?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]/g;
  return [...code.matchAll(statement)].map((match) => match[1] ?? match[2]!);
}

const sources = ['server/src', 'client/src', 'client/webview'].flatMap(sourcesUnder);

interface Edge {
  readonly from: string;
  /** A path in the repository, or the name of a package. */
  readonly to: string;
}

const edges: readonly Edge[] = sources.flatMap((from) =>
  importsOf(read(from)).map((name) => ({
    from,
    to: name.startsWith('.') ? relative(root, resolve(root, dirname(from), name)).replaceAll('\\', '/') : name,
  })),
);

/** Folders of server/src, innermost first; each may import itself and what it lists. The client sees the protocol only. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  text: [],
  xml: ['text'],
  scap: ['xml', 'text'],
  lint: ['scap', 'xml', 'text'],
  service: ['scap', 'xml', 'text', 'lint', 'protocol'],
  protocol: [],
  // Reads files in threads; what an answer is made of it asks of the index, not of a feature.
  workspace: ['scap', 'xml', 'text'],
  lsp: ['service', 'workspace', 'text', 'protocol'],
  cli: ['service', 'text'],
  client: ['protocol'],
  // A program of its own in a page, to which the extension can only send messages.
  webview: [],
};

/**
 * Files further in that an outer layer names all the same, each with its reason. They point inwards like all the rest; what
 * an answer to a user is made of still belongs into a service.
 */
const exceptions: Readonly<Record<string, string>> = {
  'lsp -> server/src/scap/snapshot.ts': 'the server holds the snapshots that every service is asked with',
  'lsp -> server/src/scap/resolve.ts': 'documents beside this one are read here, and an absolute address never is',
  'lsp -> server/src/lint/finding.ts': 'findings become diagnostics here, as the command line prints them',
  'lsp -> server/src/lint/runner.ts': 'findings become diagnostics here, when there is time for it',
  'lsp -> server/src/scap/editSnapshot.ts': 'the server makes each snapshot from the one before',
  'lsp -> server/src/xml/problem.ts': 'whether a text is whole decides which tree the view keeps',
  'lsp -> server/src/scap/benchmark.ts': 'the view asks for titles',
  'lsp -> server/src/scap/explain.ts': 'the view asks why',
  'lsp -> server/src/scap/flips.ts': 'the view asks what would change that',
  'lsp -> server/src/scap/scopeKeys.ts': 'the view names scopes by key',
  'lsp -> server/src/scap/groupRules.ts': 'the view asks whether all rules of a group are on',
  'webview -> client/src/compare/messages.ts': 'the shapes of the messages, which both sides read',
  'lsp -> server/src/scap/selection.ts': 'the view asks for the profiles in force',
};
const exceptionOf = ({ from, to }: Edge): string => `${layerOf(from)} -> ${to}`;

/** Packages that pure layers may use: they need no platform. */
const purePackages = new Set(['@vscode/l10n', 'fast-xml-parser', 'xpath', '@xmldom/xmldom', 'diff']);
const pureLayers = new Set(['text', 'xml', 'scap', 'lint', 'service', 'protocol']);

function layerOf(path: string): string {
  if (path.startsWith('client/webview/')) return 'webview';
  if (path.startsWith('client/')) return 'client';
  return path.startsWith('server/src/') ? path.split('/')[2]! : path;
}

const inRepository = ({ to }: Edge): boolean => to.startsWith('server/') || to.startsWith('client/');
const shown = ({ from, to }: Edge): string => `${from} -> ${to}`;

describe('imports', () => {
  test('the reader of imports sees every form', () => {
    const source = `import './a.ts';\nimport type { A } from './b.ts';\nimport B, { type C } from "./c.ts";\nexport * from './d.ts';
export { e,\n f } from './e.ts';\nimport * as g from 'g';\nconst h = await import('./h.ts');\n// import './no.ts';\n/* import './no.ts' */`;
    expect(importsOf(source)).toEqual(['./a.ts', './b.ts', './c.ts', './d.ts', './e.ts', 'g', './h.ts']);
  });

  test('the whole code was read, and every import leads to a file', () => {
    expect(sources.length).toBeGreaterThan(90);
    expect(edges.length).toBeGreaterThan(300);
    expect(
      edges
        .filter(inRepository)
        .filter(({ to }) => !existsSync(join(root, to)))
        .map(shown),
    ).toEqual([]);
  });

  test('every folder of the server is a layer of the table', () => {
    const layers = new Set(sources.map(layerOf));
    expect([...layers].filter((layer) => !(layer in allowed))).toEqual([]);
    for (const layer of ['text', 'xml', 'scap', 'lint', 'client']) expect(layers).toContain(layer);
  });

  test('they go inwards only', () => {
    const outwards = edges.filter(inRepository).filter((edge) => {
      const [from, to] = [layerOf(edge.from), layerOf(edge.to)];
      return from !== to && !allowed[from]?.includes(to) && !(exceptionOf(edge) in exceptions);
    });
    expect(outwards.map(shown)).toEqual([]);
  });

  test('pure layers use no package that needs a platform', () => {
    const wrong = edges.filter(
      (edge) => !inRepository(edge) && pureLayers.has(layerOf(edge.from)) && !purePackages.has(edge.to),
    );
    expect(wrong.map(shown)).toEqual([]);
  });

  test('every exception is in use', () => {
    const used = new Set(edges.map(exceptionOf));
    expect(Object.keys(exceptions).filter((edge) => !used.has(edge))).toEqual([]);
  });
});

/** What several features share: helpers that are no feature of their own. */
const sharedByServices: Readonly<Record<string, string>> = {
  'server/src/service/open.ts': 'how every feature of the outer ring gets its document',
  'server/src/service/counts.ts': 'how many there are of something, in words',
  'server/src/service/scopes.ts': 'what can be named in a document',
  'server/src/service/compare.ts': 'the comparison itself, behind its table and the command line',
  'server/src/service/edited.ts': 'what every feature answers that edits',
  'server/src/service/choose.ts': 'from what was typed, or is gone, to the ids that are meant',
  'server/src/service/fitEntries.ts': 'the half of fitTailoring that needs no older stream',
  'server/src/service/tailorLeftOut.ts': 'the half of tailorChanges that lists what it cannot say',
  'server/src/service/tailorProfileLeftOut.ts': 'the part of that list which is about profiles',
  'server/src/service/tailorOutside.ts': 'the part of that list which is about the rest of the document',
  'server/src/service/tailorDifference.ts': 'what an entry of that list is, and its words',
  'server/src/service/tailorPlan.ts': 'the half of tailorChanges that looks at one profile',
  'server/src/service/tailoringText.ts': 'what every new tailoring has around its profiles',
  'server/src/service/profileIds.ts': 'which ids a new profile can have, behind edits and tailorings',
  'server/src/service/valueWords.ts': 'what a Value may be, behind its rows, requests and edits',
  'server/src/service/tailorValues.ts': 'the half of tailor that writes values',
  'server/src/service/editProfile.ts': 'the profiles themselves, also where a tailoring is to say it',
  'server/src/service/profileNames.ts': 'where other documents name a profile',
  'server/src/service/profileWords.ts': 'the part of the edits of profiles that is about title and description',
  'server/src/service/intoTailoring.ts': 'how any edit gets into a tailoring, also one of the profiles themselves',
  'server/src/service/editValue.ts': 'a Value changed in a profile, also in that of a new tailoring',
  'server/src/service/toggleRules.ts': 'the switch itself, behind code actions, tree and command line',
  'server/src/service/toggleItem.ts': 'one switch as one action, behind code actions and tree',
  'server/src/service/toggleSummary.ts': 'the sentence about a switch',
  'server/src/service/toggleTargets.ts': 'what a switch is about, behind the switch and its preview',
  'server/src/service/toggleSubject.ts': 'which rule a cursor means, behind every action on it',
  'server/src/service/toggleTitle.ts': 'how an action on a rule is called',
  'server/src/service/toggleOthers.ts': 'what a switch changes besides, behind the switch and its titles',
  'server/src/service/toggleObstacles.ts': 'what stands in the way of a switch, in words',
  'server/src/service/ruleQuery.ts': 'what words find a rule, behind filter and list',
  'server/src/service/outline/state.ts': 'the state of a row, which sorting and filtering ask for',
  'server/src/service/outline/layout.ts': 'which rows stand below which',
  'server/src/service/outline/rowId.ts': 'the names of rows',
  'server/src/service/outline/words.ts': 'what several kinds of rows say alike',
  'server/src/service/hover/markdown.ts': 'content made fit for Markdown',
  'server/src/service/hover/reads.ts': 'what OVAL reads, in words',
  'server/src/service/hover/rule.ts': 'the hover of a rule, also of what names it',
};

/** Test files that hold tests back where something is lacking, each saying so in the title of the tests. */
const heldBack: Readonly<Record<string, string>> = {
  'test/corpus/hostOwnership.test.ts': 'scanning a made-up host needs root',
};

const ruleFiles = sources.filter((path) => /^server\/src\/lint\/[^/]+\//.test(path));

describe('features stand alone', () => {
  test('a lint rule imports no lint rule', () => {
    expect(ruleFiles.length).toBeGreaterThan(25);
    expect(edges.filter(({ from, to }) => ruleFiles.includes(from) && ruleFiles.includes(to)).map(shown)).toEqual([]);
  });

  test('a service imports no service', () => {
    const among = edges.filter(({ from, to }) => layerOf(from) === 'service' && layerOf(to) === 'service');
    const wrong = among.filter(({ from, to }) => !(to in sharedByServices) && dirname(from) === dirname(to));
    expect(wrong.map(shown)).toEqual([]);
    const used = new Set(among.map(({ to }) => to));
    expect(Object.keys(sharedByServices).filter((path) => !used.has(path))).toEqual([]);
  });

  test('lint is used by diagnostics and code actions only', () => {
    const users = edges
      .filter(({ from, to }) => layerOf(from) === 'service' && layerOf(to) === 'lint')
      .map(({ from }) => from);
    expect(users.filter((from) => !/(?:diagnostics|codeActions?|check)\.ts$/i.test(from))).toEqual([]);
  });
});

describe('lint rules', () => {
  const codeOf = (path: string): string => path.replace('server/src/lint/', '').replace('.ts', '');

  test('each is listed, and its file has its code', () => {
    expect(lintRules.map((rule) => rule.code).toSorted()).toEqual(ruleFiles.map(codeOf).toSorted());
    for (const path of ruleFiles) expect(read(path), path).toContain(`'${codeOf(path)}'`);
  });

  test('each has a test of its name', () => {
    expect(
      ruleFiles.map((path) => `test/lint/${codeOf(path)}.test.ts`).filter((path) => !existsSync(join(root, path))),
    ).toEqual([]);
  });
});

describe('files', () => {
  const tracked = execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8' })
    .split('\0')
    .filter((name) => name !== '');
  const texts = tracked
    .filter(
      (name) =>
        /\.(?:ts|mjs|js|json|md|xml|xsl|txt|ya?ml|svg)$|^[^.]+$|^\.[^/]*$|^\.ci\//.test(name) &&
        isFile(join(root, name)),
    )
    .map((name) => [name, read(name)] as const);

  test('many were read', () => {
    expect(texts.length).toBeGreaterThan(150);
  });

  test('each source opens with what it is for', () => {
    const silent = sources.filter((path) => !/^(?:#!.*\n)?(?:\/\*\*?\s|\/\/ )/.test(read(path)));
    expect(silent).toEqual([]);
  });

  test('no test is singled out or skipped', () => {
    const held = /\b(?:test|it|describe|suite)\s*\.\s*(?:concurrent\s*\.\s*)?(?:only|skip|todo|fails|skipIf|runIf)\b/;
    const tests = texts.filter(([name]) => name.startsWith('test/') && name.endsWith('.ts'));
    expect(tests.length).toBeGreaterThan(40);
    expect(tests.filter(([, text]) => held.test(text)).map(([name]) => name)).toEqual(Object.keys(heldBack));
    // Put together from halves, so that this file does not find itself.
    expect(held.test(['test', 'only("x")'].join('.'))).toBe(true);
  });

  test('each folder has its row in the code map, and each row its folder', () => {
    const [, map = ''] = /## Code map\n([\s\S]*?)\n## /.exec(read('ARCHITECTURE.md')) ?? [];
    const rows = [...map.matchAll(/^\| (`.*?) \|/gm)].flatMap(([, cell]) =>
      [...cell!.matchAll(/`([^`]+)`/g)].map(([, name]) => name!),
    );
    const depths: Readonly<Record<string, number>> = { server: 2, 'server/src': 3, client: 2 };
    const folders = tracked.flatMap((name) => {
      const parts = name.split('/').slice(0, -1);
      const depth = depths[parts.slice(0, 2).join('/')] ?? depths[parts[0] ?? ''] ?? 1;
      return parts.length >= depth ? [parts.slice(0, depth).join('/')] : [];
    });
    expect(rows.filter((name) => !/.\.\w+$/.test(name)).toSorted()).toEqual([...new Set(folders)].toSorted());
    expect(folders.length).toBeGreaterThan(500);
  });

  test('each package has its reason among the libraries', () => {
    const { dependencies, devDependencies } = JSON.parse(read('package.json'));
    const names = Object.keys({ ...dependencies, ...devDependencies }).filter((name) => !name.startsWith('@types/'));
    expect(names.length).toBeGreaterThan(20);
    const [, libraries = ''] = /## Libraries, and why each\n([\s\S]*?)\n## /.exec(read('ARCHITECTURE.md')) ?? [];
    const words = new Set(libraries.toLowerCase().match(/[\w-]+/g));
    // The last part of a name is enough; two are listed behind the package that they belong to.
    const wordOf = (name: string) =>
      name.replace(/^.*\//, '').replace(/^vscode-languageserver(?=-(?:protocol|types)$)/, '');
    expect(names.filter((name) => !words.has(wordOf(name)))).toEqual([]);
  });

  test('nothing names a folder of one machine', () => {
    const machine = new RegExp(
      ['/home/[a-z]', '/Users/[a-z]', `/${'work'}/`, '/tmp/corpus', 'C:\\\\Users\\\\[A-Za-z]'].join('|'),
    );
    const named = texts.filter(([name, text]) => name !== 'test/tidy.test.ts' && machine.test(text));
    expect(named.map(([name, text]) => `${name}: ${machine.exec(text)?.[0]}`)).toEqual([]);
    expect(machine.test(`/${'work'}/main`)).toBe(true);
  });

  test('nothing names a registry, and no lock file says where a package came from', () => {
    const registry = /registry\.[a-z.-]+\.[a-z]+|\b(?:artifactory|nexus|verdaccio)\b/i;
    const named = texts.filter(([name, text]) => name !== 'test/tidy.test.ts' && registry.test(text));
    expect(named.map(([name, text]) => `${name}: ${registry.exec(text)?.[0]}`)).toEqual([]);
    const locks = texts.filter(([name]) => name.endsWith('package-lock.json'));
    expect(locks.length).toBeGreaterThan(0);
    expect(locks.filter(([, text]) => text.includes('"resolved"')).map(([name]) => name)).toEqual([]);
    expect(registry.test(['registry', 'npmjs', 'org'].join('.'))).toBe(true);
  });
});
