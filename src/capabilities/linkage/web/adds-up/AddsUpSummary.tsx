// The page's answer in one line, and below it the kinds of findings with their numbers, each a filter.
import { useFormats } from '../../../../web/formats.ts';
import { useWords } from '../../../../web/language.ts';
import { FINDING_CODES } from '../../adds-up.rules.ts';
import type { AddsUpSearch, Findings } from './addsUpQueries.ts';
import { useFindingWords } from './useFindingWords.ts';

interface AddsUpSummaryProps {
  reply: Findings;
  search: AddsUpSearch;
  change: (next: Partial<AddsUpSearch>) => void;
}

/** What only asks for a look, not for an act. */
const calm: readonly string[] = ['gap', 'interim'];

export function AddsUpSummary({ reply, search, change }: AddsUpSummaryProps) {
  const { t } = useWords();
  const { count, percent, figure } = useFormats();
  const words = useFindingWords();
  const all = Object.values(reply.counts).reduce((sum, one) => sum + one, 0);
  const facts = [
    { of: 'checked', value: count(reply.checked) },
    { of: 'found', value: count(all) },
    { of: 'coverage', value: percent(reply.coverage) },
    { of: 'weightLost', value: figure(reply.weightLost) },
  ] as const;
  const chosen = search.code?.split(',') ?? [];
  const press = (code: string) => {
    const next = chosen.includes(code) ? chosen.filter((one) => one !== code) : [...chosen, code];
    change({ code: next.join(',') || undefined });
  };
  return (
    <>
      <dl className="adds-facts">
        {facts.map(({ of, value }) => (
          <div key={of} data-tip={t(`adds-up:about.${of}`)}>
            <dt>{t(`adds-up:${of}`)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {all > 0 && (
        <fieldset className="kinds">
          <legend className="visually-hidden">{t('adds-up:kinds')}</legend>
          {kindsOf(reply).map((code) => (
            <button
              key={code}
              type="button"
              className={calm.includes(code) ? 'kind kind-calm' : 'kind'}
              aria-pressed={chosen.includes(code)}
              onClick={() => press(code)}
            >
              {words.kind(code)} <b>{count(reply.counts[code] ?? 0)}</b>
            </button>
          ))}
        </fieldset>
      )}
    </>
  );
}

const order: readonly string[] = FINDING_CODES;
const kindsOf = ({ counts }: Findings): string[] =>
  Object.keys(counts).sort((one, other) => order.indexOf(one) - order.indexOf(other));
