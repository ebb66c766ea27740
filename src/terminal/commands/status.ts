import { driftText } from '../../cluster/drift.ts';
import { exitCode } from '../exitCodes.ts';
import { printable } from '../output.ts';
import type { Session } from '../session.ts';
import { type StatusDocument, statusDocument } from '../statusDocument.ts';

/** `status`: a snapshot and its drift. Unreachable when no node answered. */
export async function status({ operator, output, signal }: Session, cluster: string): Promise<number> {
  const definition = await operator.definition(cluster);
  const snapshot = await operator.door(definition).snapshot({ signal });
  const document = statusDocument(definition, snapshot);
  output.document(document);
  printStatus(document, (text) => output.line(printable(text)));
  if (document.drift.length === 0) output.line(output.style('green', 'At rest.'));
  else
    output.line(
      output.style(
        'yellow',
        `${document.drift.length} ${document.drift.length === 1 ? 'difference' : 'differences'} from the resting state:`,
      ),
    );
  for (const drift of document.drift) output.line(`  ${printable(driftText(drift))}`);
  return snapshot.nodes.some((node) => node.kind === 'reached') ? exitCode.verified : exitCode.unreachable;
}

function printStatus(document: StatusDocument, line: (text: string) => void): void {
  line(`${document.cluster} at ${document.takenAt}`);
  for (const group of document.groups) line(`  ${group.name}: ${group.state} on ${group.owner}`);
  for (const node of document.nodes) {
    line(
      `  ${node.name}: ${node.reachable ? `${node.state}, ${node.role}` : `not reached: ${'error' in node ? node.error.message : ''}`}`,
    );
    if ('error' in node) line(`    → ${node.error.remedy}`);
    for (const service of node.services) {
      const expected =
        service.drift && service.expected !== null
          ? `, expected ${service.expected.status} · ${service.expected.startType}`
          : '';
      line(
        `    ${service.name} (${service.displayName}): ${service.status} · ${service.startType}${expected}`,
      );
    }
  }
}
