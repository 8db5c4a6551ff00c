// The list as a file for a spreadsheet: exactly what is seen, in the reader's words.

/** Excel reads UTF-8 only with this mark before it. */
const mark = '\uFEFF';

/** A cell that begins like a formula is kept a text, for its words were typed by somebody. */
function cellOf(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export const csvOf = (rows: readonly (readonly string[])[]): string =>
  mark + rows.map((row) => row.map(cellOf).join(',')).join('\r\n');

export function downloadFile(name: string, content: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([content], { type: 'text/csv;charset=utf-8' }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
