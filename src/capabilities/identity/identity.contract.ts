// What identity speaks over HTTP: signing in, tokens, the caller himself, role grants, the first-run wizard.
import { z } from 'zod';
import { defineEndpoint } from '../../platform/http/endpoint.ts';
import { Abilities, Day, Id, IdParams, Instant, ListQuery, listOf, Name, Text } from '../../platform/http/shapes.ts';

export const RoleName = z.enum(['office', 'supervisor', 'auditor', 'administrator']);
export const Language = z.enum(['zh-CN', 'en']);
export const GrantState = z.enum(['proposed', 'confirmed', 'refused']);

export const PersonBrief = z.object({ id: Id, name: z.string(), nameEn: z.string().nullable() });

export const Me = z.object({
  person: PersonBrief.extend({ account: z.string(), email: z.string().nullable(), language: Language }),
  posts: z.array(
    z.object({
      id: Id,
      unitId: Id,
      unitName: z.string(),
      unitNameEn: z.string().nullable(),
      level: z.number().int(),
      title: z.string(),
      titleEn: z.string().nullable(),
      head: z.boolean(),
      acting: z.boolean(),
    }),
  ),
  roles: z.array(RoleName),
  institution: z.object({
    id: Id,
    name: z.string(),
    nameEn: z.string().nullable(),
    timeZone: z.string(),
    levels: z.array(z.object({ rank: z.number().int(), kind: z.string(), name: z.string(), nameEn: z.string() })),
  }),
  today: Day,
  now: Instant,
  /** Set where the product's clock was started at another time: every page shows it. */
  clockShifted: z.boolean(),
  mustChangePassword: z.boolean(),
  abilities: Abilities,
});

export const RoleGrant = z.object({
  id: Id,
  version: z.number().int(),
  personId: Id,
  person: PersonBrief,
  role: RoleName,
  from: Day,
  to: Day.nullable(),
  state: GrantState,
  grantedBy: Id.nullable(),
  confirmedBy: Id.nullable(),
  abilities: Abilities,
});

export const openSession = defineEndpoint({
  name: 'openSession',
  method: 'POST',
  path: '/session',
  summary: 'Sign in by account and password',
  tag: 'identity',
  access: 'public',
  body: z.object({
    account: Text.min(1).max(200),
    password: z.string().min(1).max(1000),
    institution: Text.optional(),
  }),
  reply: z.object({ person: Me.shape.person, csrfToken: z.string() }),
});
export const readSession = defineEndpoint({
  name: 'readSession',
  method: 'GET',
  path: '/session',
  summary: 'The current session',
  tag: 'identity',
  reply: z.object({ person: Me.shape.person, csrfToken: z.string().nullable() }),
});
export const closeSession = defineEndpoint({
  name: 'closeSession',
  method: 'DELETE',
  path: '/session',
  summary: 'Sign out',
  tag: 'identity',
  status: 204,
  reply: z.null(),
});
export const changePassword = defineEndpoint({
  name: 'changePassword',
  method: 'PUT',
  path: '/session/password',
  summary: 'Change my password; other sessions end',
  tag: 'identity',
  status: 204,
  body: z.object({ current: z.string().min(1).max(1000), password: z.string().min(1).max(1000) }),
  reply: z.null(),
});
export const readMe = defineEndpoint({
  name: 'readMe',
  method: 'GET',
  path: '/me',
  summary: 'Who I am here, and what I may do',
  tag: 'identity',
  reply: Me,
});
export const changeMe = defineEndpoint({
  name: 'changeMe',
  method: 'PATCH',
  path: '/me',
  summary: 'Change my language',
  tag: 'identity',
  body: z.object({ language: Language }),
  reply: Me,
});

export const ApiToken = z.object({
  id: Id,
  name: z.string(),
  scopes: z.array(z.string()),
  createdAt: Instant,
  usedAt: Instant.nullable(),
  expiresAt: Instant.nullable(),
});
export const createToken = defineEndpoint({
  name: 'createToken',
  method: 'POST',
  path: '/tokens',
  summary: 'Make an API token; it is shown once',
  tag: 'identity',
  status: 201,
  shownOnce: true,
  body: z.object({ name: Name, scopes: z.array(z.enum(['read', 'write'])).optional(), expiresAt: Instant.optional() }),
  reply: ApiToken.extend({ token: z.string() }),
});
export const listTokens = defineEndpoint({
  name: 'listTokens',
  method: 'GET',
  path: '/tokens',
  summary: 'My API tokens',
  tag: 'identity',
  query: ListQuery,
  reply: listOf(ApiToken),
});
export const revokeToken = defineEndpoint({
  name: 'revokeToken',
  method: 'DELETE',
  path: '/tokens/{id}',
  summary: 'Revoke one of my API tokens',
  tag: 'identity',
  status: 204,
  params: IdParams,
  reply: z.null(),
});

export const listRoles = defineEndpoint({
  name: 'listRoles',
  method: 'GET',
  path: '/roles',
  summary: 'Role grants',
  tag: 'identity',
  query: ListQuery.extend({ personId: Id.optional(), role: RoleName.optional(), state: GrantState.optional() }),
  reply: listOf(RoleGrant),
});
/** 201 when it holds at once, 202 with state `proposed` when it waits for a second person. */
export const grantRole = defineEndpoint({
  name: 'grantRole',
  method: 'POST',
  path: '/roles',
  summary: 'Grant a role; most grants wait for a second person',
  tag: 'identity',
  status: 201,
  body: z.object({ personId: Id, role: RoleName, from: Day.optional(), to: Day.nullish() }),
  reply: RoleGrant,
});
export const confirmRole = defineEndpoint({
  name: 'confirmRole',
  method: 'POST',
  path: '/roles/{id}/confirm',
  summary: 'Confirm a proposed grant as the second person',
  tag: 'identity',
  version: 'optional',
  params: IdParams,
  reply: RoleGrant,
});
export const changeRole = defineEndpoint({
  name: 'changeRole',
  method: 'PATCH',
  path: '/roles/{id}',
  summary: 'End a grant: its last day',
  tag: 'identity',
  version: 'optional',
  params: IdParams,
  body: z.object({ to: Day.nullable() }),
  reply: RoleGrant,
});
export const deleteRole = defineEndpoint({
  name: 'deleteRole',
  method: 'DELETE',
  path: '/roles/{id}',
  summary: 'Withdraw a proposed grant, or end a confirmed one yesterday',
  tag: 'identity',
  status: 204,
  version: 'optional',
  params: IdParams,
  reply: z.null(),
});

export const readSetup = defineEndpoint({
  name: 'readSetup',
  method: 'GET',
  path: '/setup',
  summary: 'Whether the first-run wizard waits',
  tag: 'identity',
  access: 'public',
  reply: z.object({ needed: z.boolean(), clockShifted: z.boolean(), now: Instant }),
});
export const setUp = defineEndpoint({
  name: 'setUp',
  method: 'POST',
  path: '/setup',
  summary: 'Create the institution and its administrator, with the one-time token printed at the start',
  tag: 'identity',
  access: 'public',
  status: 201,
  body: z.object({
    token: z.string().min(1),
    name: Name,
    nameEn: Name.optional(),
    template: z.enum(['A', 'B']),
    account: Name,
    personName: Name.optional(),
    password: z.string().min(1).max(1000),
    language: Language.optional(),
  }),
  reply: z.object({ person: Me.shape.person, csrfToken: z.string() }),
});

export const identityEndpoints = [
  openSession,
  readSession,
  closeSession,
  changePassword,
  readMe,
  changeMe,
  createToken,
  listTokens,
  revokeToken,
  listRoles,
  grantRole,
  confirmRole,
  changeRole,
  deleteRole,
  readSetup,
  setUp,
] as const;
