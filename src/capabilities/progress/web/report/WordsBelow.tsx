// What lies ready to be taken over into one's own words: what is known of the period, last time's words, and each report from below.
import { useState } from 'react';
import { useTwin, useWords } from '../../../../web/language.ts';
import { Button } from '../../../../web/ui/Button.tsx';
import { LightMark } from '../../../../web/ui/Light.tsx';
import { type AtHand, type FormStart, withLine } from './reportDraft.ts';

interface WordsBelowProps {
  start: FormStart;
  atHand: readonly AtHand[];
  done: string;
  onChange: (done: string) => void;
}

export function WordsBelow({ start, atHand, done, onChange }: WordsBelowProps) {
  const { t } = useWords();
  const [isOpen, setOpen] = useState(false);
  const said = start.below.filter((one) => one.done.trim() || one.problem?.trim());
  if (said.length === 0 && atHand.length === 0 && start.belowOpen === 0) return null;
  return (
    <div className="words-below">
      <div className="words-below-head">
        {said.length > 0 && (
          <Button kind="quiet" icon={isOpen ? 'down' : 'right'} expanded={isOpen} onPress={() => setOpen(!isOpen)}>
            {t('report:below', { count: said.length })}
          </Button>
        )}
        {start.belowOpen > 0 && (
          <span className="small quiet">{t('report:belowOpen', { count: start.belowOpen })}</span>
        )}
        {atHand.map((one) => (
          <Button key={one.from} kind="quiet" icon="plus" onPress={() => onChange(one.done)}>
            {t(`report:take.${one.from}`)}
          </Button>
        ))}
      </div>
      {isOpen && (
        <ul>
          {said.map((one) => (
            <WordsOfOne key={one.itemId} one={one} done={done} onChange={onChange} />
          ))}
        </ul>
      )}
    </div>
  );
}

type Below = FormStart['below'][number];

function WordsOfOne({ one, done, onChange }: { one: Below } & Pick<WordsBelowProps, 'done' | 'onChange'>) {
  const { t } = useWords();
  const twin = useTwin();
  const title = twin(one.title ?? '', one.titleEn);
  const head = t('report:belowLine', { title, words: '' }).trimEnd();
  return (
    <li className="words-below-row">
      <div>
        <p className="small quiet">
          <LightMark colour={one.selfRatedLight} /> {one.code} {title}
        </p>
        {one.done && <p>{one.done}</p>}
        {one.problem && <p className="small">{t('report:problemBelow', { words: one.problem })}</p>}
      </div>
      {one.done && (
        <Button
          label={t('report:insertOf', { title: title || (one.code ?? '') })}
          icon="plus"
          kind="quiet"
          onPress={() => onChange(withLine(done, head, t('report:belowLine', { title, words: one.done.trim() })))}
        >
          {t('report:insert')}
        </Button>
      )}
    </li>
  );
}
