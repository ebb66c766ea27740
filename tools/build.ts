import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type BuildOptions, build as bundle } from 'esbuild';
import * as z from 'zod';
import { definitionFile } from '../src/cluster/definition.ts';
import { updatePackage } from '../src/cluster/package.ts';
import { procedureJsonSchema } from '../src/home/procedureJsonSchema.ts';
import { reportDocument } from '../src/report/json.ts';
import { packedReadme } from './packedReadme.ts';

const jsonSchemaOf = (title: string, schema: z.ZodType) => ({
  title,
  ...z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }),
});

const schemas = {
  cluster: jsonSchemaOf('Cluster definition', definitionFile),
  package: jsonSchemaOf('Update package', updatePackage),
  procedure: procedureJsonSchema(),
  report: jsonSchemaOf('Report of a run', reportDocument),
} as const;

/** What runs in a webview: `media/<name>/main.ts` becomes `dist/<name>.js`. */
const pages = ['checklist', 'sheet'] as const;

const common: BuildOptions = {
  bundle: true,
  minify: true,
  legalComments: 'none',
  logLevel: 'warning',
  // A bare import that the bundler drops would leave the page without its components.
  logOverride: { 'ignored-bare-import': 'error' },
};

// jsonc-parser's other build finds its parts by a require that no bundler sees.
const host: BuildOptions = {
  ...common,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  mainFields: ['module', 'main'],
};

/**
 * Bundles the extension, the terminal program and the pages, and makes the JSON Schemas. Each file is made
 * beside its place and moved there, so that a program that is being started never meets half of it.
 */
export async function build(root: string): Promise<void> {
  const staging = join(root, 'dist', `.staging-${process.pid}`);
  await mkdir(staging, { recursive: true });
  await mkdir(join(root, 'schemas'), { recursive: true });
  try {
    await bundleAll(root, staging);
    await writeFile(
      join(staging, 'README.md'),
      packedReadme(await readFile(join(root, 'README.md'), 'utf8')),
    );
    for (const name of await readdir(staging)) await rename(join(staging, name), placeOf(root, name));
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

const placeOf = (root: string, name: string): string =>
  name.endsWith('.schema.json') ? join(root, 'schemas', name) : join(root, 'dist', name);

async function bundleAll(root: string, staging: string): Promise<void> {
  const out = (name: string): string => join(staging, name);
  await Promise.all([
    // The package is an ES module; what VS Code and the jump hosts load is not.
    writeFile(out('package.json'), '{ "type": "commonjs" }\n'),
    bundle({
      ...host,
      entryPoints: [join(root, 'src/extension.ts')],
      outfile: out('extension.js'),
      external: ['vscode'],
    }),
    bundle({
      ...host,
      entryPoints: [join(root, 'src/cli.ts')],
      outfile: out('cli.js'),
      banner: { js: '#!/usr/bin/env node' },
    }),
    ...pages.map((page) =>
      bundle({
        ...common,
        platform: 'browser',
        target: 'es2022',
        format: 'iife',
        entryPoints: [join(root, 'media', page, 'main.ts')],
        outfile: out(`${page}.js`),
      }),
    ),
    ...Object.entries(schemas).map(([name, schema]) =>
      writeFile(out(`${name}.schema.json`), `${JSON.stringify(schema, null, 2)}\n`),
    ),
  ]);
}

if (import.meta.main) await build(join(import.meta.dirname, '..'));
