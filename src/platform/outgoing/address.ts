// Which addresses the product may call: public ones, and those that the institution allows by name. Pure, so that every written form can be tried.
import ipaddr from 'ipaddr.js';

/** 2000::/3, the only part of IPv6 from which addresses of the open internet are given out. */
const GLOBAL_UNICAST = ipaddr.IPv6.parseCIDR('2000::/3');

/**
 * Whether an IP address, in any text form, belongs to the open internet. Private, loopback, link-local (with the metadata services of clouds),
 * carrier-grade NAT, multicast and reserved ranges do not, nor do IPv6 forms that carry an IPv4 address inside (mapped, 6to4, NAT64, Teredo).
 */
export function isPublicAddress(text: string): boolean {
  if (!ipaddr.isValid(text)) return false;
  const address = ipaddr.parse(text);
  if (address.range() !== 'unicast') return false;
  return !(address instanceof ipaddr.IPv6) || address.match(GLOBAL_UNICAST);
}

export type Target = { protocol: 'http:' | 'https:'; host: string; port: number };
export type TargetProblem = 'address_malformed' | 'address_protocol' | 'address_credentials';

const PORTS: Record<string, number> = { 'http:': 80, 'https:': 443 };

/** What an address names, in the form in which hosts are compared; or what is wrong with it. */
export function readTarget(address: string): Target | TargetProblem {
  let url: URL;
  try {
    url = new URL(address);
  } catch {
    return 'address_malformed';
  }
  const { protocol } = url;
  if (protocol !== 'http:' && protocol !== 'https:') return 'address_protocol';
  if (url.username !== '' || url.password !== '') return 'address_credentials';
  if (url.hostname === '') return 'address_malformed';
  return { protocol, host: plainHost(url.hostname), port: Number(url.port) || (PORTS[protocol] ?? 0) };
}

/** Small letters, without the brackets of IPv6 and the dot that may end a name. */
export const plainHost = (host: string): string =>
  host
    .toLowerCase()
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '');

/** Whether the institution names this host: `host` for every port, `host:port` for one. IPv6 stands in brackets before a port. */
export function isAllowedHost(allowed: readonly string[], target: Pick<Target, 'host' | 'port'>): boolean {
  return allowed.some((entry) => {
    const [, bracketed, named, port] = /^(?:\[([^\]]+)\]|([^:]+|[^:]*:.*:[^:]*))(?::(\d+))?$/.exec(entry.trim()) ?? [];
    const host = bracketed ?? named;
    if (host === undefined || plainHost(host) !== target.host) return false;
    return port === undefined || Number(port) === target.port;
  });
}
