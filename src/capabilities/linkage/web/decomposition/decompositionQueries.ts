// What the decomposition editor reads and does, each by its contract.
import type { z } from 'zod';
import { remote } from '../../../../web/api.ts';
import { reading } from '../../../../web/queries.ts';
import type { submitDecomposition } from '../../../gatekeeping/gatekeeping.contract.ts';
import type { people, units } from '../../../institution/institution.contract.ts';
import type { readDecomposition, writeDecomposition } from '../../decomposition.contract.ts';
import type { Item as ItemShape } from '../../item.contract.ts';
import type { readHistory, readItem } from '../../linkage.contract.ts';

export type Item = z.output<typeof ItemShape>;

const draft = remote<typeof readDecomposition>('GET', '/items/{id}/decomposition');
const item = remote<typeof readItem>('GET', '/items/{id}');
const history = remote<typeof readHistory>('GET', '/items/{id}/history');

export const writeEndpoint = remote<typeof writeDecomposition>('PUT', '/items/{id}/decomposition');
export const submitEndpoint = remote<typeof submitDecomposition>('POST', '/items/{id}/decomposition/submit');
export const unitsEndpoint = remote<typeof units.list>('GET', '/units');
export const peopleEndpoint = remote<typeof people.list>('GET', '/people');

export const draftQuery = (id: string) => reading(draft, { params: { id } });
export const itemQuery = (id: string) => reading(item, { params: { id }, query: {} });
export const lastActQuery = (id: string) => reading(history, { params: { id }, query: { limit: 1 } });
