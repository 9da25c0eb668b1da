/**
 * The independent oracle of the toggle tests: which rules a real scanner would evaluate in a document.
 * It shares no code with the product: libxslt projects the document, OpenSCAP selects, two regular expressions read the answer.
 */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createAnswers } from './answers.ts';
import { launch } from './launch.ts';

/** A scan without a profile; the name is ours, the scanner wants no `--profile` then. */
export const defaultScan = '(default)';
/** The scanner's own name for "every group and rule is selected". */
export const allRules = '(all)';

/** A projected document in a temporary folder; `dispose` removes it. */
export interface Projection {
  readonly path: string;
  /** Profiles in document order, abstract ones included. */
  readonly profiles: readonly { readonly id: string; readonly abstract: boolean; readonly extends?: string }[];
  /** Ids of the rules in document order. */
  readonly rules: readonly string[];
  dispose(): Promise<void>;
}

export interface ProjectOptions {
  /** Id of the Benchmark, or of the component that holds it; the first of the file when left out. */
  readonly benchmark?: string;
  /** Project a Tailoring instead: its id, or that of its component, or `*` for the first one. */
  readonly tailoring?: string;
  /** Also what profiles set and refine; see profileScan.ts. */
  readonly settings?: 'kept';
}

const stylesheet = fileURLToPath(new URL('./project.xsl', import.meta.url));
const processesAtOnce = 2;

/** Projects a data stream, a standalone Benchmark or a Tailoring; throws when it holds none of what was asked for. */
export async function projectFile(source: string, options: ProjectOptions = {}): Promise<Projection> {
  const folder = await mkdtemp(join(tmpdir(), 'selection-oracle-'));
  const dispose = (): Promise<void> => rm(folder, { recursive: true, force: true });
  try {
    const path = join(folder, 'projection.xml');
    const text = await projectToText(source, options);
    await writeFile(path, text);
    return { path, profiles: listProfiles(text), rules: listTags(text, 'Rule').map(idOf), dispose };
  } catch (error) {
    await dispose();
    throw error;
  }
}

/** As `projectFile`, the projected document itself. */
export async function projectToText(source: string, options: ProjectOptions = {}): Promise<string> {
  const parameters = Object.entries(options).flatMap(([name, value]) => ['--stringparam', name, value as string]);
  const text = await projected([...parameters, await readFile(source)], () =>
    run('xsltproc', ['--nonet', '--novalid', ...parameters, stylesheet, source], [0]),
  );
  if (!/<(Benchmark|Tailoring)\b/.test(text))
    throw new Error(`${source} holds no ${JSON.stringify(options)} to project`);
  return text;
}

const projected = createAnswers<string>();

/**
 * The document with its first Benchmark alone below the root: a third of the text, so that libxslt takes a third of the
 * time. Cut by the letters of the tags, as there is one Benchmark in a file that nobody writes about in its text.
 */
export function cutToBenchmark(text: string): string {
  const root = /<(?!\?|!)[^>]*>/.exec(text)!;
  const open = /<((?:[\w.-]+:)?Benchmark)[\s>]/.exec(text);
  if (open === null) throw new Error('no Benchmark to cut to');
  const close = `</${open[1]}>`;
  const end = text.indexOf(close, open.index) + close.length;
  if (open.index === root.index) return text.slice(0, end);
  const rootName = /^<([^\s>]+)/.exec(root[0])![1];
  return `${text.slice(0, root.index + root[0].length)}\n${text.slice(open.index, end)}\n</${rootName}>\n`;
}

/**
 * The rules that the scanner evaluates in one profile of a projected document, each with its result. A rule that is not
 * selected is not in the map. Takes 0.1 seconds for the largest streams. `tailoring` is a projected Tailoring.
 */
export async function effectiveRules(
  projectedPath: string,
  profileId: string,
  options: { readonly tailoring?: string } = {},
): Promise<Map<string, string>> {
  const tailoring = options.tailoring === undefined ? [] : ['--tailoring-file', options.tailoring];
  // `--progress` prints the selected rules only, and is twice as fast as writing a results file.
  const output = await run(
    'oscap',
    ['xccdf', 'eval', '--skip-validation', '--progress', ...tailoring, ...profileArguments(profileId), projectedPath],
    [0, 2],
  );
  return new Map(
    output
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => {
        const match = /^([^\s:]+):(pass|fail|error|unknown|notapplicable|notchecked|informational|fixed)$/.exec(line);
        if (match === null) {
          throw new Error(`oscap printed a line that is no rule result: ${JSON.stringify(line)}`);
        }
        return [match[1]!, match[2]!] as const;
      }),
  );
}

/**
 * The effective rules of every profile that is not abstract, and of the default scan, keyed by profile id. With a tailoring
 * file its profiles come first and shadow those of the same id, as they do for the scanner.
 */
export async function allEffective(
  source: string,
  options: { readonly benchmark?: string; readonly tailoring?: string } = {},
): Promise<Map<string, ReadonlySet<string>>> {
  const { benchmark, tailoring: tailoringPath } = options;
  const text = await projectToText(source, benchmark === undefined ? {} : { benchmark });
  const tailoring = tailoringPath === undefined ? undefined : await projectToText(tailoringPath, { tailoring: '*' });
  const tailored = tailoring === undefined ? [] : listProfiles(tailoring);
  const shadowed = new Set(tailored.map(({ id }) => id));
  const profiles = [...tailored, ...listProfiles(text).filter(({ id }) => !shadowed.has(id))];
  const ids = new Set(profiles.flatMap(({ id, abstract }) => (abstract ? [] : [id])));
  // The default scan has no profile, so a tailoring has no say in it.
  const scans = [...ids].map(async (id) => [id, await effectiveIn(text, id, tailoring)] as const);
  return new Map(
    await Promise.all([...scans, effectiveIn(text, defaultScan).then((rules) => [defaultScan, rules] as const)]),
  );
}

const scanned = createAnswers<ReadonlySet<string>>();

/** Of a projected text. A profile is scanned with those alone that it extends, so that an edit of others asks nothing anew. */
function effectiveIn(text: string, profileId: string, tailoring?: string): Promise<ReadonlySet<string>> {
  const own = tailoring === undefined ? onlyProfiles(text, [profileId]) : text;
  return scanned([profileId, own, tailoring ?? ''], async () => {
    const folder = await mkdtemp(join(tmpdir(), 'selection-oracle-'));
    try {
      const [path, tailoringPath] = [join(folder, 'projection.xml'), join(folder, 'tailoring.xml')];
      await writeFile(path, own);
      if (tailoring !== undefined) await writeFile(tailoringPath, tailoring);
      const results = await effectiveRules(
        path,
        profileId,
        tailoring === undefined ? {} : { tailoring: tailoringPath },
      );
      return new Set(results.keys());
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
}

/**
 * Every rule's result in one profile of a whole, unprojected file, `notselected` included, read from a results file. The
 * slow and literal way, which the projection is proved against; checks are really run. `validate` keeps the schema on.
 */
export async function fullResults(
  source: string,
  profileId: string,
  options: ResultOptions = {},
): Promise<Map<string, string>> {
  return readRuleResults(await testResult(source, profileId, options));
}

interface ResultOptions {
  readonly tailoring?: string;
  readonly benchmark?: string;
  readonly validate?: boolean;
  readonly environment?: Readonly<Record<string, string>>;
}

/** The TestResult element that the scanner appends to its copy of the benchmark, as text. */
export async function testResult(source: string, profileId: string, options: ResultOptions = {}): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'selection-oracle-'));
  try {
    const results = join(folder, 'results.xml');
    const more = [
      ...(options.validate === true ? [] : ['--skip-validation']),
      ...(options.tailoring === undefined ? [] : ['--tailoring-file', options.tailoring]),
      ...(options.benchmark === undefined ? [] : ['--benchmark-id', options.benchmark]),
    ];
    await run(
      'oscap',
      ['xccdf', 'eval', '--results', results, '--progress', ...more, ...profileArguments(profileId), source],
      [0, 2],
      options.environment,
    );
    const text = await readFile(results, 'utf8');
    return text.slice(text.lastIndexOf('<TestResult'));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The scanner frees as many small pieces as it takes; not keeping them in lists saves a tenth of its time. */
const quickMemory = { GLIBC_TUNABLES: 'glibc.malloc.mxfast=0' };

/** Runs a program with a list of arguments, at most two at once; rejects, with what it said, on any other exit code. */
export async function run(
  program: string,
  parameters: readonly string[],
  goodExitCodes: readonly number[],
  environment: Readonly<Record<string, string>> = {},
  cwd?: string,
): Promise<string> {
  const leave = await enter();
  try {
    const settings = { maxBuffer: 1 << 28, env: { ...process.env, ...quickMemory, ...environment, LC_ALL: 'C' }, cwd };
    const { code, signal, stdout, stderr } = await launch(program, parameters, settings);
    if (typeof code === 'number' && goodExitCodes.includes(code)) return stdout;
    if (code === 'ENOENT') throw new Error(`${program} is not installed; apt-get install openscap-scanner xsltproc`);
    const how = signal ? `was ended by ${signal}` : `exited with ${code}`;
    throw new Error(`${program} ${parameters.join(' ')} ${how}: ${stderr.trim() || stdout.trim()}`);
  } finally {
    leave();
  }
}

let running = 0;
const waiting: (() => void)[] = [];

async function enter(): Promise<() => void> {
  if (running >= processesAtOnce) {
    await new Promise<void>((resolve) => waiting.push(resolve));
  } else {
    running += 1;
  }
  // A place is handed over to the next in the queue, and given back only when nobody waits.
  return () => {
    const next = waiting.shift();
    if (next === undefined) {
      running -= 1;
    } else {
      next();
    }
  };
}

function profileArguments(profileId: string): string[] {
  return profileId === defaultScan ? [] : ['--profile', profileId];
}

/** Start tags of one name in a projection, where every element has a line of its own and no prefix. */
function listTags(text: string, name: string): string[] {
  return text.match(new RegExp(`^<${name}(?= |>|/)[^>]*>`, 'gm')) ?? [];
}

/** The profiles of a projection, in document order. */
export function listProfiles(text: string): { id: string; abstract: boolean; extends?: string }[] {
  return listTags(text, 'Profile').map((tag) => {
    const base = / extends="([^"]*)"/.exec(tag)?.[1];
    const abstract = /^(1|true)$/.test(/ abstract="([^"]*)"/.exec(tag)?.[1] ?? 'false');
    return { id: idOf(tag), abstract, ...(base === undefined ? {} : { extends: base }) };
  });
}

function idOf(tag: string): string {
  const id = / id="([^"]*)"/.exec(tag)?.[1];
  if (id === undefined || id.includes('&')) {
    throw new Error(`no plain id in ${tag}`);
  }
  return id;
}

function readRuleResults(text: string): Map<string, string> {
  const results = new Map<string, string>();
  const starts = text.split('<rule-result ').slice(1);
  for (const part of starts) {
    const idref = /^[^>]*\bidref="([^"]*)"/.exec(part)?.[1];
    const result = /<result>([a-z]+)<\/result>/.exec(part)?.[1];
    if (idref === undefined || result === undefined) {
      throw new Error(`a rule-result without idref or result: ${part.slice(0, 200)}`);
    }
    results.set(idref, result);
  }
  if (results.size === 0) {
    throw new Error('the results file holds no rule-result');
  }
  return results;
}

/** A projection without the profiles that have no say in a scan of these. */
export function onlyProfiles(projection: string, profileIds: readonly string[]): string {
  const bases = new Map(listProfiles(projection).map((profile) => [profile.id, profile.extends]));
  const kept = new Set<string>();
  for (let id of profileIds as readonly (string | undefined)[]) {
    for (; id !== undefined && !kept.has(id); id = bases.get(id)) kept.add(id);
  }
  return projection.replace(/\n<Profile [^>]*>[\s\S]*?\n<\/Profile>/g, (profile) =>
    kept.has(/ id="([^"]*)"/.exec(profile)![1]!) ? profile : '',
  );
}
