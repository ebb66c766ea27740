import { hostname, userInfo } from 'node:os';
import type { Author } from '../tasks/runState.ts';

/** Who is at work here; a record of a journal names them. */
export function thisAuthor(version: string): Author {
  return { user: userName(), machine: hostname(), version };
}

function userName(): string {
  const domain = process.env.USERDOMAIN;
  try {
    const { username } = userInfo();
    return domain === undefined || domain === '' ? username : `${domain}\\${username}`;
  } catch {
    // A system user without an entry in the password file.
    return 'unknown';
  }
}
