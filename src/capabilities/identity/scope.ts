// The caller and the transaction that a use case works in. Everything that acts for a person takes a Scope first.
import type { Moment } from '../../platform/events/append.ts';

export type RoleName = 'office' | 'supervisor' | 'auditor' | 'administrator';

export type ActorPost = {
  id: string;
  unitId: string;
  unitName: string;
  unitNameEn: string | null;
  /** Rank of the level of responsibility. */
  level: number;
  title: string;
  titleEn: string | null;
  head: boolean;
  acting: boolean;
};

/** As load_actor gives it: confirmed posts and roles of today only. */
export type Actor = {
  institutionId: string;
  personId: string;
  name: string;
  nameEn: string | null;
  account: string;
  email: string | null;
  language: 'zh-CN' | 'en';
  today: string;
  posts: ActorPost[];
  roles: RoleName[];
  /** The units he heads, with everything below them. */
  headedUnitIds: string[];
  /** Heads the top unit, or holds a post at the level of kind school. */
  leadsFirstLevel: boolean;
  professorOf: string[];
};

export type Scope = Moment & {
  actor: Actor;
  actorId: string;
  requestId: string;
  /** The language asked for by this request. */
  language: 'zh-CN' | 'en';
  /** Null for a caller with a token, who needs none. */
  csrfToken: string | null;
};

export const hasRole = (actor: Actor, ...roles: RoleName[]): boolean =>
  roles.some((role) => actor.roles.includes(role));
