/** Runs one measurement and writes its rows as JSON. Started by tools/bench.mjs, a process for each measurement. */
import { measure as bulk } from './bulk.ts';
import { measure as bundles } from './bundles.ts';
import { measure as compare } from './compare.ts';
import { measure as editor } from './editor.ts';
import { measure as growth } from './growth.ts';
import { measure as index } from './index.ts';
import { measure as keys } from './keys.ts';
import { measure as memory } from './memory.ts';
import { measure as processes } from './processes.ts';
import type { Row } from './row.ts';
import { measure as selection } from './selection.ts';
import { measure as size } from './size.ts';
import { measure as toggle } from './toggle.ts';
import { measure as turns } from './turns.ts';
import { measure as typing } from './typing.ts';
import { measure as workspace } from './workspace.ts';

/** In the order of the report. */
const measurements: Readonly<Record<string, () => Promise<Row[]>>> = {
  index,
  growth,
  size,
  keys,
  typing,
  turns,
  selection,
  toggle,
  bulk,
  processes,
  memory,
  workspace,
  bundles,
  editor,
  compare,
};

const [name] = process.argv.slice(2);
if (name === undefined) process.stdout.write(JSON.stringify(Object.keys(measurements)));
else process.stdout.write(JSON.stringify(await measurements[name]!()));
