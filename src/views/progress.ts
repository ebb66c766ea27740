import * as vscode from 'vscode';
import { plainText } from './plainText.ts';

/** Milliseconds after which something counts as long enough to be shown. */
const patience = 1000;

/** Says what is being done at the moment and, where that is known, which share of it is done: 0 to 1. */
export type Report = (message: string, share?: number) => void;

export interface Wait {
  readonly title: string;
  /** Called when the person cancels. */
  readonly cancel: () => void;
  /** Reports what is being done at the moment. */
  readonly follow?: (report: Report) => vscode.Disposable;
}

/** Waits for something; when it takes longer than a second, a notification says so and offers to cancel. */
export async function waitFor<Result>(
  { title, cancel, follow }: Wait,
  work: Promise<Result>,
): Promise<Result> {
  const settled = work.then(
    () => true,
    () => true,
  );
  const late = await Promise.race([
    settled.then(() => false),
    new Promise<boolean>((done) => setTimeout(done, patience, true)),
  ]);
  if (!late) return work;
  return vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: plainText(title), cancellable: true },
    async (progress, token) => {
      let reached = 0;
      const cancelling = token.onCancellationRequested(cancel);
      const following = follow?.((message, share = reached) => {
        progress.report({ message: plainText(message), increment: Math.max(0, share - reached) * 100 });
        reached = Math.max(reached, share);
      });
      try {
        return await work;
      } finally {
        cancelling.dispose();
        following?.dispose();
      }
    },
  );
}

/** Does something that a person may cancel; undefined when they did. Shown when it takes longer than a second. */
export async function cancellable<Result>(
  title: string,
  action: (signal: AbortSignal, report: Report) => Promise<Result>,
): Promise<Result | undefined> {
  const cancelling = new AbortController();
  const said = new vscode.EventEmitter<Parameters<Report>>();
  let last: Parameters<Report> | undefined;
  const work = action(cancelling.signal, (...what) => {
    last = what;
    said.fire(what);
  }).catch((error: unknown) => {
    if (cancelling.signal.aborted) return undefined;
    throw error;
  });
  try {
    return await waitFor(
      {
        title,
        cancel: () => cancelling.abort(new Error('cancelled')),
        follow: (report) => {
          if (last !== undefined) report(...last);
          return said.event((what) => report(...what));
        },
      },
      work,
    );
  } finally {
    said.dispose();
  }
}
