// Checks what the strip, the light and the bar say to somebody who does not see them, in both languages.
import i18next from 'i18next';
import { createElement, type ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Language, SpeechProvider } from '../language.ts';
import english from '../words.en.json' with { type: 'json' };
import chinese from '../words.zh-CN.json' with { type: 'json' };
import { Light } from './Light.tsx';
import { LinkageStrip } from './LinkageStrip.tsx';
import { ThreeValueBar } from './ThreeValueBar.tsx';

beforeAll(async () => {
  await i18next.init({
    lng: 'en',
    fallbackLng: false,
    defaultNS: 'web',
    resources: { en: { web: english }, 'zh-CN': { web: chinese } },
    interpolation: { escapeValue: false },
  });
});

function said(language: Language, element: ReactElement): string {
  const t = i18next.getFixedT(language, 'web');
  const speech = {
    language,
    t: (key: string, params?: Record<string, unknown>) => String(t(key, params ?? {})),
    has: (key: string) => i18next.exists(key, { lng: language }),
  };
  return renderToStaticMarkup(createElement(SpeechProvider, { value: speech }, element));
}

describe('the linkage strip', () => {
  const levelNames = ['School', 'Department', 'Person'];

  it('reads every level with what it did', () => {
    const strip = createElement(LinkageStrip, { steps: ['reported', 'late', 'gap'], levelNames });
    expect(said('en', strip)).toContain(
      'aria-label="Linkage: School accepted and reported, Department late, Person gap"',
    );
    expect(said('zh-CN', strip)).toContain('School已签收且已报，Department迟，Person断点');
  });

  it('draws one segment a level, in the level’s own tone', () => {
    const html = said('en', createElement(LinkageStrip, { steps: ['none', 'accepted', 'waiting'], levelNames }));
    expect(html.match(/<i /g)).toHaveLength(3);
    expect(html).toContain('--tone:var(--level-3)');
  });
});

describe('a light', () => {
  it('is a word beside its shape, also where only the shape is drawn', () => {
    expect(said('zh-CN', createElement(Light, { colour: 'orange' }))).toContain('橙');
    expect(said('en', createElement(Light, { colour: 'red', markOnly: true }))).toContain('red</span>');
  });

  it('shows a worse light below and hides a better one', () => {
    expect(said('en', createElement(Light, { colour: 'green', worstBelow: 'red' }))).toContain('worst below: red');
    expect(said('en', createElement(Light, { colour: 'red', worstBelow: 'yellow' }))).not.toContain('worst below');
  });
});

describe('the bar of three values', () => {
  it('says all three and keeps what is unset apart from nought', () => {
    const bar = createElement(ThreeValueBar, { verified: null, reported: 12.5, planned: 0 });
    expect(said('en', bar)).toContain('aria-label="verified —, reported 12.50, planned 0.00"');
  });

  it('hatches only what is reported and not yet verified', () => {
    const waiting = said('en', createElement(ThreeValueBar, { verified: 40, reported: 55, planned: 60 }));
    expect(waiting).toContain('--from:40%;--share:15%');
    const settled = said('en', createElement(ThreeValueBar, { verified: 40, reported: 40, planned: 60 }));
    expect(settled).not.toContain('bar-waiting');
  });
});
