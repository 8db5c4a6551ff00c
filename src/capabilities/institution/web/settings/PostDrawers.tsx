// Giving a post, and ending one with whoever takes over what is open.
import { useMemo } from 'react';
import { forgetDraft } from '../../../../web/drafts.ts';
import { useTwin, useWords } from '../../../../web/language.ts';
import { useAct } from '../../../../web/queries.ts';
import { errorAt } from '../../../../web/refusal.ts';
import { useMe } from '../../../../web/session.ts';
import { FormDrawer } from '../../../../web/settings/FormDrawer.tsx';
import { DatePicker } from '../../../../web/ui/DatePicker.tsx';
import { Notice } from '../../../../web/ui/Feedback.tsx';
import { Field } from '../../../../web/ui/Field.tsx';
import { TextInput } from '../../../../web/ui/Input.tsx';
import { PersonPicker, UnitPicker } from '../../../../web/ui/pickers.tsx';
import { Check } from '../../../../web/ui/Segmented.tsx';
import { Select } from '../../../../web/ui/Select.tsx';
import { useToast } from '../../../../web/ui/Toast.tsx';
import { addPost, changePost, type Post } from './institutionQueries.ts';

const stales = ['/posts', '/people', '/units'];

interface PostDrawerProps {
  personId: string | null;
  unitId: string | null;
  onClose: () => void;
}

export function PostDrawer({ personId, unitId, onClose }: PostDrawerProps) {
  const { t } = useWords();
  const twin = useTwin();
  const say = useToast();
  const { institution, today } = useMe();
  const initial = useMemo(
    () => ({
      personId,
      unitId,
      level: '' as string,
      title: '',
      titleEn: '',
      head: false,
      acting: false,
      from: today as string | null,
      to: null as string | null,
    }),
    [personId, unitId, today],
  );
  const draftKey = 'post.new';
  const add = useAct(addPost, {
    stales,
    onDone: (post) => {
      forgetDraft(draftKey);
      say(t(post.state === 'proposed' ? 'settings:waitsForSecond' : 'settings:added'));
      onClose();
    },
  });
  return (
    <FormDrawer
      title={t('settings:posts.add')}
      draftKey={draftKey}
      initial={initial}
      error={add.error}
      isBusy={add.isPending}
      isReady={(value) => Boolean(value.personId && value.unitId && value.level && value.title.trim())}
      onClose={onClose}
      onSubmit={(value) =>
        add.mutate({
          body: {
            personId: value.personId ?? '',
            unitId: value.unitId ?? '',
            level: Number(value.level),
            title: value.title,
            titleEn: value.titleEn || null,
            head: value.head,
            acting: value.acting,
            ...(value.from ? { from: value.from } : {}),
            ...(value.to ? { to: value.to } : {}),
          },
        })
      }
    >
      {({ value, set }) => (
        <>
          <Field label={t('settings:person')} error={errorAt(add.error, 'personId')}>
            {(control) => (
              <PersonPicker control={control} value={value.personId} onChange={(id) => set({ personId: id })} />
            )}
          </Field>
          <Field label={t('settings:unit')} error={errorAt(add.error, 'unitId')}>
            {(control) => <UnitPicker control={control} value={value.unitId} onChange={(id) => set({ unitId: id })} />}
          </Field>
          <Field label={t('settings:level')} error={errorAt(add.error, 'level')} hint={t('settings:posts.levelHint')}>
            {(control) => (
              <Select
                control={control}
                value={value.level || null}
                onChange={(level) => set({ level: level ?? '' })}
                choices={institution.levels.map((level) => ({
                  value: String(level.rank),
                  label: `${level.rank} ${twin(level.name, level.nameEn)}`,
                }))}
              />
            )}
          </Field>
          <div className="form-row">
            <Field label={t('settings:posts.title')} error={errorAt(add.error, 'title')}>
              {(control) => <TextInput control={control} value={value.title} onChange={(title) => set({ title })} />}
            </Field>
            <Field label={t('settings:posts.titleEn')} optional={t('field.optional')}>
              {(control) => (
                <TextInput control={control} value={value.titleEn} onChange={(titleEn) => set({ titleEn })} />
              )}
            </Field>
            <Field label={t('settings:from')} error={errorAt(add.error, 'from')}>
              {(control) => <DatePicker control={control} value={value.from} onChange={(from) => set({ from })} />}
            </Field>
            <Field label={t('settings:to')} optional={t('field.optional')} error={errorAt(add.error, 'to')}>
              {(control) => <DatePicker control={control} clearable value={value.to} onChange={(to) => set({ to })} />}
            </Field>
          </div>
          <Check checked={value.head} onChange={(head) => set({ head })}>
            {t('settings:posts.isHead')}
          </Check>
          <br />
          <Check checked={value.acting} onChange={(acting) => set({ acting })}>
            {t('settings:posts.isActing')}
          </Check>
        </>
      )}
    </FormDrawer>
  );
}

export function EndPostDrawer({ post, onClose }: { post: Post; onClose: () => void }) {
  const { t } = useWords();
  const twin = useTwin();
  const say = useToast();
  const { today } = useMe();
  const initial = useMemo(() => ({ to: today as string | null, successorId: null as string | null }), [today]);
  const draftKey = `post.end.${post.id}`;
  const end = useAct(changePost, {
    stales,
    onDone: () => {
      forgetDraft(draftKey);
      say(t('settings:posts.ended'));
      onClose();
    },
  });
  return (
    <FormDrawer
      title={t('settings:posts.endTitle', { person: twin(post.person.name, post.person.nameEn) })}
      subtitle={twin(post.title, post.titleEn)}
      draftKey={draftKey}
      initial={initial}
      act={t('settings:posts.end')}
      error={end.error}
      isBusy={end.isPending}
      isReady={(value) => value.to !== null}
      onClose={onClose}
      onSubmit={(value) =>
        end.mutate({
          params: { id: post.id },
          body: { to: value.to, ...(value.successorId ? { successorId: value.successorId } : {}) },
          ifMatch: post.version,
        })
      }
    >
      {({ value, set }) => (
        <>
          <Notice>{t('settings:posts.endText')}</Notice>
          <Field label={t('settings:posts.lastDay')} error={errorAt(end.error, 'to')}>
            {(control) => <DatePicker control={control} value={value.to} onChange={(to) => set({ to })} />}
          </Field>
          <Field
            label={t('settings:posts.successor')}
            optional={t('field.optional')}
            hint={t('settings:posts.successorHint')}
            error={errorAt(end.error, 'successorId')}
          >
            {(control) => (
              <PersonPicker
                control={control}
                clearable
                value={value.successorId}
                onChange={(successorId) => set({ successorId })}
              />
            )}
          </Field>
        </>
      )}
    </FormDrawer>
  );
}
