import { lstatSync, statSync } from 'node:fs';
import type { Machine } from './discovery.ts';

/** This machine, as discovery sees it. */
export function thisMachine(): Machine {
  return {
    platform: process.platform,
    path: process.env.PATH ?? process.env.Path ?? '',
    isFile,
  };
}

function isFile(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
  } catch {
    // PowerShell 7 from the Microsoft Store is an alias that can be started, but not looked into.
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  }
}
