// Why a mark stands where it does: every link of the data behind it, each with the item to open.
import { Link } from '@tanstack/react-router';
import { useWords } from '../../../../web/language.ts';
import { Button } from '../../../../web/ui/Button.tsx';
import { MarkShape } from './MatrixMark.tsx';
import type { Head, MatrixMark } from './matrixGrid.ts';
import type { MatrixNames } from './matrixNames.ts';

const mostReasons = 4;

interface WhyLineProps {
  mark: MatrixMark | null;
  chosen: Head | null;
  names: MatrixNames;
  onClear: () => void;
}

export function WhyLine({ mark, chosen, names, onClear }: WhyLineProps) {
  const { t } = useWords();
  if (!mark && !chosen) return <p className="small quiet xm-why">{t('x-matrix:hint')}</p>;
  const openId =
    chosen && (chosen.kind === 'goal' || chosen.kind === 'objective' || chosen.kind === 'work') ? chosen.id : null;
  return (
    <div className="xm-why small" role="status">
      {mark ? (
        <>
          <MarkShape strength={mark.strength} />
          <ul>
            {mark.reasons.slice(0, mostReasons).map((reason) => (
              <li key={`${reason.kind} ${reason.from?.id} ${reason.to?.id}`}>
                {names.reason(reason)}
                {reason.from && (
                  <Link to="/items/$id" params={{ id: reason.from.id }} className="xm-open-link">
                    {t('x-matrix:openItem')}
                  </Link>
                )}
              </li>
            ))}
            {mark.reasons.length > mostReasons && (
              <li className="quiet">{t('x-matrix:moreReasons', { n: mark.reasons.length - mostReasons })}</li>
            )}
          </ul>
        </>
      ) : (
        chosen && (
          <>
            <span>{names.sentence(chosen)}</span>
            {openId && (
              <Link to="/items/$id" params={{ id: openId }} className="xm-open-link">
                {t('x-matrix:openItem')}
              </Link>
            )}
            {openId && (
              <Link to="/items/$id/chain-view" params={{ id: openId }} className="xm-open-link">
                {t('x-matrix:openChain')}
              </Link>
            )}
          </>
        )
      )}
      <Button kind="quiet" icon="close" label={t('x-matrix:clear')} onPress={onClear} />
    </div>
  );
}
