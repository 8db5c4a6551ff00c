// Adding evidence to a form: files chosen, dropped, pasted or photographed, or a link; each is stored at once and named by its hash.
import { type ClipboardEvent, type DragEvent, useRef, useState } from 'react';
import { useWords } from '../../../../web/language.ts';
import { useAct } from '../../../../web/queries.ts';
import { Button } from '../../../../web/ui/Button.tsx';
import { Refusal } from '../../../../web/ui/Feedback.tsx';
import { TextInput } from '../../../../web/ui/Input.tsx';
import { Icon, type IconName } from '../../../../web/ui/icons.tsx';
import { useNarrow } from '../../../../web/ui/narrow.ts';
import { EvidenceLine } from '../item/EvidenceLine.tsx';
import { UploadLine } from './UploadLine.tsx';
import { createEndpoint, useUploads } from './useUploads.ts';
import './evidence.css';

interface EvidencePickerProps {
  label: string;
  ids: readonly string[];
  onChange: (ids: string[]) => void;
}

export function EvidencePicker({ label, ids, onChange }: EvidencePickerProps) {
  const { t } = useWords();
  const isNarrow = useNarrow();
  const [link, setLink] = useState<string | null>(null);
  const [isOver, setOver] = useState(false);
  // Several files may be stored between two drawings of the form, so the latest list is kept beside it.
  const latest = useRef(ids);
  latest.current = ids;
  const add = (id: string) => {
    if (latest.current.includes(id)) return;
    latest.current = [...latest.current, id];
    onChange([...latest.current]);
  };
  const uploads = useUploads(add);
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    uploads.add(event.dataTransfer.files);
  };
  const onPaste = (event: ClipboardEvent) => {
    if (event.clipboardData.files.length === 0) return;
    event.preventDefault();
    uploads.add(event.clipboardData.files);
  };
  return (
    <div className="evidence-picker">
      <span className="field-label">{label}</span>
      {(ids.length > 0 || uploads.list.length > 0) && (
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
          {uploads.list.map((upload) => (
            <UploadLine key={upload.key} upload={upload} uploads={uploads} />
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
        onPaste={onPaste}
      >
        <FileButton icon="file" words={t('item-page:evidence.file')} onFiles={uploads.add} />
        {isNarrow && <FileButton icon="camera" words={t('evidence:photograph')} onFiles={uploads.add} isCamera />}
        <Button icon="link" kind="quiet" expanded={link !== null} onPress={() => setLink(link === null ? '' : null)}>
          {t('item-page:evidence.link')}
        </Button>
        {!isNarrow && <span className="small quiet">{t('evidence:dropOrPaste')}</span>}
      </fieldset>
      {link !== null && (
        <LinkLine
          link={link}
          onChange={setLink}
          onStored={(id) => {
            add(id);
            setLink(null);
          }}
        />
      )}
    </div>
  );
}

interface FileButtonProps {
  icon: IconName;
  words: string;
  onFiles: (files: Iterable<File>) => void;
  /** Opens the phone's camera straight away. */
  isCamera?: boolean;
}

function FileButton({ icon, words, onFiles, isCamera }: FileButtonProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      {/* Hidden from everybody: the button beside it stands for it, once. */}
      <input
        ref={input}
        type="file"
        multiple={!isCamera}
        hidden
        {...(isCamera ? { accept: 'image/*', capture: 'environment' as const } : {})}
        onChange={(event) => {
          onFiles(event.target.files ?? []);
          event.target.value = '';
        }}
      />
      <Button icon={icon} onPress={() => input.current?.click()}>
        {words}
      </Button>
    </>
  );
}

function LinkLine(props: { link: string; onChange: (link: string) => void; onStored: (id: string) => void }) {
  const { link, onChange, onStored } = props;
  const { t } = useWords();
  const store = useAct(createEndpoint, { onDone: (reply) => onStored(reply.id) });
  return (
    <>
      <Refusal error={store.error} />
      <div className="evidence-link">
        <Icon name="link" />
        <TextInput
          value={link}
          onChange={onChange}
          kind="url"
          label={t('item-page:evidence.link')}
          placeholder="https://"
        />
        <Button disabled={!link} isBusy={store.isPending} onPress={() => store.mutate({ body: { url: link } })}>
          {t('item-page:evidence.add')}
        </Button>
      </div>
    </>
  );
}
