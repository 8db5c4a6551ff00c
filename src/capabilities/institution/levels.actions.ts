// Levels are data: renamed at any time, put in or taken out while no item stands on them.
import type { PageQuery } from '../../platform/database/list-page.ts';
import { demandVersion } from '../../platform/http/bind.ts';
import { refuseNow, unwrap } from '../../platform/result.ts';
import { demandManagement } from '../identity/identity.policy.ts';
import type { Actor, Scope } from '../identity/scope.ts';
import { addEntity, changeEntity, type Kind, type Patch, removeEntity } from './entity.actions.ts';
import { lockShape } from './entity.store.ts';
import { rowAbilities } from './institution.policy.ts';
import {
  countLevelUse,
  findLevel,
  moveDownFrom,
  moveUpBelow,
  type StoredLevel,
  listLevels as selectLevels,
} from './levels.store.ts';
import { FEWEST_LEVELS, type LevelSeed, MOST_LEVELS } from './templates.rules.ts';
import { recomputeValues } from './values.store.ts';

const LEVEL: Kind = {
  table: 'levels',
  name: 'level',
  columns: { rank: 'rank', kind: 'kind', name: 'name', nameEn: 'name_en' },
};

type LevelKind = LevelSeed['kind'];
const shown = (actor: Actor, level: StoredLevel) => ({
  ...level,
  kind: level.kind as LevelKind,
  abilities: { ...rowAbilities(actor) },
});
export type ShownLevel = ReturnType<typeof shown>;

export async function listLevels(scope: Scope, query: PageQuery) {
  const { items, nextCursor } = await selectLevels(scope, query);
  return { items: items.map((level) => shown(scope.actor, level)), nextCursor };
}

async function demandLevel(scope: Scope, id: string): Promise<StoredLevel> {
  return (await findLevel(scope, id)) ?? refuseNow('missing', 'not_found');
}

export async function readLevel(scope: Scope, id: string): Promise<ShownLevel> {
  return shown(scope.actor, await demandLevel(scope, id));
}

export type NewLevel = { rank: number; kind: LevelKind; name: string; nameEn?: string | undefined };

export async function addLevel(scope: Scope, level: NewLevel): Promise<ShownLevel> {
  unwrap(demandManagement(scope.actor));
  await lockShape(scope, 'levels');
  const use = await countLevelUse(scope, level.rank);
  if (use.levels >= MOST_LEVELS) refuseNow('conflict', 'levels_at_most', { most: MOST_LEVELS });
  if (level.rank > use.levels + 1) refuseNow('invalid', 'rank_leaves_gap', { next: use.levels + 1 });
  if (use.items > 0) refuseNow('conflict', 'level_has_items', { items: use.items });
  await moveDownFrom(scope, level.rank);
  const id = await addEntity(scope, LEVEL, { ...level, nameEn: level.nameEn ?? level.name });
  await recomputeValues(scope);
  return readLevel(scope, id);
}

export async function changeLevel(scope: Scope, id: string, patch: Patch<NewLevel>, ifMatch: number | null) {
  unwrap(demandManagement(scope.actor));
  await lockShape(scope, 'levels');
  const level = await demandLevel(scope, id);
  if (patch.rank !== undefined && patch.rank !== level.rank) refuseNow('conflict', 'rank_fixed');
  const newKind = patch.kind !== undefined && patch.kind !== level.kind;
  if (newKind) {
    // the kind decides who gates and who must carry
    const { items, posts } = await countLevelUse(scope, level.rank);
    if (items > 0) refuseNow('conflict', 'level_has_items', { items });
    // whoever stands at the school's own level leads everything, and got there by a second person
    if (patch.kind === 'school' && posts > 0) refuseNow('conflict', 'level_has_posts', { posts });
  }
  await changeEntity(scope, LEVEL, level, patch, ifMatch);
  if (newKind) await recomputeValues(scope);
  return readLevel(scope, id);
}

export async function removeLevel(scope: Scope, id: string, ifMatch: number | null): Promise<void> {
  unwrap(demandManagement(scope.actor));
  await lockShape(scope, 'levels');
  const level = await demandLevel(scope, id);
  demandVersion(ifMatch, level.version);
  const use = await countLevelUse(scope, level.rank);
  if (use.items > 0) refuseNow('conflict', 'level_has_items', { items: use.items });
  if (use.posts > 0) refuseNow('conflict', 'level_has_posts', { posts: use.posts });
  if (level.rank === 1) {
    // nobody rises to the first level without a second person
    const { posts } = await countLevelUse(scope, 2);
    if (posts > 0) refuseNow('conflict', 'level_has_posts', { posts });
  }
  if (use.levels <= FEWEST_LEVELS) refuseNow('conflict', 'levels_at_least', { fewest: FEWEST_LEVELS });
  await removeEntity(scope, LEVEL, level, null);
  await moveUpBelow(scope, level.rank);
  await recomputeValues(scope);
}
