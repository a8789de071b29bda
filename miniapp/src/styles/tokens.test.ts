import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const source = readFileSync(join(__dirname, 'tokens.scss'), 'utf8');
const mixin = (name: string): Record<string, string> =>
  Object.fromEntries(
    [...new RegExp(`@mixin ${name} \\{([^}]*)\\}`).exec(source)![1]!.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, token, colour]) => [
      token!,
      colour!,
    ]),
  );

const luminance = (colour: string): number => {
  const [r, g, b] = [1, 3, 5]
    .map((at) => parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
};
const contrast = (a: string, b: string): number => {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light! + 0.05) / (dark! + 0.05);
};

/** Letters on what they stand on. */
const TEXTS: [string, string[]][] = [
  ['ink', ['paper', 'card', 'sunken', 'ok-soft', 'warn-soft', 'bad-soft', 'note-soft', 'brand-soft']],
  ['ink-2', ['paper', 'card', 'sunken', 'ok-soft', 'bad-soft']],
  ['ink-3', ['paper', 'card', 'sunken']],
  ['brand', ['paper', 'card', 'brand-soft', 'sunken']],
  ['on-brand', ['brand']],
  ['on-hero', ['hero']],
  ['on-hero-2', ['hero']],
  ['on-beacon', ['beacon']],
  ['ok', ['ok-soft', 'card', 'paper']],
  ['warn', ['warn-soft', 'card', 'paper']],
  ['bad', ['bad-soft', 'card', 'paper']],
  ['note', ['note-soft', 'card', 'paper']],
];

describe.each(['light', 'dark'])('the %s colours', (scheme) => {
  const colours = mixin(scheme);
  it.each(TEXTS.flatMap(([text, grounds]) => grounds.map((ground) => [text, ground] as const)))(
    '%s on %s reads at 4.5:1',
    (text, ground) => {
      expect(contrast(colours[text]!, colours[ground]!)).toBeGreaterThanOrEqual(4.5);
    },
  );
  it.each(['paper', 'card', 'sunken'])('the edge of a control shows on %s at 3:1', (ground) => {
    expect(contrast(colours.control!, colours[ground]!)).toBeGreaterThanOrEqual(3);
  });
});
