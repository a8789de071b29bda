import { describe, expect, it } from '@jest/globals';
import { bytesOf, createKeptAnswers } from './kept-answers';

/** A disk in memory. */
function disk() {
  const kept = new Map<string, string>();
  return {
    kept,
    get: <T>(key: string): T | undefined => (kept.has(key) ? (JSON.parse(kept.get(key)!) as T) : undefined),
    set: (key: string, value: unknown) => (kept.set(key, JSON.stringify(value)), true),
    remove: (key: string) => void kept.delete(key),
    bytes: () => [...kept].reduce((all, [key, value]) => all + Buffer.byteLength(key) + Buffer.byteLength(value), 0),
  };
}
const row = (at: number) => ({ id: at, name: '王'.repeat(100_000) });

describe('answers kept for offline', () => {
  it('counts bytes as the disk does', () => {
    for (const text of ['abc', '建证通', 'é', '𠮷野家', ''])
      expect({ where: text, value: bytesOf(text) }).toEqual({ where: text, value: Buffer.byteLength(text) });
  });

  it('stay within two million bytes however many come; the newest are there', () => {
    const phone = disk();
    const answers = createKeptAnswers(phone);
    for (let at = 0; at < 40; at += 1) answers.set('review.view', `case${at}`, row(at));
    expect(phone.bytes()).toBeLessThan(2_100_000);
    expect(answers.get('case39')?.data).toMatchObject({ id: 39 });
    expect(answers.get('case34')).toBeDefined();
    expect(answers.get('case0')).toBeUndefined();
  });

  it('leave out what is too large, and with it the older answer to the same question', () => {
    const phone = disk();
    const answers = createKeptAnswers(phone);
    answers.set('study.course', 'course', { sections: 1 });
    answers.set('study.course', 'course', { text: 'x'.repeat(500_000) });
    expect(answers.get('course')).toBeUndefined();
  });

  it('take over what an earlier version kept by name only', () => {
    const phone = disk();
    phone.set('answer.index', ['old']);
    phone.set('answer.old', { at: 1, data: {} });
    const answers = createKeptAnswers(phone);
    answers.set('inbox.list', 'new', { items: [] });
    expect([...phone.kept.keys()].sort()).toEqual(['answer.index', 'answer.new']);
  });

  it('never hold a full ID number', () => {
    const phone = disk();
    createKeptAnswers(phone).set('review.revealIdNumber', 'x', { idNumber: '1' });
    expect(phone.kept.size).toBe(0);
  });
});
