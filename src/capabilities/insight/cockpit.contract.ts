// The cockpit over HTTP: what needs me, who is late, what the meeting must discuss, who has reported, and how the key works stand.
import { z } from 'zod';
import { defineEndpoint } from '../../platform/http/endpoint.ts';
import { Day, Id } from '../../platform/http/shapes.ts';
import { WorkRow } from '../linkage/board.contract.ts';
import { Horizon, UnitBrief } from '../linkage/item.contract.ts';
import { CycleKind, CycleState } from '../promotion/cycle.contract.ts';
import { Delay } from '../promotion/delay.contract.ts';
import { FocusEntry } from '../promotion/focus.contract.ts';

const Count = z.number().int();
const Lights = z.record(z.string(), Count);
const SectorBrief = z.object({ id: Id, name: z.string(), nameEn: z.string().nullable() });

export const Cockpit = z.object({
  today: Day,
  /** Whole: the caller leads or sees everything; else only his own part is counted. */
  reach: z.enum(['whole', 'part']),
  needsMe: z.object({
    total: Count,
    overdue: Count,
    counts: Lights,
    items: z.array(WorkRow),
  }),
  /** Limits that run out their time now, the caller's own first, then the oldest. */
  delays: z.object({
    total: Count,
    mine: Count,
    byKind: Lights,
    /** Open delays by the level of whoever is bound. */
    byLevel: z.array(z.object({ level: Count.nullable(), open: Count, mine: Count })),
    items: z.array(Delay),
  }),
  focus: z.object({ cycleId: Id, live: z.boolean(), on: Day, flagged: Count, items: z.array(FocusEntry) }).nullable(),
  /** The latest cycle whose period has ended: who has reported, by level. */
  cycle: z
    .object({
      id: Id,
      kind: CycleKind,
      from: Day,
      to: Day,
      freezeOn: Day,
      state: CycleState,
      levels: z.array(
        z.object({
          level: Count,
          deadline: Day,
          owed: Count,
          inTime: Count,
          late: Count,
          waiting: Count,
          missing: Count,
        }),
      ),
    })
    .nullable(),
  lights: z.object({
    horizon: Horizon,
    total: Count,
    all: Lights,
    /** A sector of null: items without one. */
    bySector: z.array(z.object({ sector: SectorBrief.nullable(), total: Count, lights: Lights })),
    byUnit: z.array(z.object({ unit: UnitBrief, total: Count, lights: Lights })),
  }),
  /** Open sheets and notices by colour, and how many are past their limit. */
  sheets: z.object({ yellow: Count, orange: Count, red: Count, overdue: Count }),
  help: z.object({ toAnswer: Count, toAnswerOverdue: Count, askedOpen: Count }),
});
export const readCockpit = defineEndpoint({
  name: 'readCockpit',
  method: 'GET',
  path: '/cockpit',
  summary:
    'What needs me, who is late (leaders too), the focus list, who has reported, lights by sector and unit, open sheets',
  tag: 'insight',
  reply: Cockpit,
});
