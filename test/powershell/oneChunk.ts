// Starts a PowerShell and gives its output as Windows may give it: all that comes within a moment in one piece, lines
// ended by \r\n, terminal escapes at both ends, and a foreign line in front.
import { spawn } from 'node:child_process';

const [executable = '', ...args] = process.argv.slice(2);
const child = spawn(executable, args, { stdio: ['pipe', 'pipe', 'pipe'] });
process.stdin.pipe(child.stdin);

const gather = (from: NodeJS.ReadableStream, to: NodeJS.WritableStream, before: string) => {
  let waiting = '';
  let timer: NodeJS.Timeout | undefined;
  const flush = () => {
    to.write(`${before}${waiting.replaceAll('\n', '\r\n')}`);
    waiting = '';
  };
  from.on('data', (chunk: Buffer) => {
    waiting += chunk.toString('latin1');
    clearTimeout(timer);
    timer = setTimeout(flush, 60);
  });
};
gather(child.stdout, process.stdout, 'Windows PowerShell\r\n\u001b[?1h');
gather(child.stderr, process.stderr, '');
child.on('exit', (code) => process.exit(code ?? 1));
