import { unknownEvidence } from '../evidence.ts';
import { compareVersions } from '../package.ts';
import { needKey } from '../readings.ts';
import { conditionKind, role } from './condition.ts';
import { missingUpdate } from './files.ts';

/** The database says that it has at least the version that the package leaves it with. */
export const databaseAtVersion = conditionKind(
  'database-at-version',
  { node: role },
  {
    about: "The database is at the package's version or later, as read from the node.",
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
