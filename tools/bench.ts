import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Home } from '../src/home/home.ts';
import { freshWorld } from '../src/lab/freshWorld.ts';
import { Lab } from '../src/lab/lab.ts';
import { resetWorld } from '../src/lab/worldFile.ts';
import { openDoor } from '../src/remoting/door.ts';
import { measure, type Pair, type Ratio } from '../test/bench/measure.ts';
import { readingPairs } from '../test/bench/readings.ts';
import { recordPairs } from '../test/bench/records.ts';
import { ensurePowerShell } from './powershell.ts';

const root = join(import.meta.dirname, '..');
const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

const shown = (value: number): string => value.toFixed(2).padStart(8);

function tell({ title, reading, rounds, least, median, most }: Ratio): void {
  say(`${shown(median)}  (${shown(least).trim()} to ${shown(most).trim()}, ${rounds} rounds)  ${title}`);
  say(`          ${reading}`);
}

/** What things cost, each beside another on this machine: what `npm run bench` does. It judges nothing. */
async function bench(): Promise<void> {
  const powershell = await ensurePowerShell(root, say);
  const folder = mkdtempSync(join(tmpdir(), 'cluster-patch-bench-'));
  const lab = new Lab(folder);
  await lab.ensure();
  const worldPath = lab.worldPath('lab');
  resetWorld(worldPath, freshWorld());
  const found = (await new Home(folder).clusters()).find(({ id }) => id === 'lab');
  if (found?.kind !== 'ok') throw new Error('the lab has no definition');
  const log = { warn: () => undefined, info: () => undefined, debug: () => undefined };
  const readings = readingPairs(found.value, (definition) =>
    openDoor({
      definition,
      powershell,
      scriptsFolder: join(root, 'src', 'remoting', 'scripts'),
      lab: { modulePath: join(root, 'src', 'lab', 'ClusterLab', 'ClusterLab.psd1'), worldPath },
      log,
    }),
  );
  try {
    const pairs: readonly Pair[] = [...readings.pairs, ...(await recordPairs(folder))];
    say('Ratios of medians would hide a busy machine: each line is the median of ratios, round by round.\n');
    for (const pair of pairs) tell(await measure(pair));
  } finally {
    await readings.dispose();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

await bench();
