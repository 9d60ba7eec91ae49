import type { Category, Location } from '../verdict.js';

/** What a screening found: the category and rule of a drop, and where. */
export interface Discovery {
  readonly category: Category;
  readonly rule: string;
  readonly where: Location;
}
