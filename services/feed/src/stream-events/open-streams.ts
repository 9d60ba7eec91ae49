import type { OnModuleDestroy } from '@nestjs/common';

interface OpenStream {
  readonly keyId: string;
  readonly controller: AbortController;
  readonly done: Promise<void>;
}

/** Every stream that is open here, so that each can be ended cleanly and none is forgotten. */
export class OpenStreams implements OnModuleDestroy {
  readonly #streams = new Set<OpenStream>();
  #isClosing = false;

  /** @param perKey most streams at once with one key */
  constructor(private readonly perKey: number) {}

  get size(): number {
    return this.#streams.size;
  }

  /** True when this key may open one more. */
  mayOpen(keyId: string): boolean {
    const count = [...this.#streams].filter((stream) => stream.keyId === keyId).length;
    return !this.#isClosing && count < this.perKey;
  }

  /** Runs a stream until it ends; its signal aborts when the service stops or `controller` says so. */
  async run(
    keyId: string,
    controller: AbortController,
    stream: (signal: AbortSignal) => Promise<void>,
  ): Promise<void> {
    const done = stream(controller.signal);
    const open: OpenStream = { keyId, controller, done };
    this.#streams.add(open);
    try {
      await done;
    } finally {
      this.#streams.delete(open);
    }
  }

  /** Ends them all and waits until they have. */
  async onModuleDestroy(): Promise<void> {
    this.#isClosing = true;
    const streams = [...this.#streams];
    for (const { controller } of streams) controller.abort();
    await Promise.allSettled(streams.map(({ done }) => done));
  }
}
