/** The command line as a whole process, beside the scanner's own. */
import { context, streamPath } from './context.ts';
import { type Row, row } from './row.ts';
import { sayRuns, timeInTurns, wholeProcess } from './timing.ts';

export async function measure(): Promise<Row[]> {
  const path = streamPath('rhel8');
  const ours = (...words: string[]) => wholeProcess(process.execPath, [context.cli, ...words]);
  const [info, oscap, check, version] = await timeInTurns([
    ours('info', path),
    wholeProcess('oscap', ['info', path]),
    ours('check', path),
    ours('--version'),
  ]);
  const peer = { name: 'oscap info', value: oscap!.medianMs };
  const note = `${sayRuns(info!)}; oscap: ${sayRuns(oscap!)}; --version alone takes ${version!.medianMs.toFixed(0)} ms`;
  return [
    row({ what: 'scapwright info, rhel8', value: info!.medianMs, unit: 'ms', peer, target: 0.5, note }),
    row({
      what: 'scapwright check, rhel8',
      value: check!.medianMs,
      unit: 'ms',
      target: 2000,
      note: `all rules; ${sayRuns(check!)}`,
    }),
  ];
}
