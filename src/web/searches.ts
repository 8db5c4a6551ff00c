// What the addresses of pages carry after the question mark, and how it is read: whatever is not understood is left out.
import { asGroup } from '../capabilities/channels/web/inbox/inboxGroups.ts';
import type { InboxSearch } from '../capabilities/channels/web/inbox/inboxQueries.ts';
import type { IndicatorsSearch, Mark } from '../capabilities/insight/web/bowling/bowlingQueries.ts';
import type { BurdenSearch } from '../capabilities/insight/web/burden/burdenQueries.ts';
import type { DelaysSearch } from '../capabilities/insight/web/cockpit/cockpitQueries.ts';
import type { TrajectoriesSearch } from '../capabilities/insight/web/trajectory/trajectoryQueries.ts';
import type { AddsUpSearch } from '../capabilities/linkage/web/adds-up/addsUpQueries.ts';
import type { LoadSearch } from '../capabilities/linkage/web/load/loadQueries.ts';
import { DELAY_KINDS } from '../capabilities/promotion/delay.rules.ts';
import type { HelpSearch } from '../capabilities/promotion/web/help/helpQueries.ts';
import type { SheetsSearch } from '../capabilities/promotion/web/sheets/sheetQueries.ts';

type Found = Record<string, unknown>;

export interface AsOfSearch {
  /** A past or coming day on which everything is read; absent means now. */
  asOf?: string | undefined;
}

export interface BoardSearch extends AsOfSearch {
  view?: 'columns' | undefined;
  q?: string | undefined;
  sector?: string | undefined;
  unit?: string | undefined;
  light?: string | undefined;
  horizon?: 'five_year' | 'mid_term' | 'annual' | 'task' | undefined;
  level?: number | undefined;
  person?: string | undefined;
  troubled?: boolean | undefined;
  chosen?: string | undefined;
}

export const text = (value: unknown): string | undefined => (typeof value === 'string' && value ? value : undefined);
const day = (value: unknown): string | undefined => {
  // The router reads 2026 as a number and quotes what would; a day always has its hyphens.
  const written = text(value);
  return written && /^\d{4}-\d{2}-\d{2}$/.test(written) ? written : undefined;
};
export function present<T extends object>(search: { [K in keyof T]: T[K] | undefined }): T {
  return Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined)) as T;
}
export const asOfOf = (search: Found): AsOfSearch => present<AsOfSearch>({ asOf: day(search.asOf) });

const yearOf = (value: unknown): number | undefined =>
  Number(value) >= 2000 && Number(value) <= 2200 ? Number(value) : undefined;

export interface ChainSearch extends AsOfSearch {
  chosen?: string | undefined;
  view?: 'table' | undefined;
}

export interface MatrixSearch extends AsOfSearch {
  /** A goal's id, or `all`; absent means as many as fit. */
  goal?: string | undefined;
  sector?: string | undefined;
  year?: number | undefined;
}

export interface DecompositionSearch extends AsOfSearch {
  /** The child whose row is meant. */
  row?: string | undefined;
  /** A column, the targets of the n-th indicator, or a part of the page. */
  at?: string | undefined;
}

export interface NegotiationsSearch extends AsOfSearch {
  /** Absent means what is proposed to me or my unit. */
  queue?: 'sent' | 'settled' | undefined;
  unit?: string | undefined;
  /** The item whose rounds are open beside the list. */
  item?: string | undefined;
}

export interface ReviewSearch extends AsOfSearch {
  /** Absent means what waits for me. */
  queue?: 'sent' | 'decided';
  id?: string;
}

export interface DrawingSearch extends AsOfSearch {
  zoom?: 'year' | 'half' | 'quarter' | 'month' | undefined;
  view?: 'table' | undefined;
  critical?: boolean | undefined;
  /** Absent means by unit. */
  by?: 'sector' | undefined;
  /** One unit or sector alone. */
  only?: string | undefined;
}

export interface GatesSearch extends AsOfSearch {
  /** Absent means by kind. */
  by?: 'unit' | 'person' | undefined;
  from?: string | undefined;
  to?: string | undefined;
  unit?: string | undefined;
}

export interface ReportSearch extends AsOfSearch {
  /** A cycle to be made up; absent means the one that is due. */
  cycleId?: string | undefined;
}

export interface CyclesSearch extends AsOfSearch {
  /** Absent means all kinds. */
  kind?: 'week' | 'month' | 'quarter' | undefined;
  /** How many past cycles the list shows. */
  shown?: number | undefined;
}

export interface CycleSearch extends AsOfSearch {
  /** Absent means who has reported. */
  view?: 'focus' | undefined;
  unit?: string | undefined;
  mine?: boolean | undefined;
  /** The cell of the matrix whose items are open beside it: a unit or all, a level or all. */
  cell?: string | undefined;
  /** Which of its items; absent means those that are not there. */
  show?: 'late' | 'in_time' | 'owed' | undefined;
}

export interface PlanAheadSearch extends AsOfSearch {
  /** The year that is being drafted; absent means the next. */
  year?: number;
}

export interface NewDraftSearch extends PlanAheadSearch {
  /** Begin with a template. */
  template?: boolean;
}

const zoomOf = (value: unknown): DrawingSearch['zoom'] =>
  value === 'year' || value === 'half' || value === 'quarter' || value === 'month' ? value : undefined;
export const drawingSearch = (search: Found): DrawingSearch =>
  present<DrawingSearch>({
    ...asOfOf(search),
    zoom: zoomOf(search.zoom),
    view: search.view === 'table' ? 'table' : undefined,
    critical: search.critical === true || search.critical === 'true' ? true : undefined,
    by: search.by === 'sector' ? 'sector' : undefined,
    only: text(search.only),
  });

export const boardSearch = (search: Found): BoardSearch =>
  present<BoardSearch>({
    ...asOfOf(search),
    view: search.view === 'columns' ? 'columns' : undefined,
    q: text(search.q),
    sector: text(search.sector),
    unit: text(search.unit),
    light: text(search.light),
    horizon: oneOf(search.horizon, ['five_year', 'mid_term', 'annual', 'task']),
    level: Number(search.level) || undefined,
    person: text(search.person),
    troubled: search.troubled === true || search.troubled === 'true' ? true : undefined,
    chosen: text(search.chosen),
  });
export const chainSearch = (search: Found): ChainSearch =>
  present<ChainSearch>({
    ...asOfOf(search),
    chosen: text(search.chosen),
    view: search.view === 'table' ? 'table' : undefined,
  });
export const matrixSearch = (search: Found): MatrixSearch =>
  present<MatrixSearch>({
    ...asOfOf(search),
    goal: text(search.goal),
    sector: text(search.sector),
    year: Number(search.year) || undefined,
  });
export const decompositionSearch = (search: Found): DecompositionSearch =>
  present<DecompositionSearch>({ ...asOfOf(search), row: text(search.row), at: text(search.at) });
export const negotiationsSearch = (search: Found): NegotiationsSearch =>
  present<NegotiationsSearch>({
    ...asOfOf(search),
    queue: search.queue === 'sent' || search.queue === 'settled' ? search.queue : undefined,
    unit: text(search.unit),
    item: text(search.item),
  });
export const addsUpSearch = (search: Found): AsOfSearch & AddsUpSearch =>
  present<AsOfSearch & AddsUpSearch>({
    ...asOfOf(search),
    // A key work may be named by either word.
    rootId: text(search.rootId) ?? text(search.itemId),
    unitId: text(search.unitId),
    personId: text(search.personId),
    year: Number(search.year) || undefined,
    code: text(search.code),
    by: search.by === 'unit' || search.by === 'level' || search.by === 'item' ? search.by : undefined,
  });
export const loadSearch = (search: Found): AsOfSearch & LoadSearch =>
  present<AsOfSearch & LoadSearch>({
    ...asOfOf(search),
    by: search.by === 'unit' ? 'unit' : undefined,
    unitId: text(search.unitId),
    rootId: text(search.rootId),
    sort: search.sort === 'items' || search.sort === 'unplanned' ? search.sort : undefined,
    of: text(search.of),
  });
export const reviewSearch = (search: Found): ReviewSearch =>
  present<ReviewSearch>({
    ...asOfOf(search),
    queue: search.queue === 'sent' || search.queue === 'decided' ? search.queue : undefined,
    id: text(search.id),
  });
export const gatesSearch = (search: Found): GatesSearch =>
  present<GatesSearch>({
    ...asOfOf(search),
    by: search.by === 'unit' || search.by === 'person' ? search.by : undefined,
    from: day(search.from),
    to: day(search.to),
    unit: text(search.unit),
  });
export const cyclesSearch = (search: Found): CyclesSearch =>
  present<CyclesSearch>({
    ...asOfOf(search),
    kind: search.kind === 'week' || search.kind === 'month' || search.kind === 'quarter' ? search.kind : undefined,
    shown: Number(search.shown) || undefined,
  });
export const cycleSearch = (search: Found): CycleSearch =>
  present<CycleSearch>({
    ...asOfOf(search),
    view: search.view === 'focus' ? 'focus' : undefined,
    unit: text(search.unit),
    mine: search.mine === true || search.mine === 'true' ? true : undefined,
    cell: text(search.cell),
    show: search.show === 'late' || search.show === 'in_time' || search.show === 'owed' ? search.show : undefined,
  });
export const reportSearch = (search: Found): ReportSearch =>
  present<ReportSearch>({ ...asOfOf(search), cycleId: text(search.cycleId) });
export const planAheadSearch = (search: Found): PlanAheadSearch =>
  present<PlanAheadSearch>({ ...asOfOf(search), year: yearOf(search.year) });
export const newDraftSearch = (search: Found): NewDraftSearch =>
  present<NewDraftSearch>({
    ...asOfOf(search),
    year: yearOf(search.year),
    template: search.template === true || search.template === 'true' ? true : undefined,
  });
const isTrue = (value: unknown): true | undefined => (value === true || value === 'true' ? true : undefined);
const oneOf = <Word extends string>(value: unknown, words: readonly Word[]): Word | undefined =>
  words.find((word) => word === value);
export const sheetsSearch = (search: Found): AsOfSearch & SheetsSearch =>
  present<AsOfSearch & SheetsSearch>({
    ...asOfOf(search),
    show: oneOf(search.show, ['unsettled', 'replied', 'ended', 'voided', 'all']),
    colour: oneOf(search.colour, ['yellow', 'orange', 'red']),
    unit: text(search.unit),
    mine: oneOf(search.mine, ['reply', 'judge', 'addressed']),
    overdue: isTrue(search.overdue),
    numbered: isTrue(search.numbered),
    sort: oneOf(search.sort, ['issuedOn', 'number']),
    id: text(search.id),
  });
export const helpSearch = (search: Found): AsOfSearch & HelpSearch =>
  present<AsOfSearch & HelpSearch>({
    ...asOfOf(search),
    mine: oneOf(search.mine, ['asked', 'all']),
    state: oneOf(search.state, ['open', 'answered', 'declined', 'withdrawn']),
    overdue: isTrue(search.overdue),
    unit: text(search.unit),
    id: text(search.id),
    ask: isTrue(search.ask),
  });
export const delaysSearch = (search: Found): AsOfSearch & DelaysSearch =>
  present<AsOfSearch & DelaysSearch>({
    ...asOfOf(search),
    kind: oneOf(search.kind, DELAY_KINDS),
    level: Number(search.level) || undefined,
    unit: text(search.unit),
    show: oneOf(search.show, ['ended', 'all']),
    mine: isTrue(search.mine),
  });
export const inboxSearch = (search: Found): AsOfSearch & InboxSearch =>
  present<AsOfSearch & InboxSearch>({ ...asOfOf(search), unread: isTrue(search.unread), kind: asGroup(search.kind) });

export const trajectoriesSearch = (search: Found): TrajectoriesSearch =>
  present<TrajectoriesSearch>({ year: yearOf(search.year), unit: text(search.unit), sector: text(search.sector) });

const marks: readonly Mark[] = ['met', 'missed', 'none'];
export const indicatorsSearch = (search: Found): IndicatorsSearch =>
  present<IndicatorsSearch>({
    year: yearOf(search.year),
    unit: text(search.unit),
    item: text(search.item),
    mark: marks.find((mark) => mark === search.mark),
    of: text(search.of),
  });

const burdenGroupings = ['asker', 'cycle', 'kind'] as const;
export const burdenSearch = (search: Found): BurdenSearch =>
  present<BurdenSearch>({
    by: burdenGroupings.find((by) => by === search.by),
    from: day(search.from),
    to: day(search.to),
  });
