// A workbook leaves as an attachment, never opened in place.
import type { FastifyReply } from 'fastify';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export function sendWorkbook(reply: FastifyReply, name: string, bytes: Buffer): FastifyReply {
  return reply
    .type(XLSX)
    .header('content-disposition', `attachment; filename="${name}.xlsx"`)
    .header('x-content-type-options', 'nosniff')
    .send(bytes);
}
