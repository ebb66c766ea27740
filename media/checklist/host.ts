import { type FromPage, type KeptState, keptState } from '../../src/views/protocol.ts';

const api = acquireVsCodeApi();

/** Says something to the extension. */
export const post = (message: FromPage): void => {
  api.postMessage(message);
};

/** What the page kept before it was last torn down. */
export function readKept(): KeptState {
  const kept = keptState.safeParse(api.getState() ?? {});
  return kept.success ? kept.data : { open: {}, scroll: 0 };
}

/** Keeps a change over a reload of the page. */
export function keep(change: Partial<KeptState>): void {
  api.setState({ ...readKept(), ...change });
}
