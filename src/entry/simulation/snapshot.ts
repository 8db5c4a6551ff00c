// What the story's submissions hold: the same shapes as those of real ones, and the evidence that goes with a node.
import { v7 as uuid } from 'uuid';
import { splitOf } from '../../capabilities/linkage/indicator-split.rules.ts';
import type { StoredFile } from '../../platform/files/store.ts';
import type { Row } from './bulk.ts';
import { chance } from './keyed-chance.ts';
import type { PlanIndicator, PlanNode } from './plan.ts';
import type { Filing, ItemStory } from './story.ts';

export type EvidenceRow = Row & { id: string; name: string; sha256: string | null };

export function evidenceOf(
  { item }: ItemStory,
  filing: Filing,
  node: PlanNode,
  files: readonly StoredFile[],
): EvidenceRow {
  const luck = chance(`evidence ${item.code} ${node.title}`);
  const file = luck < 0.6 ? files[Math.floor((luck / 0.6) * files.length)] : undefined;
  const kind = file ? 'file' : luck < 0.8 ? 'link' : 'record';
  return {
    id: uuid({ msecs: filing.at.getTime() }),
    kind,
    sha256: file?.sha256 ?? null,
    name: file ? `${node.title}.txt` : node.title,
    media_type: file?.mediaType ?? null,
    size: file?.size ?? null,
    url: kind === 'link' ? `https://oa.demo.example/${item.code}/${node.date}` : null,
    record: kind === 'record' ? { code: item.code, date: node.date, done: true } : null,
    uploaded_by: item.personId,
    uploaded_at: new Date(filing.at.getTime() - 60_000),
  };
}

export function snapshotOf(story: ItemStory, filing: Filing, evidence: readonly EvidenceRow[]): Row {
  const { item } = story;
  const files = evidence.map(({ id, name, sha256 }) => ({ id, name, sha256 }));
  const nodes = filing.nodes.map((node) => nodeView(node, 'planned', null));
  if (filing.report) {
    const { period, percentage, selfRated, majorRisk, done, problem, next, cause, countermeasure } = filing.report;
    return {
      period,
      progress: percentage,
      nodesDone: nodes,
      readings: filing.readings.map((one) => ({ ...one, date: filing.day })),
      selfRatedLight: selfRated,
      majorRisk: majorRisk || null,
      done,
      problem,
      help: null,
      next,
      cause,
      countermeasure,
      evidence: files,
    };
  }
  if (filing.kind === 'node') return { nodesDone: nodes, evidence: files, summary: null };
  if (filing.kind === 'close_out') {
    return {
      item: itemView(story),
      nodes: item.nodes.map((node) => nodeView(node, 'verified', node.date)),
      evidence: files,
      summary: null,
    };
  }
  if (filing.kind === 'decomposition') {
    return {
      children: story.children.map((child) => ({
        ...itemView({ item: child }),
        changes: [],
        indicators: child.indicators.map(indicatorView),
      })),
      ownNodesWeight: item.ownNodesWeight,
      nodes: item.nodes.map((node) => nodeView(node, 'planned', null)),
      indicators: item.indicators.map((one) => ({
        ...indicatorView(one),
        ...splitOf(
          one,
          story.children.flatMap((child) => child.indicators),
        ),
      })),
      gapReason: item.gapReason,
    };
  }
  const after = filing.kind === 'suspension' ? 'suspended' : 'cancelled';
  const asked = { subtree: false, before: { state: 'in_progress' }, after: { state: after }, items: [] };
  return { item: requestedView(story), ...asked, ...(filing.kind === 'suspension' && { staying: [] }) };
}

/** The item as a request shows it. */
const requestedView = ({ item }: Pick<ItemStory, 'item'>): Row => ({
  id: item.id,
  code: item.code,
  title: item.title,
  titleEn: item.titleEn,
  level: item.level,
  state: 'in_progress',
  start: item.start,
  originalDue: item.due,
  approvedDue: item.due,
});

const nodeView = (node: PlanNode, state: string, doneOn: string | null): Row => ({
  id: node.id,
  title: node.title,
  titleEn: node.titleEn,
  date: node.date,
  originalDate: node.date,
  weight: node.weight,
  state,
  doneOn,
});

const indicatorView = ({ carried: _, ...indicator }: PlanIndicator): Row => indicator;

const itemView = ({ item }: Pick<ItemStory, 'item'>): Row => ({
  id: item.id,
  code: item.code,
  state: 'draft',
  level: item.level,
  horizon: item.horizon,
  title: item.title,
  titleEn: item.titleEn,
  leadUnitId: item.unitId,
  responsiblePersonId: item.personId,
  weight: item.weight,
  start: item.start,
  due: item.due,
});
