// Reads numbers as people type them, full-width digits and grouping marks included, and writes them back; pure.

export interface NumberBounds {
  min?: number;
  max?: number;
  decimals: number;
}

const narrow = (text: string) =>
  text.replace(/[！-～]/g, (mark) => String.fromCharCode(mark.charCodeAt(0) - 0xfee0)).replaceAll('。', '.');

/** The number in a typed text, rounded half up and kept between its bounds; null for nothing or for what is no number. */
export function readNumber(typed: string, { min, max, decimals }: NumberBounds): number | null {
  const plain = narrow(typed).replace(/[\s,%]/g, '');
  if (!/^[-+]?(\d+\.?\d*|\.\d+)$/.test(plain)) return null;
  const scale = 10 ** decimals;
  const parsed = Number(plain);
  // The small addition keeps 1.005 from rounding down because of its binary form.
  const rounded = (Math.sign(parsed) * Math.round(Math.abs(parsed) * scale + 1e-9)) / scale;
  return Math.min(max ?? Number.POSITIVE_INFINITY, Math.max(min ?? Number.NEGATIVE_INFINITY, rounded));
}

export const writeNumber = (value: number | null, decimals: number): string =>
  value === null ? '' : value.toFixed(decimals);
