// The plain facts of an item that one looks up rather than reads: dates with their originals, units, source, frequency.
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { remote } from '../../../../web/api.ts';
import { useFormats } from '../../../../web/formats.ts';
import { useTwin, useWords } from '../../../../web/language.ts';
import { reading } from '../../../../web/queries.ts';
import type { disciplines, people, sectors, units } from '../../../institution/institution.contract.ts';
import { ItemFindings } from './ItemFindings.tsx';
import type { Item } from './itemQueries.ts';

const readUnit = remote<typeof units.read>('GET', '/units/{id}');
const readPerson = remote<typeof people.read>('GET', '/people/{id}');
const readSector = remote<typeof sectors.read>('GET', '/sectors/{id}');
const readDiscipline = remote<typeof disciplines.read>('GET', '/disciplines/{id}');

type NamedRead = typeof readUnit | typeof readPerson | typeof readSector | typeof readDiscipline;

function Named({ of, id }: { of: NamedRead; id: string }) {
  const twin = useTwin();
  // All four replies carry a name and its English twin, which is all that is read here.
  const { data } = useQuery({ ...reading(of as typeof readUnit, { params: { id } }), staleTime: 600_000 });
  return <>{data ? twin(data.name, data.nameEn) : '…'}</>;
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="fact">
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

export function ItemFacts({ item }: { item: Item }) {
  const { t } = useWords();
  const { fullDay, percent, count } = useFormats();
  const moved = item.originalDue !== null && item.originalDue !== item.approvedDue;
  return (
    <>
      <h2>{t('item-page:facts.title')}</h2>
      <dl className="facts">
        <Fact label={t('item-page:facts.start')}>{fullDay(item.start)}</Fact>
        <Fact label={t('item-page:facts.due')}>
          {fullDay(item.approvedDue)}
          {moved && (
            <span className="fact-moved">{t('item-page:facts.originalDue', { day: fullDay(item.originalDue) })}</span>
          )}
        </Fact>
        {moved && item.assessedDue !== item.originalDue && (
          <Fact label={t('item-page:facts.assessedDue')}>{fullDay(item.assessedDue)}</Fact>
        )}
        {item.suspendedOn && <Fact label={t('item-page:facts.suspendedOn')}>{fullDay(item.suspendedOn)}</Fact>}
        {item.finishedOn && <Fact label={t('item-page:facts.finishedOn')}>{fullDay(item.finishedOn)}</Fact>}
        {item.acceptedOn && <Fact label={t('item-page:facts.acceptedOn')}>{fullDay(item.acceptedOn)}</Fact>}
        {!item.acceptedOn && item.acceptBy && (
          <Fact label={t('item-page:facts.acceptBy')}>{fullDay(item.acceptBy)}</Fact>
        )}
        {item.leaderInChargeId && (
          <Fact label={t('item-page:facts.leader')}>
            <Named of={readPerson} id={item.leaderInChargeId} />
          </Fact>
        )}
        {item.supervisorId && (
          <Fact label={t('item-page:facts.supervisor')}>
            <Named of={readPerson} id={item.supervisorId} />
          </Fact>
        )}
        {item.sectorId && (
          <Fact label={t('item-page:facts.sector')}>
            <Named of={readSector} id={item.sectorId} />
          </Fact>
        )}
        {item.disciplineId && (
          <Fact label={t('item-page:facts.discipline')}>
            <Named of={readDiscipline} id={item.disciplineId} />
          </Fact>
        )}
        {item.coUnits.length > 0 && (
          <Fact label={t('item-page:facts.coUnits')}>
            {item.coUnits.map((co) => (
              <span key={co.unitId} className="fact-line">
                <Named of={readUnit} id={co.unitId} /> <span className="quiet">{percent(co.share * 100)}</span>
              </span>
            ))}
          </Fact>
        )}
        <Fact label={t('item-page:facts.source')}>{t(`item-page:source.${item.source}`)}</Fact>
        {item.frequency && (
          <Fact label={t('item-page:facts.frequency')}>{t(`item-page:frequency.${item.frequency}`)}</Fact>
        )}
        {item.weight !== null && <Fact label={t('item-page:facts.weight')}>{percent(item.weight)}</Fact>}
        <Fact label={t('item-page:facts.priority')}>{t(`item-page:priority.${item.priority}`)}</Fact>
        {item.plannedMinutes !== null && (
          <Fact label={t('item-page:facts.plannedMinutes')}>
            {t('item-page:facts.hours', { n: count(Math.round(item.plannedMinutes / 6) / 10) })}
          </Fact>
        )}
        {item.resources && <Fact label={t('item-page:facts.resources')}>{item.resources}</Fact>}
        {item.tags.length > 0 && <Fact label={t('item-page:facts.tags')}>{item.tags.join(t('list.separator'))}</Fact>}
      </dl>
      <ItemFindings id={item.id} />
    </>
  );
}
