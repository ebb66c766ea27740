import { machinesOf } from '../definition.ts';
import { type Evidence, unknownEvidence } from '../evidence.ts';
import { sameName } from '../names.ts';
import { agentPatchPaths, type UpdatePackage } from '../package.ts';
import { needKey, type ReadingNeed } from '../readings.ts';
import { type ConditionContext, conditionKind, type RoleName, role } from './condition.ts';

const machinesIn = (
  { node }: { readonly node?: RoleName | undefined },
  { definition, roles }: ConditionContext,
): readonly string[] => (node === undefined ? machinesOf(definition).map(({ name }) => name) : [roles[node]]);

const filesNeed = (node: string, update: UpdatePackage): ReadingNeed => ({
  kind: 'files',
  node,
  paths: agentPatchPaths(update),
});

/**
 * The patches that an agent gets from its server lie in the server's AgentManagement folder: on one machine, or on all
 * of them. An approved agent gets what lies there. Source: Kevin Holman, "A little tidbit on hotfixes for OpsMgr" (2008).
 */
export const agentPatchesPresent = conditionKind(
  'agent-patches-present',
  {
    node: role
      .optional()
      .describe('A machine by its part in the run; left out: every node and every server of the definition.'),
  },
  {
    about: 'The patches for agents that the package brings lie in the AgentManagement folders of the server.',
    text: (value, context) =>
      `${machinesIn(value, context).join(', ')}: the patches of ${context.update?.kb ?? 'the package'} for agents lie in AgentManagement`,
    needs: (value, context) => {
      const { update } = context;
      return update?.agents === undefined
        ? []
        : machinesIn(value, context).map((node) => filesNeed(node, update));
    },
    judge: (value, { files }, context) => {
      const { update } = context;
      if (update?.agents === undefined)
        return [{ expected: 'the patches for agents', observed: 'the package brings none', passed: true }];
      return machinesIn(value, context).flatMap((node) => {
        const read = files.get(needKey(filesNeed(node, update)));
        return agentPatchPaths(update).map((path): Evidence => {
          const expected = `${path.split('\\').slice(-2).join('\\')} in AgentManagement`;
          if (read?.kind !== 'read')
            return unknownEvidence(
              expected,
              read?.error ?? { message: 'not read', remedy: 'Verify again.' },
              node,
            );
          const passed = read.value.some((file) => sameName(file.path, path) && file.exists);
          return {
            node,
            expected,
            observed: passed ? 'it is there' : 'not found',
            passed,
            ...(passed
              ? {}
              : {
                  settled: true,
                  note: `Copy it from a server that has it to ${path} on ${node}: an agent that is approved gets what lies there.`,
                }),
          };
        });
      });
    },
  },
);
