// Messages by day, latest first: what happened, where to act; a daily reminder unfolds what it reminds of.
import { useRouter } from '@tanstack/react-router';
import type { MouseEvent, ReactNode } from 'react';
import { useFormats } from '../../../../web/formats.ts';
import { useTwin, useWords } from '../../../../web/language.ts';
import { useMe } from '../../../../web/session.ts';
import { LightMark } from '../../../../web/ui/Light.tsx';
import { byDay, dayBefore } from './inboxDays.ts';
import { type Message, useReading } from './inboxQueries.ts';
import './inbox.css';

interface MessageListProps {
  messages: readonly Message[];
  /** Called where a link leads away, so that a drawer can close. */
  onLeave?: () => void;
}

export function MessageList({ messages, onLeave }: MessageListProps) {
  const { t } = useWords();
  const { day: writeDay } = useFormats();
  const { institution, today } = useMe();
  const nameOf = (day: string) => {
    if (day === today) return t('inbox:today');
    return day === dayBefore(today) ? t('inbox:yesterday') : writeDay(day, today);
  };
  return (
    <div className="inbox-days">
      {byDay(messages, institution.timeZone).map(({ day, rows }) => (
        <section key={day} className="inbox-day">
          <h2>{nameOf(day)}</h2>
          <ol>
            {rows.map((message) => (
              <MessageRow key={message.id} message={message} {...(onLeave ? { onLeave } : {})} />
            ))}
          </ol>
        </section>
      ))}
    </div>
  );
}

const COLOURS = ['yellow', 'orange', 'red'] as const;

/** Several alike are looked at together, not one of them. */
const placeOf = (message: Message): string | null =>
  message.count > 1 && message.objectKind === 'sheet' && message.link !== null
    ? '/sheets?show=all&mine=addressed'
    : message.link;

/** The item that one message is about, without saying again what its text says. */
function useAbout({ item, count, text }: Message): string {
  const twin = useTwin();
  if (!item || count > 1) return '';
  const title = twin(item.title, item.titleEn);
  return [item.code, text.includes(title) ? '' : title].filter(Boolean).join(' ');
}

function MessageRow({ message, onLeave }: { message: Message; onLeave?: () => void }) {
  const { t } = useWords();
  const { institution } = useMe();
  const { moment } = useFormats(institution.timeZone);
  const { one } = useReading();
  const isUnread = message.readAt === null;
  const read = () => {
    if (isUnread) one.mutate(message.id);
  };
  const colour = COLOURS.find((name) => name === message.params.colour);
  const about = useAbout(message);
  return (
    <li className={isUnread ? 'inbox-row inbox-row-unread' : 'inbox-row'}>
      <span className="inbox-dot">{isUnread && <span className="visually-hidden">{t('inbox:unread')}</span>}</span>
      <div className="inbox-what">
        <p className="inbox-text">
          {colour && <LightMark colour={colour} />}
          <Away
            link={placeOf(message)}
            onFollow={() => {
              read();
              onLeave?.();
            }}
          >
            {message.text}
          </Away>
        </p>
        {about && <p className="small quiet">{about}</p>}
        {message.link === null && message.objectId !== null && <p className="small quiet">{t('inbox:gone')}</p>}
        {message.lines.length > 0 && <Lines message={message} onFollow={onLeave} />}
      </div>
      <div className="inbox-side">
        <time className="small quiet" dateTime={message.at}>
          {moment(message.at).replace(/^.*?(\d{1,2}:\d{2})$/, '$1')}
        </time>
        {isUnread && (
          <button type="button" className="inbox-read small" onClick={read}>
            {t('inbox:read')}
          </button>
        )}
      </div>
    </li>
  );
}

function Lines({ message, onFollow }: { message: Message; onFollow?: (() => void) | undefined }) {
  const { t } = useWords();
  const twin = useTwin();
  const count = message.lines.reduce((sum, line) => sum + line.count, 0);
  return (
    <details className="inbox-lines">
      <summary className="small">{t('inbox:lines', { count, n: count })}</summary>
      {message.lines.map((line) => (
        <div key={line.code} className="inbox-line">
          <h3 className="small">{line.text}</h3>
          <ul>
            {line.entries.map((entry) => (
              <li key={`${entry.item?.id} ${entry.text} ${entry.link}`}>
                <Away link={entry.link} onFollow={() => onFollow?.()}>
                  {entry.text || (entry.item ? twin(entry.item.title, entry.item.titleEn) : '')}
                </Away>
              </li>
            ))}
            {line.count > line.entries.length && (
              <li className="small quiet">{t('inbox:andMore', { n: line.count - line.entries.length })}</li>
            )}
          </ul>
        </div>
      ))}
    </details>
  );
}

/** A link whose address the server gave: followed without loading the page anew, and like any link with a key held down. */
function Away({ link, onFollow, children }: { link: string | null; onFollow: () => void; children: ReactNode }) {
  const router = useRouter();
  if (link === null) return <span>{children}</span>;
  const follow = (event: MouseEvent<HTMLAnchorElement>) => {
    onFollow();
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    router.history.push(link);
  };
  return (
    <a href={link} onClick={follow}>
      {children}
    </a>
  );
}
