// Readiness over HTTP: what a node needs, when it is asked for, and the answers.
import { z } from 'zod';
import { defineEndpoint } from '../../platform/http/endpoint.ts';
import { Abilities, Day, Id, IdParams, Instant, Text } from '../../platform/http/shapes.ts';
import { PersonBrief } from '../identity/identity.contract.ts';
import { asOf, NodeState, ReadinessWord } from './item.contract.ts';

const tag = 'linkage';
export const NeedKind = z.enum(['prerequisite', 'resource', 'approval']);
export const NeedAnswer = z.enum(['met', 'unmet', 'not_needed']);

export const Need = z.object({
  /** Null while nobody has named or answered anything of this kind: the kind as a whole is asked for. */
  id: Id.nullable(),
  kind: NeedKind,
  text: z.string(),
  textEn: z.string().nullable(),
  answer: NeedAnswer.nullable(),
  note: z.string().nullable(),
  answeredBy: PersonBrief.nullable(),
  answeredAt: Instant.nullable(),
});
export const NodeReadiness = z.object({
  nodeId: Id,
  title: z.string(),
  titleEn: z.string().nullable(),
  date: Day,
  state: NodeState,
  /** The first day on which its needs are asked for. */
  asksFrom: Day,
  /** Null before that day, and once it is claimed or verified. */
  readiness: ReadinessWord.nullable(),
  /** How many needs, unfinished dependencies among them, still stand in the way. */
  open: z.number().int(),
  needs: z.array(Need),
});
export const ItemReadiness = z.object({
  itemId: Id,
  readiness: ReadinessWord.nullable(),
  daysBefore: z.number().int(),
  items: z.array(NodeReadiness),
  /** Items that this one depends on and that are not finished: prerequisites that are missing. Id and words are null where the caller may not see one. */
  waitsFor: z.array(
    z.object({
      id: Id.nullable(),
      code: z.string().nullable(),
      title: z.string().nullable(),
      titleEn: z.string().nullable(),
    }),
  ),
  abilities: Abilities,
});

export const readReadiness = defineEndpoint({
  name: 'readReadiness',
  method: 'GET',
  path: '/items/{id}/readiness',
  summary: 'What the nodes of an item need before their day, and what was answered',
  tag,
  params: IdParams,
  query: z.object(asOf),
  reply: ItemReadiness,
});
export const nameNeeds = defineEndpoint({
  name: 'nameNeeds',
  method: 'PUT',
  path: '/nodes/{id}/needs',
  summary: 'Name beforehand what a node needs; what is left out is asked for no longer',
  tag,
  params: IdParams,
  body: z.object({
    needs: z
      .array(
        z.object({
          id: Id.optional(),
          kind: NeedKind,
          text: Text.min(1).max(1000),
          textEn: Text.min(1).max(1000).nullish(),
        }),
      )
      .max(50),
  }),
  reply: ItemReadiness,
});
export const answerReadiness = defineEndpoint({
  name: 'answerReadiness',
  method: 'POST',
  path: '/nodes/{id}/readiness',
  summary: 'Answer what a node needs: by id, or a kind as a whole',
  tag,
  params: IdParams,
  body: z.object({
    answers: z
      .array(
        z.object({
          needId: Id.optional(),
          kind: NeedKind.optional(),
          answer: NeedAnswer,
          note: Text.max(1000).nullish(),
        }),
      )
      .min(1)
      .max(60),
  }),
  reply: ItemReadiness,
});
