import * as z from 'zod';
import { hostName, identifier } from './names.ts';

const port = z.int().min(1).max(65535);

const openTimeoutSeconds = z
  .int()
  .min(5)
  .max(600)
  .optional()
  .describe('Seconds for which a session may take to open; 30 when left out.');

/** Those of New-PSSessionOption that matter here, in seconds. */
const winrmSession = z.strictObject({
  openTimeoutSeconds,
  idleTimeoutSeconds: z
    .int()
    .min(60)
    .max(43_200)
    .optional()
    .describe(
      'Seconds after which the node ends a session of which it hears nothing any more, not even a sign of life (this machine sleeps, the network is cut); the value of the node, mostly two hours, when left out. An open session gives signs of life by itself, however long nobody uses it.',
    ),
  operationTimeoutSeconds: z
    .int()
    .min(10)
    .max(3600)
    .optional()
    .describe(
      'Seconds for which WinRM waits for the answer to one of its own messages; 180 when left out. It does not limit how long an operation of this program takes: each has a limit of its own.',
    ),
  noMachineProfile: z
    .boolean()
    .optional()
    .describe(
      "Do not load the account's profile on the node; true when left out, for sessions open faster and leave nothing behind.",
    ),
});

const sshSession = z.strictObject({ openTimeoutSeconds });

const credential = z
  .strictObject({
    user: z
      .string()
      .regex(/^[^"/:;|=,+*?<>[\]\t\r\n]{1,256}$/, 'is not a user name')
      .optional()
      .describe('Such as CONTOSO\\patch or patch@contoso.com; asked for when left out.'),
  })
  .optional()
  .describe(
    'Another account than the one signed in here. The password is never in a file: VS Code keeps it (Set Credential…), the terminal asks for it or takes it from an environment variable (--credential-env).',
  );

/** Windows Remote Management: Kerberos by default, and never a widened TrustedHosts list. */
export const winrmTransport = z
  .strictObject({
    kind: z.literal('winrm'),
    https: z
      .boolean()
      .default(false)
      .describe('Use HTTPS (5986) instead of HTTP (5985, still encrypted by Kerberos).'),
    port: port.optional(),
    configurationName: z
      .string()
      .regex(/^[A-Za-z0-9._-]{1,128}$/)
      .optional()
      .describe('Session configuration on the nodes, such as a JEA endpoint.'),
    authentication: z
      .enum(['Default', 'Kerberos', 'Negotiate', 'NegotiateWithImplicitCredential'])
      .default('Default'),
    credential,
    session: winrmSession.optional().describe('How sessions are opened and kept.'),
  })
  .refine(({ authentication, https }) => authentication !== 'NegotiateWithImplicitCredential' || https, {
    path: ['authentication'],
    message: 'NegotiateWithImplicitCredential needs "https": true',
  })
  .refine(
    ({ authentication, credential: other }) =>
      authentication !== 'NegotiateWithImplicitCredential' || other === undefined,
    {
      path: ['credential'],
      message:
        'contradicts the authentication NegotiateWithImplicitCredential, which is that of the account signed in here',
    },
  );

/** SSH remoting; needs PowerShell 7 on the administrator's machine and on the node. */
export const sshTransport = z.strictObject({
  kind: z.literal('ssh'),
  user: z
    .string()
    .regex(/^[A-Za-z0-9._\\@-]{1,128}$/, 'is not a user name')
    .optional(),
  port: port.optional(),
  keyFile: z.string().min(1).optional().describe('Private key file on this machine.'),
  subsystem: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,64}$/)
    .default('powershell'),
  knownHostsFile: z
    .string()
    .min(1)
    .optional()
    .describe('Host keys are always checked; this names another file.'),
  credential: z
    .never({
      error:
        'is not possible over SSH: SSH remoting of PowerShell takes no password; use a key ("keyFile", or one in ssh-agent)',
    })
    .optional(),
  session: sshSession.optional().describe('How sessions are opened.'),
});

/** The simulated cluster that ships with the product. */
export const labTransport = z.strictObject({
  kind: z.literal('lab'),
  // So that all that comes with a credential can be rehearsed: a lab takes every password but `wrong`.
  credential,
});

export const transport = z.discriminatedUnion('kind', [winrmTransport, sshTransport, labTransport]);
export type Transport = z.infer<typeof transport>;

/** A node as the definition may write it: a name, or a name with its own address and transport. */
export const nodeEntry = z.union([
  hostName,
  z.strictObject({
    name: hostName,
    address: hostName.optional().describe('Where to reach it, when that is not its name.'),
    transport: transport.optional(),
  }),
]);

/** The names that a person may give to a cluster are those of its definition file. */
export const clusterName = identifier;
