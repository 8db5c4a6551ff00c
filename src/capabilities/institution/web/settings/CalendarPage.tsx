// The calendar that limits and deadlines count by: working days, public holidays, make-up days, and days that the institution closes.
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { forgetDraft } from '../../../../web/drafts.ts';
import { useFormats } from '../../../../web/formats.ts';
import { useTwin, useWords } from '../../../../web/language.ts';
import { useAct } from '../../../../web/queries.ts';
import { errorAt } from '../../../../web/refusal.ts';
import { useMe } from '../../../../web/session.ts';
import { FormDrawer } from '../../../../web/settings/FormDrawer.tsx';
import { RemoveButton } from '../../../../web/settings/RemoveButton.tsx';
import { SettingsPage } from '../../../../web/settings/SettingsPage.tsx';
import { Button } from '../../../../web/ui/Button.tsx';
import { Field } from '../../../../web/ui/Field.tsx';
import { TextInput } from '../../../../web/ui/Input.tsx';
import { useToast } from '../../../../web/ui/Toast.tsx';
import { addClosedDay, allClosedDays, type ClosedDay, calendarQuery, removeClosedDay } from './institutionQueries.ts';
import { monthBeside, monthOf } from './monthDays.ts';

const stales = ['/closed-days', '/calendar'];
const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;

interface DayFacts {
  day: string;
  working: boolean;
  name: string | null;
  teachingWeek: number | null;
}

export function CalendarPage() {
  const { t, language } = useWords();
  const { today, abilities } = useMe();
  const [month, setMonth] = useState(today.slice(0, 7));
  const [chosen, setChosen] = useState<string | null>(null);
  const { from, to, weeks } = useMemo(() => monthOf(month), [month]);
  const { data, error, isPending, refetch } = useQuery({
    ...calendarQuery(from, to),
    placeholderData: (before) => before,
  });
  const closed = useQuery(allClosedDays);
  const days = useMemo(() => new Map((data?.items ?? []).map((day) => [day.day, day])), [data]);
  const own = new Map((closed.data ?? []).map((day) => [day.day, day]));
  const working = [...days.values()].filter((day) => day.working && day.day.startsWith(month)).length;
  const name = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : 'zh-CN', {
    year: 'numeric',
    month: 'long',
    timeZone: 'UTC',
  }).format(new Date(`${from}T12:00:00Z`));
  const hasTeaching = weeks.some((week) => week.some((day) => day && days.get(day)?.teachingWeek));
  return (
    <SettingsPage
      title={t('settings:section.calendar')}
      lead={t('settings:calendar.lead')}
      error={error}
      isWaiting={isPending}
      onRetry={() => void refetch()}
      act={
        abilities.manageInstitution && (
          <Button icon="plus" onPress={() => setChosen(today)}>
            {t('settings:calendar.close')}
          </Button>
        )
      }
    >
      <div className="month-head">
        <Button
          kind="quiet"
          icon="back"
          label={t('settings:calendar.before')}
          onPress={() => setMonth(monthBeside(month, -1))}
        />
        <h2>{name}</h2>
        <Button
          kind="quiet"
          icon="right"
          label={t('settings:calendar.after')}
          onPress={() => setMonth(monthBeside(month, 1))}
        />
        <span className="small quiet">{t('settings:calendar.working', { count: working })}</span>
      </div>
      <table className="month" aria-label={name}>
        <thead>
          <tr>
            {hasTeaching && (
              <th scope="col" className="month-week">
                {t('settings:calendar.week')}
              </th>
            )}
            {weekdays.map((weekday) => (
              <th key={weekday} scope="col">
                {t(`settings:weekday.${weekday}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((week) => (
            <tr key={week.find((day) => day !== null)}>
              {hasTeaching && (
                <th scope="row" className="month-week small quiet">
                  {week.map((day) => (day ? days.get(day)?.teachingWeek : null)).find((n) => n) ?? ''}
                </th>
              )}
              {week.map((day, at) => (
                <td key={day ?? `empty ${at + 1}`}>
                  {day && (
                    <DayCell
                      facts={days.get(day) ?? { day, working: at < 5, name: null, teachingWeek: null }}
                      isOwn={own.has(day)}
                      isWeekend={at >= 5}
                      {...(abilities.manageInstitution ? { onChoose: () => setChosen(day) } : {})}
                    />
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <p className="small quiet">{t('settings:calendar.legend')}</p>
      {chosen && (
        <ClosedDayDrawer key={chosen} day={chosen} closed={own.get(chosen) ?? null} onClose={() => setChosen(null)} />
      )}
    </SettingsPage>
  );
}

interface DayCellProps {
  facts: DayFacts;
  isOwn: boolean;
  isWeekend: boolean;
  onChoose?: () => void;
}

function DayCell({ facts, isOwn, isWeekend, onChoose }: DayCellProps) {
  const { t } = useWords();
  const { today } = useMe();
  const { fullDay } = useFormats();
  const className = ['day', isOwn ? 'day-own' : !facts.working && 'day-free', facts.day === today && 'day-today'];
  const note =
    facts.name ??
    (facts.working && isWeekend
      ? t('settings:calendar.makeUp')
      : !facts.working && !isWeekend
        ? t('settings:calendar.free')
        : '');
  const words = (
    <>
      <b>{Number(facts.day.slice(8))}</b>
      {note && <small>{note}</small>}
    </>
  );
  if (!onChoose) return <span className={className.filter(Boolean).join(' ')}>{words}</span>;
  const state = t(facts.working ? 'settings:calendar.isWorking' : 'settings:calendar.isFree');
  return (
    <button
      type="button"
      className={className.filter(Boolean).join(' ')}
      aria-label={`${fullDay(facts.day)} ${state} ${note}`}
      onClick={onChoose}
    >
      {words}
    </button>
  );
}

function ClosedDayDrawer({ day, closed, onClose }: { day: string; closed: ClosedDay | null; onClose: () => void }) {
  const { t } = useWords();
  const twin = useTwin();
  const say = useToast();
  const { fullDay } = useFormats();
  const initial = useMemo(() => ({ name: '', nameEn: '' }), []);
  const draftKey = `closed-day.${day}`;
  const done = (words: string) => ({
    stales,
    onDone: () => {
      forgetDraft(draftKey);
      say(t(words));
      onClose();
    },
  });
  const add = useAct(addClosedDay, done('settings:calendar.closedDone'));
  const remove = useAct(removeClosedDay, done('settings:removed'));
  return (
    <FormDrawer
      title={t('settings:calendar.closeDay', { day: fullDay(day) })}
      draftKey={draftKey}
      initial={initial}
      error={add.error}
      isBusy={add.isPending}
      isReady={(value) => closed === null && value.name.trim() !== ''}
      onClose={onClose}
      onSubmit={({ name, nameEn }) => add.mutate({ body: { day, name, nameEn: nameEn || null } })}
      others={
        closed?.abilities.remove && (
          <RemoveButton
            name={twin(closed.name, closed.nameEn)}
            error={remove.error}
            isBusy={remove.isPending}
            onAsk={remove.reset}
            onRemove={() => remove.mutate({ params: { id: closed.id }, ifMatch: closed.version })}
          />
        )
      }
    >
      {({ value, set }) =>
        closed ? (
          <p>{t('settings:calendar.isClosed', { name: twin(closed.name, closed.nameEn) })}</p>
        ) : (
          <>
            <p className="small quiet">{t('settings:calendar.closeText')}</p>
            <Field label={t('settings:calendar.reason')} error={errorAt(add.error, 'name')}>
              {(control) => <TextInput control={control} value={value.name} onChange={(name) => set({ name })} />}
            </Field>
            <Field label={t('settings:nameEn')} optional={t('field.optional')}>
              {(control) => <TextInput control={control} value={value.nameEn} onChange={(nameEn) => set({ nameEn })} />}
            </Field>
          </>
        )
      }
    </FormDrawer>
  );
}
