import { documentOf } from './document.ts';
import { renderHtml } from './html.ts';
import type { ReportInput } from './input.ts';
import { renderJson } from './json.ts';
import { renderJunit } from './junit.ts';
import { renderMarkdown } from './markdown.ts';

export type { ReportInput } from './input.ts';

export type ReportFormat = 'html' | 'md' | 'json' | 'junit';

/** A run as evidence, in one of the formats. A function of its input alone: the same run always gives the same text. */
export function renderReport(input: ReportInput, format: ReportFormat): string {
  const document = documentOf(input);
  switch (format) {
    case 'html':
      return renderHtml(document);
    case 'md':
      return renderMarkdown(document);
    case 'json':
      return renderJson(document);
    case 'junit':
      return renderJunit(document);
  }
}
