/**
 * A text that VS Code shows as it stands. In notifications, progress and below input boxes it makes links of `[words](address)`, of
 * commands too, and what we say there holds titles, reasons and observations from files and clusters.
 */
export const plainText = (text: string): string => text.replaceAll('](', '] (');
