/**
 * Follows the README in a fresh copy of the checkout, as a newcomer would: runs its first block of commands, waits for
 * `ready`, pastes the lines that the first screen offers, plays the demo, presses Ctrl-C, starts again and looks
 * whether the data stayed. Prints a line per check and, at the end, `N passed, N failed`.
 */
import { execFile, execFileSync, spawn } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, readdirSync, readlinkSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { closingLine } from './summary.mjs';

const root = join(import.meta.dirname, '../..');
const START = 'npm ci && npm start';
const INSTALL_AND_START_LIMIT_MS = 10 * 60_000;
const STOP_LIMIT_MS = 30_000;
const totals = { passed: 0, failed: 0, skipped: 0 };

/** What each pasted line of the first screen must answer, in their order. */
const ANSWERS = [
  ['an intake is acknowledged with a receipt', /"receipt":"[0-9a-f-]{36}"/],
  ['the shelter sees the offer', /"referralId":"[0-9a-f-]{36}"/],
  ['the acceptance is acknowledged', /"receipt":"[0-9a-f-]{36}"/],
  ['the department reads that the place is kept', /"state":"(?:accepted|confirmed|placed)"/],
  ['an event with a status is not routed', /not-routable/],
];

const copy = mkdtempSync(join(tmpdir(), 'havre-start-up-'));
let running;
try {
  await follow();
} catch (error) {
  check('the start-up check itself', false, error.message);
} finally {
  if (running !== undefined) signal(running, 'SIGKILL');
  rmSync(copy, { recursive: true, force: true });
}
console.log(closingLine(totals));
process.exitCode = totals.failed === 0 ? 0 : 1;

async function follow() {
  copyCheckout();
  check('the README begins with the command that is run here', readmeCommands().includes(START));
  const first = await start(START);
  check('the first start says ready', first.isReady, first.output);
  if (!first.isReady) return;
  const answers = await paste(first.output);
  check(
    'the first screen offers lines to paste',
    answers.length === ANSWERS.length,
    `${answers.length} lines`,
  );
  ANSWERS.forEach(([name, expected], index) =>
    check(name, expected.test(answers[index] ?? ''), answers[index]),
  );
  check('npm run demo plays a day', (await shell('npm run --silent demo -- --seconds 10')).isGood);
  await stops(first);

  const second = await start('npm start');
  check('the second start says ready', second.isReady, second.output);
  check('the second start keeps the data', /"referralId"/.test((await paste(second.output, 1))[0] ?? ''));
  await stops(second);
}

/** Tracked and new files, as they stand; nothing that git ignores. */
function copyCheckout() {
  const list = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
  });
  for (const file of list.toString().split('\0')) {
    if (file !== '' && existsSync(join(root, file)))
      cpSync(join(root, file), join(copy, file), { recursive: true });
  }
}

function readmeCommands() {
  const blocks = readFileSync(join(copy, 'README.md'), 'utf8').matchAll(/```(?:sh|bash)\n(.*?)```/gs);
  return [...blocks].flatMap(([, block]) => block.split('\n').map((line) => line.trim()));
}

/** Starts `command` in a process group of its own, as a terminal does, and waits until a line says `ready`. */
async function start(command) {
  const child = spawn('bash', ['-c', command], {
    cwd: copy,
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  running = child;
  const started = {
    child,
    output: '',
    isReady: false,
    exited: new Promise((resolve) => child.on('close', resolve)),
  };
  const ready = new Promise((resolve) => {
    child.stdout.setEncoding('utf8').on('data', (text) => {
      started.output += text;
      started.isReady = /^.*\bready\b/m.test(started.output);
      if (started.isReady) resolve();
    });
  });
  await Promise.race([ready, started.exited, sleep(INSTALL_AND_START_LIMIT_MS, undefined, { ref: false })]);
  return started;
}

/** Runs the lines of the first screen in one shell, as a person pastes them, and gives back what each one printed. */
async function paste(screen, only) {
  const lines = screen.split('\n').filter((line) => /^(?:curl |REFERRAL=)/.test(line));
  const pasted = only === undefined ? lines : lines.slice(only, only + 1);
  const script = pasted.map((line) => (line.startsWith('REFERRAL=') ? line : `${line}\nsleep 2; echo '@@'`));
  const { output } = await shell(script.join('\n'));
  return output.split('@@').slice(0, -1);
}

/** Runs a script in the copy. Never blocks this process: it reads what Havre prints, and Havre waits when nobody reads. */
function shell(script) {
  return new Promise((resolve) => {
    execFile('bash', ['-c', script], { cwd: copy, timeout: 120_000 }, (error, output, errors) => {
      if (error) console.log(errors);
      resolve({ isGood: error === null, output });
    });
  });
}

async function stops(started) {
  signal(started.child, 'SIGINT');
  const ended = await Promise.race([
    started.exited.then(() => true),
    sleep(STOP_LIMIT_MS, false, { ref: false }),
  ]);
  check('Ctrl-C ends it', ended);
  const left = processesIn(copy);
  check('no process is left', left.length === 0, left.join(', '));
}

/** Ids of processes that run a program of `folder` or stand in it; none where the system does not tell. */
function processesIn(folder) {
  if (!existsSync('/proc/self')) return [];
  const place = (id, link) => {
    try {
      return readlinkSync(`/proc/${id}/${link}`);
    } catch {
      return '';
    }
  };
  const isInside = (path) => path === folder || path.startsWith(`${folder}/`);
  const ids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return ids.filter((id) => isInside(place(id, 'exe')) || isInside(place(id, 'cwd')));
}

function signal(child, name) {
  try {
    process.kill(-child.pid, name);
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}

function check(name, isGood, detail = '') {
  totals[isGood ? 'passed' : 'failed'] += 1;
  console.log(`${isGood ? 'ok' : 'FAILED'}: ${name}`);
  if (!isGood && detail) console.log(detail);
}
