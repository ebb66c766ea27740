import * as z from 'zod';
import { packageArchitecture } from './architecture.ts';
import { identifier, localPath, serviceName } from './names.ts';

const version = z
  .string()
  .regex(/^\d{1,5}(\.\d{1,5}){3}$/, 'is not a file version of four numbers, such as 6.0.6278.11');

const sha256 = z
  .string()
  .regex(/^[0-9a-fA-F]{64}$/, 'is not a SHA-256 hash of 64 hexadecimal digits')
  .transform((hash) => hash.toLowerCase());

/** One argument of an installer. It is passed as data, but Windows joins arguments with spaces: quotes are refused. */
const installerArgument = z
  .string()
  .min(1)
  .max(1000)
  .refine((text) => !/["\p{Cc}]/u.test(text), 'contains a quotation mark or a control character');

/** Full path of a file on this machine, whatever its system; or of one on a share. */
const sourcePath = z
  .string()
  .max(1000)
  .regex(
    /^(\/|\\\\|[A-Za-z]:[\\/])/,
    'is not a full path, such as C:\\Updates\\update.msp or \\\\server\\share\\update.msp',
  )
  .refine(
    (text) => /^[^<>"|?*:\p{Cc}]+$/u.test(fileName(text)),
    'does not end with a file name that Windows allows',
  );

const fileName = (path: string): string => path.split(/[\\/]/).at(-1) ?? '';

/** In a folder of ours, by hash: another edition of the file, under the same name, never gets mixed with this one. */
const copyPath = (source: string, hash: string): string =>
  `C:\\ProgramData\\ClusterPatch\\Packages\\${hash.slice(0, 16)}\\${fileName(source)}`;

const onNode = {
  path: localPath
    .optional()
    .describe(
      'Where the package lies on every node; of one that is copied: where to, a folder of ours when left out.',
    ),
  source: sourcePath
    .optional()
    .describe(
      'Where it lies on this machine, or on a share that this machine reads: it is copied to each node.',
    ),
  sha256: sha256.optional(),
};

/** An installer inherits the token of whoever starts it, and some refuse the one of a remote session. */
export const runAs = z.enum(['user', 'system']);

const unattended = {
  ...onNode,
  runAs: runAs
    .default('user')
    .describe(
      'Who installs: you (user), or SYSTEM by a scheduled task, for an installer that refuses a remote session.',
    ),
};

const written = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('msi'),
    ...unattended,
    properties: z.array(installerArgument).default([]),
  }),
  z.strictObject({
    kind: z.literal('msp'),
    ...unattended,
    properties: z.array(installerArgument).default([]),
  }),
  z.strictObject({
    kind: z.literal('exe'),
    ...unattended,
    arguments: z.array(installerArgument).default([]),
  }),
  // Always as SYSTEM: the Windows Update Agent refuses remote sessions ("Using WUA From a Remote Computer").
  z.strictObject({ kind: z.literal('msu'), ...onNode }),
  z.strictObject({
    kind: z.literal('attended'),
    ...onNode,
    instructions: z
      .array(z.string().min(1))
      .min(1)
      .describe('What the person at the keyboard does, in order.'),
  }),
]);

/** How to install it. Of a package that is copied, the place on the nodes is known in any case. */
export const installer = written.transform((value, context) => {
  const { source, sha256: hash } = value;
  if (value.path !== undefined && source === undefined) return { ...value, path: value.path };
  if (source === undefined)
    context.addIssue({
      code: 'custom',
      message:
        'names neither "path", where the package lies on every node, nor "source", from where it is copied',
    });
  else if (hash === undefined)
    context.addIssue({
      code: 'custom',
      message: 'is copied and names no "sha256", by which each copy is proven: Get-FileHash tells it',
    });
  else return { ...value, path: value.path ?? copyPath(source, hash) };
  return z.NEVER;
});
export type Installer = z.infer<typeof installer>;

/** How to see that a database was changed. The query is one plain SELECT, so that it can change nothing. */
export const databaseCheck = z.strictObject({
  server: z.string().regex(/^[A-Za-z0-9._\\,-]{1,128}$/, 'is not a SQL Server name'),
  name: z.string().regex(/^[A-Za-z0-9_]{1,128}$/, 'is not a database name'),
  query: z
    .string()
    .regex(/^SELECT [A-Za-z0-9_ .,*=]{1,300}$/i, 'is not a plain SELECT of one value')
    .default('SELECT DBVersion FROM __MOMManagementGroupInfo__'),
  version,
});
export type DatabaseCheck = z.infer<typeof databaseCheck>;

/** The part of an update that belongs on the agents, which its installer leaves on each server. */
export const agentPart = z.strictObject({
  folder: localPath.describe('The folder AgentManagement of the product, on every server.'),
  patches: z
    .array(
      z.strictObject({
        architecture: z.enum(['x86', 'AMD64', 'ia64']).describe('The subfolder in which it lies.'),
        file: z.string().regex(/^[A-Za-z0-9._-]{1,100}\.msp$/i, 'is not the name of an .msp file'),
      }),
    )
    .min(1),
  patchList: z
    .string()
    .min(1)
    .max(200)
    .optional()
    .describe('What an agent’s Patch List shows once it has the update; left out: the number of its KB.'),
});
export type AgentPart = z.infer<typeof agentPart>;

/** The update: how to install it and what it must leave behind. */
export const updatePackage = z
  .strictObject({
    $schema: z.string().optional(),
    id: identifier,
    kb: z.string().regex(/^KB\d{5,8}$/, 'is not a knowledge base number, such as KB951380'),
    title: z.string().min(1).max(200),
    updates: z
      .enum(['product', 'operating-system'])
      .default('product')
      .describe('What it updates: the clustered product, or the operating system of the nodes.'),
    installer,
    architecture: packageArchitecture
      .optional()
      .describe('What the nodes must be for it; left out: it fits any, and nothing is compared.'),
    exitCodes: z
      .strictObject({
        success: z.array(z.int()).default([0]),
        restart: z.array(z.int()).default([3010, 1641]),
      })
      .default({ success: [0], restart: [3010, 1641] }),
    changesDatabase: z
      .boolean()
      .describe('Whether it changes the database, for which the local SDK service must run.'),
    database: databaseCheck
      .optional()
      .describe('How to see that the database was changed: the version that it must have afterwards.'),
    files: z
      .array(z.strictObject({ path: localPath, version }))
      .min(
        1,
        'names no file: a package without files to verify cannot be proven installed; copy the file table of its knowledge base article',
      )
      .describe('The files and the versions (or later ones) that they must have afterwards.'),
    services: z
      .array(serviceName)
      .describe('The services that the installer stops and starts; an update of Windows may have none.'),
    agents: agentPart.optional().describe('What it brings for the agents; left out: nothing.'),
  })
  .refine(({ updates, services }) => updates === 'operating-system' || services.length > 0, {
    path: ['services'],
    message: 'names no service: name those that the installer stops and starts',
  });
export type UpdatePackage = z.infer<typeof updatePackage>;

/** Where its patches for agents lie on every server; none where it brings nothing for agents. */
export const agentPatchPaths = ({ agents }: Pick<UpdatePackage, 'agents'>): readonly string[] =>
  agents === undefined
    ? []
    : agents.patches.map(({ architecture, file }) => `${agents.folder}\\${architecture}\\${file}`);

/** Compares two file versions number by number; negative when `a` is older. */
export function compareVersions(a: string, b: string): number {
  const left = a.split('.').map(Number);
  const right = b.split('.').map(Number);
  for (let part = 0; part < 4; part += 1) {
    const difference = (left[part] ?? 0) - (right[part] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
