// The readings of one indicator with their control limits, beside the table that they were opened from.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTwin, useWords } from '../../../../web/language.ts';
import { Drawer } from '../../../../web/ui/Drawer.tsx';
import { Refusal, Skeleton } from '../../../../web/ui/Feedback.tsx';
import { Segmented } from '../../../../web/ui/Segmented.tsx';
import { ControlChart } from '../trajectory/ControlChart.tsx';
import { controlQuery } from './bowlingQueries.ts';

interface ControlDrawerProps {
  indicatorId: string;
  onClose: () => void;
}

export function ControlDrawer({ indicatorId, onClose }: ControlDrawerProps) {
  const { t } = useWords();
  const twin = useTwin();
  const [of, setOf] = useState<'gain' | 'reading' | undefined>(undefined);
  const { data, error, isPending, refetch } = useQuery(controlQuery(indicatorId, of));
  const name = data ? twin(data.name, data.nameEn) : '';
  return (
    <Drawer title={name || t('bowling:readings.title')} subtitle={data?.unit} open onClose={onClose} width={640}>
      <Refusal error={error} onRetry={() => void refetch()} />
      {isPending && <Skeleton rows={6} />}
      {data && (
        <div className="control-drawer">
          <Segmented
            label={t('bowling:readings.of')}
            value={data.of}
            onChange={setOf}
            choices={(['reading', 'gain'] as const).map((value) => ({ value, label: t(`bowling:readings.${value}`) }))}
          />
          {data.points.length === 0 ? (
            <p className="quiet">{t('bowling:readings.none')}</p>
          ) : (
            <>
              <p>
                {data.variation === null
                  ? t('bowling:readings.few', { have: data.points.length, need: data.needed })
                  : t(`bowling:readings.${data.variation}`)}
              </p>
              <ControlChart
                told={data}
                label={t('bowling:readings.label', { name })}
                valueWord={t(`bowling:readings.${data.of}`)}
                height={240}
              />
            </>
          )}
          <p>
            <Link to="/items/$id" params={{ id: data.itemId }} hash="indicators">
              {t('bowling:readings.open')} →
            </Link>
          </p>
        </div>
      )}
    </Drawer>
  );
}
