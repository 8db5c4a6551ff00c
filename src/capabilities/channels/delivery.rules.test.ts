// Quiet hours to the second, what a refusal means, whose address a message comes from, and a page that nothing in it can break.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { productWords } from '../../../tests/support/words.ts';
import { judgeFailure, maySendAgain, secondsUntilAllowed } from './delivery.rules.ts';
import { composeMail, type MailWords } from './mail-body.ts';
import { hostOf, senderOf } from './mail-sender.rules.ts';

const at = (time: string) => Number(time.slice(0, 2)) * 3600 + Number(time.slice(3, 5)) * 60;
const NIGHT = { from: '20:00', to: '08:00' };

describe('quiet hours', () => {
  it('begin at their first second and end before their last', () => {
    expect(secondsUntilAllowed(at('19:59') + 59, NIGHT)).toBe(0);
    expect(secondsUntilAllowed(at('20:00'), NIGHT)).toBe(12 * 3600);
    expect(secondsUntilAllowed(at('00:00'), NIGHT)).toBe(8 * 3600);
    expect(secondsUntilAllowed(at('07:59') + 59, NIGHT)).toBe(1);
    expect(secondsUntilAllowed(at('08:00'), NIGHT)).toBe(0);
    expect(secondsUntilAllowed(at('12:30'), { from: '12:00', to: '14:00' })).toBe(5400);
    expect(secondsUntilAllowed(at('12:30'), { from: '12:00', to: '12:00' })).toBe(0);
  });

  it('lead to their own end, whatever the moment within them', () => {
    const time = fc
      .tuple(fc.nat(23), fc.nat(59))
      .map(([h, m]) => `${String(h).padStart(2, '0')}:${String(m).padStart(2, '0')}`);
    fc.assert(
      fc.property(fc.nat(86_399), time, time, (second, from, to) => {
        const wait = secondsUntilAllowed(second, { from, to });
        const then = (second + wait) % 86_400;
        expect(secondsUntilAllowed(then, { from, to })).toBe(0);
        if (wait > 0) expect(then).toBe(at(to));
      }),
    );
  });
});

describe('a failed attempt', () => {
  it('is final where the server refused for good, and worth another where it may pass', () => {
    expect(judgeFailure({ responseCode: 550 })).toEqual({ outcome: 'final', failure: 'smtp_550' });
    expect(judgeFailure({ responseCode: 451 })).toEqual({ outcome: 'again', failure: 'smtp_451' });
    expect(judgeFailure({ code: 'ECONNECTION' })).toEqual({ outcome: 'again', failure: 'econnection' });
    expect(judgeFailure({ code: 'someone@example.edu refused' })).toEqual({ outcome: 'again', failure: 'unreachable' });
    expect(judgeFailure({})).toEqual({ outcome: 'again', failure: 'unreachable' });
  });

  it('may be sent again only once it was given up', () => {
    expect((['waiting', 'queued', 'sent', 'failed', 'dropped'] as const).filter(maySendAgain)).toEqual(['failed']);
  });
});

describe('the sender', () => {
  const place = { chosen: '', smtpUrl: 'smtp://mail.example.edu:25', publicUrl: 'https://plan.example.edu' };
  it('is the chosen address, else the account, else an address at the product’s host', () => {
    expect(senderOf({ ...place, chosen: 'office@example.edu' })).toBe('office@example.edu');
    expect(senderOf({ ...place, smtpUrl: 'smtps://notice%40example.edu:secret@mail.example.edu' })).toBe(
      'notice@example.edu',
    );
    expect(senderOf({ ...place, smtpUrl: 'smtp://notice:secret@mail.example.edu' })).toBe('liandong@plan.example.edu');
    expect(senderOf(place)).toBe('liandong@plan.example.edu');
  });
  it('never stands at a bare number', () => {
    expect(hostOf('http://127.0.0.1:8620')).toBe('localhost');
    expect(hostOf('http://[::1]:8620')).toBe('localhost');
    expect(hostOf('https://plan.example.edu:8443')).toBe('plan.example.edu');
  });
});

describe('a page', () => {
  const say = productWords();
  const words: MailWords = {
    language: 'en',
    institution: 'Demo',
    reader: 'Zhang San',
    text: 'Text',
    by: null,
    light: null,
    code: null,
    link: 'https://x.example/items/1',
    act: 'Open',
    preferences: 'https://x.example/settings/messages',
    sections: [],
    again: false,
  };

  it('says a light by shape and word, and a repeat as one, in both parts', () => {
    for (const [language, light, again] of [
      ['en', '■ red', 'sent once more'],
      ['zh-CN', '■ 红', '又发了一次'],
    ] as const) {
      const body = composeMail(say, { ...words, language, light: 'red', again: true });
      for (const part of [body.text, body.html]) {
        expect(part).toContain(light);
        expect(part).toContain(again);
      }
    }
  });

  it('cannot be broken by what people wrote, and its subject is one line', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (typed) => {
        const text = `<script>"${typed}"</script>\r\nBcc: a@b`;
        const entries = [{ text, link: 'https://x.example/items/1' }];
        const body = composeMail(say, {
          ...words,
          text,
          by: text,
          reader: text,
          institution: text,
          sections: [{ title: text, entries, more: 3 }],
        });
        expect(body.html).not.toContain('<script');
        expect(body.subject).not.toMatch(/[\r\n]/);
        expect([...body.subject].length).toBeLessThanOrEqual(140);
        expect(body.html).not.toMatch(/<(img|link|iframe)|url\(/);
      }),
      { numRuns: 50 },
    );
  });
});
