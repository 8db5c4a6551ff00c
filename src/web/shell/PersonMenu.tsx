// The person's own menu: who is signed in, language, theme, signing out.

import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { changeMe } from '../../capabilities/identity/identity.contract.ts';
import { remote } from '../api.ts';
import { type Language, speak, useTwin, useWords } from '../language.ts';
import { useAct } from '../queries.ts';
import { meQuery, signOut, useMe } from '../session.ts';
import { Button } from '../ui/Button.tsx';
import { Icon } from '../ui/icons.tsx';
import { Popover } from '../ui/Popover.tsx';
import { Segmented } from '../ui/Segmented.tsx';
import { type ThemeChoice, useAppearance } from '../ui/theme/appearance.tsx';

const changeEndpoint = remote<typeof changeMe>('PATCH', '/me');

export function LanguageChoice({ onChange }: { onChange?: (language: Language) => void }) {
  const { t, language } = useWords();
  return (
    <Segmented
      label={t('person.language')}
      value={language}
      choices={[
        { value: 'zh-CN', label: <span lang="zh-CN">中文</span> },
        { value: 'en', label: <span lang="en">English</span> },
      ]}
      onChange={(chosen) => {
        void speak(chosen);
        onChange?.(chosen);
      }}
    />
  );
}

export function ThemeChooser() {
  const { t } = useWords();
  const { choice, choose } = useAppearance();
  const choices: readonly ThemeChoice[] = ['system', 'light', 'dark'];
  return (
    <Segmented
      label={t('person.theme')}
      value={choice}
      choices={choices.map((value) => ({ value, label: t(`theme.${value}`) }))}
      onChange={choose}
    />
  );
}

export function PersonMenu() {
  const { t } = useWords();
  const twin = useTwin();
  const me = useMe();
  const navigate = useNavigate();
  const client = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const change = useAct(changeEndpoint, { onDone: (reply) => client.setQueryData(meQuery.queryKey, reply) });
  const name = twin(me.person.name, me.person.nameEn);
  const leave = async () => {
    await signOut();
    await navigate({ to: '/sign-in' });
  };
  return (
    <Popover
      open={isOpen}
      onOpenChange={setOpen}
      label={t('person.menu')}
      trigger={
        <button type="button" className="top-quiet person" aria-label={t('person.menuOf', { name })}>
          <span className="person-mark" aria-hidden="true">
            <Icon name="person" />
          </span>
          <span className="person-name clip">{name}</span>
        </button>
      }
    >
      <div className="person-menu">
        <div>
          <p className="person-menu-name">{name}</p>
          {me.posts.map((post) => (
            <p key={post.id} className="small quiet">
              {twin(post.unitName, post.unitNameEn)} {twin(post.title, post.titleEn)}
            </p>
          ))}
          {me.roles.length > 0 && (
            <p className="small quiet">{me.roles.map((role) => t(`role.${role}`)).join(t('list.separator'))}</p>
          )}
        </div>
        <LanguageChoice onChange={(language) => change.mutate({ body: { language } })} />
        <ThemeChooser />
        <Button onPress={leave}>{t('person.signOut')}</Button>
      </div>
    </Popover>
  );
}
