// What the institution's settings read and change, each by its contract.
import type { z } from 'zod';
import { readingAll } from '../../../../web/allPages.ts';
import { remote } from '../../../../web/api.ts';
import { reading } from '../../../../web/queries.ts';
import type {
  ClosedDay as ClosedDayShape,
  changeSettings as changeSettingsContract,
  closedDays,
  confirmPost,
  Delegation as DelegationShape,
  Discipline as DisciplineShape,
  delegations,
  disciplines,
  Level as LevelShape,
  levels,
  Person as PersonShape,
  Post as PostShape,
  people,
  posts,
  readCalendar,
  readSettings,
  Sector as SectorShape,
  sectors,
  Unit as UnitShape,
  units,
} from '../../institution.contract.ts';

export type Level = z.output<typeof LevelShape>;
export type Unit = z.output<typeof UnitShape>;
export type Person = z.output<typeof PersonShape>;
export type Post = z.output<typeof PostShape>;
export type Sector = z.output<typeof SectorShape>;
export type Discipline = z.output<typeof DisciplineShape>;
export type Delegation = z.output<typeof DelegationShape>;
export type ClosedDay = z.output<typeof ClosedDayShape>;

export const levelKinds = ['school', 'leader', 'department', 'college', 'professor', 'team', 'person'] as const;
export const unitKinds = ['leadership', 'office', 'department', 'college', 'discipline', 'team'] as const;

export const allLevels = readingAll(remote<typeof levels.list>('GET', '/levels'));
export const allUnits = readingAll(remote<typeof units.list>('GET', '/units'));
export const allPeople = readingAll(remote<typeof people.list>('GET', '/people'));
export const allSectors = readingAll(remote<typeof sectors.list>('GET', '/sectors'));
export const allDisciplines = readingAll(remote<typeof disciplines.list>('GET', '/disciplines'));
export const allDelegations = readingAll(remote<typeof delegations.list>('GET', '/delegations'));
export const allClosedDays = readingAll(remote<typeof closedDays.list>('GET', '/closed-days'));

const listPeople = remote<typeof people.list>('GET', '/people');
const listPosts = remote<typeof posts.list>('GET', '/posts');
const atOnce = 100;
export const peopleQuery = (q: string) => reading(listPeople, { query: { limit: atOnce, ...(q ? { q } : {}) } });
export const postsQuery = (filter: { personId?: string; unitId?: string; state?: 'proposed' }) =>
  reading(listPosts, { query: { limit: atOnce, ...filter } });

export const addLevel = remote<typeof levels.create>('POST', '/levels');
export const changeLevel = remote<typeof levels.change>('PATCH', '/levels/{id}');
export const removeLevel = remote<typeof levels.remove>('DELETE', '/levels/{id}');
export const addUnit = remote<typeof units.create>('POST', '/units');
export const changeUnit = remote<typeof units.change>('PATCH', '/units/{id}');
export const removeUnit = remote<typeof units.remove>('DELETE', '/units/{id}');
export const addPerson = remote<typeof people.create>('POST', '/people');
export const changePerson = remote<typeof people.change>('PATCH', '/people/{id}');
export const addPost = remote<typeof posts.create>('POST', '/posts');
export const changePost = remote<typeof posts.change>('PATCH', '/posts/{id}');
export const removePost = remote<typeof posts.remove>('DELETE', '/posts/{id}');
export const confirmPostEndpoint = remote<typeof confirmPost>('POST', '/posts/{id}/confirm');
export const addSector = remote<typeof sectors.create>('POST', '/sectors');
export const changeSector = remote<typeof sectors.change>('PATCH', '/sectors/{id}');
export const removeSector = remote<typeof sectors.remove>('DELETE', '/sectors/{id}');
export const addDiscipline = remote<typeof disciplines.create>('POST', '/disciplines');
export const changeDiscipline = remote<typeof disciplines.change>('PATCH', '/disciplines/{id}');
export const removeDiscipline = remote<typeof disciplines.remove>('DELETE', '/disciplines/{id}');
export const addDelegation = remote<typeof delegations.create>('POST', '/delegations');
export const removeDelegation = remote<typeof delegations.remove>('DELETE', '/delegations/{id}');
export const addClosedDay = remote<typeof closedDays.create>('POST', '/closed-days');
export const removeClosedDay = remote<typeof closedDays.remove>('DELETE', '/closed-days/{id}');

const calendar = remote<typeof readCalendar>('GET', '/calendar');
export const calendarQuery = (from: string, to: string) => reading(calendar, { query: { from, to } });
export const settingsQuery = reading(remote<typeof readSettings>('GET', '/settings'), { query: {} });
export const changeSettings = remote<typeof changeSettingsContract>('PUT', '/settings');
