// What an item waits for and what waits for it, late and contradicting ones marked; the line and the office add and take away.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import type { z } from 'zod';
import { useFormats } from '../../../../web/formats.ts';
import { useTwin, useWords } from '../../../../web/language.ts';
import { useAct } from '../../../../web/queries.ts';
import { Button } from '../../../../web/ui/Button.tsx';
import { Drawer } from '../../../../web/ui/Drawer.tsx';
import { Refusal } from '../../../../web/ui/Feedback.tsx';
import { Field } from '../../../../web/ui/Field.tsx';
import { LightMark } from '../../../../web/ui/Light.tsx';
import { useToast } from '../../../../web/ui/Toast.tsx';
import type { ItemLinks } from '../../../linkage/links.contract.ts';
import { addDependencyEndpoint, linksQuery, removeDependencyEndpoint } from './drawingQueries.ts';
import { ItemPicker } from './ItemPicker.tsx';
import './dependencies.css';

type Linked = z.output<typeof ItemLinks>['dependsOn'][number];

function LinkedLine({ one, onRemove }: { one: Linked; onRemove: (() => void) | null }) {
  const { t } = useWords();
  const twin = useTwin();
  const { day } = useFormats();
  const title = twin(one.title, one.titleEn) || t('item.placeholder');
  return (
    <li className="dependency">
      <LightMark colour={one.light} />
      <span className="visually-hidden">{t(`light.${one.light}`)}</span>
      <span className="code">{one.code}</span>
      <Link to="/items/$id" params={{ id: one.id }} className="dependency-title clip" data-tip={title}>
        {title}
      </Link>
      <span className="quiet small">{twin(one.responsiblePerson.name, one.responsiblePerson.nameEn)}</span>
      <span className="quiet small">
        {one.finishedOn
          ? t('drawing:links.finished', { day: day(one.finishedOn) })
          : t('drawing:links.due', { day: day(one.due) })}
      </span>
      {one.late && <span className="dependency-bad small">{t('drawing:links.late')}</span>}
      {one.contradicts && (
        <span className="dependency-bad small" data-tip={t('drawing:links.contradictsTip')}>
          {t('drawing:links.contradicts')}
        </span>
      )}
      {onRemove && <Button kind="quiet" icon="close" label={t('drawing:links.remove', { title })} onPress={onRemove} />}
    </li>
  );
}

function Side({
  name,
  rows,
  onRemove,
}: {
  name: string;
  rows: readonly Linked[];
  onRemove: ((id: string) => void) | null;
}) {
  const { t } = useWords();
  return (
    <div>
      <h3>{t(`drawing:links.${name}`)}</h3>
      {rows.length === 0 && <p className="quiet small">{t('drawing:links.noneHere')}</p>}
      <ul>
        {rows.map((one) => (
          <LinkedLine key={one.id} one={one} onRemove={onRemove && (() => onRemove(one.id))} />
        ))}
      </ul>
    </div>
  );
}

function AddForm({ itemId, taken, onClose }: { itemId: string; taken: ReadonlySet<string>; onClose: () => void }) {
  const { t } = useWords();
  const toast = useToast();
  const [chosen, setChosen] = useState<string | null>(null);
  const add = useAct(addDependencyEndpoint, {
    stales: ['/drawing'],
    onDone: () => {
      toast(t('drawing:links.added'));
      onClose();
    },
  });
  return (
    <form
      className="act-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (chosen) add.mutate({ params: { id: itemId }, body: { dependsOnId: chosen } });
      }}
    >
      <Field label={t('drawing:links.addTitle')} hint={t('drawing:links.hint')}>
        {(control) => <ItemPicker control={control} value={chosen} onChange={setChosen} without={taken} />}
      </Field>
      <Refusal error={add.error} />
      <p>
        <Button kind="primary" submits isBusy={add.isPending} disabled={chosen === null}>
          {t('drawing:links.save')}
        </Button>
      </p>
    </form>
  );
}

/** `mayChange` is false while a past day is read. */
export function DependencyList({ itemId, mayChange }: { itemId: string; mayChange: boolean }) {
  const { t } = useWords();
  const toast = useToast();
  const [isAdding, setAdding] = useState(false);
  const { data: links, error, refetch } = useQuery(linksQuery(itemId));
  const remove = useAct(removeDependencyEndpoint, {
    stales: ['/drawing'],
    onDone: () => toast(t('drawing:links.removed')),
  });
  const taken = useMemo(() => new Set([itemId, ...(links?.dependsOn ?? []).map((one) => one.id)]), [itemId, links]);
  if (error) return <Refusal error={error} onRetry={() => void refetch()} />;
  if (!links) return null;
  const mayLink = mayChange && links.abilities.link === true;
  const isEmpty = links.dependsOn.length + links.neededBy.length === 0;
  // where there is nothing to say and nothing to do, the page stays calm
  if (isEmpty && !mayLink) return null;
  const takeAway = (otherId: string) => remove.mutate({ params: { id: itemId, otherId } });
  return (
    <section className="item-part" id="dependencies">
      <div className="dependency-head">
        <h2>{t('drawing:links.title')}</h2>
        {mayLink && (
          <Button kind="quiet" icon="plus" onPress={() => setAdding(true)}>
            {t('drawing:links.add')}
          </Button>
        )}
      </div>
      <Refusal error={remove.error} />
      {isEmpty ? (
        <p className="quiet">{t('drawing:links.none')}</p>
      ) : (
        <div className="dependency-sides">
          <Side name="waitsFor" rows={links.dependsOn} onRemove={mayLink ? takeAway : null} />
          <Side name="neededBy" rows={links.neededBy} onRemove={null} />
        </div>
      )}
      <Drawer open={isAdding} onClose={() => setAdding(false)} title={t('drawing:links.add')}>
        {isAdding && <AddForm itemId={itemId} taken={taken} onClose={() => setAdding(false)} />}
      </Drawer>
    </section>
  );
}
