import type { JsonValue } from '../tasks/door.ts';

/** Parameters for a person to read: one a line, and a text of several lines as it is. */
export function parametersText(values: { readonly [name: string]: JsonValue }): string {
  return Object.entries(values)
    .map(([name, value]) =>
      typeof value === 'string' && value.includes('\n')
        ? `${name}:\n${value}`
        : `${name}: ${JSON.stringify(value)}`,
    )
    .join('\n');
}
