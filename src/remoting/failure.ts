import type { OperationFailure } from '../tasks/door.ts';
import type { Answer } from './host.ts';
import type { ErrorInfo } from './protocol.ts';
import { scriptCarrier } from './scriptTexts.ts';
import { plainNumber, windowsError } from './windowsErrors.ts';

/** When an answer that is not a result came: while the session was opened, or when a call was in it. */
export type Moment = 'opening' | 'calling';

/** Why a call on a node gave no result, told by numbers and ids, never by localised text. */
export function failureOf(
  answer: Exclude<Answer, { kind: 'result' }>,
  node: string,
  moment: Moment,
): OperationFailure {
  switch (answer.kind) {
    case 'error':
      return errorFailure(answer.error, answer.broken, node, moment);
    case 'stopped':
      if (answer.why === 'cancelled')
        return failure(
          'cancelled',
          `The call on ${node} was cancelled.`,
          'Read the node again to see what was done.',
        );
      return failure(
        'timed-out',
        moment === 'opening'
          ? `${node} did not answer in time.`
          : `The call on ${node} took too long and was stopped.`,
        moment === 'opening'
          ? 'Check that the node is on and can be reached.'
          : 'It may have been carried out: read the node again before repeating it.',
      );
    case 'dropped':
      if (answer.unsent) return failure('unreachable', `The session to ${node} is gone.`, reconnect);
      return lost(node, 'the session was given up');
    case 'lost':
      return moment === 'opening'
        ? failure('unreachable', `The session to ${node} could not be opened: ${answer.reason}.`, reconnect)
        : lost(node, answer.reason);
    case 'no-powershell':
      return failure('no-powershell', answer.message, answer.remedy);
  }
}

const reconnect = 'Try again: the connection is made anew.';

const failure = (
  kind: OperationFailure['kind'],
  message: string,
  remedy: string,
  code?: number,
): OperationFailure => ({
  kind,
  ...(code === undefined ? {} : { code }),
  message,
  remedy,
});

const lost = (node: string, reason: string, code?: number): OperationFailure =>
  failure(
    'lost',
    `The connection to ${node} was lost: ${reason.replace(/\.$/, '')}.`,
    'It may have been carried out: read the node again before repeating it.',
    code,
  );

function errorFailure(error: ErrorInfo, broken: boolean, node: string, moment: Moment): OperationFailure {
  const code = errorNumber(error);
  const known = code === undefined ? undefined : windowsError(code);
  const shown =
    code === undefined || numberInText.test(error.message)
      ? ''
      : ` [${code > 0xffff ? `0x${code.toString(16).toUpperCase()}` : code}]`;
  const text = error.message.trim();
  const message = `${node}: ${known === undefined || moment === 'calling' ? text : known.meaning}${shown}`;
  const remedy =
    known === undefined ? '' : moment === 'calling' ? `${known.meaning} ${known.remedy}` : known.remedy;
  if (moment === 'opening')
    return failure(
      known?.kind ?? (broken ? 'unreachable' : 'failed'),
      message,
      remedy || unknownRemedy(error),
      code,
    );
  if (broken) return lost(node, text, code);
  if (error.errorId.startsWith('CommandNotFoundException'))
    return failure(
      'failed',
      message,
      error.message.includes(scriptCarrier)
        ? 'The session configuration of the node has no language (JEA): it offers named functions and takes no script. Reach the node by another configuration for this procedure, or do the step by hand and skip it.'
        : 'The session on the node lacks a command: check the session configuration (JEA).',
      code,
    );
  return failure(
    known?.kind === 'denied' ? 'denied' : 'failed',
    message,
    remedy || 'Look into the log and at the node.',
    code,
  );
}

const unknownRemedy = (error: ErrorInfo): string =>
  `Check that the node is on and can be reached by PowerShell remoting (Test-WSMan, or ssh). Error id: ${error.errorId}`;

const numberInText = /\(0x[0-9A-Fa-f]{8} \/ (\d+)\)/;

/** The number that says most about an error: a known one before an unknown, the outer before the inner. */
export function errorNumber(error: ErrorInfo): number | undefined {
  const inText = numberInText.exec(error.message)?.[1];
  const numbers = [...(inText === undefined ? [] : [Number(inText)]), ...error.numbers]
    .map(plainNumber)
    .filter((number) => number !== undefined);
  return numbers.find((number) => windowsError(number) !== undefined) ?? numbers[0];
}
