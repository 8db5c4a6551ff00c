// Posts: who serves where, at which level and until when; proposals that wait for a second person stand on top.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useFormats } from '../../../../web/formats.ts';
import { useTwin, useWords } from '../../../../web/language.ts';
import { useAct } from '../../../../web/queries.ts';
import { useMe } from '../../../../web/session.ts';
import { SettingsPage } from '../../../../web/settings/SettingsPage.tsx';
import { Button } from '../../../../web/ui/Button.tsx';
import { Empty, Refusal } from '../../../../web/ui/Feedback.tsx';
import { PersonPicker, UnitPicker } from '../../../../web/ui/pickers.tsx';
import { Table } from '../../../../web/ui/Table.tsx';
import { useToast } from '../../../../web/ui/Toast.tsx';
import { allUnits, confirmPostEndpoint, type Post, postsQuery } from './institutionQueries.ts';
import { EndPostDrawer, PostDrawer } from './PostDrawers.tsx';

export function PostsPage() {
  const { t } = useWords();
  const say = useToast();
  const { abilities } = useMe();
  const [personId, setPersonId] = useState<string | null>(null);
  const [unitId, setUnitId] = useState<string | null>(null);
  const [isAdding, setAdding] = useState(false);
  const [ending, setEnding] = useState<Post | null>(null);
  const waiting = useQuery(postsQuery({ state: 'proposed' }));
  // The names of units set the widths of the columns: rows without them would jump when they come.
  const units = useQuery(allUnits);
  const { data, error, isPending, refetch } = useQuery({
    ...postsQuery({ ...(personId ? { personId } : {}), ...(unitId ? { unitId } : {}) }),
    placeholderData: (before) => before,
  });
  const confirm = useAct(confirmPostEndpoint, {
    stales: ['/posts', '/units', '/people'],
    onDone: () => say(t('settings:confirmed')),
  });
  const shared = {
    onEnd: setEnding,
    onConfirm: (post: Post) => confirm.mutate({ params: { id: post.id }, ifMatch: post.version }),
  };
  const proposed = waiting.data?.items ?? [];
  return (
    <SettingsPage
      title={t('settings:section.posts')}
      lead={t('settings:posts.lead')}
      error={error}
      isWaiting={isPending || units.isPending}
      onRetry={() => void refetch()}
      act={
        abilities.manageInstitution && (
          <Button icon="plus" onPress={() => setAdding(true)}>
            {t('settings:posts.add')}
          </Button>
        )
      }
    >
      <Refusal error={confirm.error} />
      {proposed.length > 0 && (
        <section className="settings-waiting">
          <h2>{t('settings:posts.waiting', { count: proposed.length })}</h2>
          <PostTable rows={proposed} {...shared} />
        </section>
      )}
      <div className="settings-bar">
        <span className="search-box">
          <PersonPicker
            label={t('settings:posts.ofPerson')}
            placeholder={t('settings:posts.ofPerson')}
            clearable
            value={personId}
            onChange={setPersonId}
          />
        </span>
        <span className="search-box">
          <UnitPicker
            label={t('settings:posts.inUnit')}
            placeholder={t('settings:posts.inUnit')}
            clearable
            value={unitId}
            onChange={setUnitId}
          />
        </span>
        {data?.nextCursor && (
          <span className="small quiet">{t('settings:firstRows', { count: data.items.length })}</span>
        )}
      </div>
      <PostTable rows={data?.items ?? []} {...shared} />
      {isAdding && <PostDrawer personId={personId} unitId={unitId} onClose={() => setAdding(false)} />}
      {ending && <EndPostDrawer post={ending} onClose={() => setEnding(null)} />}
    </SettingsPage>
  );
}

interface PostTableProps {
  rows: readonly Post[];
  onEnd: (post: Post) => void;
  onConfirm: (post: Post) => void;
}

function PostTable({ rows, onEnd, onConfirm }: PostTableProps) {
  const { t } = useWords();
  const twin = useTwin();
  const { fullDay } = useFormats();
  const { institution } = useMe();
  const units = useQuery(allUnits);
  const unitName = (id: string) => {
    const unit = units.data?.find((one) => one.id === id);
    return unit ? twin(unit.name, unit.nameEn) : '';
  };
  const levelName = (rank: number) => {
    const level = institution.levels.find((one) => one.rank === rank);
    return level ? twin(level.name, level.nameEn) : String(rank);
  };
  return (
    <Table
      label={t('settings:section.posts')}
      rows={rows}
      rowKey={(post) => post.id}
      empty={<Empty title={t('settings:posts.none')}>{t('settings:posts.noneText')}</Empty>}
      columns={[
        { key: 'person', header: t('settings:person'), cell: (post) => twin(post.person.name, post.person.nameEn) },
        { key: 'unit', header: t('settings:unit'), cell: (post) => unitName(post.unitId) },
        {
          key: 'title',
          header: t('settings:posts.title'),
          cell: (post) => (
            <>
              {twin(post.title, post.titleEn)} {post.head && <span className="tag">{t('settings:posts.head')}</span>}{' '}
              {post.acting && <span className="tag">{t('settings:posts.acting')}</span>}
            </>
          ),
        },
        { key: 'level', header: t('settings:level'), wideOnly: true, cell: (post) => levelName(post.level) },
        {
          key: 'span',
          header: t('settings:span'),
          wideOnly: true,
          cell: (post) => (
            <span className="no-wrap">{`${fullDay(post.from)} – ${post.to ? fullDay(post.to) : ''}`}</span>
          ),
        },
        {
          key: 'acts',
          header: <span className="visually-hidden">{t('settings:acts')}</span>,
          cell: (post) => (
            <span className="row-acts">
              {post.state === 'proposed' && (
                <span className="tag tag-waiting">{t('identity:grantStates.proposed')}</span>
              )}
              {post.abilities.confirm && (
                <Button kind="primary" onPress={() => onConfirm(post)}>
                  {t('settings:confirm')}
                </Button>
              )}
              {post.abilities.end && (
                <Button kind="quiet" onPress={() => onEnd(post)}>
                  {t('settings:posts.end')}
                </Button>
              )}
            </span>
          ),
        },
      ]}
    />
  );
}
