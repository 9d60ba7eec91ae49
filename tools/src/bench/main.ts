/** `npm run bench [-- door|gate|ledger|log|route|start …]`: prints JSON lines, one a figure, and never fails on a number. */
const BENCHES: Readonly<Record<string, () => Promise<void>>> = {
  door: async () => {
    await (await import('./door-http.js')).benchHttpDoor();
    await (await import('./door-sealed.js')).benchSealedDoor();
  },
  gate: async () => (await import('./gate.js')).benchGate(),
  ledger: async () => (await import('./ledger.js')).benchLedger(),
  log: async () => (await import('./log.js')).benchLog(),
  route: async () => (await import('./route.js')).benchRoute(),
  start: async () => (await import('./start.js')).benchStart(),
};

const names = process.argv.slice(2);
const unknown = names.filter((name) => !(name in BENCHES));
if (unknown.length > 0) {
  process.stderr.write(`usage: npm run bench [-- ${Object.keys(BENCHES).join(' | ')}]\n`);
  process.exitCode = 2;
} else {
  for (const name of names.length > 0 ? names : Object.keys(BENCHES)) await BENCHES[name]?.();
}
