/** The command line as a whole process, beside the scanner's own. */
import { context, streamPath } from './context.ts';
import { type Row, row } from './row.ts';
import { timeProcess } from './timing.ts';

export async function measure(): Promise<Row[]> {
  const path = streamPath('rhel8');
  const ours = (...words: string[]) => timeProcess(process.execPath, [context.cli, ...words, path], [0]);
  const theirs = { name: 'oscap info', value: await timeProcess('oscap', ['info', path]) };
  const start = await timeProcess(process.execPath, [context.cli, '--version']);
  const info = await ours('info');
  const check = await ours('check');
  return [
    row({
      what: 'scapwright info, rhel8',
      value: info,
      unit: 'ms',
      peer: theirs,
      target: 0.5,
      note: `--version alone takes ${start.toFixed(0)} ms`,
    }),
    row({ what: 'scapwright check, rhel8', value: check, unit: 'ms', target: 2000, note: 'all rules' }),
  ];
}
