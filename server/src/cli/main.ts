/**
 * The command line `scapwright`: reads the arguments, runs one command, sets the exit code. Commands are loaded when they
 * run. 0: done; 1: a negative answer; 2: usage, files, ids, undecodable input. A throw of any other kind is a bug.
 */
import { Command, CommanderError, Option } from 'commander';
import { version } from '../../../package.json';
import { addBenchmarkOptions, addCommand, addEditOptions, examples, json, repeated, tailoringFile } from './define.ts';
import { CommandFailure } from './failure.ts';
import { note } from './output.ts';
import { addProfileEditing } from './profileCommands.ts';

function buildProgram(): Command {
  const program = new Command('scapwright')
    .description('Reads, explains, edits and checks SCAP content: data streams, XCCDF, OVAL, OCIL, CPE dictionaries.')
    .version(version, '--version', 'print the version')
    .helpOption('-h, --help', 'print help')
    .helpCommand('help [command]', 'print help on a command')
    .addHelpText('after', examples('scapwright info ssg-rhel8-ds.xml', 'scapwright enable --help'));
  addReading(program);
  addEditing(program);
  addProfileEditing(program);
  return program;
}

function addReading(program: Command): void {
  addCommand(program, 'info <file>', 'what a file holds', async ([file], options) =>
    (await import('./commands/info.ts')).info(file as string, options),
  )
    .addOption(json())
    .addHelpText('after', examples('scapwright info ssg-rhel8-ds.xml', 'scapwright info --json stig-xccdf.xml'));

  const rules = addCommand(
    program,
    'rules <file>',
    'every rule, and whether a profile evaluates it',
    async ([file], options) => (await import('./commands/rules.ts')).rules(file as string, options as never),
  )
    .requiredOption('--profile <id>', 'a profile, by its id or the end of it; also "(default)" and "(all)"')
    .addHelpText('after', examples('scapwright rules ssg-rhel8-ds.xml --profile ospp'));
  addBenchmarkOptions(rules).addOption(tailoringFile()).addOption(json());

  const explain = addCommand(
    program,
    'explain <file> <rule>',
    'why a rule is evaluated, or not',
    async ([file, rule], options) =>
      (await import('./commands/explain.ts')).explain(file as string, rule as string, options as never),
  )
    .option('--profile <id>', 'in this profile only')
    .addHelpText('after', examples('scapwright explain ssg-rhel8-ds.xml sshd_disable_root_login --profile ospp'));
  addBenchmarkOptions(explain).addOption(tailoringFile()).addOption(json());

  const compare = addCommand(program, 'compare <file>', 'profiles side by side', async ([file], options) =>
    (await import('./commands/compare.ts')).compare(file as string, options as never),
  )
    .option(
      '--profiles <ids>',
      'these profiles, with commas between; also "(default)" and "(all)" (else: all profiles)',
    )
    .option('--only-differences', 'leave out what is the same in all of them')
    .addOption(json().conflicts(['csv', 'markdown']))
    .addOption(new Option('--csv', 'answer with comma-separated values').conflicts('markdown'))
    .addOption(new Option('--markdown', 'answer with Markdown tables'))
    .addHelpText(
      'after',
      examples(
        'scapwright compare ssg-rhel8-ds.xml --profiles ospp,stig --only-differences',
        'scapwright compare ssg-rhel8-ds.xml --csv',
      ),
    );
  addBenchmarkOptions(compare).addOption(tailoringFile());

  const checks = addCommand(
    program,
    'checks <file> <rule>',
    'where the checks of a rule lead',
    async ([file, rule], options) =>
      (await import('./commands/checks.ts')).checks(file as string, rule as string, options as never),
  ).addHelpText('after', examples('scapwright checks ssg-rhel8-ds.xml sshd_disable_root_login'));
  addBenchmarkOptions(checks).addOption(json());

  const fit = addCommand(
    program,
    'fit <tailoring> <file>',
    'whether a tailoring still fits a newer stream',
    async ([tailoring, file], options) =>
      (await import('./commands/fit.ts')).fit(tailoring as string, file as string, options),
  )
    .option('--old <path>', 'the stream that the tailoring was made for; else the one of its benchmark/@href')
    .addHelpText('after', examples('scapwright fit mine-tailoring.xml new-ds.xml --old old-ds.xml'));
  addBenchmarkOptions(fit).addOption(json());

  addCommand(program, 'check <file...>', 'what is wrong with files', async ([files], options) =>
    (await import('./commands/check.ts')).check(files as string[], options as never),
  )
    .addOption(new Option('--format <format>', 'of the answer').choices(['text', 'json', 'sarif']))
    .addOption(new Option('--json', 'the same as --format json'))
    .addOption(
      new Option('--fail-on <severity>', 'exit with 1 from this severity on')
        .choices(['error', 'warning', 'info', 'hint'])
        .default('error'),
    )
    .addOption(tailoringFile())
    .addHelpText(
      'after',
      examples('scapwright check *.xml', 'scapwright check --format sarif --fail-on warning ds.xml'),
    );
}

function addEditing(program: Command): void {
  for (const enable of [true, false]) {
    const name = enable ? 'enable' : 'disable';
    const toggle = addCommand(
      program,
      `${name} <file> <rules...>`,
      `switch rules ${enable ? 'on' : 'off'}`,
      async (given, options) =>
        (await import('./commands/toggle.ts')).toggle(
          given[0] as string,
          given[1] as string[],
          enable,
          options as never,
        ),
    )
      .addOption(
        repeated('--profile <id>', 'in this profile, by its id or the end of it; also "(default)"; repeatable'),
      )
      .option('--everywhere', 'in all profiles and in the scan without one')
      .option('--mentioned', 'in the profiles that name the rule');
    if (enable) toggle.option('--with-required', 'also enable what the rules require');
    toggle.option('--force', 'edit although a rule stays off or another one drops out');
    addBenchmarkOptions(addEditOptions(toggle))
      .addOption(tailoringFile())
      .addHelpText(
        'after',
        examples(
          `scapwright ${name} ds.xml sshd_disable_root_login --profile ospp`,
          `scapwright ${name} ds.xml sshd_disable_root_login --everywhere --write`,
        ),
      );
  }

  const tailor = addCommand(program, 'tailor <file>', 'write a tailoring file for a profile', async ([file], options) =>
    (await import('./commands/tailor.ts')).tailor(file as string, options as never),
  )
    .option('--profile <id>', 'the profile to start from; "(default)" starts from no profile')
    .option('--base <path>', 'say what was edited in FILE since this older text of it')
    .addOption(repeated('--enable <rule>', 'switch a rule on; repeatable'))
    .addOption(repeated('--disable <rule>', 'switch a rule off; repeatable'))
    .addOption(repeated('--set-value <value=x>', 'give a Value a value of its own; repeatable'))
    .addOption(repeated('--refine-value <value=selector>', 'choose one of the values of a Value; repeatable'))
    .option('--with-required', 'also enable what the rules require')
    .option('--force', 'go on although a rule stays off or another one drops out')
    .option('--new-id <id>', 'id of the new profile')
    .option('--output <path>', 'write the tailoring there instead of standard output')
    .addHelpText(
      'after',
      examples(
        'scapwright tailor ds.xml --profile ospp --disable sshd_disable_root_login --output mine-tailoring.xml',
        'scapwright tailor edited-ds.xml --base ds.xml --output mine-tailoring.xml',
      ),
    );
  addBenchmarkOptions(tailor);

  const apply = addCommand(
    program,
    'apply-tailoring <file> <tailoring>',
    'make a tailoring part of the stream that it is about',
    async ([file, tailoring], options) =>
      (await import('./commands/applyTailoring.ts')).applyTailoring(file as string, tailoring as string, options),
  );
  addBenchmarkOptions(addEditOptions(apply)).addHelpText(
    'after',
    examples('scapwright apply-tailoring ds.xml mine-tailoring.xml --write --backup'),
  );
}

async function main(): Promise<void> {
  const program = buildProgram();
  for (const command of [program, ...program.commands, ...program.commands.flatMap(({ commands }) => commands)]) {
    command.exitOverride().showHelpAfterError('(--help tells more)').configureHelp({ helpWidth: 110 });
  }
  try {
    await program.parseAsync();
  } catch (error) {
    // Commander has said what it had to say: help is an answer, everything else is misuse.
    if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2;
    else if (error instanceof CommandFailure) fail(error.message);
    else if ((error as NodeJS.ErrnoException).code === 'EPIPE') process.exitCode = 2;
    else fail(`internal error, please report it: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function fail(message: string): void {
  note(message);
  process.exitCode = 2;
}

// A reader such as `head` that has seen enough closes the pipe; that is no reason for a stack trace.
process.stdout.on('error', () => {});
void main();
