import * as z from 'zod';
import type { JsonValue } from '../../tasks/door.ts';

/** The function by which an endpoint tells which functions it carries. */
export const versionFunction = 'Get-PatchVersion';

const endpointVersion = z
  .tuple([z.object({ Version: z.string(), Scripts: z.string() })])
  .transform(([{ Version, Scripts }]) => ({ version: Version, scripts: Scripts }));

/** What an endpoint says of its functions; undefined when that is not an answer of ours. */
export const readEndpointVersion = (values: readonly JsonValue[]) => endpointVersion.safeParse(values).data;
