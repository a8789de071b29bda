// Draws the tab icons (81 px, WeChat's size) from the shapes below into src/assets/tabs. Run by hand when a shape changes: npm run icons -w miniapp.
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';

const colours = { '': '#5b6663', '-on': '#0e5a54' };
// 24-unit grid; `f` marks a shape that is filled on the selected icon.
const shapes = {
  // A helmet over a doorway: home of a building worker.
  home: { line: 'M3 14.5h18M5 14.5V13a7 7 0 0 1 14 0v1.5M10 6.4V10M14 6.4V10M6.5 14.5V20h11v-5.5', fill: 'M5 14.5V13a7 7 0 0 1 14 0v1.5Z' },
  study: {
    line: 'M12 7c-2-1.600-5-2-8.500-2v12.500c3.500 0 6.500.4 8.500 2 2-1.600 5-2 8.500-2V5C17 5 14 5.400 12 7Zm0 0v12.500',
    fill: 'M12 7c-2-1.600-5-2-8.500-2v12.500c3.500 0 6.500.4 8.500 2Z',
  },
  // A certificate with its seal.
  wallet: {
    line: 'M13 18H3.500V4.500h17V11M7 9h10M7 12.500h4M17 14a2.800 2.800 0 1 0 .01 0Zm-1.700 5v3l1.700-1 1.700 1v-3',
    fill: 'M17 14a2.800 2.800 0 1 0 .01 0Z',
  },
  me: {
    line: 'M12 11.500a3.800 3.800 0 1 0-.01 0ZM4.500 20c.6-3.600 3.600-5.500 7.500-5.500s6.900 1.900 7.500 5.500Z',
    fill: 'M12 11.500a3.800 3.800 0 1 0-.01 0Z',
  },
};

for (const [name, shape] of Object.entries(shapes)) {
  for (const [suffix, colour] of Object.entries(colours)) {
    const fill = suffix ? `<path d="${shape.fill}" fill="${colour}"/>` : '';
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="81" height="81" viewBox="0 0 24 24">${fill}<path d="${shape.line}" fill="none" stroke="${colour}" stroke-width="1.700" stroke-linecap="round" stroke-linejoin="round"/></svg>`;
    await sharp(Buffer.from(svg))
      .png({ compressionLevel: 9, palette: true })
      .toFile(fileURLToPath(new URL(`../src/assets/tabs/${name}${suffix}.png`, import.meta.url)));
  }
}
