import { errorNumber } from './failure.ts';
import type { Answer } from './host.ts';
import type { Connection } from './protocol.ts';
import { sshError } from './sshErrors.ts';
import { windowsError } from './windowsErrors.ts';

/**
 * Whether a session that was not opened may well be opened seconds later: the line was cut, or the far end was busy.
 * Never when it refused, and not when the time was over: a second try would only take as long again.
 */
export function mayPass(connection: Connection, answer: Exclude<Answer, { kind: 'result' }>): boolean {
  // The local PowerShell has ended, perhaps over the trouble with another node; it is started again.
  if (answer.kind === 'lost') return true;
  if (answer.kind !== 'error') return false;
  const ssh = sshError(connection, answer);
  if (ssh !== undefined) return ssh.error.passes === true;
  const number = errorNumber(answer.error);
  return number !== undefined && windowsError(number)?.passes === true;
}
