/** `scapwright apply-tailoring FILE T.xml`: a tailoring made part of the stream that it is about. */
import { applyTailoring as apply } from '../../service/applyTailoring.ts';
import { signatureWarnings } from '../../service/edited.ts';
import { checkEditOptions, type EditOptions, editsAsJson, showEdits, writeEdits } from '../editedFile.ts';
import { CommandFailure } from '../failure.ts';
import { answerJson, note } from '../output.ts';
import { type BenchmarkOptions, openBenchmark } from '../select.ts';

type ApplyOptions = BenchmarkOptions & EditOptions;

export async function applyTailoring(file: string, tailoringFile: string, options: ApplyOptions): Promise<0> {
  checkEditOptions(options);
  const { document, benchmark } = await openBenchmark(file, { ...options, tailoringFile }, 'edit');
  if (benchmark.snapshot !== document.snapshot)
    throw new CommandFailure(`${file}: this is a Tailoring itself; give its Benchmark as FILE`);
  const applied = apply(benchmark);
  if (applied.kind === 'refused') throw new CommandFailure(`${tailoringFile}: ${applied.reason}`);
  const { edits, profiles } = applied;
  const warnings = [...(edits.length > 0 ? signatureWarnings([document.snapshot]) : []), ...applied.warnings];
  for (const { message } of warnings) note(message);
  const written = await writeEdits(document, edits, options);
  if (options.json) await answerJson({ profiles, edits: editsAsJson(document, edits), warnings, written });
  else {
    const made = profiles.map(({ id, isNew }) => `${isNew ? 'new' : 'edited'}: ${id}`);
    note(made.length > 0 ? made.join('; ') : 'the stream says all that already');
    await showEdits(document, edits, options);
  }
  return 0;
}
