// What sheets a year must bring, told a second time and as plainly as can be: a list a day, nothing but the lights and the answers.
import { isWorkDay, workDayAfter } from './plain-calendar.ts';

type Day = string;
export type Colour = 'yellow' | 'orange' | 'red';

/** An item as a morning finds it. */
export type Seen = {
  code: string;
  horizon: string;
  state: string;
  light: string;
  rule: string;
  person: string;
  /** Responsible persons of the items above it, nearest first. */
  above: readonly string[];
};

type PlainSheet = {
  code: string;
  colour: Colour;
  rule: string;
  /** Waits for an answer. */
  waits: boolean;
  /** Nobody is left above. */
  atTop: boolean;
  /** Its item sleeps. */
  rests: boolean;
  ended: boolean;
  replyBy: Day;
  knows: string[];
  /** The day of its end. */
  endedOn: Day | null;
  /** Its item has been seen in another light: at the end itself, on a morning after it, or green on a day after it. */
  left: boolean;
};

export type PlainClimb = { code: string; colour: Colour; to: string | 'beyond' };
const LIMITS: Record<Colour, number> = { yellow: 5, orange: 3, red: 1 };
const isColour = (light: string): light is Colour => Object.hasOwn(LIMITS, light);
const lives = (state: string) => ['registered', 'assigned', 'in_progress'].includes(state);

export class PlainSheets {
  readonly sheets: PlainSheet[] = [];

  /** Somebody looked at the lights in the course of a day: a run of them is over once it is green. */
  look(day: Day, items: readonly Pick<Seen, 'code' | 'light'>[]): void {
    this.see(items, (sheet, light) => sheet.endedOn !== null && sheet.endedOn < day && !isColour(light));
  }

  private see(
    items: readonly Pick<Seen, 'code' | 'light'>[],
    isLeft: (sheet: PlainSheet, light: string) => boolean,
  ): void {
    const lights = new Map(items.map((item) => [item.code, item.light]));
    for (const sheet of this.sheets) {
      if (sheet.ended && isLeft(sheet, lights.get(sheet.code) ?? '')) sheet.left = true;
    }
  }

  /** What eight o'clock of a day brings; nothing on a day off. */
  morning(day: Day, items: readonly Seen[]): { issued: PlainSheet[]; climbed: PlainClimb[] } {
    this.look(day, items);
    if (!isWorkDay(day)) return { issued: [], climbed: [] };
    this.see(items, (sheet, light) => light !== sheet.colour);
    const issued = items.flatMap((item) => this.issue(day, item));
    const climbed = this.sheets.flatMap((sheet) => this.climb(day, sheet, items));
    this.sheets.push(...issued);
    return { issued, climbed };
  }

  private issue(day: Day, item: Seen): PlainSheet[] {
    const { code, light: colour, rule, horizon, state, above } = item;
    if (!isColour(colour) || !lives(state) || !['annual', 'task'].includes(horizon)) return [];
    const same = this.sheets.filter((sheet) => sheet.code === code && sheet.colour === colour);
    if (same.some((sheet) => !sheet.ended || (sheet.rule === rule && !sheet.left))) return [];
    const others = [...new Set(above)].filter((person) => person !== item.person);
    // what nobody has assigned yet is answered by whoever must assign it
    const knows = state === 'registered' ? others.slice(0, 2) : [item.person, ...others.slice(0, 1)];
    const replyBy = workDayAfter(day, LIMITS[colour]);
    return [
      {
        code,
        colour,
        rule,
        waits: true,
        atTop: false,
        rests: false,
        ended: false,
        endedOn: null,
        replyBy,
        knows,
        left: false,
      },
    ];
  }

  private climb(day: Day, sheet: PlainSheet, items: readonly Seen[]): PlainClimb[] {
    const item = items.find((one) => one.code === sheet.code);
    if (!item || sheet.ended) return [];
    if (['closed', 'archived', 'cancelled'].includes(item.state)) {
      sheet.ended = true;
      sheet.endedOn = day;
    }
    const { rests } = sheet;
    sheet.rests = item.state === 'suspended' && (rests || sheet.waits);
    if (!lives(item.state) || !sheet.waits) return [];
    if (rests) {
      // awake again: the limit begins anew
      sheet.atTop = false;
      sheet.replyBy = workDayAfter(day, LIMITS[sheet.colour]);
      return [];
    }
    if (sheet.atTop || sheet.replyBy >= day) return [];
    const next = item.above.find((person) => person !== item.person && !sheet.knows.includes(person));
    sheet.replyBy = workDayAfter(day, LIMITS[sheet.colour]);
    if (next !== undefined) sheet.knows.push(next);
    return [{ code: sheet.code, colour: sheet.colour, to: next ?? 'beyond' }];
  }

  /** One that was not foretold is missing from the comparison of its day, which says so. */
  private open(code: string, colour: string): PlainSheet | undefined {
    return this.sheets.find((one) => one.code === code && one.colour === colour && !one.ended);
  }

  /** Nobody was left above: it stays where it is and shows. */
  stayAtTop(code: string, colour: string): void {
    const sheet = this.open(code, colour);
    if (sheet) sheet.atTop = true;
  }

  knows(code: string, colour: string): readonly string[] {
    return this.open(code, colour)?.knows ?? [];
  }

  learn(code: string, colour: string, person: string): void {
    this.open(code, colour)?.knows.push(person);
  }

  answer(code: string, colour: string): void {
    const sheet = this.open(code, colour);
    if (sheet) sheet.waits = false;
  }

  judge(day: Day, said: { code: string; colour: string; verdict: 'passed' | 'returned' }, light: string): void {
    const sheet = this.open(said.code, said.colour);
    if (!sheet) return;
    if (said.verdict === 'passed') {
      sheet.ended = true;
      sheet.endedOn = day;
      sheet.left = light !== sheet.colour;
    } else {
      sheet.waits = true;
      sheet.atTop = false;
      sheet.replyBy = workDayAfter(day, LIMITS[sheet.colour]);
    }
  }
}
