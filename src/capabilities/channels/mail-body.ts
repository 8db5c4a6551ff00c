// One message as an e-mail: a subject, plain text and quiet HTML that says the same, in the reader's language.
import type { Language, Say } from '../../platform/words.ts';

export type MailLine = { text: string; link: string | null };
export type MailSection = { title: string; entries: readonly MailLine[]; more: number };

export type MailWords = {
  language: Language;
  institution: string;
  reader: string;
  /** What it says, in one sentence. */
  text: string;
  /** Who did it and when; null for the product's own reminders. */
  by: string | null;
  /** Of a sheet: its light, as shape and word. */
  light: 'yellow' | 'orange' | 'red' | null;
  /** An item's code; the title stands in the text. */
  code: string | null;
  link: string;
  /** Word on the link. */
  act: string;
  preferences: string;
  sections: readonly MailSection[];
  /** Sent once before, without a confirmation. */
  again: boolean;
};

export type MailBody = { subject: string; text: string; html: string };

const LONGEST_SUBJECT = 140;

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** A header is one line. */
function subjectOf(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  const signs = [...line];
  return signs.length > LONGEST_SUBJECT ? `${signs.slice(0, LONGEST_SUBJECT - 1).join('')}…` : line;
}

export function composeMail(say: Say, words: MailWords): MailBody {
  return { subject: subjectOf(words.text), text: plainText(say, words), html: html(say, words) };
}

function plainText(say: Say, words: MailWords): string {
  const { language } = words;
  const mail = (key: string, blanks = {}) => say(language, `mail.${key}`, blanks);
  const sections = words.sections.flatMap(({ title, entries, more }) => [
    title,
    ...entries.map(({ text, link }) => `  - ${text}${link ? `\n    ${link}` : ''}`),
    ...(more > 0 ? [`  ${mail('more', { count: more })}`] : []),
    '',
  ]);
  return [
    mail('greeting', { name: words.reader }),
    '',
    [words.light && mail(`light.${words.light}`), words.text].filter(Boolean).join('  '),
    ...(words.code ? [words.code] : []),
    ...(words.by ? [words.by] : []),
    '',
    ...sections,
    `${words.act}: ${words.link}`,
    '',
    '--',
    ...(words.again ? [mail('again')] : []),
    `${mail('footer', { institution: words.institution })} ${words.preferences}`,
    mail('nothingSecret'),
    '',
  ].join('\n');
}

// Colours of both themes, for readers that know the wish for dark; the others keep the light ones. Nothing is fetched from anywhere.
const STYLE = `
  :root { color-scheme: light dark; supported-color-schemes: light dark; }
  body { margin: 0; padding: 0; background: #fbfaf7; color: #1b2430; }
  .page { max-width: 560px; margin: 0 auto; padding: 28px 20px 36px; font: 15px/1.65 -apple-system, "Segoe UI", "Helvetica Neue", Arial, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; }
  .head { padding-bottom: 10px; border-bottom: 1px solid #dfdcd3; font-size: 13px; color: #5f6976; }
  .head b { color: #1f4e79; font-weight: 600; }
  h1 { margin: 22px 0 6px; font-size: 18px; line-height: 1.5; font-weight: 600; }
  h2 { margin: 22px 0 4px; font-size: 14px; font-weight: 600; }
  ul { margin: 0; padding: 0; list-style: none; }
  li { padding: 7px 0; border-top: 1px solid #ebe8e1; }
  a { color: #1f4e79; }
  .quiet { color: #5f6976; font-size: 13px; }
  .light { display: inline-block; margin-bottom: 2px; padding: 1px 9px; border: 1px solid currentColor; border-radius: 10px; font-size: 13px; }
  .yellow { color: #8f6c00; } .orange { color: #b4530a; } .red { color: #b3261e; }
  .act { display: inline-block; margin: 22px 0 6px; padding: 8px 20px; border-radius: 6px; background: #1f4e79; color: #ffffff; text-decoration: none; }
  .foot { margin-top: 30px; padding-top: 12px; border-top: 1px solid #dfdcd3; font-size: 12px; color: #5f6976; }
  @media (prefers-color-scheme: dark) {
    body { background: #14181d; color: #e4e8ed; }
    .head, .foot { border-color: #333b45; color: #9aa5b1; } .quiet { color: #9aa5b1; }
    li { border-color: #2a313a; }
    a, .head b { color: #8ab4dd; }
    .yellow { color: #e6be4c; } .orange { color: #f0995a; } .red { color: #f08a82; }
    .act { background: #8ab4dd; color: #10151b; }
  }`;

function html(say: Say, words: MailWords): string {
  const { language } = words;
  const mail = (key: string, blanks = {}) => escaped(say(language, `mail.${key}`, blanks));
  const light = words.light ? `<span class="light ${words.light}">${mail(`light.${words.light}`)}</span>` : '';
  const under = [words.code, words.by].filter(Boolean).map((line) => escaped(line ?? ''));
  const sections = words.sections.map((section) => sectionHtml(section, mail('more', { count: section.more })));
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>${escaped(subjectOf(words.text))}</title>
<style>${STYLE}
</style>
</head>
<body>
<div class="page">
<div class="head"><b>${mail('product')}</b> · ${escaped(words.institution)}</div>
<p class="quiet">${mail('greeting', { name: words.reader })}</p>
${light}
<h1>${escaped(words.text)}</h1>
${under.length > 0 ? `<div class="quiet">${under.join('<br>')}</div>` : ''}
${sections.join('\n')}
<a class="act" href="${escaped(words.link)}">${escaped(words.act)}</a>
<div class="foot">${words.again ? `<p>${mail('again')}</p>` : ''}
<p>${mail('footer', { institution: words.institution })} <a href="${escaped(words.preferences)}">${escaped(words.preferences)}</a></p>
<p>${mail('nothingSecret')}</p>
</div>
</div>
</body>
</html>
`;
}

function sectionHtml({ title, entries, more }: MailSection, moreWords: string): string {
  const rows = entries.map(({ text, link }) =>
    link ? `<li><a href="${escaped(link)}">${escaped(text)}</a></li>` : `<li>${escaped(text)}</li>`,
  );
  return `<h2>${escaped(title)}</h2>
<ul>
${rows.join('\n')}
${more > 0 ? `<li class="quiet">${moreWords}</li>` : ''}
</ul>`;
}
