// What documents speak over HTTP: tables in, with errors by row and column, and tables out.
import { z } from 'zod';
import { defineEndpoint } from '../../platform/http/endpoint.ts';

export const ImportKindName = z.enum(['organisation', 'plan']);

export const ImportReply = z.object({
  dryRun: z.boolean(),
  created: z.number().int(),
  changed: z.number().int(),
  unchanged: z.number().int(),
  /** Any error means that nothing was written. At most 1,000 are listed. */
  errors: z.array(
    z.object({ sheet: z.string(), row: z.number().int(), column: z.string(), code: z.string(), detail: z.string() }),
  ),
  errorCount: z.number().int(),
  /** Sheets (column null) and columns that were not understood and therefore not read. */
  ignored: z.array(z.object({ sheet: z.string(), column: z.string().nullable() })),
});

export const importTables = defineEndpoint({
  name: 'importTables',
  method: 'POST',
  path: '/imports',
  summary:
    'Import tables from .xlsx or .csv (multipart part `file`): all or nothing, the same file again changes nothing',
  tag: 'documents',
  query: z.object({ kind: ImportKindName, dryRun: z.stringbool().default(false) }),
  upload: true,
  reply: ImportReply,
});

export const exportTables = defineEndpoint({
  name: 'exportTables',
  method: 'GET',
  path: '/exports/{kind}.xlsx',
  summary: 'A workbook that the import of the same kind reads without loss',
  tag: 'documents',
  params: z.object({ kind: ImportKindName }),
  reply: z.any().meta({ description: 'An .xlsx workbook' }),
});

export const documentsEndpoints = [importTables, exportTables] as const;
