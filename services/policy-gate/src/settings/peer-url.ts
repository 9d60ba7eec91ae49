import { networkInterfaces } from 'node:os';

const EVERYWHERE = new Set(['0.0.0.0', '::']);

/**
 * How other replicas reach this one when no setting says it: the address that it listens on; when that is every address,
 * the first one of this machine that is not its own loopback.
 */
export function defaultPeerUrl(host: string, port: number): string {
  const address = EVERYWHERE.has(host) ? firstAddress() : host;
  return `http://${address.includes(':') ? `[${address}]` : address}:${String(port)}`;
}

function firstAddress(): string {
  const addresses = Object.values(networkInterfaces()).flatMap((all) => all ?? []);
  const outward = addresses.filter(({ internal, address }) => !internal && !address.startsWith('fe80:'));
  return (outward.find(({ family }) => family === 'IPv4') ?? outward[0])?.address ?? '127.0.0.1';
}
