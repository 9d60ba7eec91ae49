import { FreedServices, type DirectoryIndex, type Service } from '@havre/referral/domain';
import type { Entry } from './entry.js';
import type { Line } from './line.js';
import type { Settling } from './settling.js';

const PAGE = 100;
const MOST_PAGES = 10;

/** Goes down the line for what a service has free, as far and in such pages as the service in production does. */
export function offerToLine(batch: Settling, directory: DirectoryIndex, service: Service, line: Line): void {
  const matchable = new FreedServices(directory, [service]);
  let places = freePlaces(service);
  let pages = 0;
  for (const page of pagesOf(line, service)) {
    if (places <= 0 || pages === MOST_PAGES) return;
    places -= batch.offerTo(page, matchable, places);
    pages += 1;
  }
}

/** Those in line whom the service could take by size, ages and features, a page at a time. */
function* pagesOf(line: Line, service: Service): Iterable<readonly Entry[]> {
  let page: Entry[] = [];
  for (const entry of line.inOrder()) {
    if (!passesSieve(entry, service)) continue;
    page.push(entry);
    if (page.length < PAGE) continue;
    yield page;
    page = [];
  }
  if (page.length > 0) yield page;
}

function passesSieve({ profile }: Entry, { entry, ages, accessibility }: Service): boolean {
  return (
    profile.size <= entry.listing.accepts.maxHousehold &&
    (profile.ages & ~ages) === 0 &&
    (profile.accessibility & ~accessibility) === 0
  );
}

function freePlaces({ slots }: Service): number {
  return slots.reduce(
    (sum, { available, freshness }) => sum + (freshness === 'expired' ? 0 : Math.max(0, available)),
    0,
  );
}
