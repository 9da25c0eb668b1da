// `npm start`: does all set-up that is missing and opens a VS Code with the extension and a real stream. A VS Code or
// VSCodium on the PATH is used; otherwise one from npm is served on 127.0.0.1, and its address printed.
import { copyFileSync, existsSync, mkdirSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { describeCorpus, ensureCorpus, sampleStream } from './corpus.mjs';
import { ensureHost, startHost, windowUrl } from './host.mjs';
import { findOnPath, root, run } from './processes.mjs';
import { buildBundles, ensureDependencies } from './setup.mjs';

const help = `npm start -- [options]

  --file FILE   open a copy of this file instead of ssg-rhel8-ds.xml
  --no-open     do not start a desktop VS Code, even where there is one: serve one and print its address
  --port N      the port of the served VS Code on 127.0.0.1 (default: any that is free)
  --help        this text

Files are opened as copies in .cache/workspace; an edited copy is kept until you delete it.`;

const options = {
  file: { type: 'string' },
  'no-open': { type: 'boolean', default: false },
  port: { type: 'string' },
  help: { type: 'boolean', default: false },
};

async function start() {
  const { values } = parseArgs({ options });
  if (values.help) return console.log(help);
  const port = readPort(values.port);
  await ensureDependencies();
  await buildBundles();
  const workspace = join(root, '.cache', 'workspace');
  const file = copyInto(workspace, await chooseFile(values.file));
  const desktop = values['no-open'] ? undefined : (findOnPath('code') ?? findOnPath('codium'));
  if (desktop) return openDesktop(desktop, workspace, file);
  await serve(port, workspace, file);
}

function readPort(text) {
  if (text === undefined) return 0;
  const port = Number(text);
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
  throw new Error(`--port wants a number from 1 to 65535, not '${text}'`);
}

async function chooseFile(named) {
  if (named !== undefined) {
    if (existsSync(named)) return resolve(named);
    throw new Error(`--file: '${named}' does not exist`);
  }
  const corpus = await ensureCorpus();
  console.log(describeCorpus(corpus));
  return corpus.streams.find((path) => basename(path) === 'ssg-rhel8-ds.xml') ?? corpus.streams[0];
}

/** Originals are never opened: what is tried out here ends in a copy. The sample lies beside it, small and complete. */
function copyInto(workspace, file) {
  mkdirSync(workspace, { recursive: true });
  for (const source of [sampleStream, file].filter((path) => existsSync(path))) {
    const copy = join(workspace, basename(source));
    if (!existsSync(copy)) copyFileSync(source, copy);
  }
  return join(workspace, basename(file));
}

async function openDesktop(program, workspace, file) {
  console.log(`Opening ${basename(file)} in ${program}.`);
  // On Windows `code` is a script, which only a shell can start; its arguments are ours and hold no user input.
  const shell = process.platform === 'win32';
  const quote = (text) => (shell ? `"${text}"` : text);
  const desktopArguments = [`--extensionDevelopmentPath=${root}`, workspace, file].map(quote);
  process.exitCode = await run(quote(program), desktopArguments, { shell });
}

async function serve(port, workspace, file) {
  await ensureHost();
  const dataFolder = join(root, '.cache', 'host');
  // The extension's own default for this setting comes too late for a file that the very first address opens.
  const settings = { 'editor.largeFileOptimizations': false };
  const server = await startHost({ dataFolder, extension: root, port, settings });
  console.log(`\n${basename(file)} is open in VS Code at\n\n  ${windowUrl(server.port, workspace, file)}\n`);
  console.log('Ctrl+C ends it.');
  // A signal ends this process, and with it the server's process group (see startGroup).
  await new Promise((done) => server.process.once('exit', done));
  throw new Error('code-server ended by itself');
}

try {
  await start();
} catch (error) {
  console.error(`npm start: ${error.message}`);
  process.exitCode = 1;
}
