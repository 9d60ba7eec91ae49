/** Parts of the expressions of packs: groups, classes, escaped characters, single characters. */
const PART = /\(\?<?[!=:]?|\(|\)|\||\[(?:\\.|[^\]\\])*\]|\\.|[^\\]/gu;
const REPEAT = /^\{(\d+)(?:,\d*)?\}|^[?*]/u;

interface Group {
  /** Look-arounds match nothing by themselves. */
  readonly isLookAround: boolean;
  least: number;
  branch: number;
}

/** The least number of ASCII digits in a match of an expression: what a text without so many need not be tried for. */
export function digitsOfShape(source: string): number {
  return leastIn(source, /^(?:\[0-9\]|[0-9])$/);
}

/** The same of ASCII capitals. */
export function capitalsOfShape(source: string): number {
  return leastIn(source, /^(?:\[[A-Z-]+\]|[A-Z])$/);
}

function leastIn(source: string, counted: RegExp): number {
  const whole = newGroup('');
  const groups: Group[] = [whole];
  PART.lastIndex = 0;
  for (let found = PART.exec(source); found !== null; found = PART.exec(source)) {
    const [part] = found;
    const group = groups.at(-1) ?? whole;
    if (part.startsWith('(')) groups.push(newGroup(part));
    else if (part === '|') endBranch(group);
    else {
      if (part === ')') groups.pop();
      const least = part === ')' ? leastOf(group) : counted.test(part) ? 1 : 0;
      (groups.at(-1) ?? whole).branch += least * timesAt(source);
    }
  }
  return leastOf(whole);
}

/** How often what was just read must stand at least; goes on behind the repetition. */
function timesAt(source: string): number {
  const repeat = REPEAT.exec(source.slice(PART.lastIndex));
  if (repeat === null) return 1;
  PART.lastIndex += repeat[0].length;
  return Number(repeat[1] ?? 0);
}

function newGroup(opening: string): Group {
  return { isLookAround: /[!=]$/.test(opening), least: Number.POSITIVE_INFINITY, branch: 0 };
}

function endBranch(group: Group): void {
  group.least = Math.min(group.least, group.branch);
  group.branch = 0;
}

function leastOf(group: Group): number {
  endBranch(group);
  return group.isLookAround ? 0 : group.least;
}
