import { Inject, Singleton } from '@midwayjs/core';
import { SITE_POSTS } from '@jzt/shared/domain/posts';
import { Refusal } from '../../platform/errors';
import type { Caller } from '../../platform/http/tokens';
import { emptySheet, readSheet, resultSheet, type SheetForm, type SheetRow } from '../../platform/sheets/index';
import type { Post } from './filing.model';
import { Filings } from './filings.service';

const POSTS = Object.entries(SITE_POSTS) as [Post, string][];
/** A table of 200 people has some 20 KB. */
const FORM: SheetForm<'idNumber' | 'post'> = {
  name: '安全员换证',
  columns: {
    idNumber: { title: '身份证号', width: 24, required: true, digits: true },
    post: { title: '岗位', width: 20, list: POSTS.map(([, title]) => title) },
  },
  most: 200,
  mostBytes: 100 * 1024,
};

/** 批量添加 by a table: one person a row, each row apart; what is wrong stands beside its row. */
@Singleton()
export class FilingSheets {
  @Inject() private readonly filings: Filings;

  /** The table to be filled in. */
  empty(): Promise<Buffer> {
    return emptySheet(FORM);
  }

  /** Makes a draft of each row, and gives the table back with what became of it. Throws what `readSheet` does. */
  async take(caller: Caller, content: Buffer): Promise<{ added: number; failed: number; sheet: string }> {
    const results = [];
    for (const row of await readSheet(FORM, content)) results.push({ values: row.values, ...(await this.one(caller, row)) });
    const added = results.filter((one) => one.ok).length;
    return { added, failed: results.length - added, sheet: (await resultSheet(FORM, results)).toString('base64') };
  }

  private async one(caller: Caller, { values, faults }: SheetRow<'idNumber' | 'post'>): Promise<{ ok: boolean; said: string }> {
    if (faults[0]) return { ok: false, said: faults[0] };
    try {
      const post = POSTS.find(([, title]) => title === values.post)?.[0];
      const draft = await this.filings.add(caller, { idNumber: values.idNumber.toUpperCase().slice(0, 18), channel: 'H5' });
      const filing = post ? await this.filings.choosePost(caller, draft.id, post) : draft;
      const objection = filing.objections[0];
      if (objection) return { ok: false, said: `${filing.name}：已添加，但${objection.message}` };
      return { ok: true, said: `${filing.name}：已添加，还缺${filing.missing.join('、')}` };
    } catch (error) {
      if (error instanceof Refusal) return { ok: false, said: error.message };
      throw error;
    }
  }
}
