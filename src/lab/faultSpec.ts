import { faultKind, type LabFault } from './world.ts';

export type FaultSpec =
  | { readonly kind: 'fault'; readonly fault: LabFault }
  | { readonly kind: 'wrong'; readonly message: string };

const form = 'a fault is KIND@OPERATION or KIND@OPERATION:NODE, such as exit=1618@start-install:NODE2';

/**
 * Reads one `--fault`. Operations and nodes are checked against the given lists. `controller` is the process that the
 * kind `killed` ends.
 */
export function parseFault(
  spec: string,
  known: {
    readonly operations: readonly string[];
    readonly nodes: readonly string[];
    readonly controller: number;
  },
): FaultSpec {
  const wrong = (message: string): FaultSpec => ({ kind: 'wrong', message: `--fault ${spec}: ${message}` });
  const parts = /^([^@]*)@([^@:]+)(?::([^@:]+))?$/.exec(spec);
  if (parts === null) return wrong(form);
  const [, what = '', operation = '', wantedNode] = parts;
  const [name = '', value] = what.split('=', 2);
  const kind = faultKind.safeParse(name);
  if (!kind.success) return wrong(`there is no fault '${name}'; there are ${faultKind.options.join(', ')}`);
  if (kind.data === 'exit' && !/^-?\d{1,10}$/.test(value ?? ''))
    return wrong('exit wants a number, such as exit=1603');
  if (kind.data !== 'exit' && value !== undefined) return wrong(`${name} takes no value`);
  if (!known.operations.includes(operation))
    return wrong(`there is no operation '${operation}'; there are ${known.operations.join(', ')}`);
  const node = known.nodes.find((one) => one.toLowerCase() === wantedNode?.toLowerCase());
  if (wantedNode !== undefined && node === undefined)
    return wrong(`there is no node '${wantedNode}'; there are ${known.nodes.join(', ')}`);
  return {
    kind: 'fault',
    fault: {
      kind: kind.data,
      operation,
      node: node ?? '',
      value: value ?? '',
      processId: known.controller,
      fired: false,
    },
  };
}
