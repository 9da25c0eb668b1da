/** OVAL's objects, states and tests in words: one line for each object that is read. It adds nothing to the content. */
import * as l10n from '@vscode/l10n';
import type { OvalRead, ReadEntity, ReadFilter, ReadState, ReadUse } from '../../scap/ovalReads.ts';
import type { OvalText } from '../../scap/ovalVariable.ts';
import { bounded, code, plain } from './markdown.ts';

/** Values of one entity that are shown before the rest is counted. */
const valueLimit = 6;

/** One object: the test's type, what identifies the items, and what each test expects. */
export function readLine(read: OvalRead): string {
  const what = [
    `**${plain(read.type)}**`,
    [...read.entities.map(sayEntity), ...setPart(read), ...behaviorPart(read)].join(', '),
    ...read.filters.map(sayFilter),
  ];
  if (!read.readable) what.push(l10n.t('(cannot be read)'));
  const uses = read.uses.map(sayUse);
  const end = uses.length > 0 ? uses.join(l10n.t('; in another test: ')) : feedsOnly(read);
  return `${what.filter((part) => part !== '').join(' ')} — ${end}`;
}

function feedsOnly(read: OvalRead): string {
  return l10n.t('read for other objects or variables, as {0}', code(read.object.id));
}

function setPart(read: OvalRead): string[] {
  return read.set === '' ? [] : [l10n.t('the items of {0}', code(read.set))];
}

function behaviorPart(read: OvalRead): string[] {
  return read.behaviors.map(([name, value]) => `${plain(name)} = ${code(value)}`);
}

/** `filepath = /etc/passwd`, `pattern matches ^a`, with the values of a variable filled in. */
export function sayEntity(entity: ReadEntity): string {
  // A variable_object reads a variable: that one's id says more than the word var_ref.
  const name = entity.name === 'var_ref' ? code(entity.variable ?? '') : plain(entity.name);
  if (entity.nil) return l10n.t('no {0}', name);
  const some = entity.entityCheck === undefined ? '' : `${quantifier(entity.entityCheck)} `;
  return `${some}${name} ${sayOperation(entity.operation)} ${sayValues(entity.value, entity.varCheck)}`;
}

function sayValues(value: OvalText, varCheck: string | undefined): string {
  if (!value.known) return code(value.text);
  if (value.values.length === 1) return code(value.values[0]!);
  if (value.values.length === 0) return l10n.t('nothing (no value)');
  const shown = bounded(value.values.map(code), valueLimit).join(', ');
  return `${quantifier(varCheck ?? 'all')} ${shown}`;
}

/** OVAL's CheckEnumeration (OVAL 5.11, 4.5.4) as a determiner. */
function quantifier(check: string): string {
  switch (check) {
    case 'all':
      return l10n.t('all of');
    case 'at least one':
      return l10n.t('at least one');
    case 'only one':
      return l10n.t('exactly one');
    case 'none satisfy':
    case 'none exist':
      return l10n.t('none of');
    default:
      return plain(check);
  }
}

function sayOperation(operation: string): string {
  switch (operation) {
    case 'equals':
      return '=';
    case 'not equal':
      return '≠';
    case 'greater than':
      return '>';
    case 'greater than or equal':
      return '≥';
    case 'less than':
      return '&lt;';
    case 'less than or equal':
      return '≤';
    case 'pattern match':
      return l10n.t('matches');
    case 'case insensitive equals':
      return l10n.t('= (whatever the case)');
    default:
      return plain(operation);
  }
}

/** All entities of a state with its operator between them. */
export function sayState(state: ReadState): string {
  if (state.entities.length === 0) return l10n.t('anything');
  return state.entities.map(sayEntity).join(joint(state.operator));
}

function sayFilter(filter: ReadFilter): string {
  const state = filter.state ? sayState(filter.state) : l10n.t('a state that is missing');
  return filter.action === 'include' ? l10n.t('only those with {0}', state) : l10n.t('except those with {0}', state);
}

function joint(operator: string): string {
  if (operator === 'OR') return l10n.t(' or ');
  return operator === 'AND' ? l10n.t(' and ') : ` ${plain(operator)} `;
}

/** What one test expects of the items. */
export function sayUse(use: ReadUse): string {
  const existence = sayExistence(use.existence, use.states.length > 0);
  const states = use.states.map((state) =>
    use.states.length > 1 && state.entities.length > 1 ? `(${sayState(state)})` : sayState(state),
  );
  const must = states.length === 0 ? '' : `${sayCheck(use.check)} ${states.join(joint(use.stateOperator))}`;
  const expected = [existence, must].filter((part) => part !== '').join('; ');
  return use.negated ? l10n.t('negated: {0}', expected) : expected;
}

/** OVAL's ExistenceEnumeration (OVAL 5.11, 4.5.6). */
function sayExistence(existence: string, hasStates: boolean): string {
  switch (existence) {
    case 'all_exist':
      return l10n.t('must exist');
    case 'any_exist':
      return hasStates ? l10n.t('if any exist') : l10n.t('may exist or not');
    case 'none_exist':
      return l10n.t('none may exist');
    case 'only_one_exists':
      return l10n.t('exactly one must exist');
    default:
      return l10n.t('at least one must exist');
  }
}

function sayCheck(check: string): string {
  switch (check) {
    case 'all':
      return l10n.t('all must have');
    case 'at least one':
      return l10n.t('at least one must have');
    case 'only one':
      return l10n.t('exactly one must have');
    default:
      return l10n.t('none may have');
  }
}
