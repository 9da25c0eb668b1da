// `npm run bench`: measures on real streams, beside the programs one might use instead, and says which targets are met.
// A figure depends on the machine; a ratio was taken on one machine in one run. Nothing here fails a test.

import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { describeCommit } from './commit.mjs';
import { ensureCorpus } from './corpus.mjs';
import { findOnPath, root } from './processes.mjs';
import { ensureDependencies, ensureSystemPrograms, systemPrograms } from './setup.mjs';

const help = `npm run bench -- [options]

  --only NAME   one measurement; may be given again
  --json        the rows as JSON instead of a table
  --list        the names of the measurements
  --help        this text`;

const options = {
  only: { type: 'string', multiple: true, default: [] },
  json: { type: 'boolean', default: false },
  list: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
};

const work = join(root, '.cache', 'bench');

async function bench() {
  const { values } = parseArgs({ options });
  if (values.help) return console.log(help);
  await ensureDependencies();
  mkdirSync(work, { recursive: true });
  const context = await buildAll();
  const names = JSON.parse(await output(context.main, [], {}));
  if (values.list) return console.log(names.join('\n'));
  const unknown = values.only.find((name) => !names.includes(name));
  if (unknown) throw new Error(`no measurement '${unknown}'; there are ${names.join(', ')}`);
  const { streams, missing } = await ensureCorpus();
  if (missing) throw new Error(`real streams are needed: ${missing}`);
  const absent = await ensureSystemPrograms(['xmllint', 'oscap', 'chromium']);
  if (absent.length > 0) throw new Error(absent.join('; '));
  const chosen = values.only.length > 0 ? names.filter((name) => values.only.includes(name)) : names;
  const chromium = systemPrograms.chromium.programs.map(findOnPath).find((path) => path !== undefined);
  const of = { streams, work, chromium, cache: join(root, '.cache'), commit: describeCommit() };
  const env = { SCAP_BENCH: JSON.stringify({ ...context, ...of }) };
  const results = [];
  if (!values.json) console.log(describeMachine());
  for (const name of chosen) {
    const result = await measureOne(context.main, name, env);
    results.push(result);
    if (!values.json) printResult(result);
  }
  const rows = results.flatMap(({ name, rows: of }) => of.map((row) => ({ name, ...row })));
  const errors = results.flatMap(({ name, error }) => (error ? [{ name, error }] : []));
  if (values.json) {
    console.log(
      JSON.stringify({ schemaVersion: 1, commit: of.commit, machine: machine(), rows, errors }, undefined, 2),
    );
  } else printSummary(rows, errors);
  if (errors.length > 0) process.exitCode = 1;
}

function machine() {
  return { processor: cpus()[0]?.model, processors: cpus().length, node: process.version, load: loadavg()[0] };
}

function describeMachine() {
  const { processor, processors, node, load } = machine();
  const busy = load > processors / 2 ? `; it is busy (load ${number(load)}), so times come out too long` : '';
  return `${processors} x ${processor}, Node ${node}${busy}`;
}

/** The bundles as users get them, in a folder of our own: whoever runs from dist is not disturbed. */
async function buildAll() {
  const { build } = await import('esbuild');
  const { programs } = await import('../esbuild.mjs');
  const quiet = { absWorkingDir: root, outdir: work, logLevel: 'error' };
  const outputs = {};
  for (const [name, program] of Object.entries(programs)) {
    const { metafile } = await build({ ...program, ...quiet });
    // A style sheet that comes with a script has no entry point of its own.
    outputs[name] = Object.values(metafile.outputs).find(({ entryPoint }) => entryPoint !== undefined);
  }
  const own = { ...programs.server, ...quiet, minify: false, format: 'esm', outExtension: { '.js': '.mjs' } };
  // Packages that come as CommonJS want a `require` in the module that they are bundled into.
  const banner = { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" };
  await build({ ...own, entryPoints: { bench: 'test/bench/main.ts' }, banner });
  const beside = { stub: 'test/bench/stub.ts', turnWatch: 'test/bench/turnWatch.ts' };
  await build({ ...programs.server, ...quiet, entryPoints: beside });
  const meta = join(work, 'meta.json');
  writeFileSync(meta, JSON.stringify(outputs));
  const file = (name) => join(work, name);
  const [stub, turnWatch] = [file('stub.js'), file('turnWatch.js')];
  return { main: file('bench.mjs'), server: file('server.js'), cli: file('cli.js'), stub, turnWatch, meta };
}

/** A process for each: what one leaves in the heap does not slow the next. */
async function measureOne(main, name, env) {
  try {
    return { name, rows: JSON.parse(await output(main, [name], env)) };
  } catch (error) {
    return { name, rows: [], error: error.message };
  }
}

function output(main, words, env) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--expose-gc', main, ...words], {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const [out, complaints] = [[], []];
    child.stdout.on('data', (data) => out.push(data));
    child.stderr.on('data', (data) => complaints.push(data));
    child.once('error', reject);
    child.once('close', (code) => {
      const said = Buffer.concat(complaints).toString();
      if (code === 0) resolve(Buffer.concat(out).toString());
      else reject(new Error(/^\w*Error: (.*)$/m.exec(said)?.[1] ?? (said.trim() || `exit code ${code}`)));
    });
  });
}

function printResult({ name, rows, error }) {
  console.log(`\n${name}`);
  if (error) console.log(`  could not be measured: ${error}`);
  for (const row of rows) {
    const peer = row.peer ? `  ${number(row.ratio)} x ${row.peer.name} (${number(row.peer.value)})` : '';
    console.log(`  ${row.what}: ${figure(row)}${peer}${verdict(row)}`);
    if (row.note) console.log(`      ${row.note}`);
  }
}

function figure({ value, unit }) {
  if (unit === 'edits') return `${value} ${unit}`;
  return unit === 'ratio' ? number(value) : `${number(value)} ${unit}`;
}

/** By how much a target is missed: as a factor, which means something for milliseconds and ratios alike. */
function verdict({ target, met, ratio, value }) {
  if (target === undefined) return '';
  const wanted = `target ${number(target)}${ratio === undefined ? '' : ' x'}`;
  return met ? `  [${wanted}: met]` : `  [${wanted}: NOT met, ${number((ratio ?? value) / target)} times that]`;
}

function number(value) {
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return value.toFixed(digits);
}

function printSummary(rows, errors) {
  const held = rows.filter(({ target }) => target !== undefined);
  const met = held.filter((row) => row.met);
  console.log(`\n${met.length} of ${held.length} targets met; ${errors.length} measurements could not be made`);
}

try {
  await bench();
} catch (error) {
  console.error(`npm run bench: ${error.message}`);
  process.exitCode = 1;
}
