// Tokens carry their institution and nothing else that can be read; passwords are judged without asking anybody.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeToken, readToken, sameText } from './bearer-token.ts';
import { hashPassword, verifyNobody, verifyPassword, weaknessOf } from './password.ts';

describe('a token', () => {
  it('leads back to its institution and to the hash that is stored', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.constantFrom('session' as const, 'token' as const), (institutionId, kind) => {
        const { token, hash } = makeToken(kind, institutionId);
        expect(readToken(token)).toEqual({ kind, institutionId, hash });
        expect(token).not.toContain(hash.toString('base64url'));
      }),
    );
  });

  it('of any other form is none', () => {
    const { token } = makeToken('session', 'c0ffee00-0000-4000-8000-000000000000');
    for (const text of [
      undefined,
      '',
      'lds_',
      token.slice(1),
      `${token}A`,
      token.replace('lds_', 'ldx_'),
      `${token.slice(0, -1)}!`,
    ]) {
      expect(readToken(text)).toBeNull();
    }
  });

  it('is compared whole', () => {
    expect(sameText('one', 'one')).toBe(true);
    expect(sameText('one', 'onE')).toBe(false);
  });
});

describe('a password', () => {
  it('is refused when short, when it holds the account, when it is common', () => {
    expect(weaknessOf('k7#mQ2v!x', [], 10)).toBe('short');
    expect(weaknessOf('k7#mQ2v!xw', [], 10)).toBeNull();
    expect(weaknessOf('the-ZhangWei-key', ['zhangwei'], 10)).toBe('account');
    expect(weaknessOf('li-yellow-boats-9', ['li'], 10)).toBeNull();
    for (const common of ['1234567890', 'password123', 'qwertyuiop', 'aaaaaaaaaaaa'])
      expect(weaknessOf(common, [], 10)).toBe('common');
    expect(weaknessOf('联动联动联动联动联动', [], 10)).toBe('common');
    expect(weaknessOf('窗外三只白鹭飞过青山湖', [], 10)).toBeNull();
  });

  it('is stored as argon2id and verified against it alone', async () => {
    const stored = await hashPassword('quiet-lamps-over-sand');
    expect(stored).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await verifyPassword(stored, 'quiet-lamps-over-sand')).toBe(true);
    expect(await verifyPassword(stored, 'quiet-lamps-over-sanD')).toBe(false);
    expect(await verifyPassword('not a hash', 'x')).toBe(false);
    expect(await verifyNobody('no account has this')).toBe(false);
  });
});
