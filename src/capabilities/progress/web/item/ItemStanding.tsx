// How an item stands: its strip level by level, its light with the reason in words, and the three values side by side.
import { useSearch } from '@tanstack/react-router';
import { unset, useFormats } from '../../../../web/formats.ts';
import { useTwin, useWords } from '../../../../web/language.ts';
import { useMe } from '../../../../web/session.ts';
import { Light } from '../../../../web/ui/Light.tsx';
import { StripSample } from '../../../../web/ui/LinkageStrip.tsx';
import { ThreeValueBar } from '../../../../web/ui/ThreeValueBar.tsx';
import { ReadinessMark } from '../../../linkage/web/readiness/ReadinessMark.tsx';
import { OverrideLine } from '../override/OverrideLine.tsx';
import type { Item } from './itemQueries.ts';
import { LightWhy } from './LightWhy.tsx';

export function LevelTag({ rank }: { rank: number }) {
  const twin = useTwin();
  const { institution } = useMe();
  const level = institution.levels.find((candidate) => candidate.rank === rank);
  return (
    <span className="level-tag" style={{ background: `var(--level-${rank})`, color: `var(--level-${rank}-ink)` }}>
      {level ? twin(level.name, level.nameEn) : rank}
    </span>
  );
}

export function ItemMeta({ item }: { item: Item }) {
  const { t } = useWords();
  const twin = useTwin();
  const { fullDay } = useFormats();
  return (
    <p className="item-meta">
      <LevelTag rank={item.level} />
      <span className="code">{item.code ?? t('itemState.draft')}</span>
      <span>{t(`horizon.${item.horizon}`)}</span>
      <span>{t(`itemState.${item.state}`)}</span>
      <span>{twin(item.leadUnit.name, item.leadUnit.nameEn)}</span>
      <span>
        {twin(item.responsiblePerson.name, item.responsiblePerson.nameEn)}
        {item.interim && <span className="quiet"> {t('item-page:interim')}</span>}
      </span>
      <span>{t('item-page:dueOn', { day: fullDay(item.approvedDue) })}</span>
    </p>
  );
}

function Values({ item }: { item: Item }) {
  const { t } = useWords();
  const { value, percent, count } = useFormats();
  const { progress } = item;
  const figures = [
    { key: 'verified', figure: progress.verified },
    { key: 'reported', figure: progress.reported },
    { key: 'planned', figure: progress.planned },
  ] as const;
  return (
    <div className="standing-values">
      <dl className="figures">
        {figures.map(({ key, figure }) => (
          <div key={key} className={`figure figure-${key}`}>
            <dt>{t(`progress.${key}`)}</dt>
            <dd className={figure === null ? 'quiet' : ''}>{value(figure)}</dd>
          </div>
        ))}
        <div className="figure">
          <dt>{t('item-page:coverage')}</dt>
          <dd className={item.coverage === null ? 'quiet' : ''}>
            {item.coverage === null ? unset : percent(item.coverage)}
          </dd>
        </div>
      </dl>
      <ThreeValueBar
        verified={progress.verified}
        reported={progress.reported}
        planned={progress.planned}
        size="large"
        hideNumber
      />
      {progress.children > 0 && (
        <p className="small quiet">
          {t('item-page:childrenReported', { n: count(progress.reportedChildren), m: count(progress.children) })}
        </p>
      )}
    </div>
  );
}

/** The strip stepping down level by level, each with its name and what it did in words. */
function NamedStrip({ item }: { item: Item }) {
  const { t } = useWords();
  const twin = useTwin();
  const { institution } = useMe();
  return (
    <ol className="stairs">
      {institution.levels.map((level, at) => {
        const step = item.strip[at] ?? 'none';
        return (
          <li key={level.rank} className="stair" style={{ '--depth': at }}>
            <StripSample step={step} level={level.rank} />
            <span className={level.rank === item.level ? 'stair-name stair-here' : 'stair-name'}>
              {twin(level.name, level.nameEn)}
            </span>
            <span className={step === 'late' || step === 'gap' ? 'stair-state stair-cold' : 'stair-state'}>
              {t(`strip.short.${step}`)}
            </span>
          </li>
        );
      })}
    </ol>
  );
}

/** A look has no limit; a decision has one, once its step is open. */
function waitingWords({ waitsFor, due }: Item['pending'][number]): string {
  if (!waitsFor) return 'item-page:waiting';
  return due ? 'item-page:waitingAt' : 'item-page:waitingLook';
}

export function ItemStanding({ item, narrow }: { item: Item; narrow?: boolean }) {
  const { t } = useWords();
  const { today } = useMe();
  const { asOf } = useSearch({ from: '/shell' });
  const twin = useTwin();
  const { day } = useFormats();
  return (
    <div className={narrow ? 'standing standing-narrow' : 'standing'}>
      <section className="standing-part">
        <h2>{t('item-page:standing.linkage')}</h2>
        <NamedStrip item={item} />
      </section>
      <section className="standing-part">
        <h2>{t('item-page:standing.values')}</h2>
        <Values item={item} />
        {!asOf && !narrow && <OverrideLine itemId={item.id} version={item.version} />}
      </section>
      <section className="standing-part">
        <h2>{t('item-page:standing.light')}</h2>
        <p className="standing-light">
          <Light colour={item.light.computed} worstBelow={item.light.worstBelow} />
          <ReadinessMark readiness={item.readiness} named />
        </p>
        <LightWhy light={item.light} />
        {item.valuesOf !== null && item.valuesOf < today && !asOf && (
          <p className="small quiet">{t('item-page:valuesOf', { day: day(item.valuesOf) })}</p>
        )}
        {item.pending.map((pending) => (
          <p key={pending.id} className="waiting-note">
            {t(waitingWords(pending), {
              kind: t(`submissionKind.${pending.kind}`),
              person: pending.waitsFor ? twin(pending.waitsFor.name, pending.waitsFor.nameEn) : '',
              day: day(pending.due ?? pending.submittedOn),
            })}
          </p>
        ))}
      </section>
    </div>
  );
}
