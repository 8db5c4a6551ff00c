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

/** Where parts are added up nobody below starts from the base of the whole; every other rule compares like with like. */
const baseBelow = ({ base, rule }: SheetIndicator): number | null =>
  rule === 'sum' && base !== 0 ? null : (base ?? null);

type IndicatorBodies = NonNullable<ChildBody['indicators']>;

/** What a child carries says so by its own words; until it has any, by those of the indicator above. */
function childIndicators(row: SheetRow, above: ReadonlyMap<string, SheetIndicator>): IndicatorBodies {
  return row.indicators.flatMap(({ id, parentKey, kept, target, bandLow, bandHigh }): IndicatorBodies => {
    const parent = parentKey === null ? undefined : above.get(parentKey);
    // Its indicator is gone, or has no name yet and stays on this machine with it.
    if (parentKey !== null && !parent) return [];
    const words = kept ?? {
      name: parent?.name ?? '',
      nameEn: parent?.nameEn ?? null,
      unit: parent?.unit ?? '',
      base: parent ? baseBelow(parent) : null,
      polarity: parent?.polarity ?? 'up',
      rule: parent?.rule ?? 'sum',
    };
    const parentIndicatorId = parent ? (parent.id ?? parent.key) : (kept?.parentIndicatorId ?? null);
    return [{ ...(id ? { id } : {}), ...words, target, bandLow, bandHigh, parentIndicatorId }];
  });
}

const coUnitBodies = (row: SheetRow): NonNullable<ChildBody['coUnits']> =>
  row.coUnits.map(({ unitId, share, personId }) => ({
    unitId: unitId ?? '',
    ...(share === null ? {} : { share }),
    personId,
  }));

function childBody(row: SheetRow, above: ReadonlyMap<string, SheetIndicator>): ChildBody {
  return {
    ...row.kept,
    coUnits: coUnitBodies(row),
    indicators: childIndicators(row, above),
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
  const above = new Map(indicators.map((indicator) => [indicator.key, indicator]));
  return {
    body: {
      children: rows.map((row) => childBody(row, above)),
      ownNodesWeight: sheet.ownNodesWeight,
      nodes: nodes.map((node) => ({
        ...(node.id ? { id: node.id } : {}),
        title: node.title.trim(),
        titleEn: orNull(node.titleEn),
        date: node.date ?? '',
        weight: node.weight ?? 0,
      })),
      // A new indicator brings an id of its own, so that the children of the same body can name it.
      indicators: indicators.map(({ key, id, ...rest }) => ({ id: id ?? key, ...rest })),
      gapReason: orNull(sheet.gapReason),
    },
    rowKeys: rows.map((row) => row.key),
    nodeKeys: nodes.map((node) => node.key),
    indicatorKeys: indicators.map((indicator) => indicator.key),
    heldBack:
      sheet.rows.length + sheet.nodes.length + sheet.indicators.length - rows.length - nodes.length - indicators.length,
  };
}

/** Stored indicators of a row take their ids by what they carry; what was typed stays. */
function withReply(row: SheetRow, child: Draft['children'][number], idsAbove: ReadonlyMap<string, string>): SheetRow {
  const taken = new Set(row.indicators.map((one) => one.id));
  const fresh = child.indicators.filter((one) => !taken.has(one.id));
  const storedFor = (one: SheetRow['indicators'][number]) =>
    fresh.find((stored) => stored.parentIndicatorId === idsAbove.get(one.parentKey ?? ''))?.id ?? null;
  return {
    ...row,
    indicators: row.indicators.map((one) => (one.id === null ? { ...one, id: storedFor(one) } : one)),
    id: child.id,
    code: child.code,
    state: child.state,
    changes: child.changes,
  };
}

/** Gives rows the ids and states that the server gave them; whatever was typed meanwhile stays. */
export function merged(sheet: Sheet, sent: Outgoing, reply: Draft): Sheet {
  const known = new Set(sheet.rows.map((row) => row.id));
  const fresh = reply.children.filter((child) => !known.has(child.id));
  const newKeys = sent.rowKeys.filter((key) => sheet.rows.some((row) => row.key === key && row.id === null));
  const byKey = new Map(newKeys.map((key, at) => [key, fresh[at]]));
  const byId = new Map(reply.children.map((child) => [child.id, child]));
  const storedIds = new Map(sent.indicatorKeys.map((key, at) => [key, reply.indicators[at]?.id]));
  const idsAbove = new Map(
    sheet.indicators.flatMap(({ key, id }): [string, string][] => {
      const stored = id ?? storedIds.get(key);
      return stored ? [[key, stored]] : [];
    }),
  );
  return {
    ...sheet,
    rows: sheet.rows.map((row) => {
      const child = row.id ? byId.get(row.id) : byKey.get(row.key);
      return child ? withReply(row, child, idsAbove) : row;
    }),
    nodes: sheet.nodes.map((node) => {
      const at = sent.nodeKeys.indexOf(node.key);
      const stored = reply.nodes[at];
      return node.id === null && stored ? { ...node, id: stored.id } : node;
    }),
    indicators: sheet.indicators.map((indicator) => ({ ...indicator, id: idsAbove.get(indicator.key) ?? null })),
  };
}
