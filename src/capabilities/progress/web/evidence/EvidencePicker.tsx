// Adding evidence to a form: a file chosen or dropped, or a link; each is stored at once and named by its hash.
import { useQueryClient } from '@tanstack/react-query';
import { type DragEvent, useRef, useState } from 'react';
import { remote } from '../../../../web/api.ts';
import { useWords } from '../../../../web/language.ts';
import { useAct } from '../../../../web/queries.ts';
import { Button } from '../../../../web/ui/Button.tsx';
import { Refusal } from '../../../../web/ui/Feedback.tsx';
import { TextInput } from '../../../../web/ui/Input.tsx';
import { Icon } from '../../../../web/ui/icons.tsx';
import type { createEvidence } from '../../progress.contract.ts';
import { EvidenceLine } from '../item/EvidenceLine.tsx';
import './evidence.css';

const createEndpoint = remote<typeof createEvidence>('POST', '/evidence');

interface EvidencePickerProps {
  label: string;
  ids: readonly string[];
  onChange: (ids: string[]) => void;
}

export function EvidencePicker({ label, ids, onChange }: EvidencePickerProps) {
  const { t } = useWords();
  const client = useQueryClient();
  const input = useRef<HTMLInputElement>(null);
  const [link, setLink] = useState<string | null>(null);
  const [isOver, setOver] = useState(false);
  const add = useAct(createEndpoint, {
    onDone: (reply) => {
      client.setQueryData(['/evidence/{id}', { id: reply.id }, {}], reply);
      onChange([...ids, reply.id]);
      setLink(null);
    },
  });
  const addFile = (file: File | undefined) => {
    if (file) add.mutate({ file, body: undefined });
  };
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    addFile(event.dataTransfer.files[0]);
  };
  return (
    <div className="evidence-picker">
      <span className="field-label">{label}</span>
      <Refusal error={add.error} />
      {ids.length > 0 && (
        <ul className="evidence">
          {ids.map((id) => (
            <li key={id} className="evidence-chosen">
              <ul>
                <EvidenceLine id={id} />
              </ul>
              <Button
                kind="quiet"
                icon="close"
                label={t('item-page:evidence.remove')}
                onPress={() => onChange(ids.filter((kept) => kept !== id))}
              />
            </li>
          ))}
        </ul>
      )}
      <fieldset
        className={isOver ? 'evidence-drop evidence-drop-over' : 'evidence-drop'}
        aria-label={label}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={onDrop}
      >
        {/* Hidden from everybody: the button beside it stands for it, once. */}
        <input
          ref={input}
          type="file"
          hidden
          onChange={(event) => {
            addFile(event.target.files?.[0]);
            event.target.value = '';
          }}
        />
        <Button icon="file" isBusy={add.isPending} onPress={() => input.current?.click()}>
          {t('item-page:evidence.file')}
        </Button>
        <Button icon="link" kind="quiet" expanded={link !== null} onPress={() => setLink(link === null ? '' : null)}>
          {t('item-page:evidence.link')}
        </Button>
        <span className="small quiet">{t('item-page:evidence.drop')}</span>
      </fieldset>
      {link !== null && (
        <div className="evidence-link">
          <Icon name="link" />
          <TextInput
            value={link}
            onChange={setLink}
            kind="url"
            label={t('item-page:evidence.link')}
            placeholder="https://"
          />
          <Button disabled={!link} onPress={() => add.mutate({ body: { url: link } })}>
            {t('item-page:evidence.add')}
          </Button>
        </div>
      )}
    </div>
  );
}
