// People and their accounts: found by name or account, added, corrected, given a new password, closed.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTwin, useWords } from '../../../../web/language.ts';
import { useMe } from '../../../../web/session.ts';
import { SearchBox } from '../../../../web/settings/SearchBox.tsx';
import { SettingsPage } from '../../../../web/settings/SettingsPage.tsx';
import { Button } from '../../../../web/ui/Button.tsx';
import { Empty } from '../../../../web/ui/Feedback.tsx';
import { useSettled } from '../../../../web/ui/settled.ts';
import { Table } from '../../../../web/ui/Table.tsx';
import { type Person, peopleQuery } from './institutionQueries.ts';
import { PersonDrawer } from './PersonDrawer.tsx';

export function PeoplePage() {
  const { t } = useWords();
  const twin = useTwin();
  const { abilities } = useMe();
  const [words, setWords] = useState('');
  const sought = useSettled(words.trim());
  const [editing, setEditing] = useState<Person | 'new' | null>(null);
  const { data, error, isPending, refetch } = useQuery({
    ...peopleQuery(sought),
    placeholderData: (before) => before,
  });
  return (
    <SettingsPage
      title={t('settings:section.people')}
      lead={t('settings:people.lead')}
      error={error}
      isWaiting={isPending}
      onRetry={() => void refetch()}
      act={
        abilities.manageAccounts && (
          <Button icon="plus" onPress={() => setEditing('new')}>
            {t('settings:people.add')}
          </Button>
        )
      }
    >
      <div className="settings-bar">
        <SearchBox value={words} onChange={setWords} label={t('settings:people.search')} />
        {data?.nextCursor && (
          <span className="small quiet">{t('settings:firstRows', { count: data.items.length })}</span>
        )}
      </div>
      <Table
        label={t('settings:section.people')}
        rows={data?.items ?? []}
        rowKey={(person) => person.id}
        onChoose={setEditing}
        empty={<Empty title={t('settings:nothingFound')}>{t('settings:nothingFoundText')}</Empty>}
        columns={[
          {
            key: 'name',
            header: t('settings:name'),
            cell: (person) => (
              <>
                <button type="button" className="link-button" onClick={() => setEditing(person)}>
                  {twin(person.name, person.nameEn)}
                </button>
                {!person.active && <span className="tag">{t('settings:people.closed')}</span>}
              </>
            ),
          },
          {
            key: 'account',
            header: t('settings:people.account'),
            wideOnly: true,
            cell: (person) => person.account ?? <span className="quiet">—</span>,
          },
          {
            key: 'posts',
            header: t('settings:section.posts'),
            cell: (person) =>
              person.posts.length === 0 ? (
                <span className="quiet">{t('settings:people.noPost')}</span>
              ) : (
                person.posts
                  .map((post) => `${twin(post.unitName, post.unitNameEn)} ${twin(post.title, post.titleEn)}`)
                  .join(t('list.separator'))
              ),
          },
          {
            key: 'language',
            header: t('person.language'),
            width: 90,
            wideOnly: true,
            cell: (person) => (person.language === 'en' ? 'English' : '中文'),
          },
        ]}
      />
      {editing && <PersonDrawer person={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />}
    </SettingsPage>
  );
}
