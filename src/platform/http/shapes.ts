// Shapes that every contract uses: ids, dates, percentages, lists, versions.
import { z } from 'zod';

/** In small letters, as the database gives it back: ids are compared as text. */
export const Id = z.guid().toLowerCase().meta({ description: 'UUID' });
export const Day = z.iso.date().meta({ description: "YYYY-MM-DD in the institution's zone" });
export const Instant = z.iso.datetime({ offset: true }).meta({ description: 'RFC 3339' });
/** 0..100 with at most two decimals. */
export const Percentage = z.number().min(0).max(100).multipleOf(0.01);
export const Weight = z.number().gt(0).max(100).multipleOf(0.01);
export const Text = z.string().trim();
export const Name = Text.min(1).max(200);
export const IdParams = z.object({ id: Id });

export const ListQuery = z.object({
  limit: z.coerce.number().int().min(1).max(500).default(50),
  cursor: z.string().optional(),
  sort: z.string().optional(),
});

/** A day, or an instant: how things stood then, or on a day to come if nothing more happens. */
export const AsOf = z.union([Day, Instant]);

export function listOf<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable(), total: z.number().int().optional() });
}

export const Abilities = z.record(z.string(), z.boolean());
