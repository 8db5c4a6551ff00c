// What readiness reads and does, by its contract.
import type { z } from 'zod';
import { remote } from '../../../../web/api.ts';
import { reading } from '../../../../web/queries.ts';
import type { answerReadiness, ItemReadiness, nameNeeds, readReadiness } from '../../readiness.contract.ts';

export type ReadinessView = z.output<typeof ItemReadiness>;
export type NodeView = ReadinessView['items'][number];
export type NeedView = NodeView['needs'][number];
export type NeedKind = NeedView['kind'];
export type Answer = NonNullable<NeedView['answer']>;
export const needKinds: readonly NeedKind[] = ['prerequisite', 'resource', 'approval'];

const read = remote<typeof readReadiness>('GET', '/items/{id}/readiness');
export const nameEndpoint = remote<typeof nameNeeds>('PUT', '/nodes/{id}/needs');
export const answerEndpoint = remote<typeof answerReadiness>('POST', '/nodes/{id}/readiness');

export const readinessQuery = (id: string, asOf?: string) =>
  reading(read, { params: { id }, query: asOf ? { asOf } : {} });
