// Every number of the rules as a setting: its key, what it may be, and the value that holds until somebody sets another from a day on.
import { z } from 'zod';
import { LevelKind } from './institution.contract.ts';

const whole = (least: number, most: number) => z.number().int().min(least).max(most);
const percent = z.number().min(0).max(100).multipleOf(0.01);
const dayLimit = whole(1, 60);
const fieldSeconds = whole(1, 3600);
const hours = z.object({ from: z.iso.time({ precision: -1 }), to: z.iso.time({ precision: -1 }) });
/** What stands before the year of a document number; brackets and figures belong to the number itself. */
const OrganCode = z
  .string()
  .trim()
  .min(1)
  .max(20)
  .regex(/^[^\d〔〕号\s]+$/);

type Setting = {
  schema: z.ZodType;
  value: z.core.util.JSONType;
  /** Stored lights, coverage and planned values depend on it. */
  movesValues?: true;
};

export const SETTINGS = {
  carryTo: { schema: LevelKind, value: 'college', movesValues: true },
  lights: {
    schema: z.object({
      gapYellow: percent,
      gapRed: percent,
      timeLeftYellow: percent,
      timeLeftOrange: percent,
      nodeDaysYellow: whole(1, 365),
      nodeDaysOrange: whole(1, 365),
    }),
    value: {
      gapYellow: 10,
      gapRed: 30,
      timeLeftYellow: 30,
      timeLeftOrange: 15,
      nodeDaysYellow: 7,
      nodeDaysOrange: 15,
    },
    movesValues: true,
  },
  'acceptance.limitDays': { schema: dayLimit, value: 3 },
  'negotiation.limitDays': { schema: dayLimit, value: 5 },
  'negotiation.rounds': { schema: whole(1, 10), value: 3 },
  'gate.limitDays': { schema: dayLimit, value: 5 },
  'readiness.daysBefore': { schema: dayLimit, value: 10 },
  'report.frequency': { schema: z.enum(['week', 'month', 'quarter']), value: 'month', movesValues: true },
  'notice.replyDaysYellow': { schema: dayLimit, value: 5, movesValues: true },
  'notice.replyDaysOrange': { schema: dayLimit, value: 3 },
  'notice.replyDaysRed': { schema: dayLimit, value: 1 },
  /** Nothing is sent to anybody between the two; what is due reaches people as they end. */
  quietHours: { schema: hours, value: { from: '20:00', to: '08:00' } },
  /** Below these horizons a sheet is a notice without paper. */
  'sheets.numberedHorizons': { schema: z.array(z.enum(['annual', 'task'])), value: ['annual'] },
  organCodes: {
    schema: z.object({ yellow: OrganCode, orange: OrganCode, red: OrganCode }),
    value: { yellow: '校提', orange: '校督', red: '校问' },
  },
  'help.limitDays': { schema: dayLimit, value: 3 },
  'proposal.limitDays': { schema: dayLimit, value: 5 },
  /** Cycles of these kinds open by themselves; of others with their first report, or by hand. */
  'cycle.kinds': {
    schema: z.array(z.enum(['week', 'month', 'quarter'])).max(3),
    value: ['week', 'month', 'quarter'],
  },
  'focus.length': { schema: whole(1, 50), value: 7 },
  /** Items of these horizons can come onto the focus list by their score. */
  'focus.horizons': {
    schema: z.array(z.enum(['five_year', 'mid_term', 'annual', 'task'])).min(1),
    value: ['annual'],
  },
  /** What a person may be asked for in a week, all requests together. */
  'burden.minutesPerWeek': { schema: whole(1, 2400), value: 10 },
  /** What filling in one field takes, by its kind. */
  'burden.secondsPerField': {
    schema: z.object({ text: fieldSeconds, number: fieldSeconds, choice: fieldSeconds, date: fieldSeconds }),
    value: { text: 25, number: 8, choice: 4, date: 6 },
  },
  'shares.lead': { schema: z.number().gt(0).lt(1).multipleOf(0.0001), value: 0.6 },
  workingHours: { schema: hours, value: { from: '09:00', to: '17:00' } },
  /** Hosts (`host` or `host:port`) that webhooks may reach although they are not of the open internet. */
  'outgoing.allowedHosts': {
    schema: z.array(z.string().regex(/^(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._-]+)(:\d{1,5})?$/)).max(100),
    value: [],
  },
  /** Read messages go after so many days; nothing older is told of any more. */
  'notifications.keepDays': { schema: whole(7, 3650), value: 90 },
  /** How long the log of e-mail is kept. */
  'deliveries.keepDays': { schema: whole(1, 3650), value: 30 },
  /** Where e-mail comes from; empty: the mail server's own account, else an address at the product's host. */
  'mail.from': { schema: z.union([z.literal(''), z.email()]), value: '' },
  'password.shortest': { schema: whole(8, 128), value: 10 },
  teachingTerms: {
    schema: z.array(
      z.object({
        name: z.string().min(1),
        nameEn: z.string().min(1).optional(),
        firstMonday: z.iso.date(),
        weeks: whole(1, 30),
      }),
    ),
    value: [],
  },
} as const satisfies Record<string, Setting>;

export type SettingKey = keyof typeof SETTINGS;
export type SettingValue<K extends SettingKey> = z.output<(typeof SETTINGS)[K]['schema']>;
export type SettingValues = { [K in SettingKey]: SettingValue<K> };

export const SETTING_KEYS = Object.keys(SETTINGS) as SettingKey[];
export const isSettingKey = (key: string): key is SettingKey => Object.hasOwn(SETTINGS, key);
export const movesValues = (key: SettingKey): boolean => 'movesValues' in SETTINGS[key];

/** The day from which the values of a new institution hold: before every plan. */
export const SINCE_EVER = '2000-01-01';
