/** `scapwright set-value` and `scapwright refine-value`: a Value changed in one profile, as a diff or in the file itself. */
import { editValue, type ValueChange } from '../../service/editValue.ts';
import { answerEdited } from '../answerEdited.ts';
import { checkEditOptions, type EditOptions } from '../editedFile.ts';
import { CommandFailure } from '../failure.ts';
import {
  type BenchmarkOptions,
  type Opened,
  openBenchmark,
  pickEditableProfile,
  pickSelector,
  pickValue,
} from '../select.ts';

interface ChangeValueOptions extends BenchmarkOptions, EditOptions {
  readonly profile: string;
  readonly reset?: boolean;
  readonly force?: boolean;
}

type Item = ReturnType<typeof pickValue>;

export async function changeValue(
  file: string,
  wanted: string,
  text: string | undefined,
  kind: 'set' | 'select',
  options: ChangeValueOptions,
): Promise<0 | 1> {
  checkEditOptions(options);
  if ((text === undefined) !== (options.reset ?? false))
    throw new CommandFailure(`give ${wantedText(kind)} or --reset`);
  const opened = await openBenchmark(file, options, 'edit');
  const profile = pickEditableProfile(opened, options.profile);
  const value = pickValue(opened.benchmark, wanted);
  const change = changeOf(opened, value, text, kind);
  const { edited, changed } = editValue(opened.benchmark, profile, value, change, options.force);
  const rows = changed.map(({ profile: { id }, before, after }) => ({
    profile: id,
    value: value.id,
    before: { text: before.text, selector: before.selector, by: before.by },
    after: { text: after.text, selector: after.selector, by: after.by },
  }));
  return answerEdited(opened.tailoring ?? opened.document, edited, rows, options);
}

function wantedText(kind: 'set' | 'select'): string {
  return kind === 'set' ? 'the new text' : 'a selector';
}

function changeOf({ benchmark }: Opened, value: Item, text: string | undefined, kind: 'set' | 'select'): ValueChange {
  if (text === undefined) return { kind: 'reset' };
  if (kind === 'set') return { kind, text };
  return { kind, selector: pickSelector(benchmark, value, text) };
}
