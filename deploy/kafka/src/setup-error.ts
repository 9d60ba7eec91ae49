/** Why the job stops. `detail` is a name of ours (a setting, a file, a code of Kafka), never a secret. */
export class SetupError extends Error {
  override readonly name = 'SetupError';

  constructor(
    readonly code: 'usage' | 'setting' | 'data' | 'secret' | 'unreachable' | 'refused' | 'trust',
    readonly detail: string,
  ) {
    super(`${code}: ${detail}`);
  }

  get exitCode(): number {
    return ['unreachable', 'refused', 'trust'].includes(this.code) ? 3 : 2;
  }
}
