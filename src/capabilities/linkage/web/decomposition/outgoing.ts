// From the sheet to what is stored, and the ids that come back: whole rows go out, unfinished ones stay on this machine.
import {
  type Body,
  type ChildBody,
  type Draft,
  lacks,
  type Sheet,
  type SheetIndicator,
  type SheetNode,
  type SheetRow,
} from './sheet.ts';

const orNull = (text: string): string | null => text.trim() || null;

/** A placeholder has no words at all. */
const wordsOf = (row: SheetRow) => ({
  title: row.title.trim(),
  titleEn: orNull(row.titleEn),
  requirement: row.requirement.trim(),
  requirementEn: orNull(row.requirementEn),
  standard: row.standard.trim(),
  standardEn: orNull(row.standardEn),
});

function childBody(row: SheetRow): ChildBody {
  return {
    ...row.kept,
    ...(row.id ? { id: row.id } : {}),
    ...(row.code && row.state === 'draft' ? { code: row.code } : {}),
    ...(row.placeholder ? {} : wordsOf(row)),
    weight: row.weight,
    leadUnitId: row.unit?.id ?? '',
    responsiblePersonId: row.person?.id ?? '',
    start: row.start ?? '',
    due: row.due ?? '',
    level: row.level,
    horizon: row.horizon,
    disciplineId: row.disciplineId,
    priority: row.priority,
    plannedMinutes: row.plannedMinutes,
    frequency: row.frequency,
    placeholder: row.placeholder,
  };
}

const isWholeNode = (node: SheetNode): boolean => node.title.trim() !== '' && node.date !== null;
const isWholeIndicator = (indicator: SheetIndicator): boolean => indicator.name.trim() !== '';

export interface Outgoing {
  body: Body;
  /** Keys of the rows in the body, in their order: what the paths of findings count by. */
  rowKeys: string[];
  nodeKeys: string[];
  indicatorKeys: string[];
  /** Rows, nodes and indicators that lack something and stay on this machine. */
  heldBack: number;
}

/** The body of a save: whole rows only, so that one unfinished row never keeps the others from being stored. */
export function outgoing(sheet: Sheet): Outgoing {
  const rows = sheet.rows.filter((row) => lacks(row).length === 0);
  const nodes = sheet.nodes.filter(isWholeNode);
  const indicators = sheet.indicators.filter(isWholeIndicator);
  return {
    body: {
      children: rows.map(childBody),
      ownNodesWeight: sheet.ownNodesWeight,
      nodes: nodes.map((node) => ({
        ...(node.id ? { id: node.id } : {}),
        title: node.title.trim(),
        titleEn: orNull(node.titleEn),
        date: node.date ?? '',
        weight: node.weight ?? 0,
      })),
      indicators: indicators.map(({ key: _key, id, ...rest }) => ({ ...(id ? { id } : {}), ...rest })),
    },
    rowKeys: rows.map((row) => row.key),
    nodeKeys: nodes.map((node) => node.key),
    indicatorKeys: indicators.map((indicator) => indicator.key),
    heldBack:
      sheet.rows.length + sheet.nodes.length + sheet.indicators.length - rows.length - nodes.length - indicators.length,
  };
}

/** Gives rows the ids and states that the server gave them; whatever was typed meanwhile stays. */
export function merged(sheet: Sheet, sent: Outgoing, reply: Draft): Sheet {
  const known = new Set(sheet.rows.map((row) => row.id));
  const fresh = reply.children.filter((child) => !known.has(child.id));
  const newKeys = sent.rowKeys.filter((key) => sheet.rows.some((row) => row.key === key && row.id === null));
  const byKey = new Map(newKeys.map((key, at) => [key, fresh[at]]));
  const byId = new Map(reply.children.map((child) => [child.id, child]));
  return {
    ...sheet,
    rows: sheet.rows.map((row) => {
      const child = row.id ? byId.get(row.id) : byKey.get(row.key);
      return child ? { ...row, id: child.id, code: child.code, state: child.state, changes: child.changes } : row;
    }),
    nodes: sheet.nodes.map((node) => {
      const at = sent.nodeKeys.indexOf(node.key);
      const stored = reply.nodes[at];
      return node.id === null && stored ? { ...node, id: stored.id } : node;
    }),
    indicators: sheet.indicators.map((indicator) => {
      const at = sent.indicatorKeys.indexOf(indicator.key);
      const stored = reply.indicators[at];
      return indicator.id === null && stored ? { ...indicator, id: stored.id } : indicator;
    }),
  };
}
