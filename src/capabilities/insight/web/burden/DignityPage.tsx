// What the product does not do, proved from its tables and settings as they are now.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useWords } from '../../../../web/language.ts';
import { SettingsPage } from '../../../../web/settings/SettingsPage.tsx';
import { Icon } from '../../../../web/ui/icons.tsx';
import { Table } from '../../../../web/ui/Table.tsx';
import { dignityQuery } from './burdenQueries.ts';
import './burden.css';

export function DignityPage() {
  const { t } = useWords();
  const { data, error, isPending, refetch } = useQuery(dignityQuery);
  return (
    <SettingsPage
      title={t('dignity:title')}
      lead={t('dignity:lead')}
      error={error}
      isWaiting={isPending}
      onRetry={() => void refetch()}
    >
      {data && (
        <>
          <ul className="dignity-list">
            {data.checks.map((check) => (
              <li key={check.what} className={check.holds ? 'dignity' : 'dignity dignity-broken'}>
                <Icon name={check.holds ? 'check' : 'warn'} />
                <div>
                  <h2>{t(`dignity:what.${check.what}`)}</h2>
                  <p>{t(`dignity:text.${check.what}`)}</p>
                  <p className="small quiet">
                    {check.holds
                      ? t('dignity:holds')
                      : `${t('dignity:broken')} ${check.found.join(t('list.separator'))}`}
                  </p>
                  <details className="small quiet">
                    <summary>{t('dignity:words')}</summary>
                    <code>{check.words.join(', ')}</code>
                  </details>
                </div>
              </li>
            ))}
          </ul>
          <p className="small quiet">
            {t('dignity:examined', { tables: data.tables, columns: data.columns, settings: data.settings })}
          </p>
          <h2 className="dignity-head">{t('dignity:presence')}</h2>
          <Table
            label={t('dignity:presence')}
            rows={data.presence}
            rowKey={(row) => row.column}
            columns={[
              { key: 'column', header: t('dignity:column'), width: '35%', cell: (row) => <code>{row.column}</code> },
              { key: 'serves', header: t('dignity:servesTitle'), cell: (row) => t(`dignity:serves.${row.serves}`) },
            ]}
          />
          <p className="dignity-link">
            <Link to="/burden">{t('dignity:burden')} →</Link>
          </p>
        </>
      )}
    </SettingsPage>
  );
}
