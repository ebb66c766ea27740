import type { Evidence } from '../evidence.ts';
import { unknownEvidence } from '../evidence.ts';
import { sameName } from '../names.ts';
import type { UpdatePackage } from '../package.ts';
import { needKey, type ReadingNeed, type Readings } from '../readings.ts';
import { type ConditionContext, conditionKind, machineNeeds, nodeOrEvery, nodesOf } from './condition.ts';
import { missingUpdate } from './files.ts';
import { judgeNodes } from './nodeHealth.ts';

const packageNeed = (node: string, { installer }: UpdatePackage): ReadingNeed => ({
  kind: 'package',
  node,
  path: installer.path,
});

/** The package lies on the node and is what the definition says, byte for byte. */
export const packagePresent = conditionKind(
  'package-present',
  { node: nodeOrEvery },
  {
    about: 'The package lies on the node, with the SHA-256 of its definition.',
    text: (value, context) =>
      `${context.update?.kb ?? 'the package'} is present on ${nodesOf(value, context).join(', ')}, unchanged`,
    needs: (value, context) => [
      ...machineNeeds(nodesOf(value, context), context),
      ...nodesOf(value, context).flatMap((node) =>
        context.update === undefined ? [] : [packageNeed(node, context.update)],
      ),
    ],
    judge: (value, readings, context) => {
      const { packages } = readings;
      const { update } = context;
      if (update === undefined) return [missingUpdate('package present')];
      const { path, sha256 } = update.installer;
      const expected =
        sha256 === undefined ? `${path} exists` : `${path} with SHA-256 ${sha256.slice(0, 16)}…`;
      const lies = nodesOf(value, context).map((node): Evidence => {
        const read = packages.get(needKey(packageNeed(node, update)));
        if (read === undefined || read.kind === 'unread')
          return unknownEvidence(
            expected,
            read?.error ?? { message: 'not read', remedy: 'Verify again.' },
            node,
          );
        const { exists, length, sha256: found } = read.value;
        if (!exists)
          return {
            node,
            expected,
            observed: 'not found',
            passed: false,
            note: `Copy ${path} to ${node}, then verify again.`,
          };
        const same = sha256 === undefined || sameName(found, sha256);
        return {
          node,
          expected,
          observed: `${length} bytes, SHA-256 ${found.slice(0, 16)}…`,
          passed: same,
          ...(same
            ? {}
            : { note: 'It is another file, or the copy is damaged: copy it again from its source.' }),
        };
      });
      // Windows Installer would refuse it with 1633, once the services' node is already being worked on.
      return [...lies, ...judgeArchitecture(update, readings, nodesOf(value, context))];
    },
  },
);

/** Nothing is compared for a package that names no architecture. */
const judgeArchitecture = (
  { architecture, kb }: UpdatePackage,
  readings: Readings,
  nodes: readonly string[],
): readonly Evidence[] =>
  architecture === undefined
    ? []
    : judgeNodes(readings, nodes, `${architecture}, which ${kb} is for`, (node) =>
        node.architecture === architecture
          ? { observed: node.architecture, passed: true }
          : {
              observed: node.architecture,
              passed: false,
              note: `Get the package for ${node.architecture === 'unknown' ? 'the architecture of the node' : node.architecture}, and name it in a package definition of its own.`,
            },
      );

/** The package is made for the node's architecture. */
export const packageFitsNode = conditionKind(
  'package-fits-node',
  { node: nodeOrEvery },
  {
    about: 'The package is made for the architecture of the node.',
    text: (value, context: ConditionContext) =>
      `${context.update?.kb ?? 'the package'} is for the architecture of ${nodesOf(value, context).join(', ')}`,
    needs: (value, context) => machineNeeds(nodesOf(value, context), context),
    judge: (value, readings, context) => {
      const { update } = context;
      if (update === undefined) return [missingUpdate('a package for the architecture')];
      const judged = judgeArchitecture(update, readings, nodesOf(value, context));
      return judged.length > 0
        ? judged
        : [{ expected: 'fits the architecture', observed: 'the package names none', passed: true }];
    },
  },
);
