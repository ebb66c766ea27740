/** What the local PowerShell says when its script begins to read requests. */
export const readyLine = 'cluster-patch-host: ready';

/** What it says instead, followed by its language mode, when that forbids the script. */
export const constrainedLine = 'cluster-patch-host: language mode ';

/**
 * The one line that turns `powershell -Command -` into our host. It reads statement by statement, where a block over
 * several lines is run late or not at all; so the script travels as base64 in a statement of one line.
 * In ConstrainedLanguage .NET methods are forbidden, so it is told before anything else is tried.
 */
export function bootstrapLine(hostScript: string): string {
  const text = Buffer.from(hostScript, 'utf8').toString('base64');
  const refuse = `"${constrainedLine}$($ExecutionContext.SessionState.LanguageMode)"`;
  const start = `& ([scriptblock]::Create([System.Text.Encoding]::UTF8.GetString([Convert]::FromBase64String('${text}'))))`;
  return `if ("$($ExecutionContext.SessionState.LanguageMode)" -ne 'FullLanguage') { ${refuse} } else { ${start} }; exit\n`;
}
