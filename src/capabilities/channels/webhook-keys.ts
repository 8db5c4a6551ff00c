// Opens and seals what a webhook keeps secret: its address and what it signs with.
import { openText, sealText } from '../../platform/sealed-text.ts';

type Part = 'url' | 'secret';
const placeOf = (institutionId: string, webhookId: string, part: Part) =>
  `${institutionId} webhook ${webhookId} ${part}`;

export const sealPart = (key: string, institutionId: string, webhookId: string, part: Part, text: string): Buffer =>
  sealText(key, placeOf(institutionId, webhookId, part), text);

export const openPart = (
  key: string,
  institutionId: string,
  webhookId: string,
  part: Part,
  sealed: Buffer,
): string | null => openText(key, placeOf(institutionId, webhookId, part), sealed);
