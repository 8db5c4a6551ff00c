// Posts: made and changed by whoever manages, confirmed by a second person where they lead the whole, ended with a hand-over.
import type { PageQuery } from '../../platform/database/list-page.ts';
import { appendEvent } from '../../platform/events/append.ts';
import { demandVersion } from '../../platform/http/bind.ts';
import { refuseNow, unwrap } from '../../platform/result.ts';
import { demandManagement, judgeConfirmation } from '../identity/identity.policy.ts';
import type { Actor, Scope } from '../identity/scope.ts';
import { addDays } from './calendar.rules.ts';
import { addEntity, changeEntity, type Kind } from './entity.actions.ts';
import { lockShape, updateEntity } from './entity.store.ts';
import { findsHeirs, handOverAtOnce } from './hand-over.actions.ts';
import { needsSecondPerson, postAbilities, seesProposals } from './institution.policy.ts';
import { findLevelOfRank } from './levels.store.ts';
import {
  findPost,
  type PostFilter,
  personStanding,
  type StoredPost,
  listPosts as selectPosts,
  topHasOtherHead,
} from './posts.store.ts';
import { findUnit } from './units.store.ts';

const POST: Kind = {
  table: 'posts',
  name: 'post',
  columns: {
    personId: 'person_id',
    unitId: 'unit_id',
    level: 'level',
    title: 'title',
    titleEn: 'title_en',
    head: 'head',
    acting: 'acting',
    from: 'from_day',
    to: 'to_day',
    successorId: 'successor_id',
    state: 'state',
    proposedBy: 'proposed_by',
  },
};

const hasEnded = (post: StoredPost, today: string) => post.to !== null && post.to < today;

const shown = (actor: Actor, post: StoredPost) => ({
  ...post,
  abilities: { ...postAbilities(actor, { ...post, ended: hasEnded(post, actor.today) }) },
});
export type ShownPost = ReturnType<typeof shown>;

export async function listPosts(scope: Scope, filter: Omit<PostFilter, 'readerId'>, query: PageQuery) {
  const readerId = seesProposals(scope.actor) ? null : scope.actorId;
  const { items, nextCursor } = await selectPosts(scope, { ...filter, readerId }, query);
  return { items: items.map((post) => shown(scope.actor, post)), nextCursor };
}

async function demandPost(scope: Scope, id: string): Promise<StoredPost> {
  const post = await findPost(scope, id);
  const open = post && (post.state === 'confirmed' || post.personId === scope.actorId || seesProposals(scope.actor));
  return open ? post : refuseNow('missing', 'not_found');
}

export async function readPost(scope: Scope, id: string): Promise<ShownPost> {
  return shown(scope.actor, await demandPost(scope, id));
}

export type NewPost = {
  personId: string;
  unitId: string;
  level: number;
  title: string;
  titleEn?: string | null | undefined;
  head?: boolean | undefined;
  acting?: boolean | undefined;
  from?: string | undefined;
  to?: string | null | undefined;
};

async function demandActive(scope: Scope, personId: string, field: string): Promise<void> {
  const standing = await personStanding(scope, personId);
  if (standing === 'unknown') refuseNow('invalid', 'person_unknown', {}, [{ path: field, code: 'person_unknown' }]);
  if (standing === 'inactive') refuseNow('conflict', 'person_inactive');
}

/** The state of the reply says whether it holds at once or waits for the second person. */
export async function addPost(scope: Scope, wish: NewPost): Promise<ShownPost> {
  unwrap(demandManagement(scope.actor));
  const { head = false, acting = false, from = scope.today, to = null } = wish;
  await demandActive(scope, wish.personId, 'personId');
  const unit = await findUnit(scope, wish.unitId);
  if (!unit) return refuseNow('invalid', 'unit_unknown', {}, [{ path: 'unitId', code: 'unit_unknown' }]);
  const level = await findLevelOfRank(scope, wish.level);
  if (!level)
    return refuseNow('invalid', 'level_unknown', { rank: wish.level }, [
      { path: 'level', code: 'level_unknown', params: { rank: wish.level } },
    ]);
  if (to !== null && to < from) refuseNow('invalid', 'ends_before_start', { from });
  const planned = { level: wish.level, head, unitIsTop: unit.parentId === null, levelKind: level.kind };
  const state = needsSecondPerson(planned) ? 'proposed' : 'confirmed';
  const fields = { ...wish, head, acting, from, to, state, proposedBy: scope.actorId };
  const id = await addEntity(scope, POST, fields, { created_at: scope.now });
  return readPost(scope, id);
}

export async function confirmPost(scope: Scope, id: string, ifMatch: number | null): Promise<ShownPost> {
  await lockShape(scope, 'posts');
  const post = await demandPost(scope, id);
  // the same act by the same person answers as the first time
  if (post.state === 'confirmed' && post.confirmedBy === scope.actorId) return shown(scope.actor, post);
  unwrap(judgeConfirmation(scope.actor, post));
  demandVersion(ifMatch, post.version);
  await updateEntity(scope, 'posts', id, { state: 'confirmed', confirmed_by: scope.actorId });
  await appendEvent(scope, {
    act: 'post.confirmed',
    objectKind: 'post',
    objectId: id,
    before: { state: 'proposed' },
    after: { state: 'confirmed', personId: post.personId, unitId: post.unitId, level: post.level },
  });
  return readPost(scope, id);
}

export type PostPatch = {
  title?: string | undefined;
  titleEn?: string | null | undefined;
  head?: boolean | undefined;
  to?: string | null | undefined;
  successorId?: string | null | undefined;
};

export async function changePost(
  scope: Scope,
  id: string,
  patch: PostPatch,
  ifMatch: number | null,
): Promise<ShownPost> {
  unwrap(demandManagement(scope.actor));
  await lockShape(scope, 'posts');
  const post = await demandPost(scope, id);
  demandVersion(ifMatch, post.version);
  if (post.state === 'refused' || (hasEnded(post, scope.today) && post.handedOver)) refuseNow('conflict', 'post_ended');
  await judgePatch(scope, post, patch);
  if (!(await changeEntity(scope, POST, post, patch, null))) return shown(scope.actor, post);
  const changed = await demandPost(scope, id);
  await settleLeaving(scope, post, changed);
  return shown(scope.actor, changed);
}

async function judgePatch(scope: Scope, post: StoredPost, patch: PostPatch): Promise<void> {
  const { to = post.to, head = post.head, successorId } = patch;
  if (to !== null && to < post.from) refuseNow('invalid', 'ends_before_start', { from: post.from });
  const seconded = needsSecondPerson({ ...post, levelKind: post.levelKind ?? '', head });
  if (post.state === 'confirmed' && seconded) {
    const lengthens = post.to !== null && (to === null || to > post.to);
    if (lengthens || (head && !post.head)) refuseNow('conflict', 'post_needs_new');
  }
  if (successorId) {
    if (successorId === post.personId)
      refuseNow('invalid', 'successor_is_holder', {}, [{ path: 'successorId', code: 'successor_is_holder' }]);
    await demandActive(scope, successorId, 'successorId');
  }
}

/** The top unit keeps a head or a named successor, and every open item finds its next person. */
async function settleLeaving(scope: Scope, before: StoredPost, after: StoredPost): Promise<void> {
  if (after.state !== 'confirmed') return;
  const dayAfter = after.to === null ? null : addDays(after.to, 1);
  const leavesHeadship = before.head && !after.head;
  if (before.head && before.unitIsTop && (dayAfter || leavesHeadship) && !after.successorId) {
    const from = leavesHeadship ? scope.today : (dayAfter ?? scope.today);
    if (!(await topHasOtherHead(scope, after.id, from))) refuseNow('conflict', 'top_unit_needs_successor');
  }
  const ended = hasEnded(after, scope.today);
  if (dayAfter && !(await findsHeirs(scope, ended ? scope.today : dayAfter, after)))
    refuseNow('conflict', 'nobody_takes_over');
  if (ended || leavesHeadship) await handOverAtOnce(scope, after, ended);
}

/** A proposal is withdrawn; a post in force ends with yesterday, and one that began today never was. */
export async function removePost(scope: Scope, id: string, ifMatch: number | null): Promise<void> {
  unwrap(demandManagement(scope.actor));
  await lockShape(scope, 'posts');
  const post = await demandPost(scope, id);
  demandVersion(ifMatch, post.version);
  if (post.state === 'refused' || hasEnded(post, scope.today)) refuseNow('conflict', 'post_ended');
  if (post.state === 'confirmed' && post.from < scope.today) {
    await changePost(scope, id, { to: addDays(scope.today, -1) }, null);
    return;
  }
  if (post.state === 'confirmed' && post.head && post.unitIsTop && !(await topHasOtherHead(scope, id, scope.today))) {
    refuseNow('conflict', 'top_unit_needs_successor');
  }
  await updateEntity(scope, 'posts', id, { state: 'refused' });
  await appendEvent(scope, {
    act: 'post.removed',
    objectKind: 'post',
    objectId: id,
    before: { state: post.state, personId: post.personId, unitId: post.unitId },
    after: { state: 'refused' },
  });
  if (post.state === 'confirmed') await handOverAtOnce(scope, post, true);
}
