// A sheet as it goes on paper: one A4 in the form of an official notice, legible in black and white, with room for a pen.
import type { ReactNode } from 'react';
import { useFormats } from '../../../../web/formats.ts';
import { useWords } from '../../../../web/language.ts';
import { LightMark } from '../../../../web/ui/Light.tsx';
import type { SheetColour } from './sheetQueries.ts';
import { CAUSES, type Cause } from './sheetWords.ts';
import './sheet-paper.css';

export interface PaperWords {
  colour: SheetColour;
  /** Null for a notice without paper. */
  number: string | null;
  institution: string;
  issuedOn: string;
  replyBy: string;
  limitDays: number;
  person: string;
  copyTo: readonly string[];
  code: string;
  title: string;
  unit: string;
  due: string;
  planned: number | null;
  verified: number | null;
  reasons: readonly string[];
  reply: {
    category: Cause | null;
    cause: string;
    countermeasure: string;
    words: string;
    by: string;
    on: string;
  } | null;
  verdict: { passed: boolean; reason: string; by: string; on: string } | null;
  voided: { reason: string; on: string } | null;
}

function Row({ name, children, grows }: { name: string; children: ReactNode; grows?: boolean }) {
  return (
    <div className={grows ? 'paper-row paper-row-grows' : 'paper-row'}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** A box to tick with a pen, ticked where the answer is known. */
function Box({ isOn, children }: { isOn: boolean; children: ReactNode }) {
  return (
    <span className="paper-box">
      <i aria-hidden="true">{isOn ? '☑' : '☐'}</i> {children}
    </span>
  );
}

function Facts({ paper }: { paper: PaperWords }) {
  const { t } = useWords();
  const { value, fullDay } = useFormats();
  const figures = [
    `${t('sheets:fact.planned')} ${value(paper.planned)}`,
    `${t('sheets:fact.verified')} ${value(paper.verified)}`,
    `${t('sheets:fact.due')} ${fullDay(paper.due)}`,
  ];
  return (
    <>
      <p className="paper-light">
        <LightMark colour={paper.colour} /> <b>{t(`light.${paper.colour}`)}</b>
        <span>{figures.join(t('sheets:paper.comma'))}</span>
      </p>
      <ol className="paper-reasons">
        {paper.reasons.map((reason) => (
          <li key={reason}>{reason}</li>
        ))}
      </ol>
    </>
  );
}

/** Lines to write on with a pen. */
function Lines({ count }: { count: number }) {
  return (
    <div className="paper-lines" aria-hidden="true">
      {Array.from({ length: count }, (_, at) => at).map((at) => (
        <i key={at} />
      ))}
    </div>
  );
}

function Answer({ paper }: { paper: PaperWords }) {
  const { t } = useWords();
  const { fullDay } = useFormats();
  const { reply } = paper;
  const lines: [string, string][] = [
    [t('sheets:paper.cause'), reply?.cause ?? ''],
    [t('sheets:paper.countermeasure'), [reply?.countermeasure, reply?.words].filter(Boolean).join('\n')],
  ];
  return (
    <>
      <p className="paper-boxes">
        <span className="paper-label">{t('sheets:paper.category')}</span>
        {CAUSES.map((cause) => (
          <Box key={cause} isOn={reply?.category === cause}>
            {t(`sheets:cause.${cause}`)}
          </Box>
        ))}
      </p>
      {lines.map(([name, words]) => (
        <div key={name} className="paper-answer">
          <span className="paper-label">{name}</span>
          {words ? <p className="paper-words">{words}</p> : <Lines count={3} />}
        </div>
      ))}
      {reply && (
        <p className="paper-right">
          {reply.by} {fullDay(reply.on)}
        </p>
      )}
    </>
  );
}

function Verdict({ paper }: { paper: PaperWords }) {
  const { t } = useWords();
  const { fullDay } = useFormats();
  const { verdict } = paper;
  return (
    <>
      <p className="paper-boxes">
        <Box isOn={verdict?.passed === true}>{t('sheets:paper.passed')}</Box>
        <Box isOn={verdict?.passed === false}>{t('sheets:paper.returned')}</Box>
      </p>
      {verdict ? <p className="paper-words paper-words-short">{verdict.reason}</p> : <Lines count={1} />}
      {verdict && (
        <p className="paper-right">
          {verdict.by} {fullDay(verdict.on)}
        </p>
      )}
    </>
  );
}

function Signatures() {
  const { t } = useWords();
  return (
    <div className="paper-signatures">
      {(['issuer', 'person', 'judge'] as const).map((who) => (
        <div key={who}>
          <span>{t(`sheets:paper.signed.${who}`)}</span>
          <span className="paper-sign-line" />
          <span>{t('sheets:paper.signed.date')}</span>
          <span className="paper-sign-line" />
        </div>
      ))}
    </div>
  );
}

export function SheetPaper({ paper }: { paper: PaperWords }) {
  const { t } = useWords();
  const { fullDay } = useFormats();
  return (
    <article className={`paper paper-${paper.colour}`}>
      <header className="paper-head">
        <p className="paper-institution">{paper.institution}</p>
        <h1>{t(`sheets:paper.title.${paper.colour}`)}</h1>
        <div className="paper-line">
          <span className="paper-number">{paper.number ?? t('sheets:withoutNumber')}</span>
          <span>{t('sheets:paper.issuedOn', { day: fullDay(paper.issuedOn) })}</span>
        </div>
      </header>
      {paper.voided && (
        <p className="paper-voided">
          <b>{t('sheets:paper.voided')}</b> {fullDay(paper.voided.on)} {paper.voided.reason}
        </p>
      )}
      <dl className="paper-pair">
        <Row name={t('sheets:paper.to')}>{paper.person}</Row>
        <Row name={t('sheets:fact.unit')}>{paper.unit}</Row>
      </dl>
      <dl className="paper-table">
        {paper.copyTo.length > 0 && <Row name={t('sheets:paper.copy')}>{paper.copyTo.join(t('list.separator'))}</Row>}
        <Row name={t('sheets:paper.matter')}>
          {paper.code} <b>{paper.title}</b>
        </Row>
        <Row name={t('sheets:paper.facts')}>
          <Facts paper={paper} />
        </Row>
        <Row name={t('sheets:paper.asked')}>
          {t(`sheets:paper.askedText.${paper.colour}`, { day: fullDay(paper.replyBy) })}
        </Row>
        <Row name={t('sheets:paper.limit')}>
          <b>{fullDay(paper.replyBy)}</b>{' '}
          <span>{t('sheets:paper.days', { count: paper.limitDays, n: paper.limitDays })}</span>
        </Row>
        <Row name={t('sheets:paper.replyPart')} grows>
          <Answer paper={paper} />
        </Row>
        <Row name={t('sheets:paper.verdict')}>
          <Verdict paper={paper} />
        </Row>
      </dl>
      <Signatures />
      <footer className="paper-foot">{t('sheets:paper.foot')}</footer>
    </article>
  );
}
