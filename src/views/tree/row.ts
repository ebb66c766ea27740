/** What kind of row it is; menus look at it through `viewItem`. */
export type RowKind =
  | 'cluster'
  | 'cluster.bad'
  | 'group'
  | 'node'
  | 'node.unreachable'
  | 'service'
  | 'servers'
  | 'server'
  | 'problem'
  | 'waiting'
  | 'run.open'
  | 'run.ended'
  /** A newer version wrote it: it is only looked at. */
  | 'run.newer';

/** A row of a tree, without anything of VS Code. Its id never contains state, so that a refresh moves nothing. */
export interface Row {
  readonly id: string;
  readonly kind: RowKind;
  readonly label: string;
  readonly description?: string;
  readonly icon: { readonly name: string; readonly color?: string };
  /** Lines; shown on hovering. */
  readonly tooltip?: readonly string[];
  /** Begins with the name. */
  readonly accessible: string;
  /** Missing: a row that cannot be opened. */
  readonly open?: boolean;
  readonly children: readonly Row[];
  /** What the row is about, for the commands of its menu. */
  readonly cluster?: string;
  readonly node?: string;
  readonly runId?: string;
  readonly place?: { readonly file: string; readonly line: number; readonly column: number };
}

/** Colours of the theme that carry a meaning here. */
export const colors = {
  good: 'testing.iconPassed',
  bad: 'testing.iconFailed',
  warn: 'list.warningForeground',
  quiet: 'disabledForeground',
} as const;

/** Name first, then what is to be said of it. */
export const spoken = (name: string, ...rest: readonly (string | undefined)[]): string =>
  [name, ...rest.filter((part) => part !== undefined && part !== '')].join(', ');
