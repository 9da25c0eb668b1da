/** `scapwright profile ...`: profiles added, copied, renamed, deleted or given other words, as a diff or in the file itself. */
import { editProfile, type ProfileChange } from '../../service/editProfile.ts';
import { answerEdited } from '../answerEdited.ts';
import { checkEditOptions, type EditOptions } from '../editedFile.ts';
import { CommandFailure } from '../failure.ts';
import { tailoringsBeside } from '../files.ts';
import { type BenchmarkOptions, type Opened, openBenchmark, pickEditableProfile, pickProfile } from '../select.ts';

interface ProfileOptions extends BenchmarkOptions, EditOptions {
  readonly title?: string;
  readonly description?: string;
  readonly extends?: string;
  readonly force?: boolean;
}

type Profile = ReturnType<typeof pickEditableProfile>;

/** What each of the commands makes of its positionals behind the file, in their order. */
const changes = {
  new: ({ benchmark }: Opened, [id]: readonly string[], options: ProfileOptions) => ({
    kind: 'new',
    id: id!,
    title: options.title ?? id!,
    base: options.extends === undefined ? undefined : pickBase(benchmark, options.extends),
  }),
  copy: ({ benchmark }: Opened, [profile, id]: readonly string[], { title }: ProfileOptions) => ({
    kind: 'copy',
    profile: pickBase(benchmark, profile!),
    id: id!,
    title,
  }),
  rename: (opened: Opened, [profile, id]: readonly string[]) => ({
    kind: 'rename',
    profile: pickEditableProfile(opened, profile!),
    id: id!,
  }),
  delete: (opened: Opened, [profile]: readonly string[]) => ({
    kind: 'delete',
    profile: pickEditableProfile(opened, profile!),
  }),
  title: (opened: Opened, [profile, text]: readonly string[]) => ({
    kind: 'title',
    profile: pickEditableProfile(opened, profile!),
    text: text!,
  }),
  description: (opened: Opened, [profile, text]: readonly string[]) => ({
    kind: 'description',
    profile: pickEditableProfile(opened, profile!),
    text: text!,
  }),
} as const satisfies Record<
  string,
  (opened: Opened, rest: readonly string[], options: ProfileOptions) => ProfileChange
>;

export async function profile(
  kind: keyof typeof changes,
  file: string,
  rest: readonly string[],
  options: ProfileOptions,
): Promise<0 | 1> {
  checkEditOptions(options);
  const opened = await openBenchmark(file, options, 'edit');
  const change: ProfileChange = changes[kind](opened, rest, options);
  const others = kind === 'rename' || kind === 'delete' ? tailoringsBeside(opened.document) : [];
  const edited = editProfile(opened.benchmark, change, { force: options.force ?? false, others });
  const changed = edited.kind === 'edit' ? [{ profile: profileId(change), action: kind }] : [];
  return answerEdited(opened.tailoring ?? opened.document, edited, changed, options);
}

/** After the edit, where there is one then. */
function profileId(change: ProfileChange): string {
  return 'id' in change ? change.id : change.profile.id;
}

/** Also one that is not edited itself. */
function pickBase(benchmark: Opened['benchmark'], wanted: string): Profile {
  const scan = pickProfile(benchmark, wanted);
  if (typeof scan === 'string') throw new CommandFailure(`${scan} is no profile that another one can extend or copy`);
  return scan;
}
