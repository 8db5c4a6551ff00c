// Below the picture: where the weight is lost, who is silent, who is slow; each line finds its box.
import { useState } from 'react';
import { useFormats } from '../../../../web/formats.ts';
import { useWords } from '../../../../web/language.ts';
import { Button } from '../../../../web/ui/Button.tsx';
import { Segmented } from '../../../../web/ui/Segmented.tsx';
import { MarkSign } from './ChainBox.tsx';
import { type ChainData, type ChainNode, isSilent } from './chainBoxes.ts';
import type { ChainNames } from './chainNames.ts';

interface ListProps {
  data: ChainData;
  names: ChainNames;
  onFind: (key: string) => void;
}

const firstShown = 8;

function useFirst<Row>(rows: readonly Row[]) {
  const { t } = useWords();
  const [all, setAll] = useState(false);
  return {
    shown: all ? rows : rows.slice(0, firstShown),
    more:
      rows.length > firstShown && !all ? (
        <Button kind="quiet" onPress={() => setAll(true)}>
          {t('chain-view:showAll', { n: rows.length })}
        </Button>
      ) : null,
  };
}

function FindButton({ node, names, onFind }: { node: ChainNode; names: ChainNames; onFind: (key: string) => void }) {
  return (
    <button type="button" className="cv-link clip" onClick={() => onFind(node.key)}>
      {names.title(node)}
    </button>
  );
}

function LostList({ data, names, onFind }: ListProps) {
  const { t } = useWords();
  const { percent } = useFormats();
  const lost = data.nodes.filter((node) => node.loss !== null && node.ends > 0).sort((a, b) => b.ends - a.ends);
  const { shown, more } = useFirst(lost);
  return (
    <section className="cv-list">
      <h2>{t('chain-view:lists.lost')}</h2>
      {lost.length === 0 && <p className="quiet small">{t('chain-view:lists.lostNone')}</p>}
      <ol>
        {shown.map((node) => (
          <li key={node.key} className="cv-list-row">
            <span className="numbers cv-cold cv-list-figure">−{percent(node.ends)}</span>
            <span className="cv-list-words">
              <FindButton node={node} names={names} onFind={onFind} />
              <span className="small quiet clip">
                {[names.level(node.level), names.person(node.personId), node.loss && t(`chain-view:loss.${node.loss}`)]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </span>
          </li>
        ))}
      </ol>
      {more}
    </section>
  );
}

function SilentList({ data, names, onFind }: ListProps) {
  const { t } = useWords();
  const rows = data.nodes
    .flatMap((node) => node.marks.filter(isSilent).map((mark) => ({ node, mark })))
    .sort((a, b) => b.mark.days - a.mark.days);
  const { shown, more } = useFirst(rows);
  return (
    <section className="cv-list">
      <h2>{t('chain-view:lists.silent')}</h2>
      {rows.length === 0 && <p className="quiet small">{t('chain-view:lists.silentNone')}</p>}
      <ol>
        {shown.map(({ node, mark }) => (
          <li key={`${node.key} ${mark.kind}`} className="cv-list-row">
            <span className="cv-list-sign">
              <MarkSign silent />
            </span>
            <span className="cv-list-words">
              <span>
                <b>{names.person(mark.personId) || t('chain-view:nobodyNamed')}</b>{' '}
                <span className="small quiet">{names.unit(node.unitId)}</span>
              </span>
              <span className="small cv-list-pair">
                <span className="cv-mark">{names.mark(mark)}</span>
                <FindButton node={node} names={names} onFind={onFind} />
              </span>
            </span>
          </li>
        ))}
      </ol>
      {more}
    </section>
  );
}

type Tempo = ChainData['tempoOfPeople'][number]['accept'];

function TempoCell({ tempo }: { tempo: Tempo }) {
  const { t } = useWords();
  const { count } = useFormats();
  if (tempo.medianDays === null) return <td className="numbers quiet">—</td>;
  const words = t('chain-view:tempo.of', { count: tempo.count, n: count(tempo.count), late: count(tempo.late) });
  return (
    <td className="numbers" data-tip={words}>
      {tempo.medianDays}
      {tempo.late > 0 && <span className="cv-late"> {t('chain-view:tempo.late', { n: count(tempo.late) })}</span>}
      <span className="visually-hidden">{words}</span>
    </td>
  );
}

function SlowList({ data, names }: ListProps) {
  const { t } = useWords();
  const { day } = useFormats();
  const [by, setBy] = useState<'people' | 'units'>('people');
  const all = by === 'people' ? data.tempoOfPeople : data.tempoOfUnits;
  const rows = all.filter((row) => row.accept.late + row.report.late + row.gate.late > 0);
  const { shown, more } = useFirst(rows);
  const turns = by === 'people' ? (['accept', 'report', 'gate'] as const) : (['accept', 'report'] as const);
  return (
    <section className="cv-list">
      <h2>{t('chain-view:lists.slow')}</h2>
      <div className="cv-list-head">
        <Segmented
          label={t('chain-view:tempo.by')}
          value={by}
          onChange={setBy}
          choices={[
            { value: 'people', label: t('chain-view:tempo.people') },
            { value: 'units', label: t('chain-view:tempo.units') },
          ]}
        />
        <p className="small quiet">{t('chain-view:tempo.since', { day: day(data.tempoSince) })}</p>
      </div>
      {rows.length === 0 ? (
        <p className="quiet small">{t('chain-view:lists.slowNone')}</p>
      ) : (
        <table className="cv-tempo small" aria-label={t('chain-view:lists.slow')}>
          <thead>
            <tr>
              <th scope="col">{t(`chain-view:tempo.${by}`)}</th>
              {turns.map((turn) => (
                <th key={turn} scope="col" className="numbers">
                  {t(`chain-view:tempo.${turn}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => (
              <tr key={row.id}>
                <th scope="row" className="clip">
                  {by === 'people' ? names.person(row.id) : names.unit(row.id)}
                </th>
                {turns.map((turn) => (
                  <TempoCell key={turn} tempo={row[turn]} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {more}
    </section>
  );
}

export function ChainLists(props: ListProps) {
  return (
    <div className="cv-lists">
      <LostList {...props} />
      <SilentList {...props} />
      <SlowList {...props} />
    </div>
  );
}
