// One endpoint, one object: the same schema validates what comes in, filters what goes out, documents it and types every client.
import type { z } from 'zod';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** public: nobody signed in; member: anyone signed in, the use case's policy decides the rest. */
export type Access = 'public' | 'member';

export type Endpoint = {
  name: string;
  method: Method;
  /** With {param} in braces, below /api. */
  path: string;
  summary: string;
  tag: string;
  access: Access;
  status: 200 | 201 | 202 | 204;
  /** How If-Match is treated: never read, compared when sent, or demanded. */
  version: 'none' | 'optional' | 'required';
  params?: z.ZodType;
  query?: z.ZodType;
  body?: z.ZodType;
  reply: z.ZodType;
  /** Multipart upload of one file instead of a JSON body. */
  upload?: boolean;
  /** The reply holds a secret that is shown once: for repeats it is kept sealed. */
  shownOnce?: boolean;
  /** Scope that an API token needs beside being valid. */
  scope?: string;
};

type Loose = Partial<Pick<Endpoint, 'access' | 'status' | 'version'>> & Omit<Endpoint, 'access' | 'status' | 'version'>;

export function defineEndpoint<const E extends Loose>(
  endpoint: E,
): E & Pick<Endpoint, 'access' | 'status' | 'version'> {
  return { access: 'member', status: 200, version: 'none', ...endpoint };
}

type Parsed<S> = S extends z.ZodType ? z.output<S> : undefined;
type Sent<S> = S extends z.ZodType ? z.input<S> : undefined;
type Part<E, K extends string> = E extends { [P in K]: infer S } ? S : undefined;

/** What a handler receives. */
export type InputOf<E> = {
  params: Parsed<Part<E, 'params'>>;
  query: Parsed<Part<E, 'query'>>;
  body: Parsed<Part<E, 'body'>>;
};

/** What a client sends. */
export type SentTo<E> = {
  params: Sent<Part<E, 'params'>>;
  query: Sent<Part<E, 'query'>>;
  body: Sent<Part<E, 'body'>>;
};

/** What a handler returns (before output filtering) and a client receives. */
export type ReplyOf<E> = E extends { reply: infer S } ? (S extends z.ZodType ? z.output<S> : never) : never;
