const MAX_ORDERS = 4_096;
const MAX_MEMBERS = 64;
const MAX_NAME = 64;

/** Members as they are written. */
export interface Writing {
  readonly names: readonly string[];
  /** What opens each: `{"name":` or `,"name":`. */
  readonly openings: readonly string[];
}

/** The names that one member after the other has brought so far, and how they are written once they are all there. */
export class MemberOrder {
  readonly #next = new Map<string, MemberOrder>();
  #writing: Writing | undefined;
  #lastName: string | undefined;
  #last: MemberOrder | undefined;

  constructor(private readonly names: readonly string[] = []) {}

  /** The order with one more name; undefined for a name or a number of names that is not kept. */
  with(name: string): MemberOrder | undefined {
    // The same names follow each other in one event after the other.
    return name === this.#lastName ? this.#last : this.#find(name);
  }

  /** The members, sorted by their names. */
  get writing(): Writing {
    return (this.#writing ??= writingOf(this.names));
  }

  #find(name: string): MemberOrder | undefined {
    if (name.length > MAX_NAME || this.names.length >= MAX_MEMBERS) return undefined;
    let next = this.#next.get(name);
    if (next === undefined) {
      next = new MemberOrder([...this.names, name]);
      this.#next.set(name, next);
      kept++;
    }
    this.#lastName = name;
    return (this.#last = next);
  }
}

let kept = 0;
let none = new MemberOrder();

/** The order of no names. Those that follow from it are kept; where they are too many, all are made anew. */
export function noMembers(): MemberOrder {
  if (kept > MAX_ORDERS) {
    none = new MemberOrder();
    kept = 0;
  }
  return none;
}

/** Members sorted by the UTF-16 code units of their names. */
export function writingOf(members: readonly string[]): Writing {
  const names = [...members].sort();
  const openings = names.map((name, index) => `${index === 0 ? '{' : ','}${JSON.stringify(name)}:`);
  return { names, openings };
}
