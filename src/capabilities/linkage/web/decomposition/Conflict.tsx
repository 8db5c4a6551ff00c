// Somebody else stored this decomposition meanwhile: what exactly changed, what stays mine, and one act that goes on with both.
import { useQuery } from '@tanstack/react-query';
import { unset, useFormats } from '../../../../web/formats.ts';
import { useTwin, useWords } from '../../../../web/language.ts';
import { useMe } from '../../../../web/session.ts';
import { Button } from '../../../../web/ui/Button.tsx';
import { Notice } from '../../../../web/ui/Feedback.tsx';
import { lastActQuery } from './decompositionQueries.ts';
import type { Difference } from './mergeSheets.ts';
import type { SheetHands } from './useSheet.ts';

const atFirst = 8;

export function Conflict({ hands, itemId }: { hands: SheetHands; itemId: string }) {
  const { t } = useWords();
  const twin = useTwin();
  const { institution } = useMe();
  const { moment } = useFormats(institution.timeZone);
  const { data } = useQuery({ ...lastActQuery(itemId), staleTime: 0 });
  const event = data?.items[0];
  const person = event?.actor ? twin(event.actor.name, event.actor.nameEn) : t('decomposition:somebody');
  const differences = hands.theirs?.differences ?? [];
  return (
    <Notice kind="warn">
      <p>{t('decomposition:conflict', { person, time: event ? moment(event.at) : '' })}</p>
      <ul className="differences">
        {differences.slice(0, atFirst).map((one) => (
          <DifferenceLine key={`${one.of} ${one.name} ${one.field} ${one.fate}`} one={one} />
        ))}
      </ul>
      {differences.length > atFirst && (
        <p className="small">{t('decomposition:moreDifferences', { count: differences.length - atFirst })}</p>
      )}
      <p className="form-acts">
        <Button disabled={hands.theirs === null} onPress={hands.takeOver}>
          {t('decomposition:takeOver')}
        </Button>
        <Button kind="quiet" disabled={hands.theirs === null} onPress={hands.takeTheirs}>
          {t('decomposition:takeTheirs')}
        </Button>
      </p>
    </Notice>
  );
}

/** Short values are shown before and after; whatever is longer is named alone. */
function useShort(): (value: unknown) => string | null {
  const twin = useTwin();
  const { figure } = useFormats();
  return (value) => {
    if (value === null || value === undefined || value === '') return unset;
    if (typeof value === 'number') return figure(value);
    if (typeof value === 'string') return value.length <= 40 ? value : null;
    const named = value as { name?: unknown; nameEn?: unknown };
    return typeof named.name === 'string'
      ? twin(named.name, typeof named.nameEn === 'string' ? named.nameEn : null)
      : null;
  };
}

function DifferenceLine({ one }: { one: Difference }) {
  const { t, has } = useWords();
  const short = useShort();
  const name = one.name || t('decomposition:of');
  const stays = one.collides ? t(`decomposition:stays.${one.fate === 'removed' ? 'row' : 'field'}`) : '';
  if (one.fate !== 'changed') {
    return (
      <li>
        {t(`decomposition:different.${one.fate}`, { name })} {stays && <b>{stays}</b>}
      </li>
    );
  }
  const key = [`column.${one.field}`, `field.${one.field}`, `indicator.${one.field}`, `different.${one.field}`]
    .map((tail) => `decomposition:${tail}`)
    .find(has);
  const field = one.field.startsWith('target:') ? one.field.slice('target:'.length) : key ? t(key) : one.field;
  const [before, after] = [short(one.before), short(one.after)];
  return (
    <li>
      {before === null || after === null
        ? t('decomposition:different.long', { name, field })
        : t('decomposition:different.short', { name, field, before, after })}{' '}
      {stays && <b>{stays}</b>}
    </li>
  );
}
