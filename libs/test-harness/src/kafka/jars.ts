import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rename, rm, stat, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { KAFKA_VERSION } from './test-kafka.js';

const run = promisify(execFile);
const LOG4J_VERSION = '2.25.4';
const COPY_DEPENDENCIES = 'org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies';
const OLDEST_JAVA = 17;

/** The broker, its tools and, because `kafka_2.13` brings none, a logging backend: without one it never says "started". */
const POM = `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>havre</groupId><artifactId>kafka-for-tests</artifactId><version>1</version><packaging>pom</packaging>
  <dependencies>
    <dependency><groupId>org.apache.kafka</groupId><artifactId>kafka_2.13</artifactId><version>${KAFKA_VERSION}</version></dependency>
    <dependency><groupId>org.apache.logging.log4j</groupId><artifactId>log4j-slf4j-impl</artifactId><version>${LOG4J_VERSION}</version></dependency>
  </dependencies>
</project>
`;

/** The `java` to use, or undefined when there is none of version 17 or newer. */
export async function findJava(): Promise<string | undefined> {
  const home = process.env['JAVA_HOME'];
  const java = home === undefined || home === '' ? 'java' : join(home, 'bin', 'java');
  const { stderr } = await run(java, ['-version']).catch(() => ({ stderr: '' }));
  const major = Number(/version "(\d+)/.exec(stderr)?.[1] ?? 0);
  return major >= OLDEST_JAVA ? java : undefined;
}

/**
 * The folder with Kafka's jars, fetched with Maven from Maven Central the first time (44 MB, into the user's cache);
 * undefined when they are not there and cannot be fetched.
 */
export async function findJars(): Promise<string | undefined> {
  const cache = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'havre');
  const target = join(cache, `kafka-${KAFKA_VERSION}`);
  if (!(await isComplete(target))) await fetchJars(cache, target).catch(() => undefined);
  return (await isComplete(target)) ? join(target, 'libs') : undefined;
}

function isComplete(folder: string): Promise<boolean> {
  return stat(join(folder, 'complete')).then(
    () => true,
    () => false,
  );
}

/** Fetches beside the target and renames at the end, so neither a killed fetch nor two at once leave half a folder. */
async function fetchJars(cache: string, target: string): Promise<void> {
  await mkdir(cache, { recursive: true });
  const staging = await mkdtemp(join(cache, '.fetching-'));
  try {
    const pom = join(staging, 'pom.xml');
    await writeFile(pom, POM);
    const libs = `-DoutputDirectory=${join(staging, 'libs')}`;
    await run('mvn', ['-q', '-B', '-f', pom, COPY_DEPENDENCIES, '-DincludeScope=runtime', libs]);
    await writeFile(join(staging, 'complete'), '');
    // The other one was faster when this fails.
    await rename(staging, target).catch(() => undefined);
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}
