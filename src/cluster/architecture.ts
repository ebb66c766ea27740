import * as z from 'zod';

/** What a package may be made for. */
export const packageArchitecture = z.enum(['x86', 'x64', 'ia64']);

/** What a node's Windows is; `unknown` where it does not say, which never counts as fitting. */
export const nodeArchitecture = z.enum([...packageArchitecture.options, 'arm64', 'unknown']);
export type NodeArchitecture = z.infer<typeof nodeArchitecture>;

/** Windows's own names for them. Source: Microsoft, "WOW64 Implementation Details". */
const inWindows: { readonly [name in Exclude<NodeArchitecture, 'unknown'>]: string } = {
  x86: 'x86',
  x64: 'AMD64',
  ia64: 'IA64',
  arm64: 'ARM64',
};

/** What Windows's environment variable says. */
export const architectureOf = (value: string): NodeArchitecture =>
  nodeArchitecture.options.find(
    (name) => name !== 'unknown' && inWindows[name].toLowerCase() === value.toLowerCase(),
  ) ?? 'unknown';

/** The same the other way round; empty for what is not known. */
export const nameInWindows = (architecture: NodeArchitecture): string =>
  architecture === 'unknown' ? '' : inWindows[architecture];
