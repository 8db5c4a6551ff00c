// For the middle: what the reports below said in this period, each insertable into one's own words.
import { useState } from 'react';
import { useWords } from '../../../../web/language.ts';
import { Button } from '../../../../web/ui/Button.tsx';
import { type FormStart, withWordsOf } from './reportDraft.ts';

interface WordsBelowProps {
  below: FormStart['below'];
  done: string;
  onChange: (done: string) => void;
}

export function WordsBelow({ below, done, onChange }: WordsBelowProps) {
  const { t } = useWords();
  const [isOpen, setOpen] = useState(false);
  const said = below.filter((one) => one.done.trim() || one.problem?.trim());
  if (said.length === 0) return null;
  const insertAll = () =>
    onChange(
      said.reduce((words, one) => (one.done.trim() ? withWordsOf(words, one.title ?? '', one.done) : words), done),
    );
  return (
    <div className="words-below">
      <div className="words-below-head">
        <Button kind="quiet" icon={isOpen ? 'down' : 'right'} expanded={isOpen} onPress={() => setOpen(!isOpen)}>
          {t('report:below', { count: said.length })}
        </Button>
        {isOpen && (
          <Button kind="quiet" onPress={insertAll}>
            {t('report:insertAll')}
          </Button>
        )}
      </div>
      {isOpen && (
        <ul>
          {said.map((one) => (
            <li key={one.itemId} className="words-below-row">
              <div>
                <p className="small quiet">
                  {one.code} {one.title}
                </p>
                {one.done && <p>{one.done}</p>}
                {one.problem && <p className="small">{t('report:problemBelow', { words: one.problem })}</p>}
              </div>
              {one.done && (
                <Button
                  label={t('report:insertOf', { title: one.title ?? one.code ?? '' })}
                  icon="plus"
                  kind="quiet"
                  onPress={() => onChange(withWordsOf(done, one.title ?? '', one.done))}
                >
                  {t('report:insert')}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
