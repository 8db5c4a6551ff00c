// A streaming reader of the plain XML that office programs write: tags, attributes and text, no document types, so nothing expands.

export interface XmlListener {
  open?(name: string, attribute: (name: string) => string | undefined): void;
  close?(name: string): void;
  text?(value: string): void;
}

/** Thrown where the text is not the XML that an office program would write. */
export class XmlRefused extends Error {}

const NAMED: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

const decodeEntities = (text: string): string =>
  text.includes('&')
    ? text.replace(/&(#x[0-9a-f]{1,6}|#[0-9]{1,7}|[a-z]+);/gi, (whole, body: string) => {
        if (!body.startsWith('#')) return NAMED[body] ?? whole;
        const point = body[1] === 'x' ? Number.parseInt(body.slice(2), 16) : Number.parseInt(body.slice(1), 10);
        return point <= 0x10ffff ? String.fromCodePoint(point) : '';
      })
    : text;

const withoutPrefix = (name: string): string => name.slice(name.indexOf(':') + 1);

const attributeOf =
  (tag: string) =>
  (wanted: string): string | undefined => {
    const pattern = /([^\s=/]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
    for (let match = pattern.exec(tag); match; match = pattern.exec(tag)) {
      if (match[1] === wanted || withoutPrefix(match[1] ?? '') === wanted)
        return decodeEntities(match[2] ?? match[3] ?? '');
    }
    return undefined;
  };

const endOfTag = (text: string, from: number): number => {
  let quote = '';
  for (let at = from; at < text.length; at += 1) {
    const char = text[at] as string;
    if (quote) quote = char === quote ? '' : quote;
    else if (char === '"' || char === "'") quote = char;
    else if (char === '>') return at;
  }
  return -1;
};

const SPECIAL: readonly { begin: string; end: string; isText: boolean }[] = [
  { begin: '<!--', end: '-->', isText: false },
  { begin: '<![CDATA[', end: ']]>', isText: true },
  { begin: '<?', end: '?>', isText: false },
];

/** Feeds the listener from pieces of text; call `end` after the last piece. */
export const scanXml = (listener: XmlListener): { write(piece: string): void; end(): void } => {
  let pending = '';

  /** Handles what begins at `at`; answers the position after it, or -1 when more text is needed. */
  const markup = (text: string, at: number): number => {
    if (text[at + 1] === '!' || text[at + 1] === '?') {
      const special = SPECIAL.find(({ begin }) => text.startsWith(begin, at));
      if (!special) {
        if (text.length - at < 9) return -1;
        throw new XmlRefused('document types are not read');
      }
      const end = text.indexOf(special.end, at + special.begin.length);
      if (end < 0) return -1;
      if (special.isText) listener.text?.(text.slice(at + special.begin.length, end));
      return end + special.end.length;
    }
    const end = endOfTag(text, at + 1);
    if (end < 0) return -1;
    if (text[at + 1] === '/') {
      listener.close?.(withoutPrefix(text.slice(at + 2, end).trim()));
      return end + 1;
    }
    const selfClosing = text[end - 1] === '/';
    const tag = text.slice(at + 1, selfClosing ? end - 1 : end);
    const space = tag.search(/\s/);
    const name = withoutPrefix(space < 0 ? tag : tag.slice(0, space));
    listener.open?.(name, space < 0 ? () => undefined : attributeOf(tag.slice(space)));
    if (selfClosing) listener.close?.(name);
    return end + 1;
  };

  return {
    write(piece) {
      const text = pending + piece;
      let at = 0;
      while (at < text.length) {
        const next = text.indexOf('<', at);
        if (next < 0) break;
        if (next > at) listener.text?.(decodeEntities(text.slice(at, next).replaceAll('\r\n', '\n')));
        at = next;
        const after = markup(text, at);
        if (after < 0) break;
        at = after;
      }
      pending = text.slice(at);
    },
    end() {
      if (pending.trim() !== '') throw new XmlRefused('the text ends in the middle of a tag');
    },
  };
};
