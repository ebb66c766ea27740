import type { CommandName } from '../contributions.ts';
import type { Target } from '../target.ts';
import type { SheetAction } from './protocol.ts';
import type { Command } from './sheets.ts';

export interface ButtonParts {
  readonly label: string;
  readonly look?: SheetAction['look'];
  readonly command: CommandName;
  readonly target: Target;
  /** What is read aloud, where the label does not say what it is about. */
  readonly spoken?: string;
}

/** The buttons of one sheet, with what each of them does. */
export class Buttons {
  readonly commands = new Map<string, Command>();

  add({ label, look = 'secondary', command: name, target, spoken }: ButtonParts): SheetAction {
    const id = `${this.commands.size}`;
    this.commands.set(id, { name, target });
    return { id, label, look, ...(spoken === undefined ? {} : { spoken }) };
  }
}
