// Bringing in the organisation or the plan from a workbook: tried out first, with every error by sheet, row and column.
import { type DragEvent, useId, useRef, useState } from 'react';
import type { z } from 'zod';
import { remote } from '../../../../web/api.ts';
import { useFormats } from '../../../../web/formats.ts';
import { useWords } from '../../../../web/language.ts';
import { useAct } from '../../../../web/queries.ts';
import { useMe } from '../../../../web/session.ts';
import { SettingsPage } from '../../../../web/settings/SettingsPage.tsx';
import { Button } from '../../../../web/ui/Button.tsx';
import { Notice, Refusal } from '../../../../web/ui/Feedback.tsx';
import { Segmented } from '../../../../web/ui/Segmented.tsx';
import { Table } from '../../../../web/ui/Table.tsx';
import { useToast } from '../../../../web/ui/Toast.tsx';
import type { ImportReply, importTables } from '../../documents.contract.ts';

type Outcome = z.output<typeof ImportReply>;
type Kind = 'organisation' | 'plan';
const importEndpoint = remote<typeof importTables>('POST', '/imports');
const stales = ['/levels', '/units', '/people', '/posts', '/roles', '/disciplines', '/sectors'];

export function ImportPage() {
  const { t } = useWords();
  const say = useToast();
  const { abilities } = useMe();
  const [kind, setKind] = useState<Kind>('organisation');
  const [file, setFile] = useState<File | null>(null);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const send = useAct(importEndpoint, {
    stales,
    onDone: (reply) => {
      setOutcome(reply);
      if (!reply.dryRun && reply.errorCount === 0) say(t('import:done'));
    },
  });
  const choose = (chosen: File | undefined) => {
    if (!chosen) return;
    setFile(chosen);
    setOutcome(null);
    send.reset();
    send.mutate({ query: { kind, dryRun: 'true' }, file: chosen });
  };
  const isReady = outcome?.dryRun === true && outcome.errorCount === 0;
  const changes = outcome ? outcome.created + outcome.changed : 0;
  return (
    <SettingsPage title={t('settings:section.import')} lead={t('import:lead')}>
      <div className="settings-bar">
        <Segmented<Kind>
          label={t('import:what')}
          value={kind}
          onChange={(next) => {
            setKind(next);
            setFile(null);
            setOutcome(null);
            send.reset();
          }}
          choices={[
            { value: 'organisation', label: t('import:organisation') },
            ...(abilities.importPlan ? [{ value: 'plan' as const, label: t('import:plan') }] : []),
          ]}
        />
        <a href={`/api/exports/${kind}.xlsx`} download>
          {t('import:present')}
        </a>
      </div>
      <FileDrop file={file} isBusy={send.isPending} onChoose={choose} />
      <Refusal error={send.error} />
      {outcome && <Result outcome={outcome} />}
      {isReady && file && (
        <div className="form-acts">
          <Button
            kind="primary"
            isBusy={send.isPending}
            disabled={changes === 0 || send.isPending}
            onPress={() => send.mutate({ query: { kind, dryRun: 'false' }, file })}
          >
            {t('import:commit')}
          </Button>
          <span className="small quiet">{t(changes === 0 ? 'import:nothingNew' : 'import:commitHint')}</span>
        </div>
      )}
    </SettingsPage>
  );
}

interface FileDropProps {
  file: File | null;
  isBusy: boolean;
  onChoose: (file: File | undefined) => void;
}

function FileDrop({ file, isBusy, onChoose }: FileDropProps) {
  const { t } = useWords();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setOver] = useState(false);
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    onChoose(event.dataTransfer.files[0]);
  };
  return (
    <fieldset
      className={isOver ? 'file-drop file-drop-over' : 'file-drop'}
      aria-label={t('import:file')}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
    >
      <label htmlFor={id} className="visually-hidden">
        {t('import:file')}
      </label>
      <input
        ref={input}
        id={id}
        type="file"
        accept=".xlsx,.csv,.txt,.tsv"
        className="visually-hidden"
        tabIndex={-1}
        onChange={(event) => {
          onChoose(event.target.files?.[0]);
          event.target.value = '';
        }}
      />
      <Button kind={file ? 'plain' : 'primary'} icon="upload" isBusy={isBusy} onPress={() => input.current?.click()}>
        {t(file ? 'import:another' : 'import:choose')}
      </Button>
      <span className={file ? '' : 'small quiet'}>{file ? file.name : t('import:drop')}</span>
    </fieldset>
  );
}

function Result({ outcome }: { outcome: Outcome }) {
  const { t } = useWords();
  const { count } = useFormats();
  const counts = [
    ['created', outcome.created],
    ['changed', outcome.changed],
    ['unchanged', outcome.unchanged],
    ['wrong', outcome.errorCount],
  ] as const;
  return (
    <>
      <Notice kind={outcome.errorCount > 0 ? 'warn' : 'good'}>
        {t(outcome.errorCount > 0 ? 'import:nothingWritten' : outcome.dryRun ? 'import:fits' : 'import:done')}
      </Notice>
      <div className="import-counts" role="status">
        {counts.map(([name, number]) => (
          <span key={name} className={name === 'wrong' && number > 0 ? 'late-words' : undefined}>
            <b>{count(number)}</b>
            <span className="small quiet">{t(`import:count.${name}`)}</span>
          </span>
        ))}
      </div>
      {outcome.errors.length > 0 && (
        <Table
          label={t('import:errors')}
          rows={outcome.errors}
          rowKey={(row) => `${row.sheet} ${row.row} ${row.column} ${row.code} ${row.detail}`}
          columns={[
            { key: 'sheet', header: t('import:sheet'), width: 140, cell: (row) => row.sheet },
            { key: 'row', header: t('import:row'), width: 70, numbers: true, cell: (row) => row.row },
            { key: 'column', header: t('import:column'), width: 160, cell: (row) => row.column },
            { key: 'detail', header: t('import:detail'), cell: (row) => row.detail },
          ]}
        />
      )}
      {outcome.errorCount > outcome.errors.length && (
        <p className="small quiet">{t('import:moreErrors', { count: outcome.errorCount - outcome.errors.length })}</p>
      )}
      {outcome.ignored.length > 0 && (
        <p className="small quiet">
          {t('import:ignored', {
            names: outcome.ignored
              .map((one) => (one.column ? `${one.sheet} / ${one.column}` : one.sheet))
              .join(t('list.separator')),
          })}
        </p>
      )}
    </>
  );
}
