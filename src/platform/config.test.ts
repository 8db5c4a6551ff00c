// The environment: what is left out gets the documented default, what is wrong is named in one sentence.
import { describe, expect, test } from 'vitest';
import { readConfig } from './config.ts';

describe('the environment', () => {
  test('an empty environment gives the documented defaults', () => {
    const reading = readConfig({ DATABASE_URL: '', PATH: '/bin' }, '/srv/liandong');
    expect(reading).toMatchObject({
      ok: true,
      config: {
        databaseUrl: null,
        dataFolder: '/srv/liandong/data',
        host: '127.0.0.1',
        port: 8620,
        publicUrl: 'http://127.0.0.1:8620',
        logLevel: 'info',
      },
    });
  });

  test.each([
    ['PORT', '99999'],
    ['PORT', '8620x'],
    ['DATABASE_URL', 'mysql://x'],
    ['LIANDONG_SECRET', 'short'],
    ['LIANDONG_CLOCK', 'yesterday'],
    ['LOG_LEVEL', 'loud'],
    ['PUBLIC_URL', 'ftp://x'],
    ['SMTP_URL', 'mail'],
    ['DATABASE_OWNER_URL', 'postgres://owner@host/liandong'],
  ])('a wrong %s stops the start with one line that names it and does not print its value', (name, value) => {
    const reading = readConfig({ [name]: value }, '/srv');
    expect(reading.ok).toBe(false);
    if (reading.ok) return;
    expect(reading.sentence).toContain(name);
    expect(reading.sentence).not.toContain('\n');
    expect(reading.sentence).not.toContain(`"${value}"`);
  });

  test('a public address loses its closing slash, and a wildcard host is shown as this machine', () => {
    const withUrl = readConfig({ PUBLIC_URL: 'https://liandong.example.edu.cn/' }, '/srv');
    const wildcard = readConfig({ HOST: '0.0.0.0', PORT: '80' }, '/srv');
    expect(withUrl.ok && withUrl.config.publicUrl).toBe('https://liandong.example.edu.cn');
    expect(wildcard.ok && wildcard.config.publicUrl).toBe('http://127.0.0.1:80');
  });
});
