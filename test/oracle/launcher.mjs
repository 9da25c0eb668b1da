/**
 * Starts programs from a process that is small. To start one from a process that holds texts of 24 MB costs ten times as
 * much, for the system first copies the table of all its pages.
 */
import { execFile } from 'node:child_process';

process.on('message', ({ number, program, parameters, settings }) => {
  execFile(program, parameters, settings, (error, stdout, stderr) => {
    const ending = error === null ? { code: 0 } : { code: error.code, signal: error.signal };
    process.send({ number, ...ending, stdout, stderr });
  });
});
process.on('disconnect', () => process.exit());
