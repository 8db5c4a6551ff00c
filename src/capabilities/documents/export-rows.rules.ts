// Rows of an export by sheet, keyed as the sheets' fields are.
export type ExportRow = Readonly<Record<string, string | number | boolean | null>>;
export type ExportSheets = Readonly<Record<string, readonly ExportRow[]>>;
