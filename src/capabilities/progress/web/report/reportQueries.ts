// What the report form reads and where it is sent, each by its contract.
import { remote } from '../../../../web/api.ts';
import { reading } from '../../../../web/queries.ts';
import type { readReportForm, submitReport } from '../../progress.contract.ts';

const formEndpoint = remote<typeof readReportForm>('GET', '/items/{id}/report-form');
export const sendEndpoint = remote<typeof submitReport>('POST', '/items/{id}/reports');

export const formQuery = (id: string, cycleId?: string) =>
  reading(formEndpoint, { params: { id }, query: cycleId ? { cycleId } : {} });
