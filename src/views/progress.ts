import * as vscode from 'vscode';

/** Milliseconds after which something counts as long enough to be shown. */
const patience = 1000;

export interface Wait {
  readonly title: string;
  /** Called when the person cancels. */
  readonly cancel: () => void;
  /** Reports what is being done at the moment. */
  readonly follow?: (report: (message: string) => void) => vscode.Disposable;
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
    { location: vscode.ProgressLocation.Notification, title, cancellable: true },
    async (progress, token) => {
      const cancelling = token.onCancellationRequested(cancel);
      const following = follow?.((message) => progress.report({ message }));
      try {
        return await work;
      } finally {
        cancelling.dispose();
        following?.dispose();
      }
    },
  );
}
