// What webhooks send, to whom, and when they try again.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  bodyOf,
  judgeAnswer,
  PAUSES,
  pathOf,
  pauseAfter,
  shownAddress,
  stopsNow,
  takesAct,
  WEBHOOK_FAMILIES,
} from './webhook.rules.ts';
import { signBody, signForDingtalk, signForFeishu, verifySignature } from './webhook-signature.ts';

const NOW = new Date('2026-03-04T09:00:00+08:00');

describe('what is told', () => {
  it('is a family that was asked for or one act of it; never people, roles, settings, keys or webhooks themselves', () => {
    expect(takesAct(['sheet'], 'sheet.issued')).toBe(true);
    expect(takesAct(['sheet.climbed'], 'sheet.issued')).toBe(false);
    expect(takesAct(['sheet.issued'], 'sheet.issued')).toBe(true);
    for (const act of [
      'person.changed',
      'role.granted',
      'password.set',
      'token.created',
      'webhook.stopped',
      'settings.changed',
    ])
      expect(takesAct([...WEBHOOK_FAMILIES, act, act.split('.')[0] ?? ''], act)).toBe(false);
  });

  it('is ids, kind, code, light and path, whatever anybody wrote into the event', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string(), fc.string({ minLength: 9 })),
        fc.constantFrom('item', 'sheet', 'cycle'),
        (after, objectKind) => {
          const body = bodyOf(
            { id: 'e', at: 'then', act: 'item.changed', objectKind, objectId: 'o', itemId: 'i', after },
            { code: 'K1', light: 'red' },
          );
          expect(Object.keys(body).sort()).toEqual([
            'at',
            'code',
            'colour',
            'id',
            'itemId',
            'kind',
            'light',
            'objectId',
            'objectKind',
            'path',
          ]);
          for (const text of Object.values(after)) expect(Object.values(body)).not.toContain(text);
        },
      ),
    );
  });

  it('leads to the page of what it is about', () => {
    expect(pathOf({ objectKind: 'sheet', objectId: 's', itemId: 'i' })).toBe('/sheets/s');
    expect(pathOf({ objectKind: 'submission', objectId: 's', itemId: 'i' })).toBe('/items/i');
    expect(pathOf({ objectKind: 'cycle', objectId: 'c', itemId: null })).toBe('/cycles/c');
    expect(pathOf({ objectKind: 'help_request', objectId: 'h', itemId: null })).toBe('/help/h');
    expect(pathOf({ objectKind: 'template', objectId: 't', itemId: null })).toBe('/');
  });
});

describe('an answer', () => {
  it.each([
    ['cloudevents', 200, '', true, null],
    ['cloudevents', 204, 'anything', true, null],
    ['cloudevents', 301, '', false, 'redirected'],
    ['cloudevents', 500, '', false, 'status_refused'],
    ['wecom', 200, '{"errcode":0,"errmsg":"ok"}', true, null],
    ['wecom', 200, '{"errcode":45009,"errmsg":"too many"}', false, 'robot_refused'],
    ['dingtalk', 200, '{"errcode":310000}', false, 'robot_refused'],
    ['feishu', 200, '{"code":0,"msg":"success"}', true, null],
    ['feishu', 200, '{"code":19021}', false, 'robot_refused'],
    ['feishu', 200, '<html>', false, 'robot_unclear'],
    ['wecom', 200, 'null', false, 'robot_unclear'],
    ['wecom', 429, '{"errcode":0}', false, 'status_refused'],
  ] as const)('of %s with %i %s counts as delivered: %s', (format, status, body, delivered, error) => {
    expect(judgeAnswer(format, status, body)).toMatchObject({ delivered, error, givenUp: false });
  });

  it('of 410 is the last', () => {
    expect(judgeAnswer('cloudevents', 410, '')).toMatchObject({ delivered: false, givenUp: true });
  });
});

describe('tries', () => {
  it('come at growing distances, seven after the first, and then no more', () => {
    expect([1, 2, 3, 4, 5, 6, 7, 8].map(pauseAfter)).toEqual([...PAUSES, null]);
    expect([...PAUSES].sort((a, b) => a - b)).toEqual([...PAUSES]);
  });
  it('stop for good where nothing has been answered well for three days', () => {
    const ago = (hours: number) => new Date(NOW.getTime() - hours * 3_600_000);
    expect([null, ago(71.9), ago(72)].map((since) => stopsNow(since, NOW))).toEqual([false, false, true]);
  });
});

describe('an address', () => {
  it.each([
    [
      'wecom',
      'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=SECRET',
      'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?…',
    ],
    ['feishu', 'https://open.feishu.cn/open-apis/bot/v2/hook/SECRET', 'https://open.feishu.cn/open-apis/bot/v2/hook/…'],
    [
      'feishu',
      'https://open.feishu.cn/open-apis/bot/v2/hook/SECRET/',
      'https://open.feishu.cn/open-apis/bot/v2/hook/…',
    ],
    ['cloudevents', 'https://example.edu:8443/hooks?token=SECRET#x', 'https://example.edu:8443/hooks?…'],
  ] as const)('of %s is shown without what opens it', (format, address, shown) => {
    expect(shownAddress(format, address)).toBe(shown);
  });
});

describe('a signature', () => {
  it('holds for its body, secret and five minutes, and for nothing else', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.string({ minLength: 1 }),
        fc.integer({ min: -600, max: 600 }),
        (body, secret, seconds) => {
          const header = signBody(secret, body, NOW);
          const then = new Date(NOW.getTime() + seconds * 1000);
          expect(verifySignature(secret, body, header, then)).toBe(Math.abs(seconds) <= 300);
          expect(verifySignature(secret, `${body}x`, header, NOW)).toBe(false);
          expect(verifySignature(`${secret}x`, body, header, NOW)).toBe(false);
          expect(verifySignature(secret, body, header.replace(/t=\d/, 't=9'), NOW)).toBe(false);
        },
      ),
    );
    expect(verifySignature('s', 'b', 'nonsense', NOW)).toBe(false);
  });

  it('of DingTalk and Feishu is theirs, to the letter', () => {
    const at = new Date(1_700_000_000_000);
    const url = new URL(signForDingtalk('https://oapi.dingtalk.com/robot/send?access_token=T', 'this is secret', at));
    expect(url.searchParams.get('access_token')).toBe('T');
    expect(url.searchParams.get('timestamp')).toBe('1700000000000');
    expect(url.searchParams.get('sign')).toBe('sSFWELbV2YwjdDQhWZwTcWlX5BWUx5J6TPpsZmuPii0=');
    expect(signForFeishu('this is secret', at)).toEqual({
      timestamp: '1700000000',
      sign: 'OfGzRzoUICBOoc8wVra1e4A1hPfbZ9zqXozA8CWVUuY=',
    });
  });
});
