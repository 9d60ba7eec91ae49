import { execFile } from 'node:child_process';
import { appendFile, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { HarnessError } from '../harness-error.js';

const run = promisify(execFile);
const CURVE = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
const DAYS = ['-days', '2'];
const NAMES = 'subjectAltName=IP:127.0.0.1,DNS:localhost\nextendedKeyUsage=serverAuth\n';

export interface BrokerCertificates {
  /** PEM of the authority: what clients have to trust. */
  readonly caFile: string;
  readonly ca: string;
  /** PEM with the broker's key and certificate: its key store. */
  readonly keyStore: string;
}

/**
 * An authority of our own and a certificate for a broker on 127.0.0.1, by openssl, in `folder`. The authority's key is
 * deleted once it has signed.
 *
 * @throws HarnessError `openssl-unavailable`
 */
export async function makeCertificates(folder: string): Promise<BrokerCertificates> {
  const at = (name: string): string => join(folder, name);
  const [caKey, caFile, key, request, certificate, keyStore] = [
    at('ca.key'),
    at('ca.pem'),
    at('broker.key'),
    at('broker.csr'),
    at('broker.pem'),
    at('key-store.pem'),
  ];
  await writeFile(at('names.cnf'), NAMES);
  const authority = ['-x509', ...DAYS, '-subj', '/CN=Havre test authority', '-keyout', caKey, '-out', caFile];
  await openssl(['req', ...CURVE, ...authority]);
  await openssl(['req', ...CURVE, '-subj', '/CN=localhost', '-keyout', key, '-out', request]);
  const signing = ['-CA', caFile, '-CAkey', caKey, '-CAcreateserial', '-extfile', at('names.cnf')];
  await openssl(['x509', '-req', '-in', request, ...signing, ...DAYS, '-out', certificate]);
  await writeFile(keyStore, await readFile(key), { mode: 0o600 });
  await appendFile(keyStore, await readFile(certificate));
  await Promise.all([caKey, key, request].map((file) => rm(file)));
  return { caFile, ca: await readFile(caFile, 'utf8'), keyStore };
}

async function openssl(parameters: readonly string[]): Promise<void> {
  await run('openssl', [...parameters]).catch((error: unknown) => {
    throw new HarnessError('openssl-unavailable', (error as { stderr?: string }).stderr);
  });
}
