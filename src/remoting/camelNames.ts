import type { JsonValue } from '../tasks/door.ts';

/** The same value with every property named as in this program: `ExitCode` becomes `exitCode`. */
export function withCamelNames(value: JsonValue): JsonValue {
  if (isList(value)) return value.map(withCamelNames);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name.charAt(0).toLowerCase() + name.slice(1),
      withCamelNames(inner),
    ]),
  );
}

// Array.isArray alone does not narrow readonly arrays.
const isList = (value: JsonValue): value is readonly JsonValue[] => Array.isArray(value);
