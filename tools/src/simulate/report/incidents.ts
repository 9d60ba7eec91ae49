import { Counts } from './counts.js';

/** What befell the city, as the models made it happen: counts by code. */
export class Incidents {
  readonly happened = new Counts();
  readonly nights: {
    readonly date: string;
    readonly people: number;
    readonly households: number;
    readonly isStorm: boolean;
    readonly free: number;
    readonly places: number;
    readonly drift: number;
  }[] = [];

  note(code: string, by = 1): void {
    this.happened.add(code, by);
  }
}
