import type { Evidence } from '../evidence.ts';
import { unknownEvidence } from '../evidence.ts';
import { sameName } from '../names.ts';
import { compareVersions, type UpdatePackage } from '../package.ts';
import { needKey, type ReadingNeed } from '../readings.ts';
import { conditionKind, nodesOf, role } from './condition.ts';
import { missingUpdate } from './files.ts';

const packageNeed = (node: string, { installer }: UpdatePackage): ReadingNeed => ({
  kind: 'package',
  node,
  path: installer.path,
});

/** The package lies on the node and is what the definition says, byte for byte. */
export const packagePresent = conditionKind(
  'package-present',
  { node: role.optional() },
  {
    text: (value, context) =>
      `${context.update?.kb ?? 'the package'} is present on ${nodesOf(value, context).join(', ')}, unchanged`,
    needs: (value, context) =>
      nodesOf(value, context).flatMap((node) =>
        context.update === undefined ? [] : [packageNeed(node, context.update)],
      ),
    judge: (value, { packages }, context) => {
      const { update } = context;
      if (update === undefined) return [missingUpdate('package present')];
      const { path, sha256 } = update.installer;
      const expected =
        sha256 === undefined ? `${path} exists` : `${path} with SHA-256 ${sha256.slice(0, 16)}…`;
      return nodesOf(value, context).map((node): Evidence => {
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
    },
  },
);

/** The database says that it has at least the version that the package leaves it with. */
export const databaseAtVersion = conditionKind(
  'database-at-version',
  { node: role },
  {
    text: (_value, { update }) =>
      `the database is at version ${update?.database?.version ?? 'of the package'} or later`,
    needs: ({ node }, { roles, update }) =>
      update?.database === undefined ? [] : [{ kind: 'database', node: roles[node], check: update.database }],
    judge: ({ node }, { databases }, { roles, update }) => {
      const check = update?.database;
      if (check === undefined) return [missingUpdate('database at version')];
      const expected = `database ${check.name} ${check.version} or later`;
      const read = databases.get(needKey({ kind: 'database', node: roles[node], check }));
      if (read === undefined || read.kind === 'unread')
        return [
          unknownEvidence(
            expected,
            read?.error ?? { message: 'not read', remedy: 'Verify again.' },
            roles[node],
          ),
        ];
      const isVersion = /^\d+(\.\d+){3}$/.test(read.value);
      const passed = isVersion && compareVersions(read.value, check.version) >= 0;
      const note =
        'The installer may say that it succeeded although the service that changes the database did not run.';
      return [
        {
          node: roles[node],
          expected,
          observed: `${check.name} ${read.value === '' ? 'without a version' : read.value}`,
          passed,
          ...(passed ? {} : { note, settled: true }),
        },
      ];
    },
  },
);
