// What an act would bring before it is done: each row with its days and carrier, what is changed on the way, what does not come and why.
import { useFormats } from '../../../../web/formats.ts';
import { useTwin, useWords } from '../../../../web/language.ts';
import { Notice } from '../../../../web/ui/Feedback.tsx';
import type { DraftedRow, DraftedView } from './planQueries.ts';

function depthOf(row: DraftedRow, byId: ReadonlyMap<string, DraftedRow>): number {
  const above = row.belowId === null ? undefined : byId.get(row.belowId);
  return above ? 1 + depthOf(above, byId) : 0;
}

function Row({ row, depth }: { row: DraftedRow; depth: number }) {
  const { t, has } = useWords();
  const twin = useTwin();
  const { fullDay } = useFormats();
  const name = twin(row.responsiblePerson.name, row.responsiblePerson.nameEn);
  return (
    <li className={row.comes ? 'preview-row' : 'preview-row preview-out'} style={{ '--depth': Math.min(depth, 4) }}>
      <p className="preview-title">{twin(row.title, row.titleEn) || t('item.placeholder')}</p>
      {row.comes && (
        <p className="plan-line small quiet">
          <span>
            {fullDay(row.start)} – {fullDay(row.due)}
          </span>
          <span>{row.interim ? t('plan-ahead:preview.interim', { name }) : name}</span>
          {row.nodes > 0 && <span>{t('plan-ahead:preview.nodes', { n: row.nodes, count: row.nodes })}</span>}
          {row.indicators > 0 && (
            <span>{t('plan-ahead:preview.indicators', { n: row.indicators, count: row.indicators })}</span>
          )}
        </p>
      )}
      {row.findings.map((finding) => {
        const key = `plan-ahead:finding.${finding.code}`;
        return (
          <p key={finding.code} className="preview-finding small">
            {has(key) ? t(key, finding.params as Record<string, string>) : finding.code}
          </p>
        );
      })}
    </li>
  );
}

export function Preview({ view }: { view: DraftedView }) {
  const { t } = useWords();
  // what is left to others below says so once, not in two hundred lines
  const silent = (row: DraftedRow) =>
    row.belowId !== null && row.findings.every((one) => one.code === 'below_left_out' || one.code === 'above_left_out');
  const shown = view.items.filter((row) => row.comes || !silent(row));
  const below = view.items.length - shown.length;
  const byId = new Map(view.items.map((row) => [row.fromId, row]));
  return (
    <div className="preview">
      <Notice kind={view.coming === 0 ? 'warn' : 'plain'}>
        {t('plan-ahead:preview.sum', { n: view.coming, count: view.coming })}
        {view.leftOut > below &&
          ` ${t('plan-ahead:preview.leftOut', { n: view.leftOut - below, count: view.leftOut - below })}`}
        {below > 0 && ` ${t('plan-ahead:preview.below', { n: below, count: below })}`}
      </Notice>
      <ul className="preview-rows">
        {shown.map((row) => (
          <Row key={row.fromId} row={row} depth={depthOf(row, byId)} />
        ))}
      </ul>
    </div>
  );
}
