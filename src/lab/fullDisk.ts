import type { JournalFile, OpenJournalFile } from '../tasks/journal.ts';

/** The disk that holds the journal is full when one of these operations is to be announced; each strikes once. */
export function onFullDisk(openFile: OpenJournalFile, operations: readonly string[]): OpenJournalFile {
  const due = new Set(operations);
  return async (path): Promise<JournalFile> => {
    const file = await openFile(path);
    return {
      async append(text) {
        // Not the procedure's own text, which the first record holds.
        const sent = text.includes('"type":"operation-sent"');
        const announced = [...due].find(
          (operation) => sent && text.includes(`"operation":${JSON.stringify(operation)}`),
        );
        if (announced !== undefined) {
          due.delete(announced);
          throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
        }
        await file.append(text);
      },
      close: () => file.close(),
    };
  };
}
