// What the institution speaks over HTTP: levels, units, people, posts, disciplines, sectors, delegations, calendar, settings.
import { z } from 'zod';
import { defineEndpoint } from '../../platform/http/endpoint.ts';
import { Abilities, Day, Id, IdParams, ListQuery, listOf, Name, Text } from '../../platform/http/shapes.ts';
import { GrantState, Language, PersonBrief } from '../identity/identity.contract.ts';

export const LevelKind = z.enum(['school', 'leader', 'department', 'college', 'professor', 'team', 'person']);
export const UnitKind = z.enum(['leadership', 'office', 'department', 'college', 'discipline', 'team']);
const Versioned = { id: Id, version: z.number().int(), abilities: Abilities };
const OptionalName = Name.nullish();

export const Level = z.object({
  ...Versioned,
  rank: z.number().int(),
  kind: LevelKind,
  name: z.string(),
  nameEn: z.string(),
});
export const Unit = z.object({
  ...Versioned,
  code: z.string(),
  name: z.string(),
  nameEn: z.string().nullable(),
  kind: UnitKind,
  parentId: Id.nullable(),
  leaderInChargeId: Id.nullable(),
  head: PersonBrief.nullable(),
});
/** The directory shows name, unit, title; account and email stand only before administrators, the office and the person. */
export const Person = z.object({
  ...Versioned,
  name: z.string(),
  nameEn: z.string().nullable(),
  account: z.string().nullable(),
  email: z.string().nullable(),
  language: Language,
  active: z.boolean(),
  posts: z.array(
    z.object({
      unitId: Id,
      unitName: z.string(),
      unitNameEn: z.string().nullable(),
      title: z.string(),
      titleEn: z.string().nullable(),
      level: z.number().int(),
      head: z.boolean(),
    }),
  ),
});
export const Post = z.object({
  ...Versioned,
  personId: Id,
  person: PersonBrief,
  unitId: Id,
  level: z.number().int(),
  title: z.string(),
  titleEn: z.string().nullable(),
  head: z.boolean(),
  acting: z.boolean(),
  from: Day,
  to: Day.nullable(),
  successorId: Id.nullable(),
  state: GrantState,
});
export const Sector = z.object({
  ...Versioned,
  code: z.string(),
  name: z.string(),
  nameEn: z.string().nullable(),
  leaderId: Id.nullable(),
  leadUnitId: Id.nullable(),
});
const Professorship = z.object({ personId: Id, from: Day, to: Day.nullable(), delegateId: Id.nullable() });
export const Discipline = z.object({
  ...Versioned,
  code: z.string(),
  name: z.string(),
  nameEn: z.string().nullable(),
  responsibleProfessors: z.array(Professorship),
});
export const Delegation = z.object({
  ...Versioned,
  personId: Id,
  delegateId: Id,
  from: Day,
  to: Day,
  reason: z.string().nullable(),
});
export const ClosedDay = z.object({ ...Versioned, day: Day, name: z.string(), nameEn: z.string().nullable() });

const LevelBody = z.object({
  rank: z.number().int().min(1).max(8),
  kind: LevelKind,
  name: Name,
  nameEn: Name.optional(),
});
const UnitBody = z.object({
  code: Text.min(1).max(40).optional(),
  name: Name,
  nameEn: OptionalName,
  kind: UnitKind,
  parentId: Id.nullish(),
  leaderInChargeId: Id.nullish(),
});
const PersonBody = z.object({
  name: Name,
  nameEn: OptionalName,
  account: Text.min(1).max(200),
  email: z.email().nullish(),
  password: z.string().min(1).max(1000).optional(),
  language: Language.optional(),
});
const PostBody = z.object({
  personId: Id,
  unitId: Id,
  level: z.number().int().min(1).max(8),
  title: Name,
  titleEn: OptionalName,
  head: z.boolean().optional(),
  acting: z.boolean().optional(),
  from: Day.optional(),
  to: Day.nullish(),
});
const SectorBody = z.object({
  code: Text.min(1).max(40).optional(),
  name: Name,
  nameEn: OptionalName,
  leaderId: Id.nullish(),
  leadUnitId: Id.nullish(),
});
const DisciplineBody = z.object({
  code: Text.min(1).max(40),
  name: Name,
  nameEn: OptionalName,
  responsibleProfessors: z
    .array(z.object({ personId: Id, from: Day.optional(), to: Day.nullish(), delegateId: Id.nullish() }))
    .optional(),
});
const DelegationBody = z.object({
  personId: Id.optional(),
  delegateId: Id,
  from: Day,
  to: Day,
  reason: Text.max(500).nullish(),
});
const ClosedDayBody = z.object({ day: Day, name: Name, nameEn: OptionalName });

/** The five endpoints of an entity that is listed, read, made, changed and deleted. */
function entity<
  const N extends string,
  R extends z.ZodType,
  B extends z.ZodObject,
  P extends z.ZodObject,
  Q extends z.ZodObject,
>(name: N, path: string, words: string, reply: R, body: B, patch: P, query: Q) {
  const base = { tag: 'institution' } as const;
  return {
    list: defineEndpoint({
      ...base,
      name: `list${name}`,
      method: 'GET',
      path,
      summary: `List ${words}`,
      query,
      reply: listOf(reply),
    }),
    read: defineEndpoint({
      ...base,
      name: `read${name}`,
      method: 'GET',
      path: `${path}/{id}`,
      summary: `Read one of ${words}`,
      params: IdParams,
      reply,
    }),
    create: defineEndpoint({
      ...base,
      name: `create${name}`,
      method: 'POST',
      path,
      summary: `Add to ${words}`,
      status: 201,
      body,
      reply,
    }),
    change: defineEndpoint({
      ...base,
      name: `change${name}`,
      method: 'PATCH',
      path: `${path}/{id}`,
      summary: `Change one of ${words}`,
      version: 'optional',
      params: IdParams,
      body: patch,
      reply,
    }),
    remove: defineEndpoint({
      ...base,
      name: `delete${name}`,
      method: 'DELETE',
      path: `${path}/{id}`,
      summary: `Remove one of ${words}`,
      status: 204,
      version: 'optional',
      params: IdParams,
      reply: z.null(),
    }),
  };
}

const Found = ListQuery.extend({ q: Text.optional() });
export const levels = entity(
  'Level',
  '/levels',
  'levels of responsibility',
  Level,
  LevelBody,
  LevelBody.partial(),
  ListQuery,
);
export const units = entity(
  'Unit',
  '/units',
  'units',
  Unit,
  UnitBody,
  UnitBody.partial(),
  Found.extend({ kind: UnitKind.optional(), parentId: Id.optional() }),
);
export const people = entity(
  'Person',
  '/people',
  'people',
  Person,
  PersonBody,
  PersonBody.partial().extend({ active: z.boolean().optional() }),
  Found.extend({ unitId: Id.optional(), account: Text.optional() }),
);
export const posts = entity(
  'Post',
  '/posts',
  'posts',
  Post,
  PostBody,
  z.object({
    title: Name.optional(),
    titleEn: OptionalName,
    head: z.boolean().optional(),
    to: Day.nullish(),
    successorId: Id.nullish(),
  }),
  ListQuery.extend({ personId: Id.optional(), unitId: Id.optional(), state: GrantState.optional() }),
);
export const confirmPost = defineEndpoint({
  name: 'confirmPost',
  method: 'POST',
  path: '/posts/{id}/confirm',
  summary: 'Confirm a proposed post as the second person',
  tag: 'institution',
  version: 'optional',
  params: IdParams,
  reply: Post,
});
export const sectors = entity('Sector', '/sectors', 'sectors', Sector, SectorBody, SectorBody.partial(), Found);
export const disciplines = entity(
  'Discipline',
  '/disciplines',
  'disciplines',
  Discipline,
  DisciplineBody,
  DisciplineBody.partial(),
  Found,
);
export const delegations = entity(
  'Delegation',
  '/delegations',
  'delegations',
  Delegation,
  DelegationBody,
  DelegationBody.partial(),
  ListQuery.extend({ personId: Id.optional() }),
);
export const closedDays = entity(
  'ClosedDay',
  '/closed-days',
  'closed days',
  ClosedDay,
  ClosedDayBody,
  ClosedDayBody.partial(),
  ListQuery,
);

/** Keys and values in force on a day; `history` holds every value with the day it takes effect. */
export const Settings = z.object({
  on: Day,
  values: z.record(z.string(), z.json()),
  history: z.array(z.object({ key: z.string(), effectiveFrom: Day, value: z.json() })),
  abilities: Abilities,
});
export const readSettings = defineEndpoint({
  name: 'readSettings',
  method: 'GET',
  path: '/settings',
  summary: 'Settings in force on a day',
  tag: 'institution',
  query: z.object({ on: Day.optional() }),
  reply: Settings,
});
export const changeSettings = defineEndpoint({
  name: 'changeSettings',
  method: 'PUT',
  path: '/settings',
  summary: 'Set values from a day on',
  tag: 'institution',
  body: z.object({ effectiveFrom: Day.optional(), values: z.record(z.string(), z.json()) }),
  reply: Settings,
});

export const CalendarDay = z.object({
  day: Day,
  working: z.boolean(),
  name: z.string().nullable(),
  teachingWeek: z.number().int().nullable(),
});
export const readCalendar = defineEndpoint({
  name: 'readCalendar',
  method: 'GET',
  path: '/calendar',
  summary: 'Working days of a span (at most 400 days)',
  tag: 'institution',
  query: z.object({ from: Day, to: Day }),
  reply: z.object({ items: z.array(CalendarDay) }),
});

const entities = [levels, units, people, posts, sectors, disciplines, delegations, closedDays];
export const institutionEndpoints = [
  ...entities.flatMap((e) => [e.list, e.read, e.create, e.change, e.remove]),
  confirmPost,
  readSettings,
  changeSettings,
  readCalendar,
];
