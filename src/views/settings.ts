import * as vscode from 'vscode';
import { type SettingId, type Settings, settingDefaults } from './contributions.ts';

/** A setting's value; its default when a person wrote something of another type. */
export function setting<Id extends SettingId>(id: Id): Settings[Id] {
  const value = vscode.workspace.getConfiguration().get<Settings[Id]>(id);
  return typeof value === typeof settingDefaults[id] && value !== undefined ? value : settingDefaults[id];
}
