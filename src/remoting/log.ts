/** Where remoting writes what a person may want to read later. Never a parameter's value: it could be a secret. */
export interface RemotingLog {
  debug(message: string): void;
  info(message: string): void;
  warn(message: string): void;
}

export const silentLog: RemotingLog = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
};
