// What the pages of sheets ask the server for, and what they send it.
import { infiniteQueryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import { addressOf, call, refusalOf, remote } from '../../../../web/api.ts';
import { currentLanguage } from '../../../../web/language.ts';
import { reading } from '../../../../web/queries.ts';
import type {
  judgeSheet,
  listSheets,
  readSheet,
  replyToSheet,
  SheetColour as SheetColourShape,
  SheetRow as SheetRowShape,
  Sheet as SheetShape,
  voidSheet,
} from '../../sheet.contract.ts';

export type SheetRow = z.output<typeof SheetRowShape>;
export type Sheet = z.output<typeof SheetShape>;
export type SheetColour = z.output<typeof SheetColourShape>;
export type SheetState = SheetRow['state'];

/** What the list shows: `unsettled` is every one that has not ended, answered or not; `ended` are those whose answer passed and those that ended with their item. */
export type Shown = 'unsettled' | 'open' | 'replied' | 'ended' | 'voided' | 'all';
export type Sort = 'replyBy' | 'issuedOn' | 'number';

export interface SheetsSearch {
  /** Absent means those that wait for an answer. */
  show?: Exclude<Shown, 'open'> | undefined;
  colour?: SheetColour | undefined;
  unit?: string | undefined;
  mine?: 'reply' | 'judge' | 'addressed' | undefined;
  overdue?: boolean | undefined;
  /** On paper only: annual key work. */
  numbered?: boolean | undefined;
  /** Absent means by limit. */
  sort?: Exclude<Sort, 'replyBy'> | undefined;
  /** The sheet that is open beside the list. */
  id?: string | undefined;
}

const list = remote<typeof listSheets>('GET', '/sheets');
const one = remote<typeof readSheet>('GET', '/sheets/{id}');
export const replyEndpoint = remote<typeof replyToSheet>('POST', '/sheets/{id}/reply');
export const judgeEndpoint = remote<typeof judgeSheet>('POST', '/sheets/{id}/verdict');
export const voidEndpoint = remote<typeof voidSheet>('POST', '/sheets/{id}/void');

/** Reads that any act on a sheet makes stale, besides those that every act does. */
export const sheetStales = ['/sheets', '/notifications'] as const;

const STATES: Record<Exclude<Shown, 'all'>, SheetState[]> = {
  unsettled: ['open', 'replied'],
  open: ['open'],
  replied: ['replied'],
  ended: ['closed', 'lapsed'],
  voided: ['voided'],
};

/** The filters as the server reads them. */
export function askFor({ show, colour, unit, mine, overdue, numbered }: SheetsSearch) {
  return {
    ...(show === 'all' ? {} : { state: STATES[show ?? 'open'] }),
    ...(colour ? { colour: [colour] } : {}),
    ...(unit ? { unitId: unit } : {}),
    ...(mine ? { mine } : {}),
    ...(overdue ? { overdue: 'true' as const } : {}),
    ...(numbered ? { numbered: 'true' as const } : {}),
  };
}

const PAGE = 50;
const ORDER: Record<Sort, string> = { replyBy: 'replyBy', issuedOn: '-issuedOn', number: '-number' };

export function sheetsQuery(search: SheetsSearch) {
  const query = { ...askFor(search), sort: ORDER[search.sort ?? 'replyBy'], limit: PAGE };
  return infiniteQueryOptions({
    queryKey: [list.path, query],
    queryFn: ({ pageParam, signal }) =>
      call(list, { query: { ...query, ...(pageParam ? { cursor: pageParam } : {}) }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
}

/** How many there are, without reading them. */
export const countQuery = (search: SheetsSearch) => reading(list, { query: { ...askFor(search), limit: 1 } });
export const sheetQuery = (id: string) => reading(one, { params: { id } });
export const itemSheetsQuery = (itemId: string) => reading(list, { query: { itemId, limit: 20, sort: '-issuedOn' } });

/** The list as a workbook, in the reader's language. */
export async function downloadSheets(search: SheetsSearch): Promise<void> {
  const response = await fetch(addressOf('/exports/sheets.xlsx', undefined, askFor(search)), {
    headers: { 'Accept-Language': currentLanguage() },
    credentials: 'same-origin',
  });
  if (!response.ok) throw await refusalOf(response);
  const link = document.createElement('a');
  link.href = URL.createObjectURL(await response.blob());
  link.download = 'sheets.xlsx';
  link.click();
  URL.revokeObjectURL(link.href);
}
