/** `--help` of every command: it is an answer, and ends with examples that the command would understand. */
import { describe, expect, it } from 'vitest';
import { run } from './program.ts';

type Path = readonly string[];

/** The commands that a help lists, by their first word. */
function listedCommands(help: string): readonly string[] {
  const [, list = ''] = /^Commands:\n((?: .*\n)*)/m.exec(help) ?? [];
  return [...list.matchAll(/^ {2}(\S+)/gm)].map(([, name]) => name!);
}

function examplesOf(help: string): readonly string[] {
  const [, list = ''] = /\nExamples?:\n((?: {2}\$ .*(?:\n|$))+)$/.exec(help) ?? [];
  return [...list.matchAll(/^ {2}\$ (.*)$/gm)].map(([, example]) => example!);
}

/** The help of a command and of all below it. */
async function helpsBelow(path: Path): Promise<readonly (readonly [Path, string])[]> {
  const { code, stdout, stderr } = await run([...path, '--help']);
  expect({ code, stderr }, path.join(' ')).toEqual({ code: 0, stderr: '' });
  // `help` itself answers with the help of the command that it belongs to.
  const below = listedCommands(stdout).filter((name) => name !== 'help');
  const helps = await Promise.all(below.map((name) => helpsBelow([...path, name])));
  return [[path, stdout], ...helps.flat()];
}

describe('--help', async () => {
  const helps = await helpsBelow([]);

  it('is there for the program, each command, and each command of profile', () => {
    const paths = helps.map(([path]) => path.join(' '));
    expect(paths).toHaveLength(22);
    expect(paths).toEqual(expect.arrayContaining(['', 'info', 'apply-tailoring', 'profile', 'profile description']));
  });

  it.each(helps.map(([path, help]) => ({ command: path.join(' ') || '(none)', path, help })))(
    'of $command has examples of that command, with options that it has',
    ({ path, help }) => {
      const examples = examplesOf(help);
      expect(examples.length).toBeGreaterThan(0);
      for (const example of examples) {
        expect(`${example} `).toContain(['scapwright', ...path, ''].join(' '));
        for (const [option] of example.matchAll(/--[a-z-]+/g)) expect(help).toContain(option);
      }
    },
  );
});
