// What pages owe beyond their looks: the keyboard reaches the act to do, a slow network carries the first page, ten thousand rows stay light.
import { gzipSync } from 'node:zlib';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { openVisitor } from '../support/browser.ts';
import { useDatabase } from '../support/database.ts';
import { openShownHouse } from '../support/every-page.ts';
import { createTestInstitution } from '../support/institution.ts';
import { settle, showsFocus } from '../support/page-checks.ts';
import { castOf, draftFor } from '../support/plan.ts';
import { gather, tabTo, wordsOf } from '../support/visitors.ts';

const shown = openShownHouse();

describe('without a mouse', () => {
  it('Tab reaches the act to do now, and one sees where one is', async () => {
    const { house, home, plan, reportId } = shown;
    const company = await gather({ ...house, home, language: 'en' });
    const { t } = company;
    const acts: [string, string, string][] = [
      ['officer', '/board', t('board:draft')],
      ['professor', '/', t('workbench:do.review')],
      ['professor', `/review?id=${reportId}`, t('review:verdict.passed')],
      ['teacher', `/items/${plan.ids.teacher}`, t('item-page:act.report')],
    ];
    for (const [who, address, act] of acts) {
      const { page } = await company.go(who, address);
      await settle(page, t);
      await tabTo(page, page.getByRole('button', { name: act, exact: true }).first());
      expect(await showsFocus(page), address).toBe(true);
    }
    await company.close();
  });
});

describe('on a slow network', () => {
  it('the first page needs at most 350 KB of script', async () => {
    const { page, context } = await openVisitor(shown.house.browser, shown.house.base, { language: 'zh-CN' });
    const scripts: Promise<Buffer>[] = [];
    page.on('response', (response) => {
      if (response.request().resourceType() === 'script') scripts.push(response.body());
    });
    await page.goto('/');
    await settle(page, await wordsOf('zh-CN'));
    const bytes = (await Promise.all(scripts)).reduce((sum, body) => sum + gzipSync(body).length, 0);
    expect(scripts.length).toBeGreaterThan(3);
    expect(bytes).toBeLessThanOrEqual(350 * 1024);
    await context.close();
  });
});

describe('a board of ten thousand rows', () => {
  it('draws only what is on show, and scrolls to the last row', async () => {
    const large = await createTestInstitution();
    const cast = castOf(shown.house.server, large);
    const office = await cast('officer');
    const root = await office.post<{ id: string }>('/items', draftFor(large, 'president'));
    await office.post(`/items/${root.body.id}/register`);
    const { owner } = await useDatabase();
    // The rows are written past the triggers, which would take most of a minute for what is read here alone.
    await owner.transaction().execute(async (tx) => {
      await sql`set local statement_timeout = 0`.execute(tx);
      await sql`alter table items disable trigger user`.execute(tx);
      await sql`insert into items select (jsonb_populate_record(null::items, to_jsonb(i) || jsonb_build_object(
          'id', made.id, 'code', 'R' || lpad(made.n::text, 5, '0'), 'path', jsonb_build_array(made.id)))).*
        from items i, (select gen_random_uuid() as id, n from generate_series(1, 9999) n) made where i.id = ${root.body.id}`.execute(
        tx,
      );
      await sql`insert into item_values select (jsonb_populate_record(null::item_values, to_jsonb(v) || jsonb_build_object('item_id', i.id))).*
        from item_values v, items i where v.item_id = ${root.body.id} and i.institution_id = v.institution_id and i.id <> v.item_id`.execute(
        tx,
      );
      await sql`alter table items enable trigger user`.execute(tx);
    });
    const company = await gather({ ...shown.house, home: large, language: 'zh-CN' });
    const { page } = await company.go('officer', '/board');
    await settle(page, company.t);
    const grid = page.getByRole('treegrid', { name: company.t('nav.board') });
    await grid.getByRole('row').filter({ hasText: 'R00005' }).waitFor();
    expect(await grid.getAttribute('aria-rowcount')).toBe('10001');
    expect(await grid.getByRole('row').count()).toBeLessThan(200);
    await grid.focus();
    await page.keyboard.press('End');
    await grid.getByRole('row').filter({ hasText: 'R09999' }).waitFor();
    expect(await grid.getByRole('row').count()).toBeLessThan(200);
    await company.close();
  });
});
