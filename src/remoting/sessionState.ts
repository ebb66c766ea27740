import type { OperationFailure } from '../tasks/door.ts';

/** Where the session to a node stands. */
export type SessionState =
  | { readonly phase: 'idle' }
  | { readonly phase: 'opening'; readonly key: string }
  | { readonly phase: 'open'; readonly key: string }
  | { readonly phase: 'broken'; readonly failure: OperationFailure }
  | { readonly phase: 'closed' };

export type SessionEvent =
  | { readonly type: 'called'; readonly key: string }
  | { readonly type: 'opened' }
  | { readonly type: 'broke'; readonly failure: OperationFailure }
  | { readonly type: 'closed' };

/** The next state. An event that does not fit (an answer that comes after the end) changes nothing. */
export function nextState(state: SessionState, event: SessionEvent): SessionState {
  switch (event.type) {
    case 'called':
      return state.phase === 'idle' || state.phase === 'broken'
        ? { phase: 'opening', key: event.key }
        : state;
    case 'opened':
      return state.phase === 'opening' ? { phase: 'open', key: state.key } : state;
    case 'broke':
      return state.phase === 'opening' || state.phase === 'open'
        ? { phase: 'broken', failure: event.failure }
        : state;
    case 'closed':
      return { phase: 'closed' };
  }
}
