// Runs the program named in the arguments inside this process, on a leash: the parent holds the other end of
// standard input, and when that closes, however the parent ended, this whole process group goes down. Only a
// pipe tells of a parent that was killed without a chance to clean up.
import { pathToFileURL } from 'node:url';

const [, , program = ''] = process.argv;
// The program must find its arguments where they would be without the leash.
process.argv.splice(1, 1);

function letGo(): void {
  try {
    process.kill(-process.pid, 'SIGKILL');
  } catch {
    // Windows has no process groups; VS Code's children leave by themselves when their parent is gone.
    process.exit(1);
  }
}
process.stdin.on('end', letGo).on('error', letGo).resume();

await import(pathToFileURL(program).href);
