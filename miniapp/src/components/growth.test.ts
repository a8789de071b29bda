import { readdirSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { whatStopsGrowth } from '../../testing/growth';

/** Pictures made of lines, which hold no text: the stripe, the mark of a tick, the barrier, the dots of a road. */
const PICTURES: Record<string, string[]> = {
  'card.scss': ['height: 4px;'],
  'field.scss': ['height: 24px;'],
  'state-block.scss': ['height: 22px;', 'height: 26px;'],
  'timeline.scss': ['height: 14px;', 'height: 12px;', 'height: 18px;'],
};
const sheets = [...readdirSync(__dirname), '../styles/tokens.scss'].filter((name) => name.endsWith('.scss'));

describe('the styles of the shared components', () => {
  it.each(sheets)('of %s let text grow, and cut none of it', (sheet) => {
    expect(whatStopsGrowth(sheet)).toEqual(PICTURES[sheet] ?? []);
  });
});
