/** The commands that edit what a profile says beside its selects: values, refinements, and the profiles themselves. */
import type { Command } from 'commander';
import { addBenchmarkOptions, addCommand, addEditOptions, examples, tailoringFile } from './define.ts';

export function addProfileEditing(program: Command): void {
  addValues(program);
  addRefineRule(program);
  addProfiles(program);
}

function addValues(program: Command): void {
  const setValue = addCommand(
    program,
    'set-value <file> <value> [text]',
    'give a Value a value of its own in a profile',
    async ([file, value, text], options) =>
      (await import('./commands/changeValue.ts')).changeValue(
        file as string,
        value as string,
        text as string | undefined,
        'set',
        options as never,
      ),
  );
  const refineValue = addCommand(
    program,
    'refine-value <file> <value> [selector]',
    'choose one of the values of a Value in a profile',
    async ([file, value, selector], options) =>
      (await import('./commands/changeValue.ts')).changeValue(
        file as string,
        value as string,
        selector as string | undefined,
        'select',
        options as never,
      ),
  ).option('--force', 'where a set-value of a parent would win: set what the selector stands for');
  for (const command of [setValue, refineValue]) {
    command.option('--reset', "take the profile's own entries for the Value out instead");
    addProfileOption(command);
  }
  const value = 'var_accounts_tmout';
  setValue.addHelpText('after', examples(`scapwright set-value ds.xml ${value} 600 --profile ospp`));
  refineValue.addHelpText(
    'after',
    examples(
      `scapwright refine-value ds.xml ${value} 10_min --profile ospp --write`,
      `scapwright refine-value ds.xml ${value} --reset --profile ospp`,
    ),
  );
}

function addRefineRule(program: Command): void {
  const command = addCommand(
    program,
    'refine-rule <file> <rule>',
    'severity, role, weight and check of a rule in a profile',
    async ([file, rule], options) =>
      (await import('./commands/refineRule.ts')).refineRule(file as string, rule as string, options as never),
  )
    .option('--severity <severity>', 'unknown, info, low, medium or high')
    .option('--role <role>', 'full, unscored or unchecked')
    .option('--weight <weight>', 'a number from 0 on')
    .option('--selector <selector>', 'run the check with this selector; "" is the one without')
    .option('--reset', "take the profile's own refine-rule out instead")
    .addHelpText(
      'after',
      examples('scapwright refine-rule ds.xml sshd_disable_root_login --severity high --profile ospp --write'),
    );
  addProfileOption(command);
}

function addProfiles(program: Command): void {
  const group = program
    .command('profile')
    .description('add, copy, rename, delete and describe profiles')
    .addHelpText('after', examples('scapwright profile copy --help', 'scapwright profile title ds.xml ospp Mine'));
  const add = (usage: string, description: string, kind: ProfileCommand, ...lines: readonly string[]) => {
    const command = addCommand(group, usage, description, async ([file, ...rest], options) =>
      (await import('./commands/profile.ts')).profile(kind, file as string, rest as string[], options as never),
    );
    addBenchmarkOptions(addEditOptions(command)).addOption(tailoringFile());
    return command.addHelpText('after', examples(...lines));
  };
  const id = 'xccdf_org.example_profile_mine';
  add('new <file> <id>', 'add a profile', 'new', `scapwright profile new ds.xml ${id} --title Mine --extends ospp`)
    .option('--title <text>', 'its title (else its id)')
    .option('--extends <profile>', 'extend this profile');
  add(
    'copy <file> <profile> <id>',
    'copy a profile',
    'copy',
    `scapwright profile copy ds.xml ospp ${id} --write`,
  ).option('--title <text>', 'the title of the copy (else the old one, marked as a copy)');
  add(
    'rename <file> <profile> <id>',
    'give a profile another id, wherever the file names it',
    'rename',
    `scapwright profile rename ds.xml ospp ${id}`,
  );
  add('delete <file> <profile>', 'delete a profile', 'delete', 'scapwright profile delete ds.xml ospp').option(
    '--force',
    'also where other profiles extend it',
  );
  add(
    'title <file> <profile> <text>',
    'give a profile another title',
    'title',
    'scapwright profile title ds.xml ospp Mine',
  );
  add(
    'description <file> <profile> <text>',
    'give a profile another description',
    'description',
    "scapwright profile description ds.xml ospp 'For laptops'",
  ).option('--force', 'also where markup is lost');
}

type ProfileCommand = Parameters<typeof import('./commands/profile.ts').profile>[0];

function addProfileOption(command: Command): void {
  command.requiredOption('--profile <id>', 'in this profile, by its id or the end of it');
  addBenchmarkOptions(addEditOptions(command)).addOption(tailoringFile());
}
