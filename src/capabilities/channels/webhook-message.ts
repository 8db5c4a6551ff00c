// The message of one delivery in the form its receiver wants: CloudEvents 1.0, or a few words for a robot of WeCom, DingTalk or Feishu.
import type { Outgoing } from '../../platform/outgoing/post.ts';
import type { Language, Say } from '../../platform/words.ts';
import type { WebhookBody, WebhookFormat } from './webhook.rules.ts';
import { SIGNATURE_HEADER, signBody, signForDingtalk, signForFeishu } from './webhook-signature.ts';

export type Dispatch = {
  institutionId: string;
  deliveryId: string;
  attempt: number;
  format: WebhookFormat;
  url: string;
  secret: string | null;
  language: Language;
  body: WebhookBody;
  /** The time outside, for signatures. */
  at: Date;
};

export type Voice = { publicUrl: string; say: Say };

/** CloudEvents 1.0, structured mode. */
export function cloudEventOf({ institutionId, body }: Dispatch, publicUrl: string): Record<string, unknown> {
  const { id, kind, at, path, ...named } = body;
  return {
    specversion: '1.0',
    id,
    source: `${publicUrl}/institutions/${institutionId}`,
    type: `liandong.${kind}`,
    time: at,
    subject: body.itemId ?? body.objectId,
    datacontenttype: 'application/json',
    data: { kind, ...named, link: publicUrl + path },
  };
}

type RobotWords = { title: string; line: string; open: string; link: string };

function robotWords({ body, language }: Dispatch, { publicUrl, say }: Voice): RobotWords {
  const named = say(language, `acts.${body.kind}`);
  const act = named === `acts.${body.kind}` ? say(language, `webhooks.family.${body.kind.split('.')[0]}`) : named;
  const light = body.colour ?? body.light;
  const parts = [body.code, act, light === null ? null : say(language, `webhooks.light.${light}`)];
  return {
    title: say(language, 'webhooks.robotTitle'),
    line: parts.filter((part) => part !== null).join(' · '),
    open: say(language, 'webhooks.open'),
    link: publicUrl + body.path,
  };
}

function robotBody(dispatch: Dispatch, voice: Voice): unknown {
  const { title, line, open, link } = robotWords(dispatch, voice);
  const markdown = `**${title}**\n\n${line}\n\n[${open}](${link})`;
  if (dispatch.format === 'wecom') return { msgtype: 'markdown', markdown: { content: markdown } };
  if (dispatch.format === 'dingtalk')
    return { msgtype: 'markdown', markdown: { title: `${title} ${line}`, text: markdown } };
  const content = [
    [
      { tag: 'text', text: `${line} ` },
      { tag: 'a', text: open, href: link },
    ],
  ];
  return {
    ...(dispatch.secret !== null && signForFeishu(dispatch.secret, dispatch.at)),
    msg_type: 'post',
    content: { post: { [dispatch.language === 'en' ? 'en_us' : 'zh_cn']: { title, content } } },
  };
}

export function composeMessage(dispatch: Dispatch, voice: Voice): Outgoing {
  const { format, secret, url, at } = dispatch;
  const common = {
    'user-agent': 'Liandong',
    'liandong-delivery': dispatch.deliveryId,
    'liandong-attempt': String(dispatch.attempt),
  };
  if (format !== 'cloudevents') {
    const signed = format === 'dingtalk' && secret !== null ? signForDingtalk(url, secret, at) : url;
    const body = JSON.stringify(robotBody(dispatch, voice));
    return { url: signed, headers: { ...common, 'content-type': 'application/json; charset=utf-8' }, body };
  }
  const body = JSON.stringify(cloudEventOf(dispatch, voice.publicUrl));
  const signature = secret === null ? {} : { [SIGNATURE_HEADER]: signBody(secret, body, at) };
  const headers = { ...common, ...signature, 'content-type': 'application/cloudevents+json; charset=utf-8' };
  return { url, headers, body };
}
