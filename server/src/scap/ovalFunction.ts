/** OVAL's functions over values that are all known (OVAL 5.11, 4.3.15). What needs a machine or a clock is left alone. */

/** More combinations than this are not worth a line of text. */
const limit = 64;

/** The values of a function, or undefined for one that cannot be computed here. `parts` are its arguments' values. */
export function ovalFunction(
  name: string,
  attributes: Readonly<Record<string, string>>,
  parts: readonly (readonly string[])[],
): readonly string[] | undefined {
  const all = parts.flat();
  switch (name) {
    case 'concat':
      return concatenations(parts);
    case 'unique':
      return [...new Set(all)];
    case 'count':
      return [String(all.length)];
    case 'split': {
      const delimiter = attributes.delimiter ?? '';
      return delimiter === '' ? undefined : all.flatMap((value) => value.split(delimiter));
    }
    case 'escape_regex':
      return all.map((value) => value.replace(/[\\^$.|?*+()[\]{}]/g, '\\$&'));
    case 'begin':
      return all.map((value) => withPrefix(value, attributes.character ?? ''));
    case 'end':
      return all.map((value) => withSuffix(value, attributes.character ?? ''));
    case 'substring':
      return all.map((value) => substring(value, attributes));
    case 'arithmetic':
      return arithmetic(attributes.arithmetic_operation, parts);
    default:
      return undefined;
  }
}

function withPrefix(value: string, prefix: string): string {
  return value.startsWith(prefix) ? value : prefix + value;
}

function withSuffix(value: string, suffix: string): string {
  return value.endsWith(suffix) ? value : value + suffix;
}

/** Counts from 1; a length below 0 means the rest (OVAL 5.11, SubstringFunctionType). */
function substring(value: string, attributes: Readonly<Record<string, string>>): string {
  const start = Math.max(1, Number(attributes.substring_start ?? 1)) - 1;
  const length = Number(attributes.substring_length ?? -1);
  return value.slice(start, length < 0 ? undefined : start + length);
}

/** Every way to take one value of each part, in order. */
function concatenations(parts: readonly (readonly string[])[]): readonly string[] | undefined {
  let answer: readonly string[] = [''];
  for (const values of parts) {
    if (answer.length * values.length > limit) return undefined;
    answer = answer.flatMap((head) => values.map((value) => head + value));
  }
  return answer;
}

function arithmetic(
  operation: string | undefined,
  parts: readonly (readonly string[])[],
): readonly string[] | undefined {
  if (operation !== 'add' && operation !== 'multiply') return undefined;
  let answer: readonly number[] = [operation === 'add' ? 0 : 1];
  for (const values of parts) {
    if (answer.length * values.length > limit) return undefined;
    const numbers = values.map(Number);
    answer = answer.flatMap((left) => numbers.map((right) => (operation === 'add' ? left + right : left * right)));
  }
  return answer.every(Number.isFinite) ? answer.map(String) : undefined;
}
