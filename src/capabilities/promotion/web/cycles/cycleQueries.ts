// What the pages of cycles read and do, each by its contract.
import { keepPreviousData } from '@tanstack/react-query';
import type { z } from 'zod';
import { readingAll } from '../../../../web/allPages.ts';
import { addressOf, remote } from '../../../../web/api.ts';
import { reading } from '../../../../web/queries.ts';
import type { units } from '../../../institution/institution.contract.ts';
import type {
  CycleItem as CycleItemShape,
  CycleMatrix as CycleMatrixShape,
  Cycle as CycleShape,
  closeCycle,
  freezeCycle,
  listCycleItems,
  listCycles,
  readCycle,
  readCycleMatrix,
  reopenCycle,
  reviewCycle,
} from '../../cycle.contract.ts';

export type Cycle = z.output<typeof CycleShape>;
export type CycleKind = Cycle['kind'];
export type CycleState = Cycle['state'];
export type Matrix = z.output<typeof CycleMatrixShape>;
export type MatrixUnit = Matrix['units'][number];
export type CycleItem = z.output<typeof CycleItemShape>;
export type Outcome = CycleItem['outcome'];

const list = remote<typeof listCycles>('GET', '/cycles');
const one = remote<typeof readCycle>('GET', '/cycles/{id}');
const matrix = remote<typeof readCycleMatrix>('GET', '/cycles/{id}/matrix');
const itemsEndpoint = remote<typeof listCycleItems>('GET', '/cycles/{id}/items');
export const freezeEndpoint = remote<typeof freezeCycle>('POST', '/cycles/{id}/freeze');
export const reopenEndpoint = remote<typeof reopenCycle>('POST', '/cycles/{id}/reopen');
export const reviewEndpoint = remote<typeof reviewCycle>('POST', '/cycles/{id}/review');
export const closeEndpoint = remote<typeof closeCycle>('POST', '/cycles/{id}/close');

const present = (asOf: string | undefined) => (asOf ? { asOf } : {});

export const openCyclesQuery = (asOf?: string) =>
  reading(list, { query: { state: 'open', limit: 20, ...present(asOf) } });
export const cyclesQuery = (kind: CycleKind | undefined, limit: number, asOf?: string) => ({
  ...reading(list, { query: { limit, ...(kind ? { kind } : {}), ...present(asOf) } }),
  placeholderData: keepPreviousData,
});
export const cycleQuery = (id: string, asOf?: string) => reading(one, { params: { id }, query: present(asOf) });

export const allUnits = readingAll(remote<typeof units.list>('GET', '/units'));

export interface MatrixAsk {
  unitId?: string | undefined;
  mine?: boolean | undefined;
  asOf?: string | undefined;
}

const narrowed = ({ unitId, mine, asOf }: MatrixAsk) => ({
  ...(unitId ? { unitId } : {}),
  ...(mine ? { mine: 'true' } : {}),
  ...present(asOf),
});

export const matrixQuery = (id: string, ask: MatrixAsk = {}) => ({
  ...reading(matrix, { params: { id }, query: narrowed(ask) }),
  placeholderData: keepPreviousData,
});

export interface ItemsAsk extends MatrixAsk {
  level?: number | undefined;
  outcome?: readonly Outcome[] | undefined;
}

const itemsAsk = ({ level, outcome, ...ask }: ItemsAsk) => ({
  ...narrowed(ask),
  ...(level ? { level } : {}),
  ...(outcome ? { outcome: outcome.join(',') } : {}),
});

export const cycleItemsQuery = (id: string, ask: ItemsAsk) => ({
  ...readingAll(itemsEndpoint, { ...itemsAsk(ask), sort: 'deadline' }, { id }),
  // What has just been reported must not stand among the missing ones.
  staleTime: 5_000,
});

export const exportAddress = (id: string, format: 'xlsx' | 'csv', ask: ItemsAsk): string =>
  addressOf(`/cycles/{id}/items.${format}`, { id }, itemsAsk(ask));
