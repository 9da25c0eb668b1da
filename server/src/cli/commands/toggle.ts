/** `scapwright enable` and `scapwright disable`: switch rules on or off, all or none, as a diff or in the file itself. */
import { type ToggledRules, type ToggleScope, toggleRules } from '../../service/toggleRules.ts';
import { switchFault } from '../../service/toggleTargets.ts';
import type { TextEdit } from '../../text/span.ts';
import { checkEditOptions, type EditOptions, editsAsJson, showEdits, writeEdits } from '../editedFile.ts';
import { CommandFailure } from '../failure.ts';
import type { ReadDocument } from '../files.ts';
import { answerJson, note } from '../output.ts';
import { type BenchmarkOptions, type Opened, openBenchmark, pickEditableProfile, pickRule } from '../select.ts';

interface ToggleOptions extends BenchmarkOptions, EditOptions {
  readonly profile?: readonly string[];
  readonly everywhere?: boolean;
  readonly mentioned?: boolean;
  readonly withRequired?: boolean;
  readonly force?: boolean;
}

export async function toggle(
  file: string,
  wanted: readonly string[],
  enable: boolean,
  options: ToggleOptions,
): Promise<0 | 1> {
  checkOptions(options);
  const opened = await openBenchmark(file, options, 'edit');
  const rules = [...new Set(wanted.map((id) => pickRule(opened.benchmark, id)))];
  const scope = scopeOf(opened, options);
  const reason = switchFault(opened.benchmark, { rules, scope });
  if (reason !== undefined) return refuse(reason, options);
  const toggled = toggleRules(opened.benchmark, { rules, enable, scope, withRequired: options.withRequired ?? false });
  const refused = toggled.obstacles.length > 0 && !options.force;
  const document = opened.tailoring ?? opened.document;
  const edits = refused ? [] : editsOf(document, toggled);
  for (const { message } of refused ? toggled.obstacles : toggled.warnings) note(message);
  if (refused) note(`nothing was written; ${howToGoOn(toggled)}`);
  const written = !refused && (await writeEdits(document, edits, options));
  if (options.json) await answerJson(asJson(document, toggled, edits, written, refused));
  else if (!refused) {
    note(toggled.summary);
    await showEdits(document, edits, options);
  }
  return refused ? 1 : 0;
}

/** Where nothing can be worked out at all, `--force` helps no more. */
async function refuse(reason: string, { json }: ToggleOptions): Promise<1> {
  note(reason);
  note('nothing was written');
  if (json) await answerJson({ changed: [], edits: [], warnings: [], obstacles: [], reason, written: false });
  return 1;
}

function checkOptions(options: ToggleOptions): void {
  const { profile, everywhere, mentioned } = options;
  const scopes = [profile !== undefined, everywhere, mentioned].filter(Boolean).length;
  if (scopes !== 1) throw new CommandFailure('give one of --profile ID, --everywhere and --mentioned');
  checkEditOptions(options);
}

function scopeOf(opened: Opened, options: ToggleOptions): ToggleScope {
  if (options.everywhere) return { kind: 'everywhere' };
  if (options.mentioned) return { kind: 'mentioned' };
  const profiles = options.profile!.map((wanted) =>
    wanted === '(default)' && !opened.benchmark.tailoring ? undefined : pickEditableProfile(opened, wanted),
  );
  return { kind: 'profiles', profiles: [...new Set(profiles)] };
}

function editsOf(document: ReadDocument, { edits }: ToggledRules): readonly TextEdit[] {
  const other = [...edits.keys()].find((snapshot) => snapshot !== document.snapshot);
  if (other) throw new Error(`an edit of ${other.uri}, which is not to be changed`);
  return edits.get(document.snapshot) ?? [];
}

function howToGoOn({ answers }: ToggledRules): string {
  const required = answers.includes('withRequired') ? '--with-required selects what is missing too, ' : '';
  return `${required}--force edits all the same`;
}

function asJson(
  document: ReadDocument,
  toggled: ToggledRules,
  edits: readonly TextEdit[],
  written: boolean,
  refused: boolean,
): object {
  const ids = (items: readonly { readonly id: string }[]) => items.map(({ id }) => id);
  const changes = refused ? [] : toggled.changes;
  return {
    changed: changes.map(({ profile, enabled, disabled, alsoChanged }) => ({
      profile: profile?.id ?? '(default)',
      enabled: ids(enabled),
      disabled: ids(disabled),
      alsoChanged: alsoChanged.map(({ item, because, of, enabled: on }) => ({ id: item.id, because, of, enabled: on })),
    })),
    edits: editsAsJson(document, edits),
    warnings: refused ? [] : toggled.warnings,
    obstacles: toggled.obstacles.map(({ profile, rule, effect, drop, message }) => ({
      profile: profile?.id ?? '(default)',
      rule: rule.id,
      effect,
      code: drop.code,
      ids: drop.ids,
      message,
    })),
    written,
  };
}
