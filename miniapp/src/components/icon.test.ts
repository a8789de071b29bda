import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from '@jest/globals';

const text = (file: string) => readFileSync(path.join(__dirname, file), 'utf8');

it('every icon that can be named has a picture, and every picture a class: another would be drawn as a full square', () => {
  const pictures = readdirSync(path.join(__dirname, '../assets/icons')).map((file) => file.replace(/\.svg$/, ''));
  const named = [...text('icon.tsx').matchAll(/^ {2}\| '([\w-]+)'/gm)].map(([, name]) => name);
  const classes = /\$names:([^;]+);/
    .exec(text('icon.scss'))![1]!
    .split(',')
    .map((name) => name.trim());
  expect(named).toEqual(pictures.sort());
  expect(classes).toEqual(pictures);
});
