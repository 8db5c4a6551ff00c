// One file on its way: its name, how far it is, and the way to stop it or to try again.
import { useFormats } from '../../../../web/formats.ts';
import { useWords } from '../../../../web/language.ts';
import { asRefusal } from '../../../../web/refusal.ts';
import { Button } from '../../../../web/ui/Button.tsx';
import { Icon } from '../../../../web/ui/icons.tsx';
import type { Upload, Uploads } from './useUploads.ts';

export function UploadLine({ upload, uploads }: { upload: Upload; uploads: Uploads }) {
  const { t } = useWords();
  const { percent } = useFormats();
  const failed = upload.error !== null;
  const refusal = failed ? asRefusal(upload.error) : null;
  return (
    <li className={failed ? 'upload upload-failed' : 'upload'}>
      <Icon name={failed ? 'warn' : 'upload'} />
      <span className="upload-words">
        <span className="clip">{upload.file.name}</span>
        {refusal ? (
          <span className="small" role="alert">
            {refusal.detail || t(`refusal.${refusal.kind}`)}
          </span>
        ) : (
          <span
            className="upload-track"
            role="progressbar"
            aria-label={t('evidence:sending', { name: upload.file.name })}
            aria-valuenow={Math.round(upload.share * 100)}
            aria-valuemin={0}
            aria-valuemax={100}
          >
            <i style={{ '--share': `${upload.share * 100}%` }} />
          </span>
        )}
      </span>
      {!failed && <span className="small quiet numbers">{percent(upload.share * 100)}</span>}
      {failed && (
        <Button kind="quiet" onPress={() => uploads.retry(upload.key)}>
          {t('act.retry')}
        </Button>
      )}
      <Button
        kind="quiet"
        icon="close"
        label={t('evidence:stop', { name: upload.file.name })}
        onPress={() => uploads.stop(upload.key)}
      />
    </li>
  );
}
