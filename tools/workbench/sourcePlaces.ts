import { readFile } from 'node:fs/promises';
import { SourceMap } from 'node:module';
import { dirname, relative, resolve } from 'node:path';

/** The places of one bundled script, and the script itself. */
export interface BundledScript {
  readonly script: string;
  readonly map: SourceMap;
}

/** Reads the map that the bundler wrote beside a script. */
export async function readSourceMap(script: string): Promise<BundledScript> {
  return { script, map: new SourceMap(JSON.parse(await readFile(`${script}.map`, 'utf8'))) };
}

/**
 * Turns every `script:line:column` in a text, such as a stack, into the place in the source, relative to the
 * current folder. VS Code formats stacks itself and knows no source maps, so this is done afterwards.
 */
export function withSourcePlaces(text: string, { script, map }: BundledScript): string {
  return text.replaceAll(/([^\s()]+):(\d+):(\d+)/g, (place, file: string, line: string, column: string) => {
    if (file !== script) return place;
    const origin = map.findOrigin(Number(line), Number(column));
    if (!('fileName' in origin)) return place;
    const source = relative(process.cwd(), resolve(dirname(script), origin.fileName));
    return `${source}:${origin.lineNumber}:${origin.columnNumber}`;
  });
}
