import * as vscode from 'vscode';
import { plainText } from './plainText.ts';

// Every notification goes through here: a test looks that no other file shows one. A modal dialog makes no links.

/** Tells something in a notification. Returns the button that was pressed. */
export const inform = (text: string, ...buttons: readonly string[]): Thenable<string | undefined> =>
  vscode.window.showInformationMessage(plainText(text), ...buttons);

/** The same as a warning. */
export const warn = (text: string, ...buttons: readonly string[]): Thenable<string | undefined> =>
  vscode.window.showWarningMessage(plainText(text), ...buttons);

/** The same as an error. */
export const alarm = (text: string, ...buttons: readonly string[]): Thenable<string | undefined> =>
  vscode.window.showErrorMessage(plainText(text), ...buttons);
