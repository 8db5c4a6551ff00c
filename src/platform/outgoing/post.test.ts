// The guard of outgoing calls: which addresses in which written form are refused, and a real other side that misbehaves in every way.
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Receiver, startReceiver } from '../../../tests/support/receiver.ts';
import { isAllowedHost, isPublicAddress, readTarget } from './address.ts';
import { postOutside } from './post.ts';

const octet = fc.integer({ min: 0, max: 255 });
const join = (...parts: number[]) => parts.join('.');
/** Ranges that are never of the open internet, by RFC 6890 and the metadata services of clouds. */
const insideIPv4 = fc.oneof(
  fc.tuple(octet, octet, octet).map(([b, c, d]) => join(10, b, c, d)),
  fc.tuple(octet, octet, octet).map(([b, c, d]) => join(127, b, c, d)),
  fc.tuple(octet, octet, octet).map(([b, c, d]) => join(0, b, c, d)),
  fc.tuple(fc.integer({ min: 16, max: 31 }), octet, octet).map(([b, c, d]) => join(172, b, c, d)),
  fc.tuple(octet, octet).map(([c, d]) => join(192, 168, c, d)),
  fc.tuple(octet, octet).map(([c, d]) => join(169, 254, c, d)),
  fc.tuple(fc.integer({ min: 64, max: 127 }), octet, octet).map(([b, c, d]) => join(100, b, c, d)),
  fc.tuple(fc.integer({ min: 224, max: 255 }), octet, octet, octet).map((all) => join(...all)),
  fc.tuple(fc.integer({ min: 18, max: 19 }), octet, octet).map(([b, c, d]) => join(198, b, c, d)),
);
const hex = (address: string) => address.split('.').map(Number);
const pairs = (address: string) => {
  const [a = 0, b = 0, c = 0, d = 0] = hex(address);
  return `${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`;
};
const number = (address: string) => hex(address).reduce((sum, part) => sum * 256 + part, 0);
/** The ways in which a browser's URL still means the same IPv4 address. */
const disguises: ((address: string) => string)[] = [
  (address) => address,
  (address) => String(number(address)),
  (address) => `0x${number(address).toString(16)}`,
  (address) =>
    hex(address)
      .map((part) => `0${part.toString(8)}`)
      .join('.'),
  (address) =>
    hex(address)
      .map((part) => `0x${part.toString(16)}`)
      .join('.'),
  (address) => `${address}.`,
  (address) => `[::ffff:${address}]`,
  (address) => `[::ffff:${pairs(address)}]`,
  (address) => `[::${address}]`,
  (address) => `[64:ff9b::${pairs(address)}]`,
  (address) => `[2002:${pairs(address)}::1]`,
];

describe('the guard', () => {
  it('refuses every inside address in every written form before a byte is sent', async () => {
    await fc.assert(
      fc.asyncProperty(insideIPv4, fc.constantFrom(...disguises), async (address, disguise) => {
        const url = `http://${disguise(address)}:9/`;
        const answer = await postOutside({ url, headers: {}, body: '' }, { allowedHosts: [] });
        expect(answer, url).toEqual({ ok: false, failure: 'address_refused' });
      }),
    );
  });

  it.each([
    ['8.8.8.8', true],
    ['2606:4700:4700::1111', true],
    ['::1', false],
    ['::', false],
    ['fe80::1', false],
    ['fd00:ec2::254', false],
    ['fec0::1', false],
    ['ff02::1', false],
    ['2001:db8::1', false],
    ['2001::1', false],
    ['192.0.2.1', false],
    ['100.100.100.200', false],
    ['169.254.169.254', false],
    ['no address', false],
  ])('knows %s as public: %s', (address, expected) => {
    expect(isPublicAddress(address)).toBe(expected);
  });

  it('allows a named host alone, by port where one is named', () => {
    const target = (url: string) => {
      const read = readTarget(url);
      if (typeof read === 'string') throw new Error(read);
      return read;
    };
    expect(isAllowedHost(['hooks.inside'], target('http://HOOKS.inside.:81/x'))).toBe(true);
    expect(isAllowedHost(['hooks.inside:81'], target('http://hooks.inside:82/'))).toBe(false);
    expect(isAllowedHost(['hooks.inside:443'], target('https://hooks.inside/'))).toBe(true);
    expect(isAllowedHost(['[::1]:80', '::2'], target('http://[::1]/'))).toBe(true);
    expect(isAllowedHost(['::2'], target('http://[0:0::2]:99/'))).toBe(true);
    expect(isAllowedHost(['inside'], target('http://hooks.inside/'))).toBe(false);
  });

  it.each([
    ['ftp://example.org/', 'address_protocol'],
    ['file:///etc/passwd', 'address_protocol'],
    ['https://user:word@example.org/', 'address_credentials'],
    ['example.org', 'address_malformed'],
    ['http://', 'address_malformed'],
  ])('does not call %s', async (url, failure) => {
    expect(await postOutside({ url, headers: {}, body: '' }, { allowedHosts: [] })).toEqual({ ok: false, failure });
  });

  it('refuses a name that has one inside address among public ones, and a name that nobody knows', async () => {
    const call = (addresses: string[]) =>
      postOutside(
        { url: 'http://hooks.example/', headers: {}, body: '' },
        { allowedHosts: [], resolve: async () => addresses },
      );
    expect(await call(['93.184.216.34', '127.0.0.1'])).toEqual({ ok: false, failure: 'address_refused' });
    expect(await call([])).toEqual({ ok: false, failure: 'name_unknown' });
  });
});

describe('a real other side', () => {
  let receiver: Receiver;
  beforeAll(async () => {
    receiver = await startReceiver();
  });
  afterAll(() => receiver.close());
  const call = (over: { url?: string; timeout?: number; resolve?: (host: string) => Promise<string[]> } = {}) => {
    const { url = receiver.base, ...guard } = over;
    const allowedHosts = [receiver.host, 'hooks.inside'];
    return postOutside({ url, headers: { 'content-type': 'text/plain' }, body: '内容' }, { allowedHosts, ...guard });
  };

  it('is called at the address that was looked up first, under its own name', async () => {
    let looked = 0;
    const port = receiver.host.split(':')[1];
    const answer = await call({
      url: `http://hooks.inside:${port}/x?y=1`,
      // The second answer would lead elsewhere.
      resolve: async () => (looked++ === 0 ? ['127.0.0.1'] : ['192.0.2.1']),
    });
    expect(answer).toMatchObject({ ok: true, status: 200 });
    expect(looked).toBe(1);
    expect(receiver.received.at(-1)).toMatchObject({
      path: '/x?y=1',
      body: '内容',
      headers: { host: `hooks.inside:${port}` },
    });
  });

  it('is not followed where it sends us, not waited for, and not read without end', async () => {
    const before = receiver.received.length;
    receiver.behave({ status: 302, headers: { location: `${receiver.base}/elsewhere` } }, 'hang', 'huge', {
      late: 20,
      body: 'ok',
    });
    expect(await call()).toMatchObject({ ok: true, status: 302 });
    expect(await call({ timeout: 50 })).toEqual({ ok: false, failure: 'timed_out' });
    expect(await call()).toEqual({ ok: false, failure: 'answer_too_large' });
    expect(await call()).toEqual({ ok: true, status: 200, body: 'ok' });
    expect(receiver.received.length - before).toBe(4);
  });

  it('that is not there is said to fail, and so is one that never says its address', async () => {
    const gone = await startReceiver();
    await gone.close();
    const answer = await postOutside({ url: gone.base, headers: {}, body: '' }, { allowedHosts: [gone.host] });
    expect(answer).toEqual({ ok: false, failure: 'connection_failed' });
    const never = call({ url: 'http://hooks.inside/', timeout: 30, resolve: () => new Promise(() => {}) });
    expect(await never).toEqual({ ok: false, failure: 'timed_out' });
  });
});
