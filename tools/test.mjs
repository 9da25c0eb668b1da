// `npm test`: does all set-up that is missing, runs every stage and ends with one line, 'N passed, N failed'. A stage that
// cannot run counts as failed and says what is missing; nothing is skipped silently. `npm test -- unit e2e` runs just those.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describeCorpus, ensureCorpus } from './corpus.mjs';
import { ensureHost } from './host.mjs';
import { npmCommand, root, run } from './processes.mjs';
import { countReport } from './report.mjs';
import { buildBundles, ensureDependencies, ensureSystemPrograms } from './setup.mjs';

const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');

/**
 * In order. `needs` are set-up steps without which a stage does not run; `wants` are tried only, since most tests do without: few
 * unit tests need a bundle, and many corpus tests are about our own small documents. The types of the browser driver come with the host.
 */
const stages = [
  { name: 'typecheck', needs: ['host'], run: () => runScript('typecheck') },
  { name: 'lint', needs: [], run: () => runScript('lint') },
  { name: 'build', needs: ['bundles'], run: () => ({ passed: 1, failed: 0, notes: [] }) },
  { name: 'unit', needs: [], wants: ['bundles', 'git'], run: () => runProject('unit') },
  {
    name: 'corpus',
    needs: ['bundles', 'oscap', 'xmllint', 'xsltproc'],
    wants: ['corpus'],
    run: ({ corpus }) => runProject('corpus', corpus),
  },
  { name: 'e2e', needs: ['bundles', 'corpus', 'host', 'chromium'], run: () => runProject('e2e') },
];

/** Each returns undefined, or a sentence on what is missing; asked at most once a run. */
const setUpSteps = {
  corpus: async () => {
    const corpus = await ensureCorpus();
    return corpus.missing && describeCorpus(corpus);
  },
  host: () => reasonOf(ensureHost),
  bundles: () => reasonOf(buildBundles),
  oscap: () => ensureSystemProgram('oscap'),
  xmllint: () => ensureSystemProgram('xmllint'),
  xsltproc: () => ensureSystemProgram('xsltproc'),
  chromium: () => ensureSystemProgram('chromium'),
  git: () => ensureSystemProgram('git'),
};

async function ensureSystemProgram(name) {
  return (await ensureSystemPrograms([name]))[0];
}

async function reasonOf(step) {
  try {
    await step();
    return undefined;
  } catch (error) {
    return error.message;
  }
}

async function runScript(name) {
  const passed = (await run(...npmCommand(['run', '--silent', name]))) === 0;
  return { passed: passed ? 1 : 0, failed: passed ? 0 : 1, notes: [] };
}

/** `withoutContent`: why there are no real streams, where there are none. */
async function runProject(project, withoutContent) {
  const report = join(root, '.cache', 'test', `${project}.json`);
  rmSync(report, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const code = await run(process.execPath, [vitest, 'run', '--project', project, ...reporters]);
  if (!existsSync(report)) return { passed: 0, failed: 1, notes: ['vitest left no report'] };
  return countReport(JSON.parse(readFileSync(report, 'utf8')), code, withoutContent);
}

/** Set-up first, so that a stage's time is its own. */
async function runStage(stage, setUp) {
  const missing = [];
  for (const need of stage.needs) {
    const reason = await setUp(need);
    if (reason) missing.push(`${need}: ${reason}`);
  }
  if (missing.length > 0) return { passed: 0, failed: 1, seconds: 0, notes: missing };
  const lacking = {};
  for (const want of stage.wants ?? []) lacking[want] = await setUp(want);
  console.log(`\n== ${stage.name}`);
  const start = performance.now();
  const result = await stage.run(lacking);
  const seconds = (performance.now() - start) / 1000;
  // What is lacking is only worth telling where it may be the reason; the lack of content has been told.
  const { corpus: _, ...others } = result.failed > 0 ? lacking : {};
  const reasons = Object.entries(others).flatMap(([want, reason]) => (reason ? [`${want}: ${reason}`] : []));
  return { ...result, notes: [...result.notes, ...reasons], seconds };
}

function onceEach(steps) {
  const answers = new Map();
  return (name) => {
    if (!answers.has(name)) answers.set(name, steps[name]());
    return answers.get(name);
  };
}

function chooseStages(names) {
  const unknown = names.filter((name) => !stages.some((stage) => stage.name === name));
  if (unknown.length > 0)
    throw new Error(`no stage '${unknown[0]}'; there are ${stages.map(({ name }) => name).join(', ')}`);
  return names.length === 0 ? stages : stages.filter(({ name }) => names.includes(name));
}

async function test() {
  const chosen = chooseStages(process.argv.slice(2));
  mkdirSync(join(root, '.cache', 'test'), { recursive: true });
  await ensureDependencies();
  const setUp = onceEach(setUpSteps);
  const results = [];
  for (const stage of chosen) {
    const result = await runStage(stage, setUp);
    console.log(summaryLine({ name: stage.name, ...result }));
    results.push({ name: stage.name, ...result });
  }
  console.log('\n== Summary');
  for (const result of results) {
    console.log(summaryLine(result));
    for (const note of result.notes) console.log(`    ${note.replaceAll('\n', '\n    ')}`);
  }
  const sum = (key) => results.reduce((total, result) => total + result[key], 0);
  return { passed: sum('passed'), failed: sum('failed') };
}

function summaryLine({ name, passed, failed, seconds }) {
  return `${name.padEnd(10)} ${String(passed).padStart(5)} passed ${String(failed).padStart(5)} failed  ${seconds.toFixed(1).padStart(6)} s`;
}

const { passed, failed } = await test().catch((error) => {
  console.log(`npm test: ${error.message}`);
  return { passed: 0, failed: 1 };
});
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
