import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

import { printFigure } from './figure.js';
import { PEER_NAMES, type PeerResult } from './gate-peer.js';

/**
 * `gate.peer`: the gate beside packages of npm that look for words, each in a process of its own, with the same events
 * and the same phrases. They parse the event, as the gate has to; what they miss of disguised events stands beside.
 */
export function benchPeers(): void {
  let ours: number | undefined;
  for (const name of PEER_NAMES) {
    const child = spawnSync(process.execPath, [join(import.meta.dirname, 'gate-peer.js'), name], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    if (child.status !== 0) continue;
    const { eventsPerSecond, ...shares } = JSON.parse(child.stdout) as PeerResult;
    ours ??= eventsPerSecond;
    printFigure({
      metric: `gate.peer ${name}`,
      value: eventsPerSecond,
      unit: 'events/s',
      baseline: ours,
      ratio: eventsPerSecond / ours,
      ...shares,
    });
  }
}
