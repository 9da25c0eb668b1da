/** What the definitions of commands share: how one is added, and the options that several have. */
import { type Command, Option } from 'commander';

type ExitCode = 0 | 1;
type Action = (positionals: readonly (string | string[])[], options: Record<string, unknown>) => Promise<ExitCode>;

/** `action` gets the positionals and the options; its answer is the exit code. */
export function addCommand(program: Command, usage: string, description: string, action: Action): Command {
  return program
    .command(usage)
    .description(description)
    .action(async (...given: unknown[]) => {
      // Commander hands over the positionals, the options and the command itself.
      const options = given.at(-2) as Record<string, unknown>;
      process.exitCode = await action(given.slice(0, -2) as (string | string[])[], options);
    });
}

/** Which Benchmark of a file is meant. */
export function addBenchmarkOptions(command: Command): Command {
  return command
    .option('--datastream-id <id>', 'of several data streams this one')
    .option('--xccdf-id <id>', 'of several checklists the one of this component-ref')
    .option('--benchmark-id <id>', 'of several Benchmarks this one');
}

/** What becomes of the edits. */
export function addEditOptions(command: Command): Command {
  return command
    .option('--write', 'change the file (without it a diff is printed)')
    .option('--backup', 'with --write: keep the old file beside the new one')
    .option('--output <path>', 'write the whole document there; "-" is standard output')
    .addOption(json());
}

export function tailoringFile(): Option {
  return new Option('--tailoring-file <path>', 'with the profiles of this Tailoring in force');
}

export function json(): Option {
  return new Option('--json', 'answer with one JSON document');
}

export function repeated(flags: string, description: string): Option {
  const collect = (value: string, before: readonly string[] | undefined) => [...(before ?? []), value];
  return new Option(flags, description).argParser(collect);
}

export function examples(...lines: readonly string[]): string {
  return `\nExample${lines.length > 1 ? 's' : ''}:\n${lines.map((line) => `  $ ${line}`).join('\n')}`;
}
