import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { DirectoryIndex } from '../domain/directory-index.js';
import type { Slot } from '../domain/directory.js';
import { DirectoryStore, type DirectoryChanges } from '../persistence/directory.store.js';
import type { CitySettings } from '../settings/city-settings.js';
import { CITY } from '../settings/tokens.js';

const FROM_THE_START = '0';
const KEPT_DAYS_MS = 3 * 86_400_000;

/** The directory as it was when a batch began, and the database's clock then. */
export interface DirectoryView {
  readonly directory: DirectoryIndex;
  /** Epoch milliseconds. */
  readonly now: number;
}

/**
 * The directory in memory, brought up to date at the start of each batch by reading only what changed since, whoever
 * changed it. One reading at a time, so that an older one can never overwrite a newer one.
 */
@Injectable()
export class DirectoryCache {
  private directory: DirectoryIndex;
  private horizon = FROM_THE_START;
  private lastReading: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly store: DirectoryStore,
    @Inject(CITY) private readonly city: CitySettings,
  ) {
    this.directory = new DirectoryIndex(city.timeZone);
  }

  refresh(manager: EntityManager): Promise<DirectoryView> {
    const reading = this.lastReading.then(() => this.read(manager));
    this.lastReading = reading.catch(() => undefined);
    return reading;
  }

  /** A batch was rolled back: what it had changed was read and never was. Everything is read anew. */
  invalidate(): void {
    this.directory = new DirectoryIndex(this.city.timeZone);
    this.horizon = FROM_THE_START;
  }

  private async read(manager: EntityManager): Promise<DirectoryView> {
    const { directory } = this;
    const changes = await this.store.readChanges(manager, this.horizon);
    // Invalidated meanwhile: these are changes to something that is no longer there.
    if (directory !== this.directory) return this.read(manager);
    update(directory, changes);
    this.horizon = changes.horizon;
    return { directory, now: changes.now };
  }
}

function update(directory: DirectoryIndex, { entries, slots, silences, now }: DirectoryChanges): void {
  for (const { isListed, ...entry } of entries) {
    if (isListed) directory.putEntry(entry);
    else directory.removeService(entry.serviceId);
  }
  for (const [serviceId, at] of silences) directory.putSilence(serviceId, at);
  const oldest = new Date(now - KEPT_DAYS_MS).toISOString().slice(0, 10);
  for (const [serviceId, changed] of Map.groupBy(slots, (one) => one.serviceId)) {
    const news = changed.map(({ slot }) => slot);
    const others = directory
      .slotsOf(serviceId)
      .filter((slot) => isKept(slot, oldest) && !news.some(({ key }) => key === slot.key));
    directory.putSlots(serviceId, [...others, ...news]);
  }
}

function isKept({ date }: Slot, oldest: string): boolean {
  return date === undefined || date >= oldest;
}
