// The form of a document number. Pure.

/**
 * `organ code〔year〕serial号`, as in 校督〔2026〕12号: brackets U+3014 and U+3015, no leading zeros (GB/T 9704).
 * `serial` counts from 1 within an organ code, kind and year.
 */
export function documentNumber(organCode: string, year: number, serial: number): string {
  return `${organCode}\u3014${year}\u3015${serial}号`;
}

export type SerialSeries = {
  organCode: string;
  kind: string;
  year: number;
  /** What the counter says was given last. */
  last: number;
  /** Every serial on record, voided ones too, in any order. */
  serials: readonly number[];
};

/** What does not follow: serials that are missing below the highest, given twice, or beyond the counter. Empty: gap-free. */
export function serialFaults({ last, serials }: SerialSeries): {
  missing: number[];
  doubled: number[];
  beyond: number[];
} {
  const count = new Map<number, number>();
  for (const serial of serials) count.set(serial, (count.get(serial) ?? 0) + 1);
  const missing = Array.from({ length: last }, (_, at) => at + 1).filter((serial) => !count.has(serial));
  const doubled = [...count].filter(([, times]) => times > 1).map(([serial]) => serial);
  const beyond = [...count.keys()].filter((serial) => serial > last || serial < 1);
  return { missing, doubled: doubled.sort((a, b) => a - b), beyond: beyond.sort((a, b) => a - b) };
}
